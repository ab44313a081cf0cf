import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDuration,
  EARLIEST,
  formatDuration,
  formatInstant,
  formatInterval,
  formatTime,
  LATEST,
  parseDuration,
  parseInstant,
  parseInterval,
  parseTime,
  SensorThingsError,
} from './index.ts'

const instants = fc.bigInt({ min: EARLIEST, max: LATEST })

describe('instants', () => {
  test.each([
    ['2019-12-23T00:00:00Z', '2019-12-23T00:00:00.000Z'],
    ['2019-12-23T00:00:00.000Z', '2019-12-23T00:00:00.000Z'],
    ['2010-12-23T10:20:00.00-07:00', '2010-12-23T17:20:00.000Z'],
    ['2012-06-26T03:42:02-0600', '2012-06-26T09:42:02.000Z'],
    ['2014-12-31T11:59:59.00+08', '2014-12-31T03:59:59.000Z'],
    ['2020-02-29t12:00z', '2020-02-29T12:00:00.000Z'],
    ['2019-12-31T24:00:00Z', '2020-01-01T00:00:00.000Z'],
    ['2016-12-31T23:59:60Z', '2017-01-01T00:00:00.000Z'],
    ['2019-12-23T00:00:00.123456Z', '2019-12-23T00:00:00.123456Z'],
    ['1600-01-01T00:00:00Z', '1600-01-01T00:00:00.000Z'],
    ['2199-12-31T23:59:59.999999Z', '2199-12-31T23:59:59.999999Z'],
  ])('%s is %s', (text, formatted) => {
    expect(formatInstant(parseInstant(text))).toBe(formatted)
  })

  test('nanoseconds are rounded to the nearest microsecond, halves up', () => {
    const micros = (text: string) => Number(parseInstant(`2020-01-01T00:00:00${text}Z`) % 1_000_000n)
    expect(micros('.1234564999')).toBe(123456)
    expect(micros('.123456500')).toBe(123457)
    expect(micros('.0000009')).toBe(1)
    expect(formatInstant(parseInstant('2020-01-01T00:00:00.9999999Z'))).toBe('2020-01-01T00:00:01.000Z')
  })

  test.each([
    ['2019-12-23T00:00:00', 'syntax', 'no time zone'],
    ['2019-12-23', 'syntax', 'not a time'],
    ['yesterday', 'syntax', 'not a time'],
    ['', 'syntax', 'not a time'],
    ['2019-02-29T00:00:00Z', 'syntax', 'does not exist'],
    ['2019-13-01T00:00:00Z', 'syntax', 'does not exist'],
    ['2019-12-23T25:00:00Z', 'syntax', 'does not exist'],
    ['2019-12-23T24:00:00.5Z', 'syntax', 'does not exist'],
    ['2019-12-23T00:00:00+99:00', 'syntax', 'does not exist'],
    ['2019-12-23T00:00:00.Z', 'syntax', 'not a time'],
    ['2019-12-23T00:00:00Zx', 'syntax', 'not a time'],
    ['0000-01-01T00:00:00Z', 'out-of-range', '1600-01-01'],
    ['1599-12-31T23:59:59Z', 'out-of-range', '1600-01-01'],
    ['9999-12-31T00:00:00Z', 'out-of-range', '2199-12-31'],
    ['2199-12-31T23:59:59.9999999Z', 'out-of-range', '2199-12-31'],
    ['2019-12-23T00:00:00Z/2019-12-24T00:00:00Z', 'syntax', 'not a time'],
  ])('%s is refused', (text, code, words) => {
    expect(() => parseInstant(text)).toThrow(SensorThingsError)
    try {
      parseInstant(text)
    } catch (error) {
      expect(error).toMatchObject({ code, message: expect.stringContaining(words) })
    }
  })

  test('formatting and reading are each other’s inverse', () => {
    fc.assert(fc.property(instants, (at) => parseInstant(formatInstant(at)) === at))
  })

  test('reading agrees with Date to the millisecond', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: -14 * 60, max: 14 * 60 }), (at, offset) => {
        const local = new Date(Number(at / 1000n) + offset * 60_000).toISOString().slice(0, -1)
        const minutes = Math.abs(offset)
        const two = (value: number) => String(Math.floor(value)).padStart(2, '0')
        const text = `${local}${offset < 0 ? '-' : '+'}${two(minutes / 60)}:${two(minutes % 60)}`
        const expected = BigInt(Date.parse(text)) * 1000n
        if (expected >= EARLIEST && expected <= LATEST) expect(parseInstant(text)).toBe(expected)
      }),
    )
  })
})

describe('periods', () => {
  test.each([
    ['2014-03-01T13:00:00Z/2015-05-11T15:30:00Z', '2014-03-01T13:00:00.000Z/2015-05-11T15:30:00.000Z'],
    ['2020-01-31T00:00:00Z/P1M', '2020-01-31T00:00:00.000Z/2020-02-29T00:00:00.000Z'],
    ['PT1H/2020-01-01T00:00:00Z', '2019-12-31T23:00:00.000Z/2020-01-01T00:00:00.000Z'],
    ['2020-01-01T00:00:00Z/2020-01-01T00:00:00Z', '2020-01-01T00:00:00.000Z/2020-01-01T00:00:00.000Z'],
  ])('%s is %s', (text, formatted) => {
    expect(formatInterval(parseInterval(text))).toBe(formatted)
    expect(formatTime(parseTime(text))).toBe(formatted)
  })

  test.each([
    ['2020-01-02T00:00:00Z/2020-01-01T00:00:00Z', 'ends before it starts'],
    ['2020-01-02T00:00:00Z', 'single time where a period'],
    ['a/b', 'not a time'],
    ['2020-01-02T00:00:00Z/2020-01-03T00:00:00Z/2020-01-04T00:00:00Z', 'not a time'],
    ['2020-01-02T00:00:00Z/P', 'not a duration'],
    ['2020-01-02T00:00:00Z/P600Y', '2199-12-31'],
    ['x', 'not a period'],
  ])('%s is refused', (text, words) => {
    expect(() => parseInterval(text)).toThrow(words)
  })

  test('a single time is an instant', () => {
    expect(parseTime('2020-01-01T00:00:00Z')).toEqual({ kind: 'instant', at: 1577836800000000n })
  })
})

describe('durations', () => {
  test.each([
    ['P1D', { months: 0, microseconds: 86_400_000_000n }],
    ['P2W', { months: 0, microseconds: 1_209_600_000_000n }],
    ['P1Y2M', { months: 14, microseconds: 0n }],
    ['-PT0.5S', { months: 0, microseconds: -500_000n }],
    ['PT0S', { months: 0, microseconds: 0n }],
  ])('%s', (text, value) => {
    expect(parseDuration(text)).toEqual(value)
  })

  test.each(['P', 'PT', 'P1DT', '1D', 'P1H', 'P601Y', 'PT1.5M', ''])('“%s” is refused', (text) => {
    expect(() => parseDuration(text)).toThrow(SensorThingsError)
  })

  test('formatting and reading are each other’s inverse', () => {
    const parts = fc.tuple(
      fc.integer({ min: 0, max: 7200 }),
      fc.bigInt({ min: 0n, max: 10n ** 15n }),
      fc.boolean(),
    )
    fc.assert(
      fc.property(parts, ([months, microseconds, negative]) => {
        const sign = negative ? -1 : 1
        const duration = { months: 0 + months * sign || 0, microseconds: microseconds * BigInt(sign) }
        expect(parseDuration(formatDuration(duration))).toEqual(duration)
      }),
    )
  })

  test('a month after the last day of January is the last day of February', () => {
    const later = addDuration(parseInstant('2019-01-31T10:00:00.000001Z'), parseDuration('P1M'))
    expect(typeof later === 'bigint' && formatInstant(later)).toBe('2019-02-28T10:00:00.000001Z')
  })
})

test('no text makes anything but a SensorThingsError', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.stringMatching(/^[0-9TZPYMDHS:+/.-]{0,40}$/),
    instants
      .map(formatInstant)
      .chain((text) =>
        fc
          .tuple(fc.nat(text.length), fc.string({ maxLength: 3 }))
          .map(([at, extra]) => text.slice(0, at) + extra),
      ),
  )
  fc.assert(
    fc.property(texts, (text) => {
      for (const parse of [parseInstant, parseInterval, parseTime, parseDuration]) {
        try {
          parse(text)
        } catch (error) {
          expect(error).toBeInstanceOf(SensorThingsError)
        }
      }
    }),
  )
})
