import { expect, test } from 'vitest'
import { estimateCoefficient } from './regression.ts'
import { openChance } from './testing/simulate.ts'

test('independent values: the interval of a mean is about that of the textbook', () => {
  const chance = openChance(3)
  const values = Array.from({ length: 200 }, () => 10 + chance.normal())
  const found = estimateCoefficient(
    values,
    values.map(() => [1]),
    0,
  )
  expect(found?.estimate).toBeCloseTo(10, 0)
  expect((found?.high ?? 0) - (found?.low ?? 0)).toBeGreaterThan(0.25)
  expect((found?.high ?? 0) - (found?.low ?? 0)).toBeLessThan(0.42)
  expect(found?.effective).toBeGreaterThan(90)
})

test('a trend is found through gaps, and its size is the same', () => {
  const values = Array.from({ length: 100 }, (_, index) =>
    index % 7 === 0 || (index > 40 && index < 60) ? null : index * 2,
  )
  const rows = values.map((_, index) => [1, index])
  const found = estimateCoefficient(values, rows, 1)
  expect(found?.estimate).toBeCloseTo(2, 6)
  expect(found?.p).toBeLessThan(1e-6)
})

test('too few values, or variables that are the same, give no estimate', () => {
  expect(estimateCoefficient([1, 2, 3], [[1], [1], [1]], 0)).toBeUndefined()
  const rows = Array.from({ length: 9 }, () => [1, 1])
  expect(estimateCoefficient([1, 2, 3, 4, 5, 6, 7, 8, 9], rows, 1)).toBeUndefined()
})

test('values that are all the same lie at their value with certainty', () => {
  const found = estimateCoefficient(
    Array.from({ length: 20 }, () => 5),
    Array.from({ length: 20 }, () => [1]),
    0,
  )
  expect(found?.low).toBeCloseTo(5, 6)
  expect(found?.high).toBeCloseTo(5, 6)
})

/** The share of series without a trend of which the interval says that there is one. */
function sizeOf(likeness: number, count: number, runs: number): number {
  const chance = openChance(1000 * likeness + count)
  const rows = Array.from({ length: count }, (_, index) => [1, index / count])
  let found = 0
  for (let run = 0; run < runs; run += 1) {
    const { p = 1 } = estimateCoefficient(chance.autoregressive(count, likeness), rows, 1) ?? {}
    if (p < 0.05) found += 1
  }
  return found / runs
}

test.each([
  [0, 52],
  [0.6, 52],
  [0.9, 52],
  [0.6, 120],
])('no trend is found in at most about one of 20 series with likeness %d of %d values', (likeness, count) => {
  // 400 runs: three standard errors above 5 % is 8.3 %.
  expect(sizeOf(likeness, count, 400)).toBeLessThan(0.083)
})

test.each([0, 1e-200, 7])('values that are all %d have an estimate that is a number', (value) => {
  const rows = Array.from({ length: 30 }, (_, index) => [index / 30, 1])
  const found = estimateCoefficient(
    Array.from({ length: 30 }, () => value),
    rows,
    0,
  )
  expect(found?.estimate).toBeCloseTo(0, 6)
  for (const each of Object.values(found ?? {})) expect(each).toSatisfy(Number.isFinite)
})
