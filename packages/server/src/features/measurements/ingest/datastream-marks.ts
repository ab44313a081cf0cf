import { at } from './batch.ts'

/**
 * Datastreams, told apart by the remainder of their id alone, as bits: quick to make and to compare for thousands. Those that do not touch have
 * none in common; that two touch without one in common is seldom, and only makes one wait for the other.
 */
export type Marks = Uint32Array

const WORDS = 128
const BITS = 32

export function markNone(): Marks {
  return new Uint32Array(WORDS)
}

/** The marks of these ids. */
export function markAll(ids: ArrayLike<number>): Marks {
  const marks = markNone()
  for (let row = 0; row < ids.length; row++) {
    const id = at(ids, row)
    const word = (id / BITS) & (WORDS - 1)
    marks[word] = at(marks, word) | (1 << (id % BITS))
  }
  return marks
}

export function addMarks(to: Marks, marks: Marks): void {
  for (let word = 0; word < WORDS; word++) to[word] = at(to, word) | at(marks, word)
}

export function touch(a: Marks, b: Marks): boolean {
  for (let word = 0; word < WORDS; word++) if ((at(a, word) & at(b, word)) !== 0) return true
  return false
}
