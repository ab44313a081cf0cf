import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FLAGS, listFlags } from './flags.ts'
import type { Limits } from './limits.ts'
import { applyRulings } from './rulings.ts'
import { judgeSeries } from './series.ts'

const HOUR = 3_600_000_000
const DAY = 24 * HOUR
const HOURS = 720
const limits: Limits = {
  range: { minimum: -30, maximum: 50 },
  constant: { hours: 12 },
  outlier: { deviations: 10, spread: 0.5 },
  spatial: { kilometres: 5, correlation: 0.7, similarity: { distribution: 0.5, times: 4, least: 2 } },
}
const course = (hour: number, seed: number) =>
  12 + 6 * Math.sin(hour / 3.8) + 0.3 * Math.sin(hour * (seed + 2.3))
const neighbours = [1, 2, 3].map((seed) =>
  Float64Array.from({ length: HOURS + 48 }, (_, hour) => course(hour, seed)),
)

/** Judges the last two days of a course of 32 days; `change` says what a faulty station makes of it. */
function judgeTwoDays(change: (hour: number, value: number) => number) {
  const own = Float64Array.from({ length: HOURS + 48 }, (_, hour) => change(hour, course(hour, 9)))
  const hours = Array.from({ length: 48 }, (_, hour) => HOURS + hour)
  const qualities = judgeSeries(
    {
      times: hours.map((hour) => hour * HOUR),
      values: hours.map((hour) => own[hour] ?? 0),
      before: undefined,
      firstHour: 0,
      own,
      neighbours,
      dayEnds: [HOURS * HOUR + DAY, HOURS * HOUR + 2 * DAY],
    },
    limits,
  )
  return new Set([...qualities].flatMap(listFlags))
}

test('a station that measures as its neighbours do is good', () => {
  expect(judgeTwoDays((_, value) => value)).toEqual(new Set())
})

test.each([
  ['stuck', (hour: number, value: number) => (hour > HOURS ? 18.4 : value), ['constant']],
  ['too warm', (_: number, value: number) => value + 4, ['similarity']],
  ['one bang', (hour: number, value: number) => (hour === HOURS + 40 ? 49 : value), []],
  [
    'one impossible bang',
    (hour: number, value: number) => (hour === HOURS + 40 ? 99 : value),
    ['range', 'outlier'],
  ],
  ['noise of its own', (hour: number) => 12 + 6 * Math.sin(hour * hour), ['correlation', 'similarity']],
] as const)('a station with %s', (_, change, flags) => {
  expect([...judgeTwoDays(change)].sort()).toEqual([...flags].sort())
})

test('the newest ruling that holds decides', () => {
  const rulings = [
    { start: 10, stop: 20, verdict: 'good' },
    { start: 15, stop: 30, verdict: 'bad' },
  ] as const
  const computed = FLAGS.range.bit
  expect([9, 10, 20, 21, 31].map((time) => applyRulings(time, computed, rulings))).toEqual([
    computed,
    0,
    0,
    computed | FLAGS.manual.bit,
    computed,
  ])
  fc.assert(
    fc.property(fc.integer({ min: 10, max: 20 }), fc.nat(63), (time, quality) => {
      expect(applyRulings(time, quality, rulings)).toBe(0)
    }),
  )
})
