import { expect, test } from 'vitest'
import { searchWeights } from './predictor-weights.ts'
import { prepareFollowing } from './synthetic-fit.ts'

const ratios = (weights: readonly number[]) => weights.map((weight) => weight / (weights[0] ?? 1))

test('finds the weights where there is one lowest place', () => {
  // Zero where the second is four times the first and the third an eighth of it.
  const measure = ([a = 1, b = 1, c = 1]: readonly number[]) =>
    (Math.log2(b / a) - 2) ** 2 + (Math.log2(c / a) + 3) ** 2
  const [, second, third] = ratios(searchWeights(3, measure))
  expect(second).toBeCloseTo(4, 4)
  expect(third).toBeCloseTo(1 / 8, 4)
})

test('where weights are not determined it takes the most equal ones', () => {
  expect(ratios(searchWeights(3, () => 5))).toEqual([1, 1, 1])
  // Only the second has to be twice the first.
  const [, second = 0, third = 0] = ratios(
    searchWeights(3, ([a = 1, b = 1]) => 1 + (Math.log2(b / a) - 1) ** 2),
  )
  expect(second).toBeCloseTo(2, 1)
  expect(third).toBeCloseTo(Math.SQRT2, 1)
})

test('is the same every time', () => {
  const measure = ([a = 1, b = 1]: readonly number[]) =>
    1 + Math.sin(3 * Math.log2(a / b)) ** 2 + 0.01 * (a / b)
  expect(searchWeights(2, measure)).toEqual(searchWeights(2, measure))
})

test('weighs predictors as those donors need that follow the figures', () => {
  const figures = { one: [1, 4, 2, 8, 5, 7], other: [3, 1, 6, 2, 9, 4] }
  const treated = figures.one.map((value, at) => 0.25 * value + 0.75 * (figures.other[at] ?? 0))
  const rows = Object.entries({ treated, ...figures }).map(([key, values]) => ({
    key,
    values: Float64Array.from(values),
    startedAt: undefined,
    neighbours: [],
  }))
  // The first predictor asks for the other donor alone, the second for the one alone: by weights of 3 to 1 the figures are followed exactly.
  const follow = prepareFollowing(
    rows,
    { start: 6, end: 6 },
    {
      predictors: [
        { name: 'like the other', values: { treated: 10, one: 0, other: 10 } },
        { name: 'like the one', values: { treated: 0, one: 0, other: 10 } },
      ],
      levels: 'match',
    },
  )
  const found = follow([0], [1, 2])
  expect(found.before).toBeLessThan(1e-4)
  expect(found.weights[0]).toBeCloseTo(0.25, 4)
  expect(found.weights[1]).toBeCloseTo(0.75, 4)
  expect(found.predictorWeights?.[0]).toBeCloseTo(0.75, 4)
  expect(found.predictorWeights?.[1]).toBeCloseTo(0.25, 4)
})
