import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openChance } from '../chance.ts'
import { assign, chooseSets, countSubsets, orderLabels } from './assignments.ts'
import { drawContrasts } from './contrast.ts'
import { invertTest, isAsLarge } from './permutation.ts'

const draws = (seed = 1) => ({ runs: 99, chance: openChance(seed) })

/** The p value of an effect, the slow way: taken away from the treated areas before everything is done again. */
function testEffect(contrasts: readonly number[], treated: number, effect: number): number {
  const left = contrasts.map((value, index) => (index < treated ? value - effect : value))
  const values = drawContrasts(Float64Array.from(left), assign(contrasts.length, treated, draws())).map(
    ({ value }) => value,
  )
  return values.filter((value) => isAsLarge(value, values[0] ?? 0)).length / values.length
}

test('the interval holds exactly the effects that the test does not reject', () => {
  const value = fc.integer({ min: -50, max: 50 })
  fc.assert(
    fc.property(
      fc.array(value, { minLength: 7, maxLength: 10 }),
      fc.integer({ min: 1, max: 4 }),
      (all, treated) => {
        const drawn = drawContrasts(Float64Array.from(all), assign(all.length, treated, draws()))
        const found = invertTest(drawn)
        const estimate = drawn[0]?.value ?? 0
        const alpha = 1 - found.level
        expect(found.pValue).toBeCloseTo(testEffect(all, treated, 0), 12)
        const step = 1e-6
        for (const [end, outward] of [
          [found.interval.low, -1],
          [found.interval.high, 1],
        ] as const) {
          if (end === null) continue
          expect(testEffect(all, treated, end + 1e-6 * (estimate - end))).toBeGreaterThan(alpha)
          expect(testEffect(all, treated, end + outward * step)).toBeLessThanOrEqual(alpha + 1e-12)
        }
      },
    ),
    { numRuns: 60 },
  )
})

test('says the lowest p value that there can be, and gives the level that so few areas allow', () => {
  const contrasts = Float64Array.from([5, ...Array.from({ length: 15 }, (_, index) => index / 10)])
  const few = invertTest(drawContrasts(contrasts, assign(16, 1, draws())))
  expect(few).toMatchObject({ pValue: 1 / 16, smallestP: 1 / 16, level: 15 / 16 })
  expect(few.interval.low).not.toBeNull()
  // Two and two: whatever is found, the other two the other way round find as much.
  const equal = invertTest(drawContrasts(Float64Array.from([9, 8, 0, 1]), assign(4, 2, draws())))
  expect(equal).toMatchObject({ pValue: 1 / 3, smallestP: 1 / 3, interval: { low: null, high: null } })
})

test('tries each assignment once when there are few, the real one first, and a seeded sample otherwise', () => {
  const all = assign(8, 3, draws())
  expect(all).toMatchObject({ kind: 'exact', possible: 56 })
  expect(new Set(all.sets.map((set) => set.toSorted().join())).size).toBe(56)
  expect(all.sets[0]).toEqual([0, 1, 2])
  const sampled = assign(60, 12, draws(4))
  expect(sampled).toMatchObject({ kind: 'sampled', possible: countSubsets(60, 12) })
  expect(sampled.sets).toHaveLength(100)
  expect(sampled.sets[0]).toEqual(Array.from({ length: 12 }, (_, place) => place))
  expect(assign(60, 12, draws(4))).toEqual(sampled)
  for (const set of sampled.sets) expect(new Set(set).size).toBe(12)
})

test('draws each set as often as another', () => {
  const counts = new Map<string, number>()
  for (const set of chooseSets(5, 2, { runs: 20_000, chance: openChance(9), mostExact: 1 }).sets) {
    const name = set.toSorted().join()
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  expect(counts.size).toBe(10)
  for (const count of counts.values()) expect(Math.abs(count - 2000)).toBeLessThan(200)
})

test('orders labels in each way once, as they are first', () => {
  const labels = [3, 5, 5, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  const { kind, possible, orders } = orderLabels(labels, draws())
  expect({ kind, possible, count: orders.length }).toEqual({ kind: 'exact', possible: 30, count: 30 })
  expect(orders[0]).toEqual(labels)
  expect(new Set(orders.map((order) => order.join())).size).toBe(30)
  const many = orderLabels(
    Array.from({ length: 30 }, (_, index) => index % 3),
    draws(),
  )
  expect(many).toMatchObject({ kind: 'sampled' })
  expect(many.orders.every((order) => order.toSorted().join() === many.orders[0]?.toSorted().join())).toBe(
    true,
  )
})
