import { expect, test } from 'vitest'
import { findSmallestEffect, rankComparisons } from './index.ts'
import { assess, makePanel } from './testing/panels.ts'

const history = (seed: number, noise = 1) =>
  makePanel({
    seed,
    areas: 24,
    treated: 0,
    periods: 40,
    noise,
    add: (area, at) => (area === 5 ? 0.5 * at : 0),
  })

test('ranks areas by how parallel they run, and says why others cannot be compared with', () => {
  const { periods, areas } = history(1)
  const panel = {
    periods,
    areas: areas.map((area, index) => {
      if (index === 0) return { ...area, neighbours: ['area-1'] }
      if (index === 2) return { ...area, values: area.values.with(7, null) }
      if (index === 3) return { ...area, startedAt: 10 }
      return area
    }),
  }
  const found = rankComparisons(panel, { planned: ['area-0'], without: ['area-4'] })
  const of = (key: string) => found.areas.find((area) => area.key === key)
  expect(of('area-1')).toMatchObject({ excluded: null, neighbour: true })
  expect(of('area-2')).toMatchObject({ excluded: 'gaps', rank: null })
  expect(of('area-3')).toMatchObject({ excluded: 'treated' })
  expect(of('area-4')).toMatchObject({ excluded: 'asked' })
  // It drifts away from all others.
  expect(of('area-5')).toMatchObject({ rank: 20, drift: expect.closeTo(-0.5, 1) })
  const ranks = found.areas.flatMap(({ rank }) => (rank === null ? [] : [rank]))
  expect(ranks).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
  expect(found.areas.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1)
  expect(found.fitError).toBeGreaterThan(0)
  const apart = rankComparisons(panel, { planned: ['area-0'], withoutNeighbours: true })
  expect(apart.areas.find(({ key }) => key === 'area-1')).toMatchObject({ excluded: 'neighbour', weight: 0 })
})

test.each(['difference-in-differences', 'controlled-interrupted-series', 'synthetic-control'] as const)(
  'tells the smallest effect that %s lets see, larger with more noise',
  (method) => {
    const options = { method, planned: ['area-0'], after: 8, runs: 20 }
    const quiet = assess(findSmallestEffect(history(2, 0.5), options))
    const noisy = assess(findSmallestEffect(history(2, 2), options))
    expect(quiet.rise).toBeGreaterThan(0)
    expect(noisy.rise ?? 0).toBeGreaterThan(quiet.rise ?? 0)
    expect(quiet.smallestP).toBeLessThanOrEqual(0.05)
    const powers = quiet.curve.map(({ power }) => power)
    expect(powers).toEqual(powers.toSorted((one, other) => one - other))
    expect(assess(findSmallestEffect(history(2, 0.5), options))).toEqual(quiet)
  },
)

test('says that nothing can be seen with few areas, and sees smaller effects with more periods after', () => {
  const few = makePanel({ areas: 10, treated: 0, periods: 40 })
  const none = assess(
    findSmallestEffect(few, { method: 'difference-in-differences', planned: ['area-0'], after: 8, runs: 20 }),
  )
  expect(none).toMatchObject({ rise: null, fall: null, relative: null, smallestP: 0.1, curve: [] })
  const after = (count: number) =>
    assess(
      findSmallestEffect(makePanel({ treated: 0, periods: 60 }), {
        method: 'difference-in-differences',
        planned: ['area-0', 'area-1'],
        after: count,
        runs: 100,
      }),
    ).rise ?? 0
  expect(after(12)).toBeLessThan(after(1))
})

test('is right about its power', () => {
  const found = assess(
    findSmallestEffect(makePanel({ treated: 0, periods: 60 }), {
      method: 'difference-in-differences',
      planned: ['area-0', 'area-1'],
      after: 6,
      runs: 200,
    }),
  )
  expect(found.falseAlarms).toBeGreaterThan(0.01)
  expect(found.falseAlarms).toBeLessThan(0.11)
  // For a normal test with these sizes: 2.8 standard errors of a mean of 6 of two areas against 18, with some 35 periods before.
  const error = Math.sqrt((1 / 6 + 1 / 35) * (1 / 2 + 1 / 18))
  expect((found.rise ?? 0) / (2.8 * error)).toBeGreaterThan(0.8)
  expect((found.rise ?? 0) / (2.8 * error)).toBeLessThan(1.3)
})

test.each([
  [{ planned: [], after: 4 }, 'no-treated-areas'],
  [{ planned: ['area-0'], after: 0 }, 'too-few-periods-after'],
  [{ planned: ['area-0'], after: 39 }, 'too-few-periods-before'],
])('cannot tell of a design without parts', (options, reason) => {
  expect(findSmallestEffect(history(1), { method: 'difference-in-differences', ...options })).toMatchObject({
    assessable: false,
    reason,
  })
})
