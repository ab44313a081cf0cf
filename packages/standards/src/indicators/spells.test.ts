import { expect, it } from 'vitest'
import { combinePieces, type Piece } from './method.ts'

const HEAT_WAVE = { days: 5, peakDays: 3, peak: 30 }

/** Days from the first of June on; null where there is no value. */
const days = (...values: (number | null)[]): Piece[] =>
  values.flatMap((value, index) =>
    value === null
      ? []
      : [{ start: Date.UTC(2026, 4, 31 + index, 22), value, minimum: value, maximum: value, hours: 24 }],
  )
const count = (pieces: Piece[]) =>
  combinePieces([pieces], { statistic: 'count-from', norm: 25, percentile: null, spell: HEAT_WAVE })

it.each([
  ['five days of which three are tropical', days(25, 30, 31, 30, 25), 5],
  ['the days around it that are cooler', days(24.9, 25, 30, 31, 30, 25, 24), 5],
  ['two such rows', days(26, 30, 31, 30, 25, 20, 30, 30, 30, 30, 30, 30), 11],
  ['four days', days(30, 31, 30, 35), 0],
  ['two tropical days', days(25, 26, 31, 30, 25, 29), 0],
  ['a day without a value in the row', days(30, 30, 30, null, 30, 30, 30), 0],
  ['nothing above the norm', days(10, 11, 12, 13, 14), 0],
])('counts the days of a heat wave by KNMI: %s', (_what, pieces, expected) => {
  expect(count(pieces)).toBe(expected)
})
