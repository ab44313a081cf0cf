import fc from 'fast-check'
import { expect, test } from 'vitest'
import { computeMean, findMaximum, findMinimum } from './statistics.ts'

const number = fc.double({ min: -1e6, max: 1e6, noNaN: true })
const numbers = fc.array(number, { minLength: 1, maxLength: 200 })

test('without values there is no figure', () => {
  for (const compute of [computeMean, findMinimum, findMaximum]) expect(compute([])).toBeNull()
})

test('figures of a small series', () => {
  const values = [15, 20, 35, 40, 50]
  expect([computeMean, findMinimum, findMaximum].map((compute) => compute(values))).toEqual([32, 15, 50])
})

test('small values beside a large one are not lost', () => {
  expect(computeMean([1, 1e100, 1, -1e100])).toBe(0.5)
})

test('the mean lies between the lowest and the highest, in whatever order the values come', () => {
  fc.assert(
    fc.property(numbers, (values) => {
      const mean = computeMean(values) ?? Number.NaN
      expect(mean).toBeGreaterThanOrEqual(findMinimum(values) ?? Number.NaN)
      expect(mean).toBeLessThanOrEqual(findMaximum(values) ?? Number.NaN)
      expect(computeMean(values.toReversed())).toBeCloseTo(mean, 6)
    }),
  )
})
