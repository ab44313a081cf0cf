import type { Bilingual } from '../language/index.ts'
import { SensorThingsError } from './errors.ts'

/** A moment, in whole microseconds since 1970-01-01T00:00:00Z; what PostgreSQL's timestamptz can hold. */
export type Instant = bigint

/** A period from start up to end; start is never after end. */
export interface Interval {
  readonly start: Instant
  readonly end: Instant
}

/** TM_Object: an instant or a period. */
export type TimeValue =
  | { readonly kind: 'instant'; readonly at: Instant }
  | { readonly kind: 'interval'; readonly start: Instant; readonly end: Instant }

/** A length of time. Years are 12 months; days are 24 hours, because all times are UTC. Both parts have one sign. */
export interface Duration {
  readonly months: number
  readonly microseconds: bigint
}

export const EARLIEST: Instant = BigInt(Date.UTC(1600, 0, 1)) * 1000n
export const LATEST: Instant = BigInt(Date.UTC(2200, 0, 1)) * 1000n - 1n
const EARLIEST_MS = Date.UTC(1600, 0, 1)
const LATEST_MS = Date.UTC(2200, 0, 1) - 1

/** What can be wrong with a time, with the sentence that says so. */
export const TIME_FAULTS = {
  form: {
    nl: 'Dit is geen tijdstip. Schrijf het als 2019-12-23T00:00:00Z of 2019-12-23T01:00:00+01:00.',
    en: 'This is not a time. Write it like 2019-12-23T00:00:00Z or 2019-12-23T01:00:00+01:00.',
  },
  zone: {
    nl: 'Dit tijdstip heeft geen tijdzone. Zet er Z achter voor UTC, of een verschil zoals +01:00.',
    en: 'This time has no time zone. Add Z for UTC, or an offset such as +01:00.',
  },
  field: {
    nl: 'Dit tijdstip bestaat niet: de maand, dag, het uur, de minuut, seconde of tijdzone kan niet.',
    en: 'This time does not exist: its month, day, hour, minute, second or offset is out of range.',
  },
  range: {
    nl: 'Dit tijdstip kan niet bewaard worden. Gebruik een tijdstip van 1600-01-01 tot en met 2199-12-31 (UTC).',
    en: 'This time is outside what can be stored. Use a time from 1600-01-01 to 2199-12-31 (UTC).',
  },
  period: {
    nl: 'Dit is geen periode. Schrijf het begin en het eind met een schuine streep: 2019-12-23T00:00:00Z/2019-12-24T00:00:00Z.',
    en: 'This is not a period. Write its start and end with a slash: 2019-12-23T00:00:00Z/2019-12-24T00:00:00Z.',
  },
  order: {
    nl: 'Deze periode eindigt voordat die begint. Zet het vroegste tijdstip voorop.',
    en: 'This period ends before it starts. Put the earlier time first.',
  },
  instant: {
    nl: 'Dit is een periode, maar hier hoort één tijdstip. Geef één tijdstip, zonder schuine streep.',
    en: 'This is a period where a single time is needed. Give one time, without a slash.',
  },
  interval: {
    nl: 'Dit is één tijdstip, maar hier hoort een periode. Schrijf begin en eind met een schuine streep.',
    en: 'This is a single time where a period is needed. Write start and end with a slash.',
  },
  duration: {
    nl: 'Dit is geen duur. Schrijf die als P1D, PT1H30M of P1Y2M (ISO 8601), hooguit 600 jaar.',
    en: 'This is not a duration. Write it like P1D, PT1H30M or P1Y2M (ISO 8601), at most 600 years.',
  },
} as const satisfies Record<string, Bilingual>
export type TimeFault = keyof typeof TIME_FAULTS

const ZERO = 48
const COLON = 58
const DASH = 45
const PLUS = 43
const DOT = 46

/** Value of `count` decimal digits at `from`, or -1. */
function digits(text: string, from: number, count: number): number {
  let value = 0
  for (let i = from; i < from + count; i++) {
    const digit = text.charCodeAt(i) - ZERO
    if (!(digit >= 0 && digit <= 9)) return -1
    value = value * 10 + digit
  }
  return value
}

/** Days from 1970-01-01 to a date of the proleptic Gregorian calendar (H. Hinnant, "chrono-compatible low-level date algorithms"). */
function daysOf(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  return (
    era * 146_097 +
    yearOfEra * 365 +
    Math.floor(yearOfEra / 4) -
    Math.floor(yearOfEra / 100) +
    dayOfYear -
    719_468
  )
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/**
 * Reads an instant without throwing, for tight loops. A time needs a zone: `Z`, `+01:00`, `+0100` or `+01`; seconds may
 * be left out. Digits past the microsecond are rounded to the nearest, halves up, as PostgreSQL does; 24:00:00 is the
 * next midnight and second 60 the next minute, likewise.
 */
export function readInstant(text: string): Instant | TimeFault {
  const length = text.length
  const year = digits(text, 0, 4)
  const month = digits(text, 5, 2)
  const day = digits(text, 8, 2)
  const hour = digits(text, 11, 2)
  const minute = digits(text, 14, 2)
  const t = text.charCodeAt(10)
  if (
    year < 0 ||
    month < 0 ||
    day < 0 ||
    hour < 0 ||
    minute < 0 ||
    text.charCodeAt(4) !== DASH ||
    text.charCodeAt(7) !== DASH ||
    (t !== 84 && t !== 116) ||
    text.charCodeAt(13) !== COLON
  ) {
    return 'form'
  }
  let at = 16
  let second = 0
  let millisecond = 0
  let microsecond = 0
  if (text.charCodeAt(at) === COLON) {
    second = digits(text, 17, 2)
    if (second < 0) return 'form'
    at = 19
    if (text.charCodeAt(at) === DOT) {
      let scale = 100_000
      let fraction = 0
      const first = ++at
      for (; at < length; at++) {
        const digit = text.charCodeAt(at) - ZERO
        if (!(digit >= 0 && digit <= 9)) break
        if (scale >= 1) fraction += digit * scale
        else if (at === first + 6 && digit >= 5) fraction += 1
        scale /= 10
      }
      if (at === first) return 'form'
      millisecond = Math.floor(fraction / 1000)
      microsecond = fraction - millisecond * 1000
    }
  }
  let offset = 0
  const sign = text.charCodeAt(at)
  if (sign === 90 || sign === 122) {
    at += 1
  } else if (sign === PLUS || sign === DASH) {
    const offsetHour = digits(text, at + 1, 2)
    let offsetMinute = 0
    at += 3
    if (at < length) {
      if (text.charCodeAt(at) === COLON) at += 1
      offsetMinute = digits(text, at, 2)
      at += 2
    }
    if (offsetHour < 0 || offsetMinute < 0) return 'form'
    if (offsetHour > 15 || offsetMinute > 59) return 'field'
    offset = (offsetHour * 60 + offsetMinute) * (sign === PLUS ? 1 : -1)
  } else {
    return at === length ? 'zone' : 'form'
  }
  if (at !== length) return 'form'
  if (
    month < 1 ||
    month > 12 ||
    day < 1 ||
    day > daysInMonth(year, month) ||
    minute > 59 ||
    second > 60 ||
    hour > 24 ||
    (hour === 24 && (minute > 0 || second > 0 || millisecond > 0 || microsecond > 0))
  ) {
    return 'field'
  }
  const ms =
    daysOf(year, month, day) * 86_400_000 +
    (hour * 60 + minute - offset) * 60_000 +
    second * 1000 +
    millisecond
  if (ms < EARLIEST_MS || ms > LATEST_MS) return 'range'
  const micros = ms * 1000 + microsecond
  return Number.isSafeInteger(micros) ? BigInt(micros) : BigInt(ms) * 1000n + BigInt(microsecond)
}

/** Reads a period without throwing: `start/end`, `start/duration` or `duration/end`. */
export function readInterval(text: string): Interval | TimeFault {
  const slash = text.indexOf('/')
  if (slash < 0) return typeof readInstant(text) === 'bigint' ? 'interval' : 'period'
  const first = text.slice(0, slash)
  const second = text.slice(slash + 1)
  let start: Instant | TimeFault
  let end: Instant | TimeFault
  if (second.startsWith('P')) {
    start = readInstant(first)
    if (typeof start !== 'bigint') return start
    end = shift(start, second, 1)
  } else if (first.startsWith('P')) {
    end = readInstant(second)
    if (typeof end !== 'bigint') return end
    start = shift(end, first, -1)
  } else {
    start = readInstant(first)
    end = readInstant(second)
  }
  if (typeof start !== 'bigint') return start
  if (typeof end !== 'bigint') return end
  return start > end ? 'order' : { start, end }
}

function shift(from: Instant, text: string, sign: 1 | -1): Instant | TimeFault {
  const duration = readDuration(text)
  if (typeof duration === 'string') return duration
  return addDuration(from, {
    months: duration.months * sign,
    microseconds: duration.microseconds * BigInt(sign),
  })
}

/** Reads an instant or a period without throwing. */
export function readTime(text: string): TimeValue | TimeFault {
  if (text.includes('/')) {
    const interval = readInterval(text)
    return typeof interval === 'string'
      ? interval
      : { kind: 'interval', start: interval.start, end: interval.end }
  }
  const at = readInstant(text)
  return typeof at === 'bigint' ? { kind: 'instant', at } : at
}

const DURATION =
  /^(-?)P(?:(\d{1,6})Y)?(?:(\d{1,6})M)?(?:(\d{1,6})W)?(?:(\d{1,6})D)?(T(?:(\d{1,8})H)?(?:(\d{1,9})M)?(?:(\d{1,11})(?:\.(\d{1,9}))?S)?)?$/

/** Reads an ISO 8601 duration without throwing. Digits past the microsecond are rounded to the nearest. */
export function readDuration(text: string): Duration | TimeFault {
  const match = DURATION.exec(text)
  if (!match || text.endsWith('P') || text.endsWith('T')) return 'duration'
  const [
    ,
    sign,
    years = '0',
    months = '0',
    weeks = '0',
    days = '0',
    ,
    hours = '0',
    minutes = '0',
    seconds = '0',
  ] = match
  const fraction = Math.round(Number(`0.${match[10] ?? '0'}`) * 1e6)
  const allMonths = Number(years) * 12 + Number(months)
  const allSeconds =
    (Number(weeks) * 7 + Number(days)) * 86_400 +
    Number(hours) * 3600 +
    Number(minutes) * 60 +
    Number(seconds)
  if (allMonths > 7200 || allSeconds > 600 * 366 * 86_400) return 'duration'
  const microseconds = BigInt(allSeconds) * 1_000_000n + BigInt(fraction)
  // `0 - n` rather than `-n`, which would make a minus zero.
  return sign === '-'
    ? { months: 0 - allMonths, microseconds: -microseconds }
    : { months: allMonths, microseconds }
}

/** The instant a duration later; a day past the end of the month becomes the month's last day. */
export function addDuration(from: Instant, duration: Duration): Instant | TimeFault {
  let at = from
  if (duration.months !== 0) {
    const { date, rest } = split(from)
    const day = date.getUTCDate()
    date.setUTCDate(1)
    date.setUTCMonth(date.getUTCMonth() + duration.months)
    date.setUTCDate(Math.min(day, daysInMonth(date.getUTCFullYear(), date.getUTCMonth() + 1)))
    at = BigInt(date.getTime()) * 1000n + BigInt(rest)
  }
  at += duration.microseconds
  return at < EARLIEST || at > LATEST ? 'range' : at
}

function split(at: Instant): { date: Date; rest: number } {
  let rest = at % 1000n
  if (rest < 0n) rest += 1000n
  return { date: new Date(Number((at - rest) / 1000n)), rest: Number(rest) }
}

/** `2019-12-23T00:00:00.000Z`; three more decimals when the microseconds are not whole milliseconds. */
export function formatInstant(at: Instant): string {
  const { date, rest } = split(at)
  const text = date.toISOString()
  return rest === 0 ? text : `${text.slice(0, -1)}${String(rest).padStart(3, '0')}Z`
}

/** `start/end`, both as {@link formatInstant}. */
export function formatInterval(interval: Interval): string {
  return `${formatInstant(interval.start)}/${formatInstant(interval.end)}`
}

/** An instant or a period, as {@link formatInstant} and {@link formatInterval}. */
export function formatTime(time: TimeValue): string {
  return time.kind === 'instant' ? formatInstant(time.at) : formatInterval(time)
}

/** A duration in ISO 8601, e.g. `P1Y2M`, `P1DT12H`, `-PT0.5S`. */
export function formatDuration(duration: Duration): string {
  const negative = duration.months < 0 || duration.microseconds < 0n
  const months = Math.abs(duration.months)
  const micros = negative ? -duration.microseconds : duration.microseconds
  const seconds = micros / 1_000_000n
  const fraction = String(micros % 1_000_000n)
    .padStart(6, '0')
    .replace(/0+$/, '')
  const part = (value: bigint | number, unit: string) => (value > 0 ? `${value}${unit}` : '')
  const date = part(Math.floor(months / 12), 'Y') + part(months % 12, 'M') + part(seconds / 86_400n, 'D')
  const second = seconds % 60n
  const time =
    part((seconds % 86_400n) / 3600n, 'H') +
    part((seconds % 3600n) / 60n, 'M') +
    (fraction === '' ? part(second, 'S') : `${second}.${fraction}S`)
  if (date === '' && time === '') return 'PT0S'
  return `${negative ? '-' : ''}P${date}${time === '' ? '' : `T${time}`}`
}

function checked<T>(value: T | TimeFault, text: string): T {
  if (typeof value !== 'string') return value
  const fault = value as TimeFault
  const shown = text.length > 80 ? `${text.slice(0, 80)}…` : text
  const { nl, en } = TIME_FAULTS[fault]
  throw new SensorThingsError(fault === 'range' ? 'out-of-range' : 'syntax', {
    nl: `“${shown}”: ${nl}`,
    en: `“${shown}”: ${en}`,
  })
}

/** As {@link readInstant}. @throws SensorThingsError `syntax` or `out-of-range` */
export function parseInstant(text: string): Instant {
  return checked(readInstant(text), text)
}

/** As {@link readInterval}. @throws SensorThingsError `syntax` or `out-of-range` */
export function parseInterval(text: string): Interval {
  return checked(readInterval(text), text)
}

/** As {@link readTime}. @throws SensorThingsError `syntax` or `out-of-range` */
export function parseTime(text: string): TimeValue {
  return checked(readTime(text), text)
}

/** As {@link readDuration}. @throws SensorThingsError `syntax` */
export function parseDuration(text: string): Duration {
  return checked(readDuration(text), text)
}
