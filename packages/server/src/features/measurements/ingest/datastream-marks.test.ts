import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addMarks, markAll, markNone, touch } from './datastream-marks.ts'

const ids = fc.array(
  fc.oneof(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 0, max: 2 ** 31 - 1 })),
  {
    maxLength: 50,
  },
)

it('says of sets with a datastream in common that they touch, also when they were added up', () => {
  fc.assert(
    fc.property(ids, ids, ids, (first, second, third) => {
      const sum = markNone()
      addMarks(sum, markAll(first))
      addMarks(sum, markAll(second))
      const shared = [...first, ...second].some((id) => third.includes(id))
      const remainders = new Set([...first, ...second].map((id) => id % 4096))
      expect(touch(sum, markAll(third))).toBe(third.some((id) => remainders.has(id % 4096)))
      if (shared) expect(touch(markAll(third), sum)).toBe(true)
    }),
  )
})

it('tells apart four thousand datastreams that follow each other', () => {
  const all = Array.from({ length: 4096 }, (_, id) => 70_000 + id)
  const others = markAll(all.slice(1))
  expect(touch(markAll(all.slice(0, 1)), others)).toBe(false)
  expect(touch(markAll([]), others)).toBe(false)
})
