import { expect, it } from 'vitest'
import { createArrivals, createCalendar } from './clock.ts'

it('gives what comes in one millisecond moments of their own, and goes with the clock otherwise', () => {
  const moments = [1000, 1000, 1000, 1002, 990, 990]
  const arrival = createArrivals(() => new Date(moments.shift() ?? 0))
  expect(Array.from({ length: 6 }, arrival)).toEqual([
    1_000_000, 1_000_001, 1_000_002, 1_002_000, 990_000, 990_001,
  ])
})

it('gives the date in the Netherlands at each moment, also around midnight and back', () => {
  const calendarDay = createCalendar()
  const moments = [
    '2026-06-30T21:59:59.999Z',
    '2026-06-30T22:00:00Z',
    '2026-06-30T21:59:59.999Z',
    '2026-12-31T23:00:00Z',
  ]
  expect(moments.map((each) => calendarDay(new Date(each)))).toEqual([
    '2026-06-30',
    '2026-07-01',
    '2026-06-30',
    '2027-01-01',
  ])
})
