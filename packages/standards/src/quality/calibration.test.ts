import fc from 'fast-check'
import { expect, test } from 'vitest'
import { calibrate, fitLinear, type Pair } from './calibration.ts'

/** Anscombe's first set (The American Statistician 27, 1973): line 3.00 + 0.500 x, R² 0.667. */
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
].map(([x = 0, reference = 0]) => ({ predictors: [x], reference }))

test('a known line', () => {
  const fit = fitLinear(ANSCOMBE)
  expect(fit?.coefficients.map((value) => Math.round(value * 1e4) / 1e4)).toEqual([3.0001, 0.5001])
  expect(fit?.r2).toBeCloseTo(0.66654, 5)
  expect(fit?.n).toBe(11)
  expect(calibrate(fit?.coefficients ?? [], [10])).toBeCloseTo(8.001, 3)
})

test('leaving one out by leverage is the same as fitting again without it', () => {
  const pair = fc.record({
    predictors: fc.tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: -10, max: 30 })),
    reference: fc.integer({ min: 0, max: 100 }),
  })
  fc.assert(
    fc.property(fc.array(pair, { minLength: 6, maxLength: 30 }), (pairs) => {
      const fits = pairs.map((_, index) => fitLinear(pairs.toSpliced(index, 1)))
      const fit = fitLinear(pairs)
      fc.pre(fit !== undefined && fits.every((other) => other !== undefined))
      const errors = pairs.map(
        ({ predictors, reference }, index) =>
          (reference - calibrate(fits[index]?.coefficients ?? [], predictors)) ** 2,
      )
      const expected = Math.sqrt(errors.reduce((sum, error) => sum + error, 0) / pairs.length)
      expect((fit?.leaveOneOutError ?? 0) / Math.max(expected, 1e-9)).toBeCloseTo(expected < 1e-9 ? 0 : 1, 5)
      expect(fit?.leaveOneOutError).toBeGreaterThanOrEqual((fit?.residualError ?? 0) - 1e-9)
    }),
  )
})

test('what a plane made is found back', () => {
  const values = fc.array(fc.tuple(fc.integer({ min: 0, max: 500 }), fc.integer({ min: -10, max: 35 })), {
    minLength: 10,
  })
  const numbers = fc.integer({ min: -20, max: 20 })
  fc.assert(
    fc.property(values, numbers, numbers, numbers, (list, a, b, c) => {
      const fit = fitLinear(list.map(([x, t]) => ({ predictors: [x, t], reference: a + b * x + c * t })))
      fc.pre(fit !== undefined)
      for (const [index, value] of [a, b, c].entries()) {
        expect(fit?.coefficients[index]).toBeCloseTo(value, 4)
      }
    }),
  )
})

test('nothing is made of pairs that do not decide it', () => {
  const same = Array.from({ length: 9 }, (_, index) => ({ predictors: [7], reference: index }))
  expect(fitLinear(same)).toBeUndefined()
  expect(fitLinear(ANSCOMBE.slice(0, 2))).toBeUndefined()
  const twice = ANSCOMBE.map(({ predictors: [x = 0], reference }) => ({
    predictors: [x, 2 * x + 1],
    reference,
  }))
  expect(fitLinear(twice)).toBeUndefined()
})
