import { studentQuantile } from '@samenspel/standards/student'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { difference, likenessOf, meanSeries, smallestEffect, varianceOfContrast } from './design.ts'

/** Numbers that look random and are the same each time (mulberry32), as normal ones (Box and Muller). */
function makeNormal(seed: number) {
  let state = seed
  const uniform = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return (((t ^ (t >>> 14)) >>> 0) + 0.5) / 4294967296
  }
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform())
}

function series(normal: () => number, phi: number, n: number): number[] {
  let value = normal() / Math.sqrt(1 - phi * phi)
  return Array.from({ length: n }, () => {
    const now = value
    value = phi * value + normal()
    return now
  })
}

const january = (n: number) => Array.from({ length: n }, () => 0)

describe('the smallest effect', () => {
  it('is that of two means when figures are independent', () => {
    // Alternating, so that the correlation with the one before is below zero and counts as none.
    const history = Array.from({ length: 40 }, (_, index) => (index % 2 === 0 ? 1 : -1))
    const found = smallestEffect(history, { before: 40, after: 20, months: january(40) })
    const spread = Math.sqrt(40 / 39)
    const t = studentQuantile(0.975, 39) + studentQuantile(0.8, 39)
    expect(found?.autocorrelation).toBe(0)
    expect(found?.spread).toBeCloseTo(spread, 10)
    expect(found?.change).toBeCloseTo(t * spread * Math.sqrt(1 / 40 + 1 / 20), 10)
  })

  it('has the standard error of a series that resembles itself, as the sum over all pairs', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 0.95, noNaN: true }),
        fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { maxLength: 30 }),
        (phi, weights) => {
          let sum = 0
          for (const [i, a] of weights.entries())
            for (const [j, b] of weights.entries()) sum += a * b * phi ** Math.abs(i - j)
          expect(varianceOfContrast(phi, weights)).toBeCloseTo(sum, 8)
        },
      ),
    )
  })

  it.each([0, 0.4, 0.7])('is seen in about 80 of 100 studies when φ is %s', (phi) => {
    const normal = makeNormal(20260302 + phi * 10)
    const [before, after, runs] = [120, 60, 600]
    const sigma = 1 / Math.sqrt(1 - phi * phi)
    const weights = [...Array(before).fill(-1 / before), ...Array(after).fill(1 / after)]
    const error = sigma * Math.sqrt(varianceOfContrast(phi, weights))
    let seen = 0
    for (let run = 0; run < runs; run++) {
      const { change = 0 } =
        smallestEffect(series(normal, phi, before), { before, after, months: january(before) }) ?? {}
      // With this effect, a study of known spread is right in this many cases.
      const study = series(normal, phi, before + after).map((value, index) =>
        index < before ? value : value + change,
      )
      const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
      if (Math.abs(mean(study.slice(before)) - mean(study.slice(0, before))) > 1.96 * error) seen += 1
    }
    expect(seen / runs).toBeGreaterThan(0.74)
    expect(seen / runs).toBeLessThan(0.9)
  })

  it('grows with resemblance and shrinks with time', () => {
    const normal = makeNormal(7)
    const history = series(normal, 0.6, 100)
    const of = (after: number) =>
      smallestEffect(history, { before: 100, after, months: january(100) })?.change ?? 0
    expect(of(10)).toBeGreaterThan(of(50))
    expect(of(50)).toBeGreaterThan(of(200))
  })

  it('takes the usual month out when each was seen twice', () => {
    const normal = makeNormal(11)
    const months = Array.from({ length: 48 }, (_, index) => index % 12)
    const history = months.map((month) => 10 * Math.sin((month / 6) * Math.PI) + normal())
    const found = smallestEffect(history, { before: 48, after: 12, months })
    expect(found?.season).toBe(true)
    expect(found?.spread).toBeLessThan(1.6)
    expect(
      smallestEffect(history.slice(0, 20), { before: 20, after: 12, months: months.slice(0, 20) })?.season,
    ).not.toBe(true)
  })

  it('is not told of a history that is too short, flat, or one long memory', () => {
    const of = (history: (number | null)[]) =>
      smallestEffect(history, { before: history.length, after: 12, months: january(history.length) })
    expect(of([1, 2, 3, 4, 5, 6, 7])).toBeUndefined()
    expect(of(Array(30).fill(4))).toBeUndefined()
    expect(of(Array.from({ length: 20 }, (_, index) => index))).toBeUndefined()
    expect(of([...Array(30).fill(null), 1, 2, 3])).toBeUndefined()
  })
})

describe('likeness', () => {
  const own = [1, 3, 2, 5, 4, 6, 5, 7, 6, 8]

  it('is of level and of shape', () => {
    expect(likenessOf(own, own)).toMatchObject({ distance: 0, levelDifference: 0, correlation: 1 })
    const higher = likenessOf(
      own,
      own.map((value) => value + 2),
    )
    expect(higher).toMatchObject({ levelDifference: 2, correlation: 1 })
    const opposite = likenessOf(
      own,
      own.map((value) => 9.4 - value),
    )
    expect(opposite?.correlation).toBeCloseTo(-1)
    expect(opposite?.distance).toBeGreaterThan(higher?.distance ?? 9)
    expect(likenessOf(own, Array(10).fill(3))?.correlation).toBeNull()
  })

  it('is the root of the mean squared difference', () => {
    const values = fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { minLength: 12, maxLength: 12 })
    fc.assert(
      fc.property(values, values, (left, right) => {
        const found = likenessOf(left, right)
        if (!found) return
        const mean = left.reduce((sum, each) => sum + each, 0) / 12
        const variance = left.reduce((sum, each) => sum + (each - mean) ** 2, 0) / 12
        if (variance < 0.01) return
        const squared = left.reduce((sum, each, index) => sum + (each - (right[index] ?? 0)) ** 2, 0) / 12
        expect(found.distance).toBeCloseTo(Math.sqrt(squared / variance), 6)
      }),
    )
  })

  it('counts only periods of which both have a figure', () => {
    const gaps = own.map((value, index) => (index < 3 ? null : value))
    expect(likenessOf(own, gaps)).toBeUndefined()
    expect(
      meanSeries([
        [1, null, 3],
        [3, 4, 5],
      ]),
    ).toEqual([2, null, 4])
    expect(difference([1, null, 3], [1, 1, 1])).toEqual([0, null, 2])
  })
})
