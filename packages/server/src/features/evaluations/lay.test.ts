import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { STEPS } from '../interventions/index.ts'
import { type AreaFigures, isOfCounts, layStudy, weighMaterial } from './lay.ts'
import { addPeriods, countPeriods, nextStep, proposeStep, startOfStep } from './steps-in-time.ts'

const month = (index: number) => new Date(Date.UTC(2025, index, 1)).toISOString().slice(0, 10)
const area = (code: string, values: readonly (number | null)[], count = 1): AreaFigures => ({
  ...{ code, name: code, neighbours: ['A', 'B', 'C'].filter((each) => each !== code) },
  figures: values.flatMap((mean, index) => (mean === null ? [] : [{ start: month(index), mean, count }])),
})
const CHOSEN = {
  design: 'before-and-after',
  shape: 'level',
  step: 'month',
  from: '2025-01-01',
  until: '2026-01-01',
} as const
const about = (starts: Record<string, string>) =>
  ({
    ...({ period: 'month', unit: 'x', hoped: 'up', expected: null, enoughUntil: '2025-04-01' } as const),
    starts: new Map(Object.entries(starts)),
  }) as const

describe('figures on one axis', () => {
  it('lie side by side, with nothing where an area has none, and know only neighbours that are looked at', () => {
    const study = layStudy(
      [area('A', [1, 2, null, 4]), area('B', [null, 5, 6, 7])],
      CHOSEN,
      about({ A: '2025-03-01' }),
      [],
    )
    expect(study.periods).toEqual(['2025-01-01', '2025-02-01', '2025-03-01', '2025-04-01'])
    expect(study.start).toBe(2)
    expect(study.areas).toMatchObject([
      { code: 'A', startedAt: 2, values: [1, 2, null, 4], neighbours: ['B'] },
      { code: 'B', startedAt: null, values: [null, 5, 6, 7], neighbours: ['A'] },
    ])
    expect(weighMaterial(study, true)).toMatchObject({ treated: 1, compared: 1, before: 2, after: 1 })
  })

  it('count the step in which it began, halfway, for neither before nor after, in no area', () => {
    const study = layStudy(
      [area('A', [1, 2, 3, 4]), area('B', [5, 6, 7, 8])],
      CHOSEN,
      about({ A: '2025-02-14' }),
      [],
    )
    expect(study.start).toBe(2)
    expect(study.areas.map(({ values }) => values)).toEqual([
      [1, null, 3, 4],
      [5, null, 7, 8],
    ])
  })

  it('leave out a step of which fewer than half of the figures are there', () => {
    const days = { ...CHOSEN, step: 'month' } as const
    const daily = { ...about({ A: '2025-02-01' }), period: 'day' } as const
    expect(layStudy([area('A', [1, 2], 13)], days, daily, []).periods).toEqual([])
    expect(layStudy([area('A', [1, 2], 16)], days, daily, []).periods).toHaveLength(2)
  })

  it('put an incident at the step that holds its day, and leave out those of other areas and times', () => {
    const study = layStudy([area('A', [1, 2, 3, 4])], CHOSEN, about({ A: '2025-03-01' }), [
      { area: 'A', kind: 'moved', day: '2025-02-20' },
      { area: 'B', kind: 'moved', day: '2025-02-20' },
      { area: 'A', kind: 'calibrated', day: '2024-02-20' },
    ])
    expect(study.incidents).toEqual([{ area: 'A', kind: 'moved', at: 1 }])
  })

  it('tell that the starts differ', () => {
    const study = layStudy(
      [area('A', [1, 2, 3, 4]), area('B', [1, 2, 3, 4])],
      CHOSEN,
      about({ A: '2025-02-01', B: '2025-03-01' }),
      [],
    )
    expect(weighMaterial(study, true)).toMatchObject({ startsDiffer: true, treated: 2, isCounts: true })
    expect(weighMaterial(study, false).isCounts).toBe(false)
  })
})

it.each([
  [{ what: 'property', statistic: 'sum', unit: 'meldingen' }, true],
  [{ what: 'property', statistic: 'count-from', unit: 'dagen' }, true],
  [{ what: 'area-statistic', statistic: 'mean', unit: '1' }, true],
  [{ what: 'property', statistic: 'mean', unit: 'meldingen' }, false],
  [{ what: 'property', statistic: 'mean', unit: '°C' }, false],
  [{ what: 'property', statistic: 'sum', unit: 'mm' }, false],
  [{ what: 'area-statistic', statistic: 'mean', unit: '%' }, false],
  [{ what: 'ratio', statistic: 'mean', unit: '1' }, false],
] as const)('of %j may be counts: %s', (indicator, expected) => {
  expect(isOfCounts(indicator)).toBe(expected)
})

describe('steps in time', () => {
  const day = fc
    .integer({ min: 0, max: 60_000 })
    .map((days) => new Date(Date.UTC(1950, 0, 1 + days)).toISOString().slice(0, 10))

  it('hold each day in exactly one', () => {
    fc.assert(
      fc.property(day, fc.constantFrom(...STEPS), (each, step) => {
        const start = startOfStep(each, step)
        expect(start <= each && each < nextStep(start, step)).toBe(true)
        expect(startOfStep(start, step)).toBe(start)
        expect(startOfStep(nextStep(start, step), step)).toBe(nextStep(start, step))
      }),
    )
  })

  it.each([
    ['2024-02-01', 'month', 'day', 29],
    ['2025-01-01', 'quarter', 'month', 3],
    ['2025-01-06', 'week', 'hour', 168],
  ] as const)('from %s by %s hold each %s', (start, step, period, count) => {
    expect(countPeriods(start, step, period)).toBe(count)
  })

  it('are small for a short time and larger for a long one', () => {
    expect([proposeStep('day', 90), proposeStep('day', 400), proposeStep('day', 4000)]).toEqual([
      'day',
      'week',
      'month',
    ])
  })

  it('end on the last day of a month that is shorter', () => {
    expect([addPeriods('2025-03-31', -1, 'month'), addPeriods('2024-02-29', 1, 'year')]).toEqual([
      '2025-02-28',
      '2025-02-28',
    ])
  })
})
