import fc from 'fast-check'
import { Matrix } from 'ml-matrix'
import { expect, test } from 'vitest'
import { findNearest } from './nearest.ts'

function find(points: Matrix) {
  const products = points.transpose().mmul(points)
  return findNearest({
    lengths: Float64Array.from(products.diagonal()),
    column: (place) => Float64Array.from(products.getRow(place)),
  })
}

const lengthOf = (points: Matrix, weights: Iterable<number>) =>
  points.mmul(Matrix.columnVector([...weights])).norm()

test('finds weights that no others beat', () => {
  const size = fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 12 }))
  const number = fc.double({ min: -50, max: 50, noNaN: true })
  fc.assert(
    fc.property(
      size.chain(([rows, columns]) =>
        fc.tuple(
          fc.array(fc.array(number, { minLength: columns, maxLength: columns }), {
            minLength: rows,
            maxLength: rows,
          }),
          fc.array(fc.double({ min: 0.001, max: 1, noNaN: true }), {
            minLength: columns,
            maxLength: columns,
          }),
        ),
      ),
      ([rows, other]) => {
        const points = new Matrix(rows)
        const { weights, optimality } = find(points)
        const sum = other.reduce((total, each) => total + each, 0)
        expect(Math.min(...weights)).toBeGreaterThanOrEqual(0)
        expect(weights.reduce((total, each) => total + each, 0)).toBeCloseTo(1, 9)
        expect(optimality).toBeLessThan(1e-9)
        const scale = Math.max(points.norm(), 1)
        const least = lengthOf(points, weights)
        expect(least).toBeLessThanOrEqual(
          lengthOf(
            points,
            other.map((each) => each / sum),
          ) +
            1e-6 * scale,
        )
        // Each point alone is a choice too.
        for (let place = 0; place < points.columns; place += 1)
          expect(least).toBeLessThanOrEqual(Math.hypot(...points.getColumn(place)) + 1e-6 * scale)
      },
    ),
  )
})

test('finds a mean that is there', () => {
  const points = new Matrix([
    [-2, 2, 5],
    [0, 0, 9],
  ])
  const { weights } = find(points)
  expect([...weights]).toEqual([expect.closeTo(0.5), expect.closeTo(0.5), expect.closeTo(0)])
})

test('bears points that are the same, and one alone', () => {
  const same = find(
    new Matrix([
      [1, 1, 1],
      [2, 2, 2],
    ]),
  )
  expect(same.weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1)
  expect([...find(new Matrix([[4], [3]])).weights]).toEqual([1])
  expect([...find(new Matrix([[0, 0]])).weights].reduce((sum, weight) => sum + weight)).toBeCloseTo(1)
})
