import fc from 'fast-check'
import { expect, it } from 'vitest'
import { correlate, correlateRanks, FEWEST_PAIRS, type Pair } from './correlate.ts'

/** Anscombe's first quartet (1973): r = 0.81642. */
const ANSCOMBE: Pair[] = [
  [10, 8.04],
  [8, 6.95],
  [13, 7.58],
  [9, 8.81],
  [11, 8.33],
  [14, 9.96],
  [6, 7.24],
  [4, 4.26],
  [12, 10.84],
  [7, 4.82],
  [5, 5.68],
]

it('gives the published coefficients of a known data set, with the interval of Fisher', () => {
  const found = correlate(ANSCOMBE)
  expect(found?.coefficient).toBeCloseTo(0.81642, 5)
  // tanh(atanh(r) ± 1.95996 / √8)
  expect(found?.low).toBeCloseTo(0.42439, 4)
  expect(found?.high).toBeCloseTo(0.95069, 4)
  expect(correlateRanks(ANSCOMBE)?.coefficient).toBeCloseTo(0.81818, 5)
})

it('lets values that are the same share their rank', () => {
  const tied: Pair[] = [
    [1, 1],
    [2, 2],
    [2, 2],
    [3, 5],
    [3, 4],
    [9, 9],
  ]
  // Ranks 1, 2.5, 2.5, 4.5, 4.5, 6 and 1, 2.5, 2.5, 5, 4, 6: 16.5 / √(16.5 × 17).
  expect(correlateRanks(tied)?.coefficient).toBeCloseTo(16.5 / Math.sqrt(16.5 * 17), 10)
})

const numbers = fc.double({ min: -1e6, max: 1e6, noNaN: true })
const pairs = fc.array(fc.tuple(numbers, numbers), { minLength: FEWEST_PAIRS, maxLength: 40 })

it('lies in its interval, within -1 and 1, and is of the same strength with the two the other way round', () => {
  fc.assert(
    fc.property(pairs, (all) => {
      for (const measure of [correlate, correlateRanks]) {
        const found = measure(all)
        if (!found) continue
        const { low, coefficient, high } = found
        expect(-1 <= low && low <= coefficient && coefficient <= high && high <= 1).toBe(true)
        expect(measure(all.map(([x, y]) => [y, x]))?.coefficient).toBeCloseTo(coefficient, 8)
        expect(measure(all.map(([x, y]) => [-x, y]))?.coefficient).toBeCloseTo(-coefficient, 8)
      }
    }),
  )
})

it('says nothing of few pairs, or of what is always the same', () => {
  expect(correlate(ANSCOMBE.slice(0, FEWEST_PAIRS - 1))).toBeUndefined()
  expect(correlateRanks(ANSCOMBE.slice(0, FEWEST_PAIRS - 1))).toBeUndefined()
  expect(correlate(ANSCOMBE.map(([x]) => [x, 3]))).toBeUndefined()
  expect(correlateRanks(ANSCOMBE.map(([, y]) => [3, y]))).toBeUndefined()
  expect(correlate(ANSCOMBE.map(([x]) => [x, 2 * x]))).toMatchObject({
    low: expect.closeTo(1, 6),
    high: expect.closeTo(1, 6),
  })
})

it('covers the true value in about 95 of 100 samples', () => {
  let state = 12345
  const uniform = () => {
    state = (state * 1103515245 + 12345) % 2147483648
    return (state + 0.5) / 2147483648
  }
  const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform())
  const truth = 0.6
  const samples = 2000
  let covered = 0
  for (let sample = 0; sample < samples; sample += 1) {
    const drawn = Array.from({ length: 12 }, (): Pair => {
      const x = normal()
      return [x, truth * x + Math.sqrt(1 - truth ** 2) * normal()]
    })
    const found = correlate(drawn)
    if (found && found.low <= truth && truth <= found.high) covered += 1
  }
  expect(covered / samples).toBeGreaterThan(0.93)
  expect(covered / samples).toBeLessThan(0.97)
})
