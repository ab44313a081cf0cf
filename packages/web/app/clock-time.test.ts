import { describe, expect, it } from 'vitest'
import { dateOf, endOfDay, endOfPeriod, fromClock, openWallClock, toClock, toWallTime } from './clock-time.ts'

describe('the time on the clock', () => {
  it.each([
    ['2026-08-20T12:00:05.000Z', '2026-08-20T14:00:05'],
    ['2026-12-31T23:30:00.000Z', '2027-01-01T00:30:00'],
    ['2026-03-29T00:59:59.000Z', '2026-03-29T01:59:59'],
    ['2026-03-29T01:00:00.000Z', '2026-03-29T03:00:00'],
    ['2026-10-25T01:30:00.000Z', '2026-10-25T02:30:00'],
  ])('of %s is %s, and back', (moment, clock) => {
    expect(toClock(new Date(moment))).toBe(clock)
    expect(toWallTime(Date.parse(moment))).toBe(Date.parse(`${clock}Z`))
    expect(fromClock(clock)?.toISOString()).toBe(moment)
  })

  it('may leave out the seconds, but is nothing else', () => {
    expect(fromClock('2026-08-20T14:00')?.toISOString()).toBe('2026-08-20T12:00:00.000Z')
    for (const text of ['', 'gisteren', '2026-08-20', '2026-13-20T14:00', '2026-02-30T14:00'])
      expect(fromClock(text)).toBeUndefined()
  })

  it('has four digits for the year: others are left to who knows more of time', () => {
    for (const text of ['0000-01-01T10:00', '0999-06-01T10:00', '9999-12-31T23:59:59'])
      expect(fromClock(text)).toBeUndefined()
    expect(fromClock('9998-12-31T23:59:59')).toBeDefined()
  })

  it('of the end of a day is that of the day here, in summer and in winter', () => {
    expect(endOfDay('2026-12-31')?.toISOString()).toBe('2026-12-31T22:59:59.000Z')
    expect(endOfDay('2026-07-01')?.toISOString()).toBe('2026-07-01T21:59:59.000Z')
    for (const text of ['', '2026-02-30', '2026-12-31T10:00']) expect(endOfDay(text)).toBeUndefined()
  })
})

it('is the same for all half hours of a year when they are asked together', () => {
  const wallTimeOf = openWallClock()
  const start = Date.parse('2026-01-01T00:00:00Z')
  const moments = Array.from({ length: 366 * 48 }, (_, index) => start + index * 1_800_000)
  expect(moments.filter((moment) => wallTimeOf(moment) !== toWallTime(moment))).toEqual([])
})

it.each([
  ['2026-11-26T00:30:00Z', '2026-11-26'],
  ['2026-11-25T23:30:00Z', '2026-11-26'],
  ['2026-08-19T21:59:59Z', '2026-08-19'],
])('the date of %s here is %s', (moment, date) => {
  expect(dateOf(Date.parse(moment))).toBe(date)
})

it.each([
  ['2026-08-14T10:00:00Z', 'hour', '2026-08-14T11:00:00.000Z'],
  ['2026-08-13T22:00:00Z', 'day', '2026-08-14T22:00:00.000Z'],
  ['2026-03-28T23:00:00Z', 'day', '2026-03-29T22:00:00.000Z'],
  ['2026-09-30T22:00:00Z', 'month', '2026-10-31T23:00:00.000Z'],
  ['2026-11-30T23:00:00Z', 'month', '2026-12-31T23:00:00.000Z'],
  ['2025-12-31T23:00:00Z', 'year', '2026-12-31T23:00:00.000Z'],
] as const)('the period that starts at %s, a %s, ends at %s', (start, period, end) => {
  expect(new Date(endOfPeriod(start, period)).toISOString()).toBe(end)
})
