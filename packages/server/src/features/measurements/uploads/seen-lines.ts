/** Remembers of which datastream and time a file has had a line that counts. */
export type SeenLines = {
  /** The line that counts for a datastream and time; undefined when there was none. */
  lineOf(datastreamId: number, start: number): number | undefined
  /** Remembers a line of which there was none before. */
  remember(datastreamId: number, start: number, line: number): void
}

/** Lines that are remembered at least; about 50 bytes each. */
const REMEMBERED = 250_000

type Lines = Map<number, Map<number, number>>

/**
 * Makes the memory of one part of an upload. A file can be of any size and memory may not grow with it, so lines are forgotten
 * after a while, the oldest first: doubles that stand further apart are values that came later, as in two files.
 */
export function rememberLines(atLeast = REMEMBERED): SeenLines {
  let recent: Lines = new Map()
  let older: Lines = new Map()
  let count = 0
  return {
    lineOf: (datastreamId, start) =>
      recent.get(datastreamId)?.get(start) ?? older.get(datastreamId)?.get(start),
    remember(datastreamId, start, line) {
      if (count >= atLeast) {
        older = recent
        recent = new Map()
        count = 0
      }
      const lines = recent.get(datastreamId) ?? new Map<number, number>()
      recent.set(datastreamId, lines.set(start, line))
      count += 1
    },
  }
}
