import { expect, it } from 'vitest'
import { isDay, isMoment } from './formats.ts'

it.each(['0001-01-01', '2024-02-29', '9999-12-31'])('takes %s as a day', (text) => {
  expect(isDay(text)).toBe(true)
})

it.each(['0000-01-01', '2026-02-30', '10000-01-01', '2026-1-1', '2026-01-01T00:00:00Z', ''])(
  'takes %j as no day',
  (text) => {
    expect(isDay(text)).toBe(false)
  },
)

it.each([
  '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999999Z',
  '2026-05-31t12:00:00z',
  '2026-05-31 12:00:00+02:00',
  '2026-05-31T12:00:00.123456789+0200',
])('takes %s as a moment', (text) => {
  expect(isMoment(text)).toBe(true)
})

it.each([
  ['in year 0', '0000-01-01T00:00:00Z'],
  ['in year 0 of UTC', '0001-01-01T00:00:00+12:00'],
  ['in year 10000 of UTC', '9999-12-31T23:59:59-12:00'],
  ['a leap second', '2016-12-31T23:59:60Z'],
  ['hour 24', '2026-01-01T24:00:00Z'],
  ['a day that is not there', '2026-02-30T00:00:00Z'],
  ['without a zone', '2026-01-01T00:00:00'],
  ['further from UTC than any place', '2026-01-01T00:00:00+16:00'],
  ['of a longer fraction than clocks have', `2026-01-01T00:00:00.${'1'.repeat(300)}Z`],
])('takes what is %s as no moment', (_name, text) => {
  expect(isMoment(text)).toBe(false)
})
