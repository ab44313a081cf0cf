import { describe, expect, it } from 'vitest'
import { nl } from '../messages/nl.ts'
import type { Study } from './api.ts'
import {
  countLarger,
  differenceColumn,
  differencesOf,
  differencesOfRows,
  formatChance,
  formatInterval,
  inOrder,
  nameStep,
  valueColumn,
  writeFigures,
} from './view.ts'

describe('figures below each other', () => {
  it('have as many digits as the interval is sure of, or as the largest has', () => {
    const sure = { scale: 'difference', low: -0.8, high: -0.39 } as const
    const values = [-0.59, -0.6, 0.0041, 12.345]
    expect([...values, null].map(differenceColumn(sure, values, '°C', 'nl'))).toEqual([
      '−0,59\u00a0°C',
      '−0,60\u00a0°C',
      '0,00\u00a0°C',
      '+12,35\u00a0°C',
      '–',
    ])
    const ratio = { scale: 'ratio', low: -0.29, high: -0.12 } as const
    expect([-0.213, 0].map(differenceColumn(ratio, [], '', 'nl'))).toEqual(['−21,3\u00a0%', '0,0\u00a0%'])
    const unsure = { scale: 'difference', low: null, high: null } as const
    expect([1234, -5].map(differenceColumn(unsure, [1234, -5], '', 'nl'))).toEqual(['+1.234', '−5'])
    expect([9.5, 12, 101.25, null].map(valueColumn([9.5, 12, 101.25], 'dB', 'nl'))).toEqual([
      ...['10\u00a0dB', '12\u00a0dB', '101\u00a0dB', '–'],
    ])
    expect([20, 24.25].map(valueColumn([20, 24.25], '°C', 'nl'))).toEqual(['20,0\u00a0°C', '24,3\u00a0°C'])
  })

  it('are levels with the digits in which the effect between them can be seen', () => {
    const effect = { scale: 'difference', low: -0.16, high: 0.34 } as const
    expect([0, 9.7834, 20].map(valueColumn([0, 9.7834, 20], '°C', 'nl', effect))).toEqual([
      ...['0,00\u00a0°C', '9,78\u00a0°C', '20,00\u00a0°C'],
    ])
    const ratio = { scale: 'ratio', low: -0.1, high: 0.1 } as const
    expect([1, 40].map(valueColumn([1, 40], '', 'nl', ratio))).toEqual(['1', '40'])
  })

  it('are outcomes of several computations with the digits of their own scale and unit', () => {
    const effect = { scale: 'difference', low: -0.16, high: 0.34 } as const
    const own = { study: { unit: '°C' }, outcome: { effect } } as never
    const rows = [
      { estimate: 0.0932 },
      { estimate: -0.4 },
      { estimate: null },
      { estimate: 0.1234, scale: 'ratio' as const, unit: '' },
      { estimate: 123.456, scale: 'difference' as const, unit: 'dB' },
      { estimate: -3, scale: 'difference' as const, unit: 'dB' },
    ]
    expect(rows.map(differencesOfRows(rows, own, 'nl'))).toEqual([
      ...['+0,09\u00a0°C', '−0,40\u00a0°C', '–', '+12\u00a0%', '+123\u00a0dB', '−3\u00a0dB'],
    ])
    expect(differencesOfRows(rows.slice(0, 1), undefined, 'nl')({ estimate: 0.0932 })).toBe('+0,093')
  })
})

describe('formatInterval', () => {
  const said = (low: number | null, high: number | null) =>
    formatInterval({ low, high }, (value) => (value > 0 ? `+${value}` : `−${-value}`), nl)

  it('says which end there is', () => {
    expect(said(-2, 1)).toBe('−2 tot +1')
    expect(said(null, 1)).toBe('+1 of minder')
    expect(said(-2, null)).toBe('−2 of meer')
    expect(said(null, null)).toBe('niet te bepalen')
  })
})

it('shows steps by how far they are from what was to be expected', () => {
  const point = { time: '2025-01-01', measured: 9, expected: 10, low: 9.5, high: null }
  expect(differencesOf([point, { ...point, expected: null }])).toEqual([
    { time: '2025-01-01', measured: -1, expected: 0, low: -0.5, high: null },
    { time: '2025-01-01', measured: null, expected: null, low: null, high: null },
  ])
})

it('says a chance, and of a very small one that it is', () => {
  expect(formatChance(0.0456, 'nl')).toBe('4,6\u00a0%')
  expect(formatChance(0.00001, 'nl')).toBe('<0,1\u00a0%')
  expect(nl.evaluations.chanceOf(formatChance(0.00001, 'nl'))).toBe('minder dan 0,1\u00a0%')
})

it('counts pretended effects that are as large, whichever way', () => {
  expect(countLarger(-2, [2, 1.9, -3, 0])).toBe(2)
})

it('puts what stands in the way of an answer first', () => {
  const check = (outcome: Parameters<typeof inOrder>[0][number]['outcome']) => ({
    ...{ kind: 'windows' as const, outcome, figures: {}, sentence: { nl: '', en: '' } },
  })
  const found = inOrder([check('sound'), check('untried'), check('doubtful'), check('prevents')])
  expect(found.map(({ outcome }) => outcome)).toEqual(['prevents', 'doubtful', 'sound', 'untried'])
})

it('names a step by its length', () => {
  expect(nameStep('2026-05-01', 'month', 'nl')).toBe('mei 2026')
  expect(nameStep('2026-05-04', 'week', 'nl')).toBe('4 mei 2026')
  expect(nameStep('2026-01-01', 'year', 'en')).toBe('2026')
})

it('writes figures as comma-separated values', () => {
  const study: Study = {
    ...{ design: 'difference-series', shape: 'level', season: 12, unit: '', hoped: 'down', start: 1 },
    periods: ['2026-01-01', '2026-02-01'],
    ...{ from: '2026-01-01', until: '2026-03-01' },
    areas: [
      { code: 'BU1', name: 'Dorp, "oost"', startedAt: 1, neighbours: [], values: [1.5, null] },
      { code: 'BU2', name: 'West', startedAt: null, neighbours: [], values: [2, 3] },
    ],
    incidents: [],
  }
  expect(writeFigures(study).split('\r\n')).toEqual([
    'period,when,area,name,role,value',
    '2026-01-01,before,BU1,"Dorp, ""oost""",treated,1.5',
    '2026-02-01,after,BU1,"Dorp, ""oost""",treated,',
    '2026-01-01,before,BU2,West,compared,2',
    '2026-02-01,after,BU2,West,compared,3',
    '',
  ])
})
