import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addMarks, isAnyMarked, markAll, markNone } from './datastream-marks.ts'

const BITS = 2 ** 18
const ids = fc.array(fc.oneof(fc.nat(50), fc.nat(BITS * 3), fc.nat(2 ** 31 - 1)), { maxLength: 40 })

function marksOf(...all: number[][]) {
  const marks = markNone()
  for (const some of all) {
    const own = markNone()
    markAll(own, some)
    addMarks(marks, own)
  }
  return marks
}

it('finds each datastream that was marked, and of others only those with the same remainder', () => {
  fc.assert(
    fc.property(ids, ids, ids, (first, second, asked) => {
      const remainders = new Set([...first, ...second].map((id) => id % BITS))
      expect(isAnyMarked(marksOf(first, second), asked)).toBe(asked.some((id) => remainders.has(id % BITS)))
    }),
  )
})

it('tells apart as many datastreams as there are bits', () => {
  const marks = marksOf(Array.from({ length: BITS - 1 }, (_, id) => 70_000 + id))
  expect(isAnyMarked(marks, [70_000 + BITS - 1])).toBe(false)
  expect(isAnyMarked(marks, [70_000 + BITS - 2])).toBe(true)
})

it('marks what is no id of a datastream like any other number', () => {
  for (const id of [0, -3, 2 ** 31, 2 ** 40 + 5, Number.NaN])
    expect(isAnyMarked(marksOf([id]), [id])).toBe(true)
})
