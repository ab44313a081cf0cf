/**
 * Which datastreams are at work, as bits by the remainder of their id: quick to make and to look into for thousands of rows, where a set of as
 * many numbers was a tenth of all that the server did to store them. With fewer datastreams than bits, each has its own; two that share
 * one only make who brings the second wait for the first.
 */
export type Marks = Uint32Array

const BITS = 2 ** 18
const OF_WORD = 32

export function markNone(): Marks {
  return new Uint32Array(BITS / OF_WORD)
}

/** Marks these datastreams too. */
export function markAll(marks: Marks, ids: ArrayLike<number>): void {
  for (let row = 0; row < ids.length; row++) {
    const id = ids[row] ?? 0
    const word = wordOf(id)
    marks[word] = (marks[word] ?? 0) | (1 << id)
  }
}

/** Marks what others mark too. */
export function addMarks(marks: Marks, others: Marks): void {
  for (let word = 0; word < marks.length; word++) marks[word] = (marks[word] ?? 0) | (others[word] ?? 0)
}

/** Whether one of these datastreams is marked. */
export function isAnyMarked(marks: Marks, ids: ArrayLike<number>): boolean {
  for (let row = 0; row < ids.length; row++) {
    const id = ids[row] ?? 0
    if (((marks[wordOf(id)] ?? 0) & (1 << id)) !== 0) return true
  }
  return false
}

function wordOf(id: number): number {
  return (id & (BITS - 1)) >>> 5
}
