import { describe, expect, it } from 'vitest'
import {
  formatAge,
  formatAlike,
  formatApart,
  formatDay,
  formatMoment,
  formatNumber,
  formatPeriod,
  formatValue,
} from './format.ts'
import { fillHours } from './series.ts'

describe('dates', () => {
  it('shows moments on the clock of the Netherlands', () => {
    expect(formatMoment('2026-07-01T22:30:00Z', 'nl')).toBe('2 jul 2026, 00:30')
    expect(formatPeriod('2026-07-31T22:00:00Z', 'month', 'nl')).toBe('augustus 2026')
  })

  it('does not shift a calendar date', () => {
    expect(formatDay('2026-01-01', 'nl')).toBe('1 januari 2026')
    expect(formatDay('2026-01-01', 'en')).toBe('1 January 2026')
  })

  it('shows what it cannot read as it is', () => {
    expect(formatDay('ooit', 'nl')).toBe('ooit')
  })

  it.each([
    [0, '1 minuut geleden'],
    [12, '12 minuten geleden'],
    [120, '2 uur geleden'],
    [60 * 24 * 9, '9 dagen geleden'],
  ])('says how long ago %d minutes is', (minutes, words) => {
    const now = Date.parse('2026-08-20T12:00:00Z')
    expect(formatAge(new Date(now - minutes * 60_000).toISOString(), now, 'nl')).toBe(words)
  })
})

describe('values', () => {
  it.each([
    [12.34, '°C', 'nl', '12,3\u00a0°C'],
    [1234.5, 'µg/m³', 'nl', '1.235\u00a0µg/m³'],
    [18, '%', 'en', '18%'],
    [4210, '', 'en', '4,210'],
    [4210, '1', 'nl', '4.210'],
    [33_700, 'EUR', 'nl', '€\u00a033.700'],
    [1250.5, 'EUR', 'nl', '€\u00a01.250,50'],
    [1250.5, 'EUR', 'en', '€1,250.50'],
    [null, '°C', 'nl', '–'],
    [0.04, 'mg/m³', 'nl', '0,04\u00a0mg/m³'],
    [0.012345, 'mg/m³', 'en', '0.0123\u00a0mg/m³'],
    [-0.04, '°C', 'nl', '−0,04\u00a0°C'],
    [-1250.5, 'EUR', 'nl', '€\u00a0−1.250,50'],
    [-12.5, '', 'en', '−12.5'],
    [-0, '°C', 'nl', '0\u00a0°C'],
  ] as const)('writes %s %s in %s', (value, unit, language, expected) => {
    expect(formatValue(value, unit, language)).toBe(expected)
  })
})

it.each([
  [5.9857, 6.0284, '°C', ['5,99\u00a0°C', '6,03\u00a0°C']],
  [5.1, 6.2, '°C', ['5,1\u00a0°C', '6,2\u00a0°C']],
  [1234.51, 1234.52, '', ['1.234,51', '1.234,52']],
  [2, 2, '°C', ['2\u00a0°C', '2\u00a0°C']],
  [null, 2, '°C', ['–', '2\u00a0°C']],
] as const)('writes %s and %s apart', (one, other, unit, expected) => {
  expect(formatApart(one, other, unit, 'nl')).toEqual(expected)
})

it('writes no sign before a zero that it rounded to, and takes the decimals it is given', () => {
  expect(formatNumber(-0.2, 'nl', 0)).toBe('0')
  expect(formatNumber(0.00012, 'nl', 4)).toBe('0,0001')
})

describe('fillHours', () => {
  it('puts a gap where hours are missing', () => {
    const filled = fillHours([
      ['2026-08-20T10:00:00Z', 1],
      ['2026-08-20T11:00:00Z', 2],
      ['2026-08-20T15:00:00Z', 3],
    ])
    expect(filled.map(({ value }) => value)).toEqual([1, 2, null, 3])
  })
})

it.each([
  [[10, 10.84, null], '°C', ['10,0\u00a0°C', '10,8\u00a0°C', '–']],
  [[0.9, -0.58], 'm', ['0,90\u00a0m', '−0,58\u00a0m']],
  [[3470, 3246], '', ['3.470', '3.246']],
  [[99.5, 102.31], '', ['99,5', '102,3']],
  [[0.04, 12], 'mm', ['0,04\u00a0mm', '12,00\u00a0mm']],
  [[368200, 415264.5], 'EUR', ['€\u00a0368.200', '€\u00a0415.264,50']],
  [[], '%', []],
])('writes %j below each other with the same digits', (values, unit, expected) => {
  expect(values.map(formatAlike(values, unit, 'nl'))).toEqual(expected)
})
