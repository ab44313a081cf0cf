import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  computeCoverage,
  computeMean,
  computePercentile,
  computeShareAbove,
  computeStatistic,
  findMaximum,
  findMinimum,
} from './statistics.ts'

const number = fc.double({ min: -1e6, max: 1e6, noNaN: true })
const numbers = fc.array(number, { minLength: 1, maxLength: 200 })

test('without values there is no figure', () => {
  for (const kind of ['mean', 'minimum', 'maximum'] as const)
    expect(computeStatistic([], { kind })).toBeNull()
  expect(computeStatistic([], { kind: 'percentile', percent: 50 })).toBeNull()
  expect(computeStatistic([], { kind: 'share-above', norm: 0 })).toBeNull()
})

test('figures of a small series', () => {
  const values = [15, 20, 35, 40, 50]
  expect(computeStatistic(values, { kind: 'mean' })).toBe(32)
  expect(computeStatistic(values, { kind: 'minimum' })).toBe(15)
  expect(computeStatistic(values, { kind: 'maximum' })).toBe(50)
  // R: quantile(c(15, 20, 35, 40, 50), 0.4, type = 7) is 29.
  expect(computeStatistic(values, { kind: 'percentile', percent: 40 })).toBeCloseTo(29, 12)
  expect(computeStatistic(values, { kind: 'share-above', norm: 35 })).toBe(0.4)
})

test('small values beside a large one are not lost', () => {
  expect(computeMean([1, 1e100, 1, -1e100])).toBe(0.5)
})

test('every percentile lies between the lowest and the highest, and rises', () => {
  const percent = fc.double({ min: 0, max: 100, noNaN: true })
  fc.assert(
    fc.property(numbers, percent, percent, (values, a, b) => {
      const low = computePercentile(values, Math.min(a, b)) ?? Number.NaN
      const high = computePercentile(values, Math.max(a, b)) ?? Number.NaN
      expect(low).toBeLessThanOrEqual(high)
      expect(low).toBeGreaterThanOrEqual(findMinimum(values) ?? Number.NaN)
      expect(high).toBeLessThanOrEqual(findMaximum(values) ?? Number.NaN)
      expect(computePercentile(values, 0)).toBe(findMinimum(values))
      expect(computePercentile(values, 100)).toBe(findMaximum(values))
    }),
  )
})

test('figures do not depend on the order of the values', () => {
  fc.assert(
    fc.property(numbers, (values) => {
      const reversed = values.toReversed()
      expect(computeMean(reversed)).toBeCloseTo(computeMean(values) ?? Number.NaN, 6)
      expect(computePercentile(reversed, 90)).toBe(computePercentile(values, 90))
      expect(computeShareAbove(reversed, 3)).toBe(computeShareAbove(values, 3))
    }),
  )
})

test('the values themselves are left as they were', () => {
  const values = Object.freeze([3, 1, 2])
  expect(computePercentile(values, 50)).toBe(2)
})

test('a percentile outside 0 to 100 and a coverage of nothing are refused', () => {
  expect(() => computePercentile([1], 101)).toThrow(RangeError)
  expect(() => computePercentile([1], Number.NaN)).toThrow(RangeError)
  expect(() => computeCoverage(1, 0)).toThrow(RangeError)
})

test('coverage is a share', () => {
  expect(computeCoverage(18, 24)).toBe(0.75)
  expect(computeCoverage(25, 24)).toBe(1)
})
