import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { studentBelow, studentQuantile } from './index.ts'

describe("Student's distribution", () => {
  it.each([
    [0, 5, 0.5],
    [2.015, 5, 0.95],
    [-2.571, 5, 0.025],
    [1.96, 1e6, 0.975],
    [12.706, 1, 0.975],
    [1.372, 10, 0.9],
  ])('below %d at %d degrees lies %d, as in printed tables', (t, degrees, share) => {
    expect(studentBelow(t, degrees)).toBeCloseTo(share, 3)
  })

  it.each([
    [1, 12.7062],
    [2, 4.3027],
    [3, 3.1824],
    [4, 2.7764],
    [5, 2.5706],
    [9, 2.2622],
    [29, 2.0452],
    [30, 2.0423],
    [31, 2.0395],
    [60, 2.0003],
    [120, 1.9799],
    [1000, 1.9623],
  ])('has with %i degrees 97.5 %% below %f, as in printed tables', (degrees, t) => {
    expect(studentQuantile(0.975, degrees)).toBeCloseTo(t, 4)
  })

  it('is that of Cauchy with one degree, and has a closed form with two', () => {
    fc.assert(
      fc.property(fc.double({ min: -50, max: 50, noNaN: true }), (t) => {
        expect(studentBelow(t, 1)).toBeCloseTo(0.5 + Math.atan(t) / Math.PI, 8)
        expect(studentBelow(t, 2)).toBeCloseTo(0.5 + t / (2 * Math.sqrt(2 + t * t)), 8)
      }),
    )
  })

  it('finds back the share that lies below a quantile, also of a part of a degree', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.5, max: 0.9995, noNaN: true }),
        fc.double({ min: 0.5, max: 400, noNaN: true }),
        (p, degrees) => {
          expect(studentBelow(studentQuantile(p, degrees), degrees)).toBeCloseTo(p, 9)
        },
      ),
    )
  })

  it('rises, and lies as far below on the left as above on the right', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 20, noNaN: true }),
        fc.double({ min: 0.001, max: 5, noNaN: true }),
        fc.integer({ min: 1, max: 60 }),
        (t, further, degrees) => {
          expect(studentBelow(t + further, degrees)).toBeGreaterThanOrEqual(studentBelow(t, degrees))
          expect(studentBelow(-t, degrees)).toBeCloseTo(1 - studentBelow(t, degrees), 12)
        },
      ),
    )
  })
})
