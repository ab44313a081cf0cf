import { expect, it } from 'vitest'
import type { ReopenLine } from '../schema/content.ts'
import { findCrossing, type LineFigure } from './line.ts'

const LINE: ReopenLine = { indicatorId: 'i', areaCode: null, side: 'above', value: 10, periods: 2 }

/** A figure of a month of 2026. */
const month = (number: number, value: number | null, areaCode = 'BU1'): LineFigure => ({
  areaCode,
  areaName: areaCode,
  periodStart: `2026-${String(number).padStart(2, '0')}-01`,
  periodEnd: `2026-${String(number + 1).padStart(2, '0')}-01`,
  value,
})
const monthsPast = (figures: LineFigure[]) =>
  findCrossing(LINE, figures)?.map(({ periodStart }) => Number(periodStart.slice(5, 7)))

it('takes the first run of periods in a row past the line', () => {
  expect(monthsPast([month(1, 12), month(2, 9), month(3, 11), month(4, 12), month(5, 13)])).toEqual([3, 4])
})

it.each([
  ['a period on the line', [month(1, 11), month(2, 10), month(3, 11)]],
  ['a period without a figure', [month(1, 11), month(2, null), month(3, 11)]],
  ['a period of which there is no row', [month(1, 11), month(3, 11)]],
  ['another area', [month(1, 11, 'BU1'), month(2, 11, 'BU2')]],
])('does not count across %s', (_what, figures) => {
  expect(findCrossing(LINE, figures)).toBeUndefined()
})
