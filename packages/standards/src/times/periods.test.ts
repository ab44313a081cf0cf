import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countHours, endOfPeriod, formatPeriod, listPeriods, PERIODS, startOfPeriod } from './periods.ts'
import { openZone } from './zone.ts'

const amsterdam = openZone('Europe/Amsterdam') ?? expect.unreachable()

test('days have 24 hours, and 23 or 25 when the clock changes', () => {
  expect(countHours(Date.UTC(2024, 0, 1, 12), 'day', amsterdam)).toBe(24)
  expect(countHours(Date.UTC(2024, 2, 31, 12), 'day', amsterdam)).toBe(23)
  expect(countHours(Date.UTC(2024, 9, 27, 12), 'day', amsterdam)).toBe(25)
  expect(countHours(Date.UTC(2024, 5, 1), 'year', amsterdam)).toBe(8784)
  expect(countHours(Date.UTC(2024, 2, 15), 'month', amsterdam)).toBe(31 * 24 - 1)
})

test('a day and a year start at midnight on the wall clock', () => {
  expect(startOfPeriod(Date.UTC(2020, 5, 30, 22), 'day', amsterdam)).toBe(Date.UTC(2020, 5, 30, 22))
  expect(startOfPeriod(Date.UTC(2020, 5, 30, 21, 59), 'day', amsterdam)).toBe(Date.UTC(2020, 5, 29, 22))
  expect(startOfPeriod(Date.UTC(2019, 11, 31, 23), 'year', amsterdam)).toBe(Date.UTC(2019, 11, 31, 23))
})

test('the repeated hour in autumn is two hours with their own names', () => {
  const hours = [...listPeriods(Date.UTC(2024, 9, 27, 0), Date.UTC(2024, 9, 27, 2), 'hour', amsterdam)]
  expect(hours.map(({ start }) => formatPeriod(start, 'hour', amsterdam))).toEqual([
    '2024-10-27T02:00+02:00',
    '2024-10-27T02:00+01:00',
  ])
})

test('names of periods', () => {
  const noon = Date.UTC(2024, 2, 31, 12)
  expect(PERIODS.map((period) => formatPeriod(noon, period, amsterdam))).toEqual([
    '2024-03-31T14:00+02:00',
    '2024-03-31',
    '2024-03',
    '2024',
  ])
})

test('periods join without gaps and hold their instants', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: Date.UTC(1980, 0, 1) / 1000, max: Date.UTC(2050, 0, 1) / 1000 }),
      fc.constantFrom(...PERIODS),
      (seconds, period) => {
        const start = startOfPeriod(seconds * 1000, period, amsterdam)
        const end = endOfPeriod(seconds * 1000, period, amsterdam)
        expect(start).toBeLessThanOrEqual(seconds * 1000)
        expect(end).toBeGreaterThan(seconds * 1000)
        expect(startOfPeriod(start, period, amsterdam)).toBe(start)
        expect(startOfPeriod(end - 1, period, amsterdam)).toBe(start)
        expect(startOfPeriod(end, period, amsterdam)).toBe(end)
      },
    ),
    { numRuns: 300 },
  )
})

test('the days of a year are listed once each', () => {
  const from = Date.UTC(2023, 11, 31, 23)
  const days = [...listPeriods(from, endOfPeriod(from, 'year', amsterdam), 'day', amsterdam)]
  expect(days).toHaveLength(366)
  expect(days[0]?.start).toBe(from)
})
