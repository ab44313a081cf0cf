import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Area,
  chooseDesign,
  chooseStep,
  difference,
  joinPeriods,
  meanSeries,
  proposeAfter,
  rankAreas,
} from './design.ts'

it('compares by areas when there are enough, and else by time', () => {
  expect(chooseDesign(2, 0, 24)).toBe('interrupted-series')
  // Six ways to choose two of four areas: no p value is below 1/6.
  expect(chooseDesign(2, 2, 24)).toBe('difference-series')
  expect(chooseDesign(1, 18, 24)).toBe('difference-series')
  expect(chooseDesign(1, 19, 24)).toBe('controlled-series')
  expect(chooseDesign(4, 40, 3)).toBe('difference-in-differences')
})

describe('the time after the start', () => {
  const pilot = { kind: 'pilot', start: '2026-04-01', end: '2027-03-31', by: '2026-09-01' } as const
  it('is until the pilot ends, in periods of the indicator', () => {
    expect(proposeAfter(pilot, 'day')).toBe(365)
    expect(proposeAfter(pilot, 'hour')).toBe(8760)
    expect(proposeAfter(pilot, 'month')).toBe(12)
    expect(proposeAfter(pilot, 'year')).toBe(1)
  })

  it('is until the effect is expected of what goes on, and never some days', () => {
    const measure = { ...pilot, kind: 'measure', end: '2026-04-20' } as const
    expect(proposeAfter(measure, 'day')).toBe(153)
    expect(proposeAfter({ ...measure, by: '2026-04-05' }, 'day')).toBe(28)
  })
})

describe('steps', () => {
  it('are the smallest in which the series is not too long', () => {
    expect(chooseStep('month', { before: 18, after: 18 })).toEqual({ step: 'month', size: 1, inYear: 12 })
    expect(chooseStep('day', { before: 30, after: 30 })).toEqual({ step: 'day', size: 1, inYear: 365 })
    expect(chooseStep('day', { before: 350, after: 350 })).toEqual({ step: 'week', size: 7, inYear: 52 })
    expect(chooseStep('day', { before: 1500, after: 1500 })).toEqual({ step: 'month', size: 30, inYear: 12 })
    expect(chooseStep('hour', { before: 1000, after: 1000 })).toEqual({ step: 'day', size: 24, inYear: 365 })
    // Forty days are five whole weeks, of which nothing can be said.
    expect(chooseStep('day', { before: 40, after: 365 })).toMatchObject({ step: 'day' })
    expect(chooseStep('month', { before: 18, after: 18 }, 'quarter')).toEqual({
      step: 'quarter',
      size: 3,
      inYear: 4,
    })
  })

  it('are means of the last periods, when half of them are there', () => {
    expect(joinPeriods([9, 1, 3, null, 5, null, null], 2)).toEqual([2, 5, null])
    expect(joinPeriods([1, null], 1)).toEqual([1, null])
  })

  it('keep the mean of what is whole', () => {
    const values = fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { minLength: 7, maxLength: 70 })
    fc.assert(
      fc.property(values, (all) => {
        const kept = all.slice(all.length % 7)
        const joined = joinPeriods(all, 7).map((value) => value ?? Number.NaN)
        const mean = (list: number[]) => list.reduce((sum, each) => sum + each, 0) / list.length
        expect(mean(joined)).toBeCloseTo(mean(kept), 8)
      }),
    )
  })
})

describe('areas', () => {
  const course = Array.from({ length: 20 }, (_, at) => 10 + 3 * Math.sin(at))
  const area = (code: string, values: (number | null)[], isTreated = false): Area => ({
    ...{ code, isTreated, values },
    isNeighbour: false,
  })
  const own = area('own', course, true)
  const parallel = area(
    'parallel',
    course.map((value) => value + 5),
  )
  const opposite = area(
    'opposite',
    course.map((value) => -value),
  )

  it('rank by how parallel they ran, whatever their level', () => {
    expect(rankAreas([own, opposite, parallel]).map(({ key, rank }) => [key, rank])).toEqual([
      ['parallel', 1],
      ['opposite', 2],
    ])
    expect(rankAreas([own, parallel])[0]).toMatchObject({ difference: expect.closeTo(-5, 8) })
  })

  it('with a few gaps can still be compared with, on the periods that all have', () => {
    const gaps = (every: number) => (value: number, at: number) => (at % every === 0 ? null : value)
    const some = area(
      'some',
      parallel.values.map((value, at) => gaps(10)(value ?? 0, at)),
    )
    const many = area(
      'many',
      parallel.values.map((value, at) => gaps(2)(value ?? 0, at)),
    )
    const [first, second] = rankAreas([own, some, many])
    expect(first).toMatchObject({ key: 'some', rank: 1 })
    expect(second).toMatchObject({ key: 'many', rank: null, excluded: 'gaps' })
  })

  it('are none when the planned ones have no period in common', () => {
    expect(rankAreas([area('one', [1, null], true), area('two', [null, 2], true), parallel])).toEqual([])
    expect(rankAreas([parallel])).toEqual([])
  })

  it('have a mean where all have a figure, and a difference where both have', () => {
    expect(
      meanSeries([
        [1, null, 3],
        [3, 4, 5],
      ]),
    ).toEqual([2, null, 4])
    expect(difference([1, null, 3], [1, 1, 1])).toEqual([0, null, 2])
  })
})
