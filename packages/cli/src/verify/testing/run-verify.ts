import { exitCodeOf } from '../../failure.ts'
import { createOutput } from '../../output.ts'
import { type VerifyOptions, verify } from '../command.ts'

/** Runs `samenspel verify` as the terminal would: its exit code, and all that it says. */
export async function runVerify(
  options: VerifyOptions,
  file?: string,
): Promise<{ code: number; text: string }> {
  let text = ''
  const stream = { write: (part: string) => (text += part) }
  try {
    await verify(createOutput(false, stream, stream), file, options)
    return { code: 0, text }
  } catch (error) {
    return { code: exitCodeOf(error), text: `${text}${error instanceof Error ? error.message : ''}` }
  }
}
