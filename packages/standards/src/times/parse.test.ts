import fc from 'fast-check'
import { expect, test } from 'vitest'
import { TIME_FORMATS, type TimeFormat } from './formats.ts'
import { parseTime } from './parse.ts'
import { openZone } from './zone.ts'

const amsterdam = openZone('Europe/Amsterdam')
const utc = openZone('UTC')

test.each<[string, TimeFormat, string]>([
  ['2019-12-31 23:00:00', 'YYYY-MM-DD HH:MM:SS', '2019-12-31T22:00:00.000Z'],
  ['2019-12-31 9:05', 'YYYY-MM-DD HH:MM', '2019-12-31T08:05:00.000Z'],
  ['2019-07-01', 'YYYY-MM-DD', '2019-06-30T22:00:00.000Z'],
  ['31-12-19', 'dd-mm-yy', '2019-12-30T23:00:00.000Z'],
  ['31-12-19 00:01', 'dd-mm-yy HH:MM', '2019-12-30T23:01:00.000Z'],
  ['1-6-1999', 'dd-mm-yyyy', '1999-05-31T22:00:00.000Z'],
  ['01-06-2020 14:30', 'dd-mm-yyyy HH:MM', '2020-06-01T12:30:00.000Z'],
  ['01-06-2020 14:30:15', 'dd-mm-yyyy HH:MM:SS', '2020-06-01T12:30:15.000Z'],
  ['03/04/2020 10:00', 'dd/mm/yyyy HH:MM', '2020-04-03T08:00:00.000Z'],
  ['03/04/2020 10:00', 'mm/dd/yyyy HH:MM', '2020-03-04T09:00:00.000Z'],
  ['20200101', 'YYYYMMDD', '2019-12-31T23:00:00.000Z'],
  ['1643673600', 'unix-seconds', '2022-02-01T00:00:00.000Z'],
  ['1643673600123', 'unix-milliseconds', '2022-02-01T00:00:00.123Z'],
  ['2019-12-31T16:46:10.896545844Z', 'iso', '2019-12-31T16:46:10.896Z'],
  ['2023-12-31 00:00:00+00:00', 'iso', '2023-12-31T00:00:00.000Z'],
  ['2023-12-31T00:00+0530', 'iso', '2023-12-30T18:30:00.000Z'],
  ['2023-12-31T00:00', 'iso', '2023-12-30T23:00:00.000Z'],
])('%s as %s', (text, format, expected) => {
  const time = parseTime(text, { format, zone: amsterdam })
  expect(time.ok && new Date(time.utc).toISOString()).toBe(expected)
})

test('hour 24 of a weather file is the end of that day', () => {
  const time = parseTime('20000101 24', { format: 'YYYYMMDD H24', zone: utc })
  expect(time).toEqual({ ok: true, utc: Date.UTC(2000, 0, 2) })
  expect(parseTime('20000101    1', { format: 'YYYYMMDD H24', zone: utc })).toEqual({
    ok: true,
    utc: Date.UTC(2000, 0, 1, 1),
  })
  expect(parseTime('20000101 0', { format: 'YYYYMMDD H24', zone: utc })).toMatchObject({
    fault: 'no-such-time',
  })
})

test.each<[string, TimeFormat, string]>([
  ['NA', 'YYYY-MM-DD HH:MM:SS', 'not-this-format'],
  ['', 'iso', 'not-this-format'],
  ['2019-12-31 23:00', 'YYYY-MM-DD HH:MM:SS', 'not-this-format'],
  ['2019-02-29 00:00:00', 'YYYY-MM-DD HH:MM:SS', 'no-such-time'],
  ['2019-12-31 25:00:00', 'YYYY-MM-DD HH:MM:SS', 'no-such-time'],
  ['2019-12-31 24:30:00', 'YYYY-MM-DD HH:MM:SS', 'no-such-time'],
  ['31-02-20', 'dd-mm-yy', 'no-such-time'],
  ['0000-01-01', 'YYYY-MM-DD', 'year-out-of-range'],
  ['9999-12-31T00:00:00Z', 'iso', 'year-out-of-range'],
  ['99999999999999', 'unix-seconds', 'year-out-of-range'],
  ['1e9', 'unix-seconds', 'not-this-format'],
  ['2024-03-31 02:30:00', 'YYYY-MM-DD HH:MM:SS', 'gap'],
  ['2024-10-27 02:30:00', 'YYYY-MM-DD HH:MM:SS', 'overlap'],
  ['2024-10-27T02:30+99:00', 'iso', 'not-this-format'],
])('%s as %s is refused: %s', (text, format, fault) => {
  expect(parseTime(text, { format, zone: amsterdam })).toMatchObject({ ok: false, fault })
})

test('a wall-clock time without a zone is refused, with an offset it is not', () => {
  expect(parseTime('2024-01-01T00:00', { format: 'iso' })).toMatchObject({ fault: 'no-zone' })
  expect(parseTime('2024-01-01T00:00Z', { format: 'iso' })).toMatchObject({ ok: true })
})

test('the stated rule chooses in the hour that occurs twice', () => {
  const reading = { format: 'YYYY-MM-DD HH:MM', zone: amsterdam } as const
  const earlier = parseTime('2024-10-27 02:30', { ...reading, overlap: 'earlier' })
  const later = parseTime('2024-10-27 02:30', { ...reading, overlap: 'later' })
  expect(earlier).toEqual({ ok: true, utc: Date.UTC(2024, 9, 27, 0, 30), chosen: 'earlier' })
  expect(later).toEqual({ ok: true, utc: Date.UTC(2024, 9, 27, 1, 30), chosen: 'later' })
})

test('whatever the text, the answer is a time or a fault', () => {
  fc.assert(
    fc.property(fc.string(), fc.constantFrom(...TIME_FORMATS), (text, format) => {
      const time = parseTime(text, { format, zone: amsterdam, overlap: 'earlier' })
      expect(time.ok ? Number.isFinite(time.utc) : time.message.nl.length > 0).toBe(true)
    }),
  )
})

test('an ISO time written by the runtime is read back', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('1800-01-02'), max: new Date('2199-12-30'), noInvalidDate: true }),
      (date) => {
        expect(parseTime(date.toISOString(), { format: 'iso' })).toEqual({ ok: true, utc: date.getTime() })
      },
    ),
  )
})
