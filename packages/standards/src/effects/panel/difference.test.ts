import { expect, test } from 'vitest'
import { estimateControlledSeries, estimateDifference, type Panel, type PanelEffect } from './index.ts'
import { assess, makePanel } from './testing/panels.ts'

const find = ({ checks }: PanelEffect, kind: string) => checks.find((check) => check.kind === kind)

test('gives the difference of the differences, as the regression does', () => {
  const found = assess(
    estimateDifference({
      periods: ['a', 'b'],
      areas: [
        { key: 'treated', values: [10, 17], startedAt: 1 },
        { key: 'one', values: [5, 6] },
        { key: 'other', values: [1, 4] },
      ],
    }),
  )
  expect(found.estimate).toBeCloseTo(5)
  expect(found.twoWayFixedEffects).toBeCloseTo(5)
  expect(found.picture).toMatchObject({ start: 1, actual: [10, 17] })
  expect(found.picture.counterfactual).toEqual([expect.closeTo(10), expect.closeTo(12)])
  expect(found.test).toMatchObject({ kind: 'exact', tried: 3, smallestP: 1 / 3 })
  expect(find(found, 'enough-areas')?.verdict).toBe('failed')
  expect(found.interval).toEqual({ low: null, high: null })
})

test('finds an effect that is there, and is the same with the same seed', () => {
  const panel = makePanel({ areas: 40, treated: 10, effect: 2 })
  const found = assess(estimateDifference(panel, { seed: 5 }))
  expect(found.test.kind).toBe('sampled')
  expect(found.test.pValue).toBeLessThan(0.01)
  expect(found.interval.low).toBeGreaterThan(1)
  expect(found.interval.high).toBeLessThan(3)
  expect(found.checks.filter(({ verdict }) => verdict === 'failed' || verdict === 'doubtful')).toEqual([])
  expect(assess(estimateDifference(panel, { seed: 5 }))).toEqual(found)
  expect(found.estimate).toBeCloseTo(found.twoWayFixedEffects, 9)
})

test('moves with the unit of the figures, and an effect that is added is found whole', () => {
  const plain = assess(estimateDifference(makePanel({ treated: 2 })))
  const more = assess(estimateDifference(makePanel({ treated: 2, effect: 7 })))
  expect(more.estimate - plain.estimate).toBeCloseTo(7, 9)
  expect((more.interval.low ?? 0) - (plain.interval.low ?? 0)).toBeCloseTo(7, 6)
  expect((more.interval.high ?? 0) - (plain.interval.high ?? 0)).toBeCloseTo(7, 6)
})

test('sees that areas went apart before: doubtful as a difference, not as a series with trends', () => {
  const drifting = makePanel({
    treated: 2,
    periods: 36,
    start: 24,
    noise: 0.3,
    add: (area, at) => (area < 2 ? 0.2 * at : 0),
  })
  const difference = assess(estimateDifference(drifting))
  expect(find(difference, 'pre-trend')).toMatchObject({ verdict: 'doubtful' })
  expect(find(difference, 'pre-trend')?.figures.slope).toBeCloseTo(0.2, 1)
  expect(find(difference, 'placebo-in-time')?.verdict).toBe('doubtful')
  const series = assess(estimateControlledSeries(drifting))
  expect(series.test.pValue).toBeGreaterThan(0.05)
  expect(find(series, 'placebo-in-time')?.verdict).toBe('passed')
})

test('splits the effect on a series in a jump and a change of its trend', () => {
  const found = assess(
    estimateControlledSeries(
      makePanel({
        treated: 3,
        noise: 0.01,
        periods: 48,
        start: 30,
        add: (area, at) => (area < 3 && at >= 30 ? 4 + 0.5 * (at - 30) : 0),
      }),
    ),
  )
  expect(found.jump).toBeCloseTo(4, 1)
  expect(found.trendChange).toBeCloseTo(0.5, 2)
  expect(found.estimate).toBeCloseTo(4 + 0.5 * 8.5, 1)
  expect(found.picture.effects[29]?.estimate).toBeCloseTo(0, 1)
  expect(found.picture.effects[40]?.estimate).toBeCloseTo(9, 1)
})

test('takes off a season that only the treated areas have', () => {
  const panel = makePanel({
    treated: 2,
    noise: 0.01,
    periods: 54,
    start: 36,
    add: (area, at) => (area < 2 ? 5 * Math.sin((2 * Math.PI * at) / 12) : 0),
  })
  expect(Math.abs(assess(estimateControlledSeries(panel)).estimate)).toBeGreaterThan(0.5)
  expect(assess(estimateControlledSeries(panel, { season: 12 })).estimate).toBeCloseTo(0, 1)
})

/** The treated areas have a season of their own, and nothing was done. */
const seasonal = (start: number, leftOut: readonly number[] = []) => {
  const panel = makePanel({
    treated: 3,
    noise: 0.3,
    periods: start + 18,
    start,
    add: (area, at) => (area < 3 ? 5 * Math.sin((2 * Math.PI * at) / 12) : 0),
  })
  const areas = panel.areas.map((area) => ({
    ...area,
    values: area.values.map((value, at) => (leftOut.includes(at) ? null : value)),
  }))
  return assess(estimateControlledSeries({ ...panel, areas }, { season: 12 }))
}

test.each([
  ['none', []],
  ['that in which it began', [23]],
  ['some before and after', [5, 23, 30]],
])('keeps the season of two years in its place when a period is left out: %s', (_, leftOut) => {
  const found = seasonal(24, leftOut)
  expect(Math.abs(found.estimate)).toBeLessThan(0.5)
  expect(found.test.pValue).toBeGreaterThan(0.05)
  expect(find(found, 'season')?.verdict).toBe('passed')
  expect(find(found, 'window')?.verdict).toBe('passed')
})

test('says that a season can be taken for an effect when it was not seen twice before the start', () => {
  const short = seasonal(23)
  expect(Math.abs(short.estimate)).toBeGreaterThan(2)
  expect(find(short, 'season')?.verdict).toBe('doubtful')
  expect(find(assess(estimateDifference(makePanel(), { season: 12 })), 'season')?.verdict).toBe('passed')
  const less = makePanel({ periods: 23 })
  expect(find(assess(estimateDifference(less, { season: 12 })), 'season')?.verdict).toBe('doubtful')
  expect(find(assess(estimateDifference(less)), 'season')).toBeUndefined()
})

test('tells a trend by time, also over a period that is left out', () => {
  const panel = makePanel({ treated: 2, noise: 0, add: (area, at) => (area < 2 ? 0.5 * at : 0) })
  const areas = panel.areas.map((area) => ({ ...area, values: area.values.with(15, null).with(4, null) }))
  const found = assess(estimateControlledSeries({ ...panel, areas }))
  expect(found.estimate).toBeCloseTo(0, 8)
  expect(find(found, 'pre-trend')?.figures.slope).toBeCloseTo(0.5, 8)
})

test('says which area the answer hangs on, and what the neighbours of the treated one do to it', () => {
  const spilled = makePanel({
    areas: 30,
    noise: 0.5,
    effect: 4,
    add: (area, at) => (area > 0 && area < 6 && at >= 16 ? 9 : 0),
  })
  const areas = spilled.areas.map((area, index) =>
    index === 0
      ? { ...area, neighbours: ['area-1', 'area-2'] }
      : index < 6
        ? { ...area, neighbours: ['area-0'] }
        : area,
  )
  const found = assess(estimateDifference({ ...spilled, areas }))
  const apart = found.alternatives.find(({ choice }) => choice === 'without-neighbours')
  expect(apart?.estimate).toBeCloseTo(4, 0)
  expect(found.estimate).toBeLessThan(3.5)
  expect(find(found, 'spill-over')?.verdict).toBe('doubtful')
  expect(found.placebos).toHaveLength(29)
})

test('keeps to periods and areas without gaps, and says what it left out', () => {
  const { periods, areas } = makePanel({ treated: 1 })
  const holed = areas.map((area, index) => ({
    ...area,
    values: area.values.map((value, at) =>
      (index === 0 && at === 3) || (index === 4 && at === 10) || (index === 5 && at === 3) ? null : value,
    ),
  }))
  const found = assess(estimateDifference({ periods, areas: holed }, { without: ['area-7'] }))
  expect(found.leftOut).toEqual({
    areas: [
      { key: 'area-7', reason: 'asked' },
      { key: 'area-4', reason: 'gaps' },
    ],
    periods: ['period 3'],
  })
  expect(found.size).toEqual({ treated: 1, compared: 17, before: 15, after: 8 })
})

test.each<[string, Panel, string]>([
  ['nothing was treated', makePanel({ treated: 0 }), 'no-treated-areas'],
  ['all was', makePanel({ treated: 20 }), 'no-compared-areas'],
  ['there is no before', makePanel({ start: 0 }), 'too-few-periods-before'],
  ['it did not start yet', makePanel({ start: 24 }), 'no-treated-areas'],
])('cannot tell when %s', (_, panel, reason) => {
  expect(estimateDifference(panel)).toMatchObject({ assessable: false, reason })
})

test('gives a result that a worker can send and a file can hold, and says how far it is', () => {
  const shares: number[] = []
  const found = estimateDifference(makePanel(), { onProgress: (share) => shares.push(share) })
  expect(structuredClone(found)).toEqual(found)
  expect(JSON.parse(JSON.stringify(found))).toEqual(found)
  expect(shares).toEqual(shares.toSorted((one, other) => one - other))
  expect(shares.at(-1)).toBe(1)
})
