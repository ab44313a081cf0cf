import { Problem } from '../../../platform/errors.ts'

/** A run of whole lines of a stream, without their line ends, and how many bytes they take with them. */
export type Block = { lines: string[]; bytes: number }

export type BlockLimits = { lines: number; bytes: number; line: number }

const LIMITS: BlockLimits = { lines: 20_000, bytes: 4 * 2 ** 20, line: 2 ** 20 }

const LINE_FEED = 10

/**
 * Cuts a stream into blocks of whole lines, each of bounded size. What comes after the last line end is a line only when
 * the stream is known to end the file. A stream that breaks off still gives the whole lines that came.
 * @throws Problem too-large for a line of more than 1 MiB; what the stream threw, after its last block
 */
export async function* readBlocks(
  stream: AsyncIterable<Uint8Array>,
  isWhole: boolean,
  limits: BlockLimits = LIMITS,
): AsyncGenerator<Block> {
  let rest = Buffer.alloc(0)
  let block: Block = { lines: [], bytes: 0 }
  let failure: { error: unknown } | undefined
  const source = stream[Symbol.asyncIterator]()
  for (;;) {
    const next = await source.next().catch((error: unknown) => {
      failure = { error }
      return { done: true as const, value: undefined }
    })
    if (next.done) break
    const bytes = rest.length === 0 ? Buffer.from(next.value) : Buffer.concat([rest, next.value])
    const end = bytes.lastIndexOf(LINE_FEED) + 1
    rest = bytes.subarray(end)
    if (rest.length > limits.line) throw tooLong(limits.line)
    if (end === 0) continue
    for (const line of bytes.toString('utf8', 0, end - 1).split('\n')) block.lines.push(withoutReturn(line))
    block.bytes += end
    if (block.lines.length < limits.lines && block.bytes < limits.bytes) continue
    yield block
    block = { lines: [], bytes: 0 }
  }
  if (isWhole && !failure && rest.length > 0) {
    block.lines.push(withoutReturn(rest.toString('utf8')))
    block.bytes += rest.length
  }
  if (block.bytes > 0) yield block
  if (failure) throw failure.error
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line
}

function tooLong(limit: number): Problem {
  return new Problem('too-large', {
    nl: `Een regel is langer dan ${limit / 2 ** 20} MiB. Zet elke waarneming op een eigen regel.`,
    en: `A line is longer than ${limit / 2 ** 20} MiB. Put each observation on a line of its own.`,
  })
}
