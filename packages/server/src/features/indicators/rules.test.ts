import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkDefinition } from './check-definition.ts'
import {
  chooseConversions,
  completeDefinition,
  cutFigures,
  judgeChange,
  MOST_FIGURES,
  mergeStretches,
  reconcile,
  type Stored,
  takeFirstPart,
  withinReach,
} from './rules.ts'
import type { NewIndicator } from './schema.ts'
import { describeSignal } from './signals/describe.ts'

const given: NewIndicator = {
  title: 'Fijnstof',
  unit: 'µg/m³',
  property: 'PM2.5',
  statistic: 'mean',
  period: 'day',
  level: 'municipality',
}

describe('a definition', () => {
  it('is complete with the defaults', () => {
    expect(checkDefinition(completeDefinition(given))).toEqual([])
  })

  it.each([
    [{ statistic: 'percentile' as const }, '/percentile'],
    [{ statistic: 'share-above' as const, normUnit: 'µg/m³' }, '/norm'],
    [{ statistic: 'share-above' as const, norm: 25 }, '/normUnit'],
    [
      { signalRule: { line: 15, direction: 'above' as const, clearLine: 16, minimumPeriods: 1 } },
      '/signalRule/clearLine',
    ],
    [
      { signalRule: { line: 15, direction: 'below' as const, clearLine: 14, minimumPeriods: 1 } },
      '/signalRule/clearLine',
    ],
  ])('with %o is refused at %s', (change, pointer) => {
    const mistakes = checkDefinition(completeDefinition({ ...given, ...change }))
    expect(mistakes.map((mistake) => mistake.pointer)).toEqual([pointer])
  })
})

describe('the one unit of an indicator', () => {
  const measured = (symbol: string, series = 1) => ({ symbol, definition: '', series })

  it('is that of its figures, and of the norm when that is compared with', () => {
    const unit = 'µg/m³'
    const units = [measured('mg/m³'), measured('%', 4), measured(unit)]
    const { counted, leftOutSeries } = chooseConversions(
      { statistic: 'mean', step: 'none', unit, normUnit: null },
      units,
    )
    expect(counted.map(({ symbol, factor }) => [symbol, factor])).toEqual([
      ['mg/m³', 1000],
      [unit, 1],
    ])
    expect(leftOutSeries).toBe(4)
    const share = chooseConversions(
      { statistic: 'share-above', step: 'none', unit: '%', normUnit: 'mg/m³' },
      units,
    )
    expect(share.counted.map(({ factor }) => factor)).toEqual([1, 0.001])
  })

  it('adds up what is measured per hour', () => {
    const sum = { statistic: 'sum' as const, step: 'none' as const, unit: 'mm', normUnit: null }
    expect(chooseConversions(sum, [measured('mm/h'), measured('cm')]).counted).toMatchObject([
      { symbol: 'mm/h', factor: 1 },
      { symbol: 'cm', factor: 10 },
    ])
    expect(chooseConversions({ ...sum, statistic: 'mean' }, [measured('mm/h')]).leftOutSeries).toBe(1)
  })
})

it('says that there are more figures than one answer holds', () => {
  const figures = Array.from({ length: MOST_FIGURES + 1 }, (_, index) => index)
  expect(cutFigures(figures)).toEqual({ items: figures.slice(0, -1), more: true })
  expect(cutFigures(figures.slice(1))).toEqual({ items: figures.slice(1), more: false })
})

it('joins stretches without losing or adding an hour', () => {
  const stretch = fc.record({ from: fc.integer({ min: 0, max: 50 }), length: fc.integer({ min: 1, max: 9 }) })
  fc.assert(
    fc.property(fc.array(stretch), (list) => {
      const stretches = list.map(({ from, length }) => ({ from, to: from + length }))
      const covers = (all: { from: number; to: number }[], hour: number) =>
        all.filter(({ from, to }) => from <= hour && hour < to).length
      const merged = mergeStretches(stretches)
      for (let hour = 0; hour < 60; hour += 1) {
        expect(covers(merged, hour)).toBe(covers(stretches, hour) > 0 ? 1 : 0)
      }
    }),
  )
})

describe('signals of an area, computed again', () => {
  const run = { since: 1, openedAt: 1, openedValue: 20, peak: { start: 2, value: 30 }, lastAt: 3 }
  const stored: Stored = { id: 'a', ...run, clearedAt: null, withdrawn: false, line: 15 }

  it('stay as they are when nothing changed', () => {
    expect(reconcile([stored], [run], 15)).toEqual({ open: [], change: [], withdraw: [] })
  })
  it('name the line of the rule as it is now', () => {
    expect(reconcile([stored], [run], 16).change).toEqual([{ id: 'a', run }])
  })
  it('say until when the figures were past the line', () => {
    const later = { ...run, lastAt: 4 }
    expect(reconcile([stored], [later], 15).change).toEqual([{ id: 'a', run: later }])
  })
  it('are opened once', () => {
    expect(reconcile([], [run], 15).open).toEqual([run])
  })
  it('are cleared when the figures recovered', () => {
    const cleared = { ...run, clearedAt: 4 }
    expect(reconcile([stored], [cleared], 15).change).toEqual([{ id: 'a', run: cleared }])
  })
  it('are withdrawn, not removed, when a correction took away their ground', () => {
    expect(reconcile([stored], [], 15).withdraw).toEqual(['a'])
    expect(reconcile([{ ...stored, withdrawn: true }], [], 15).withdraw).toEqual([])
  })
  it('come back when their ground comes back', () => {
    expect(reconcile([{ ...stored, withdrawn: true }], [run], 15).change).toEqual([{ id: 'a', run }])
  })
})

it('says in one sentence in both languages what a signal is', () => {
  const sentence = describeSignal({
    id: '',
    indicatorId: '',
    indicatorSlug: '',
    indicatorTitle: 'Fijnstof (PM2,5)',
    unit: 'µg/m³',
    period: 'day',
    challengeId: null,
    noticedAt: '2020-01-01T00:00:00.000Z',
    term: { days: 28, dueOn: '2020-01-29', changes: [] },
    decidedAt: null,
    areaCode: 'GM0363',
    areaName: 'Amsterdam',
    state: 'cleared',
    since: '2019-12-29T23:00:00.000Z',
    openedAt: '2019-12-30T23:00:00.000Z',
    openedValue: 25,
    peakAt: '2019-12-31T23:00:00.000Z',
    peakValue: 61.27,
    lastAt: '2020-01-01T23:00:00.000Z',
    line: 15,
    clearedAt: '2020-01-02T23:00:00.000Z',
    decisionId: null,
    kind: 'threshold',
    changedAt: '2020-01-02T23:00:00.000Z',
    evidence: { definitionVersion: 1, figures: '', periods: null, change: null, goal: null },
    owner: { organisationId: '', organisationName: '', role: null, personName: null, isMine: false },
  })
  expect(sentence).toEqual({
    nl: 'Fijnstof (PM2,5) in Amsterdam kwam op 31 december 2019 boven de grens van 15 µg/m³; hoogste waarde 61,3 µg/m³, voorbij sinds 3 januari 2020.',
    en: 'Fijnstof (PM2,5) in Amsterdam went above the line of 15 µg/m³ on 31 December 2019; highest value 61.3 µg/m³, over since 3 January 2020.',
  })
})

it('makes figures only within reach of now', () => {
  const now = Date.UTC(2026, 0, 1)
  const all = { from: Date.UTC(1600, 0, 1), to: Date.UTC(2199, 0, 1) }
  const years = ({ from, to }: { from: number; to: number }) =>
    [from, to].map((at) => new Date(at).getUTCFullYear())
  expect(withinReach(all, 'hour', now).map(years)).toEqual([[1991, 2027]])
  expect(withinReach(all, 'day', now).map(years)).toEqual([[1600, 2027]])
  expect(withinReach({ from: all.from, to: all.from + 1000 }, 'hour', now)).toEqual([])
})

it.each([
  [{ title: 'Stof', description: 'x', goodDirection: 'higher' as const, lines: [] }, 'nothing'],
  [{ minimumCoverage: 0.5 }, 'again'],
  [{ datasetIds: ['x'] }, 'again'],
  [{ signalRule: { line: 1, direction: 'above' as const, clearLine: 1, minimumPeriods: 1 } }, 'again'],
  [{ statistic: 'maximum' as const }, 'anew'],
  [{ unit: 'mg/m³', minimumCoverage: 0.5 }, 'anew'],
])('after %o does with figures: %s', (change, effect) => {
  const before = completeDefinition(given)
  expect(judgeChange(before, { ...before, ...change })).toBe(effect)
})

describe('a stretch that is computed in parts', () => {
  const from = Date.parse('2025-12-31T23:00:00Z')
  const to = Date.parse('2026-12-31T23:00:00Z')
  const lengths = (period: 'hour' | 'day' | 'month' | 'year', series: number) => {
    const days: number[] = []
    for (let start = from; start < to; ) {
      const part = takeFirstPart({ from: start, to }, period, series)
      days.push((part.to - part.from) / 86_400_000)
      start = part.to
    }
    return days
  }

  it('is whole when little is measured', () => {
    expect(lengths('day', 0)).toEqual([365])
    expect(lengths('hour', 1)).toEqual([365])
  })

  it('has fewer days the more is measured, and at least a period', () => {
    const days = lengths('day', 1000)
    expect(Math.max(...days)).toBeLessThan(5)
    expect(days.reduce((sum, each) => sum + each, 0)).toBe(365)
    expect(lengths('day', 1_000_000)).toHaveLength(365)
    expect(lengths('month', 1000)).toHaveLength(12)
    expect(lengths('year', 1000)).toEqual([365])
  })
})
