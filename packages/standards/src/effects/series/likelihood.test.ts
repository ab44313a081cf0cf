import { determinant, inverse, Matrix } from 'ml-matrix'
import { expect, test } from 'vitest'
import { drawSeries, openChance } from '../chance.ts'
import { grindLens, LIKENESSES } from './lens.ts'
import { amountsOf, look, tell } from './likelihood.ts'

const places = [0, 1, 2, 4, 5, 9, 10, 11, 12, 15, 16, 17, 18, 20]
const rows = places.map((place) => [1, place, place < 10 ? 0 : 1])
/** Each a series with a likeness of its own. */
const series = Array.from({ length: 20 }, (_, seed) =>
  [...drawSeries(openChance(seed), places, seed / 20)].map((value, index) => 1000 + 3 * index + value),
)

/** The same by whole matrices, as in textbooks. */
function byMatrices(values: readonly number[], likeness: number, noise: number) {
  const covariance = new Matrix(
    places.map((a) => places.map((b) => (a === b ? 1 : (1 - noise) * likeness ** Math.abs(a - b)))),
  )
  const weights = inverse(covariance)
  const terms = new Matrix(rows)
  const information = terms.transpose().mmul(weights).mmul(terms)
  const amounts = inverse(information)
    .mmul(terms.transpose())
    .mmul(weights)
    .mmul(Matrix.columnVector([...values]))
  const rest = Matrix.columnVector([...values]).sub(terms.mmul(amounts))
  const left = rest.transpose().mmul(weights).mmul(rest).get(0, 0)
  const degrees = places.length - 3
  return {
    amounts: amounts.to1DArray(),
    error: Math.sqrt((left / degrees) * inverse(information).get(2, 2)),
    log:
      -0.5 *
      (degrees * Math.log(left) + Math.log(determinant(covariance)) + Math.log(determinant(information))),
  }
}

test.each([0, 0.4])('with gaps, and noise of %d, all is as by whole matrices', (noise) => {
  const lens = grindLens(rows, places, [[0, 0, 1]], {
    likenesses: LIKENESSES,
    ...(noise > 0 && { noise: () => noise }),
  })
  const seen = new Set<number>()
  for (const values of series) {
    const { best, upper } = look(lens, values)
    const logs = LIKENESSES.map((likeness) => byMatrices(values, likeness, noise).log)
    expect(best).toBe(logs.indexOf(Math.max(...logs)))
    const most = logs[best] ?? 0
    expect(logs[upper]).toBeGreaterThan(most - 0.5)
    expect(logs[upper + 1] ?? Number.NEGATIVE_INFINITY).toBeLessThan(most - 0.5)
    for (const [at, likeness] of LIKENESSES.entries()) {
      if (Number.isNaN(lens.logs[at])) continue
      seen.add(at)
      const expected = byMatrices(values, likeness, noise)
      const { estimate, error } = tell(lens, at, 0)
      expect(estimate).toBeCloseTo(expected.amounts[2] ?? 0, 5)
      expect(error).toBeCloseTo(expected.error, 5)
      for (const [term, amount] of amountsOf(lens, at).entries())
        expect(amount).toBeCloseTo(expected.amounts[term] ?? 0, 4)
      // The determinant of the terms themselves is the same at every likeness.
      expect((lens.logs[at] ?? 0) - (lens.logs[0] ?? 0)).toBeCloseTo(expected.log - (logs[0] ?? 0), 5)
    }
  }
  expect(seen.size).toBeGreaterThan(20)
})
