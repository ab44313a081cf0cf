import { expect, test } from 'vitest'
import { estimateDifference, estimateStaggered, type Panel } from './index.ts'
import { assess, makePanel } from './testing/panels.ts'

/** Three groups that begin at 6, 9 and 12, with effects that grow in time. */
function makeStaggered(areas: number, treated: number, growth: number): Panel {
  const startOf = (area: number) => 6 + 3 * (area % 3)
  const panel = makePanel({
    areas,
    treated: 0,
    periods: 16,
    noise: 0.5,
    add: (area, at) => (area < treated && at >= startOf(area) ? 1 + growth * (at - startOf(area)) : 0),
  })
  return {
    ...panel,
    areas: panel.areas.map((area, index) =>
      index < treated ? { ...area, startedAt: startOf(index) } : area,
    ),
  }
}

test('is the difference-in-differences with the last period before when all begin at once', () => {
  const panel = makePanel({ treated: 4, start: 1, periods: 2 })
  const one = assess(estimateStaggered(panel))
  expect(one.estimate).toBeCloseTo(assess(estimateDifference(panel)).estimate, 9)
  expect(one.estimate).toBeCloseTo(one.twoWayFixedEffects, 9)
})

test('finds effects that grow, where a regression with fixed effects is far off', () => {
  const found = assess(estimateStaggered(makeStaggered(90, 60, 1), { runs: 200 }))
  const dynamic = found.aggregates.filter(({ kind, at }) => kind === 'dynamic' && at !== null && at >= 0)
  for (const { at, estimate } of dynamic) expect(estimate).toBeCloseTo(1 + (at ?? 0), 0)
  const truth = [6, 9, 12].flatMap((start) => Array.from({ length: 16 - start }, (_, since) => 1 + since))
  const mean = truth.reduce((sum, value) => sum + value, 0) / truth.length
  expect(found.estimate).toBeCloseTo(mean, 0)
  expect(Math.abs(found.twoWayFixedEffects - mean)).toBeGreaterThan(1)
  expect(found.intervalBy).toBe('multiplier-bootstrap')
  expect(found.test.pValue).toBeLessThan(0.01)
  const before = found.cells.filter(({ group, period }) => Number(period.slice(7)) < Number(group.slice(7)))
  expect(before.length).toBe(5 + 8 + 11)
})

test('can compare with areas that have not begun yet', () => {
  const never = assess(estimateStaggered(makeStaggered(60, 30, 0), { runs: 200 }))
  const later = assess(
    estimateStaggered(makeStaggered(60, 30, 0), { comparedWith: 'not-yet-treated', runs: 200 }),
  )
  expect(never.comparedWith).toBe('never-treated')
  expect(later.estimate).toBeCloseTo(1, 0)
  expect(later.estimate).not.toBe(never.estimate)
  const all = assess(estimateStaggered(makeStaggered(30, 30, 0), { runs: 200 }))
  expect(all.comparedWith).toBe('not-yet-treated')
  // The last group has nobody to be compared with.
  expect(all.cells.some(({ group, period }) => group === 'period 12' && Number(period.slice(7)) >= 12)).toBe(
    false,
  )
  expect(all.picture.periods).toHaveLength(12)
  expect(estimateStaggered(makeStaggered(30, 30, 0), { comparedWith: 'never-treated' })).toMatchObject({
    reason: 'no-compared-areas',
  })
})

test('gives the interval of the permutation test with few areas, and tries each order when these are few', () => {
  const found = assess(estimateStaggered(makeStaggered(9, 3, 0)))
  expect(found.intervalBy).toBe('permutation')
  expect(found.test).toMatchObject({ kind: 'exact', possible: 504, tried: 504 })
  expect(found.interval).toEqual(found.intervals.permutation)
})

test('leaves out periods without any figure, and counts the steps since the start as they are in time', () => {
  const panel = makeStaggered(24, 12, 1)
  // The periods in which the second and the third group began.
  const holed = panel.areas.map((area) => ({
    ...area,
    ...(area.startedAt !== undefined && area.startedAt > 6 && { startedAt: area.startedAt + 1 }),
    values: area.values.map((value, at) => (at === 9 || at === 12 ? null : value)),
  }))
  const found = assess(estimateStaggered({ ...panel, areas: holed }, { runs: 200 }))
  expect(found.leftOut).toEqual({ areas: [], periods: ['period 9', 'period 12'] })
  expect(found.size).toEqual({ treated: 12, compared: 12, before: 6, after: 8 })
  expect(found.picture.periods).toHaveLength(14)
  const first = found.aggregates.filter(({ kind }) => kind === 'dynamic').map(({ at }) => at)
  expect(first).toContain(9)
  expect(new Set(found.cells.map(({ group }) => group))).toEqual(
    new Set(['period 6', 'period 10', 'period 13']),
  )
})

test('pretends an earlier start also when much was measured after the last one', () => {
  const panel = makePanel({ areas: 24, treated: 8, periods: 36, start: 12 })
  const areas = panel.areas.map((area, index) =>
    area.startedAt === undefined ? area : { ...area, startedAt: index % 2 ? 12 : 16 },
  )
  const { checks } = assess(estimateStaggered({ ...panel, areas }, { runs: 200 }))
  expect(checks.find(({ kind }) => kind === 'placebo-in-time')?.verdict).toBe('passed')
})

test('leaves out who was always treated, and is the same with the same seed', () => {
  const panel = makeStaggered(24, 9, 0)
  const areas = panel.areas.map((area, index) => (index === 23 ? { ...area, startedAt: 0 } : area))
  const found = assess(estimateStaggered({ ...panel, areas }, { seed: 3, runs: 200 }))
  expect(found.leftOut.areas).toEqual([{ key: 'area-23', reason: 'always-treated' }])
  expect(assess(estimateStaggered({ ...panel, areas }, { seed: 3, runs: 200 }))).toEqual(found)
  expect(JSON.parse(JSON.stringify(found))).toEqual(found)
})
