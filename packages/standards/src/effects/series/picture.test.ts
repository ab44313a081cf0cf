import { expect, test } from 'vitest'
import { openChance } from '../chance.ts'
import { estimateCounts } from './counts.ts'
import { layDesign } from './interrupted.ts'
import { expectCountsWithout, expectWithout } from './picture.ts'

/** A count by chance around a mean (Knuth). */
function count(chance: ReturnType<typeof openChance>, mean: number): number {
  let [product, counted] = [chance.uniform(), 0]
  for (; product > Math.exp(-mean); counted += 1) product *= chance.uniform()
  return counted
}

test('of counts is what the effect is measured against, with a band that holds single counts and is never below zero', () => {
  const chance = openChance(3)
  const start = 36
  const values = Array.from({ length: 60 }, (_, at) =>
    at === 20
      ? null
      : count(chance, (at < start ? 8 : 3) * Math.exp(0.5 * Math.sin((2 * Math.PI * at) / 12))),
  )
  const series = { values, season: 12 }
  const steps = expectCountsWithout(series, start, 'level', { draws: 300 }) ?? []
  expect(steps).toHaveLength(60)
  expect(steps.every(({ low, expected, high }) => 0 <= low && low < expected && expected < high)).toBe(true)
  const outside = (from: number, to: number) =>
    values.slice(from, to).filter((value, index) => {
      const step = steps[from + index]
      return value !== null && step && (value < step.low || value > step.high)
    }).length
  expect(outside(0, start)).toBeLessThanOrEqual(4)
  expect(outside(start, 60)).toBeGreaterThan(5)
  const after = steps.slice(start)
  const mean = after.reduce((sum, { expected }) => sum + expected, 0) / after.length
  const told = estimateCounts(series, start, 'level', { draws: 300 })?.average.expected ?? 0
  expect(mean / told).toBeGreaterThan(0.9)
  expect(mean / told).toBeLessThan(1.1)
  // Where more is expected, the band is wider.
  const [widest] = after.toSorted((one, other) => other.high - other.low - (one.high - one.low))
  expect(widest?.expected).toBe(Math.max(...after.map(({ expected }) => expected)))
  expect(expectCountsWithout({ values: values.map(() => 0), season: 12 }, start, 'level')).toBeUndefined()
})

test('holds about 95 of 100 single values where nothing was done, also of values that follow each other', () => {
  const [count, start] = [48, 24]
  const chance = openChance(7)
  for (const likeness of [0, 0.8]) {
    const drawn = Array.from({ length: 60 }, () => {
      let error = chance.normal()
      return Array.from({ length: count }, () => {
        error = likeness * error + Math.sqrt(1 - likeness ** 2) * chance.normal()
        return error
      })
    })
    const design = layDesign({ values: drawn[0] ?? [], season: 12 }, start, 'level', { draws: 200 })
    if (!design) throw new Error('These values can be looked at.')
    const held = drawn.flatMap((values) =>
      expectWithout(design, { values, season: 12 }, 'level')
        .slice(start)
        .map(({ low, high }, index) => {
          const value = values[start + index] ?? Number.NaN
          return low <= value && value <= high
        }),
    )
    const share = held.filter(Boolean).length / held.length
    expect(share).toBeGreaterThan(0.92)
    expect(share).toBeLessThan(0.99)
  }
})
