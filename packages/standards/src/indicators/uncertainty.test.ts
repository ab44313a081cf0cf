import { expect, test } from 'vitest'
import { findInterval, type Share } from './uncertainty.ts'

test('one station says nothing of how stations differ', () => {
  expect(findInterval([])).toBeNull()
  expect(findInterval([{ mean: 3, weight: 10 }])).toBeNull()
})

test('is the t interval around the mean when all measured as long', () => {
  const stations = [10, 12, 17].map((mean) => ({ mean, weight: 24 }))
  // Mean 13, standard deviation √13, standard error √(13 / 3), t 4.3027 with two degrees of freedom.
  const half = 4.3027 * Math.sqrt(13 / 3)
  expect(findInterval(stations)).toEqual({
    low: expect.closeTo(13 - half, 3),
    high: expect.closeTo(13 + half, 3),
  })
})

test('is narrower the more stations there are, and no narrower for more hours of each', () => {
  const width = (count: number, weight: number) => {
    const interval = findInterval(Array.from({ length: count }, (_, n) => ({ mean: n % 2, weight })))
    return (interval?.high ?? 0) - (interval?.low ?? 0)
  }
  expect(width(16, 24)).toBeLessThan(width(4, 24) / 2)
  expect(width(4, 24)).toBeCloseTo(width(4, 2400), 9)
})

/** Numbers between 0 and 1 that are the same each time (mulberry32). */
function seeded(seed: number) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** How often the interval holds the mean of all places, when stations differ and each misses some of its hours. */
function measureCoverage(count: number, turns: number, seed: number): number {
  const random = seeded(seed)
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  let covered = 0
  for (let turn = 0; turn < turns; turn += 1) {
    const stations = Array.from({ length: count }, (): Share => {
      const level = 20 + 4 * normal()
      const weight = 12 + Math.floor(13 * random())
      let sum = 0
      for (let hour = 0; hour < weight; hour += 1) sum += level + 6 * normal()
      return { mean: sum / weight, weight }
    })
    const interval = findInterval(stations)
    if (interval && interval.low <= 20 && interval.high >= 20) covered += 1
  }
  return covered / turns
}

test.each([3, 5, 12, 40])('holds the true mean in about 95 of 100 draws of %d stations', (count) => {
  const coverage = measureCoverage(count, 4000, 7 + count)
  expect(coverage).toBeGreaterThan(0.93)
  expect(coverage).toBeLessThan(0.97)
})

test('is too sure when hours are taken for stations: that is why it goes by stations', () => {
  const random = seeded(3)
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  let covered = 0
  for (let turn = 0; turn < 1000; turn += 1) {
    const hours = Array.from({ length: 5 }, () => 20 + 4 * normal()).flatMap((level) =>
      Array.from({ length: 24 }, (): Share => ({ mean: level + 6 * normal(), weight: 1 })),
    )
    const interval = findInterval(hours)
    if (interval && interval.low <= 20 && interval.high >= 20) covered += 1
  }
  expect(covered / 1000).toBeLessThan(0.75)
})
