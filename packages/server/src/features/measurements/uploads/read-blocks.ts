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
  const rest = createPile()
  let block: Block = { lines: [], bytes: 0 }
  let failure: { error: unknown } | undefined
  const source = stream[Symbol.asyncIterator]()
  for (;;) {
    const next = await source.next().catch((error: unknown) => {
      failure = { error }
      return { done: true as const, value: undefined }
    })
    if (next.done) break
    const piece = Buffer.from(next.value)
    const endInPiece = piece.lastIndexOf(LINE_FEED) + 1
    const bytes = endInPiece === 0 ? undefined : Buffer.concat([rest.take(), piece.subarray(0, endInPiece)])
    rest.add(piece.subarray(endInPiece))
    if (rest.size() > limits.line) throw tooLong(limits.line)
    if (bytes === undefined) continue
    const end = bytes.length
    for (const line of bytes.toString('utf8', 0, end - 1).split('\n')) block.lines.push(withoutReturn(line))
    block.bytes += end
    if (block.lines.length < limits.lines && block.bytes < limits.bytes) continue
    yield block
    block = { lines: [], bytes: 0 }
  }
  const last = rest.take()
  if (isWhole && !failure && last.length > 0) {
    block.lines.push(withoutReturn(last.toString('utf8')))
    block.bytes += last.length
  }
  if (block.bytes > 0) yield block
  if (failure) throw failure.error
}

/** Bytes that come in pieces. Its room is doubled when it is full, so that many small pieces cost no more than one large one. */
function createPile() {
  let room = Buffer.alloc(0)
  let used = 0
  return {
    size: () => used,
    add(piece: Uint8Array) {
      if (used + piece.length > room.length) {
        const larger = Buffer.allocUnsafe(Math.max(room.length * 2, used + piece.length))
        room.copy(larger, 0, 0, used)
        room = larger
      }
      room.set(piece, used)
      used += piece.length
    },
    /** All that came since the last time. */
    take(): Buffer {
      const all = room.subarray(0, used)
      room = Buffer.alloc(0)
      used = 0
      return all
    },
  }
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
