import { exitCodeOf, isAsked, tellFailure } from './failure.ts'
import { createOutput } from './output.ts'
import { createProgram } from './program.ts'

const output = createOutput(process.argv.includes('--json'))

try {
  await createProgram(output).parseAsync()
} catch (error) {
  tellFailure(output, error)
  if (!isAsked(error)) process.exit(exitCodeOf(error))
}
