import { expect, it } from 'vitest'
import type { Indicator, IndicatorValue } from '../api.ts'
import { contentOf, NO_FIGURE, nameMoment } from './content.ts'
import { figuresByArea } from './figures.ts'
import { framesOf, stepsOf } from './frames.ts'
import type { MapData } from './load-map.server.ts'
import { readView } from './view.ts'

const areas = ['BU1', 'BU2', 'BU3', 'BU4'].map((code) => ({ code, name: `Buurt ${code}` }))

const figure = (areaCode: string, periodStart: string, value: number | null): IndicatorValue => ({
  areaCode,
  areaName: '',
  periodStart,
  periodEnd: periodStart,
  value,
  hours: 12,
  expected: 24,
  coverage: 0.5,
  stations: 2,
  provisional: false,
  days: null,
  expectedDays: null,
  low: null,
  high: null,
  leftOut: { values: 0, series: 0, days: null },
  reason: null,
})

const indicator = {
  slug: 'hitte',
  title: 'Hitte',
  unit: '°C',
  period: 'month',
  level: 'neighbourhood',
  property: 'heat',
} as const satisfies Partial<Indicator>

function dataOf(shown: MapData['shown']): MapData {
  return {
    view: readView(new URLSearchParams('soort=gebieden')),
    properties: [],
    property: null,
    indicators: [indicator],
    shown,
    level: 'neighbourhood',
    labels: [],
  }
}

const FRAMES = framesOf({ day: undefined, year: 2026 }, 'month')

it('plays a day in hours and a year in months or days, in the Netherlands', () => {
  expect(FRAMES?.starts).toHaveLength(12)
  expect(FRAMES?.starts[6]).toBe('2026-06-30T22:00:00.000Z')
  expect(framesOf({ day: '2026-03-29', year: undefined }, 'hour')?.starts).toHaveLength(23)
  expect(framesOf({ day: undefined, year: 2028 }, 'day')?.starts).toHaveLength(366)
  expect(framesOf({ day: '2026-03-29', year: undefined }, 'month')).toBeUndefined()
  expect(stepsOf('year')).toBeUndefined()
})

it('shows the figures of the moment in the same colours as those of the other moments, and areas without any', () => {
  const frames = FRAMES?.starts ?? []
  const items = [
    figure('BU1', '2026-06-30T22:00:00Z', 10),
    figure('BU2', '2026-06-30T22:00:00Z', 40),
    figure('BU1', '2026-07-31T22:00:00Z', 40),
  ]
  const figures = figuresByArea(areas, items, frames)
  const data = dataOf({
    kind: 'areas',
    indicator,
    figures,
    other: undefined,
    otherFigures: null,
    others: [],
    frames,
    isPlayed: true,
  })
  const at = (step: number) => {
    const content = contentOf(data, 'nl', step)
    if (content?.kind !== 'areas') throw new Error('These are areas.')
    return content
  }
  const [july, august] = [at(6), at(7)]
  expect(july.rows.map(({ value }) => value)).toEqual([10, 40, null, null])
  expect(july.rows[2]).toMatchObject({ colour: NO_FIGURE, coverage: 0 })
  expect(august.rows[0]?.colour).toBe(july.rows[1]?.colour)
  expect(nameMoment(july)).toBe('juli 2026')
})

it('sets two measures against each other, where both are known', () => {
  const of = (values: (number | null)[]) =>
    figuresByArea(
      areas,
      values.map((value, index) => figure(areas[index]?.code ?? '', '2026-06-30T22:00:00Z', value)),
      [],
    )
  const shown = {
    kind: 'areas',
    indicator,
    figures: of([1, 2, 3, null]),
    other: { ...indicator, slug: 'groen', title: 'Groen', unit: '%' },
    otherFigures: of([30, 20, 10, 5]),
    others: [],
    frames: [],
    isPlayed: false,
  } as const
  const content = contentOf(dataOf({ ...shown, others: [], frames: [] }), 'nl', 0)
  if (content?.kind !== 'two') throw new Error('These are two measures.')
  expect(content.rows.map(({ colour }) => colour)).toEqual(['#be64ac', '#a5add3', '#5ac8c8', NO_FIGURE])
  expect(content.rows[0]).toMatchObject({ value: 1, other: 30, periodStart: '2026-06-30T22:00:00Z' })
  expect(nameMoment(content)).toBeUndefined()
})
