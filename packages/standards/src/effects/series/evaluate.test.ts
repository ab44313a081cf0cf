import { describe, expect, test } from 'vitest'
import { drawSeries, openChance } from '../chance.ts'
import { checkPlacebos } from './alternatives.ts'
import { evaluateSeries } from './evaluate.ts'
import { checkQuality } from './quality.ts'
import { checkResiduals } from './residuals.ts'
import { summariseSeries } from './summary.ts'
import type { Series } from './terms.ts'

const months = (count: number, effect: number, likeness = 0.3, seed = 4): Series => ({
  values: [...drawSeries(openChance(seed), [...Array(count).keys()], likeness)].map(
    (value, month) => 20 + value + 2 * Math.cos((2 * Math.PI * month) / 12) + (month >= 36 ? effect : 0),
  ),
  season: 12,
})

// Each simulates tens of thousands of series: a second or more of work.
describe('one series', { timeout: 60_000 }, () => {
  test('with a clear effect: a strong indication, near what was put in', () => {
    const progress: number[] = []
    const found = evaluateSeries({ series: months(60, -4), start: 36, shape: 'level' }, [], (part) =>
      progress.push(part),
    )
    expect(found.answer).toBe('strong-indication')
    expect(found.effect?.low).toBeLessThan(-4)
    expect(found.effect?.high).toBeGreaterThan(-4)
    expect(found.placebos.length).toBe(20)
    expect(progress).toEqual(progress.toSorted((a, b) => a - b))
    expect(progress.at(-1)).toBe(1)
  })

  test('without: no evidence', () => {
    const found = evaluateSeries({ series: months(60, 0), start: 36, shape: 'level' })
    expect(found).toMatchObject({ answer: 'no-evidence', reasons: [] })
  })

  test('with counts: in percent', () => {
    const chance = openChance(2)
    const values = Array.from({ length: 40 }, (_, month) =>
      Math.max(0, Math.round((month >= 26 ? 60 : 100) + 10 * chance.normal())),
    )
    const found = evaluateSeries({ series: { values, season: 12 }, start: 26, shape: 'level', counts: {} })
    expect(found.effect).toMatchObject({ method: 'interrupted-counts', scale: 'ratio' })
    expect(found.effect?.low).toBeLessThan(-0.4)
    expect(found.effect?.high).toBeGreaterThan(-0.4)
    expect(found.effect?.high).toBeLessThan(0)
  })

  test('of which the sensor was replaced at the start: not assessable', () => {
    const found = evaluateSeries({ series: months(60, -4), start: 36, shape: 'level' }, [
      { at: 38, kind: 'sensor-replaced' },
    ])
    expect(found).toMatchObject({ answer: 'not-assessable', reasons: ['data-quality'], effect: null })
  })
})

describe('the gate of data quality', () => {
  const { values } = months(60, 0)
  const without = (from: number, to: number) => ({
    values: values.map((value, month) => (month >= from && month < to ? null : value)),
    season: 12,
  })
  const alternating = () => ({
    values: values.map((value, month) => (month % 5 < 3 ? null : value)),
    season: 12,
  })
  test.each([
    ['sound', undefined, { values, season: 12 }, []],
    ['doubtful', 'calibrated', { values, season: 12 }, [{ at: 10, kind: 'calibrated' as const }]],
    ['prevents', 'moved', { values, season: 12 }, [{ at: 33, kind: 'moved' as const }]],
    ['prevents', 'gap-at-start', without(32, 41), []],
    ['prevents', 'few-values', without(38, 60), []],
    ['prevents', 'much-missing', alternating(), []],
    ['doubtful', 'much-missing', without(4, 20), []],
    ['doubtful', 'season-unknown', { values: values.slice(20, 42), season: 12 }, []],
    ['prevents', 'no-variation', { values: Array(60).fill(3), season: 12 }, []],
  ])('%s %s', (outcome, reason, series, incidents) => {
    const start = series.values.length === 22 ? 16 : 36
    expect(checkQuality(series, start, incidents)).toMatchObject({ outcome, ...(reason && { reason }) })
  })
})

test('pretended starts with an effect make an effect doubtful, and larger ones contradict it', () => {
  const estimate = (size: number, low: number, high: number) => ({
    method: 'interrupted-series' as const,
    scale: 'difference' as const,
    estimate: size,
    standardError: 1,
    low,
    high,
    p: null,
    count: 50,
    expected: null,
    checks: [],
  })
  const quiet = Array.from({ length: 8 }, (_, start) => ({ start, estimate: estimate(0.5, -1, 2) }))
  const loud = (size: number) =>
    Array.from({ length: 3 }, (_, start) => ({ start, estimate: estimate(size, 1, 9) }))
  const effect = estimate(5, 3, 7)
  expect(checkPlacebos(effect, quiet).outcome).toBe('sound')
  expect(checkPlacebos(effect, [...quiet, ...loud(4)]).outcome).toBe('doubtful')
  expect(checkPlacebos(effect, [...quiet, ...loud(6)]).outcome).toBe('contradicts')
  expect(checkPlacebos(effect, quiet.slice(0, 3)).outcome).toBe('untried')
})

test('what is left over shows what a model does not know', () => {
  const places = [...Array(80).keys()]
  const outcomes = (values: readonly number[]) =>
    checkResiduals(values, places, 40, 12).map(({ outcome }) => outcome)
  const noise = [...drawSeries(openChance(1), places, 0)]
  expect(outcomes(noise)).toEqual(['sound', 'sound', 'sound'])
  expect(outcomes([...drawSeries(openChance(1), places, 0.8)])[0]).toBe('doubtful')
  expect(outcomes(noise.map((value, place) => (place === 20 ? 9 : value)))[1]).toBe('doubtful')
  expect(outcomes(noise.map((value, place) => (place < 40 ? value : 4 * value)))[2]).toBe('doubtful')
})

test('what is left over of values that a model tells entirely is not looked at', () => {
  const places = [...Array(20).keys()]
  const [likeness, , spread] = checkResiduals(Array(20).fill(0), places, 10, 12)
  expect(likeness).toEqual({ kind: 'likeness-left', outcome: 'untried', figures: {} })
  expect(spread).toEqual({ kind: 'spread-change', outcome: 'untried', figures: {} })
  // Before all is told, after it is not: a ratio of that to nothing is no number.
  const after = places.map((place) => (place < 10 ? 0 : place % 3))
  expect(checkResiduals(after, places, 10, 12)[2]?.outcome).toBe('untried')
})

test.each([
  ['not a number', Number.NaN, {}],
  ['without an end', Number.POSITIVE_INFINITY, {}],
  ['a count below zero', -5, { counts: {} }],
  ['a count of no exposure', 20, { counts: { exposures: Array(24).fill(1).with(3, 0) } }],
])('refuses a value that is %s', (_, value, extra) => {
  const values = Array.from({ length: 24 }, (_, at) => (at === 3 ? value : 20 + (at % 4)))
  expect(() =>
    evaluateSeries({ series: { values, season: 1 }, start: 14, shape: 'level', ...extra }),
  ).toThrow(RangeError)
})

test('the summary says what was measured, with gaps', () => {
  expect(summariseSeries({ values: [1, 2, null, null, 3, 6, 7, null], season: 1 }, 5)).toEqual({
    before: { count: 3, missing: 2, longestGap: 2, mean: 2, deviation: 1, trend: expect.closeTo(0.4615, 4) },
    after: {
      count: 2,
      missing: 1,
      longestGap: 1,
      mean: 6.5,
      deviation: expect.closeTo(Math.SQRT1_2, 4),
      trend: null,
    },
    difference: 4.5,
    relative: 2.25,
  })
})
