import type { Bilingual } from '../language/index.ts'
import { readWrittenTime, type TimeFormat, type WrittenTime } from './formats.ts'
import type { Zone } from './zone.ts'

/** Years an import accepts; outside them a date is a typing error or a placeholder such as 0001 or 9999. */
export const FIRST_YEAR = 1800
export const LAST_YEAR = 2200

/** What to do with a wall-clock time that occurs twice when the clocks go back. */
export const OVERLAP_RULES = ['earlier', 'later', 'refuse'] as const
export type OverlapRule = (typeof OVERLAP_RULES)[number]

/** Why a text is not accepted as a time. */
export const TIME_FAULTS = [
  'not-this-format',
  'no-such-time',
  'year-out-of-range',
  'no-zone',
  'gap',
  'overlap',
] as const
export type TimeFault = (typeof TIME_FAULTS)[number]

export interface TimeReading {
  format: TimeFormat
  /** Needed for every format that writes wall-clock time; null or absent when the texts carry their own offset. */
  zone?: Zone | null
  /** Default `refuse`. */
  overlap?: OverlapRule
}

export type ParsedTime =
  /** `chosen` is set when the wall-clock time occurred twice and the stated rule chose one. */
  | { ok: true; utc: number; chosen?: 'earlier' | 'later' }
  | { ok: false; fault: TimeFault; message: Bilingual }

/**
 * Reads a written time as milliseconds since 1970 UTC. The text is taken as it is: nothing is trimmed or repaired.
 * A wall-clock time in a DST gap is an error; in an overlap the stated rule chooses.
 */
export function parseTime(text: string, reading: TimeReading): ParsedTime {
  const { format } = reading
  if (format === 'unix-seconds' || format === 'unix-milliseconds') return readUnix(text, format)
  const written = readWrittenTime(text, format)
  if (!written) {
    return fail(
      'not-this-format',
      `“${text}” is niet geschreven als ${format}.`,
      `“${text}” is not written as ${format}.`,
    )
  }
  if (written.year < FIRST_YEAR || written.year > LAST_YEAR) return failYear(written.year)
  const local = toLocalMilliseconds(written, format === 'YYYYMMDD H24')
  if (local === null) {
    return fail(
      'no-such-time',
      `“${text}” is geen bestaande datum en tijd.`,
      `“${text}” is not an existing date and time.`,
    )
  }
  if (written.offset !== undefined) return { ok: true, utc: local - written.offset }
  if (!reading.zone) {
    return fail(
      'no-zone',
      `“${text}” heeft geen tijdzone. Noem er een, zoals Europe/Amsterdam of UTC.`,
      `“${text}” has no time zone. State one, for example Europe/Amsterdam or UTC.`,
    )
  }
  return place(text, local, reading.zone, reading.overlap ?? 'refuse')
}

function place(text: string, local: number, zone: Zone, rule: OverlapRule): ParsedTime {
  const meaning = zone.fromLocal(local)
  if (meaning.kind === 'unique') return { ok: true, utc: meaning.utc }
  if (meaning.kind === 'gap') {
    return fail(
      'gap',
      `“${text}” bestaat niet in ${zone.name}: de klok ging vooruit en sloeg het over.`,
      `“${text}” does not exist in ${zone.name}: the clock went forward and skipped it.`,
    )
  }
  if (rule === 'refuse') {
    return fail(
      'overlap',
      `“${text}” komt in ${zone.name} twee keer voor: zeg of de eerste of de tweede is bedoeld.`,
      `“${text}” occurs twice in ${zone.name}: state whether the earlier or the later is meant.`,
    )
  }
  return { ok: true, utc: meaning[rule], chosen: rule }
}

function readUnix(text: string, format: 'unix-seconds' | 'unix-milliseconds'): ParsedTime {
  if (!/^-?\d{1,15}(\.\d+)?$/.test(text))
    return fail(
      'not-this-format',
      `“${text}” is geen aantal ${format === 'unix-seconds' ? 'seconden' : 'milliseconden'}.`,
      `“${text}” is not a number of ${format.slice(5)}.`,
    )
  const utc = Math.round(Number(text) * (format === 'unix-seconds' ? 1000 : 1))
  const year = new Date(utc).getUTCFullYear()
  if (!(year >= FIRST_YEAR && year <= LAST_YEAR)) return failYear(year)
  return { ok: true, utc }
}

/** Local milliseconds, or null when the day or the time of day does not exist. 24:00 is the end of the day. */
function toLocalMilliseconds(time: WrittenTime, hourOfDay: boolean): number | null {
  const { year, month, day, hour, minute, second, milliseconds } = time
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null
  if (hour > 24 || minute > 59 || second > 59) return null
  if (hour === 24 && (minute > 0 || second > 0 || milliseconds > 0)) return null
  if (hourOfDay && hour < 1) return null
  return Date.UTC(year, month - 1, day, hour, minute, second, milliseconds)
}

function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}

function fail(fault: TimeFault, nl: string, en: string): ParsedTime {
  return { ok: false, fault, message: { nl, en } }
}

function failYear(year: number): ParsedTime {
  return fail(
    'year-out-of-range',
    `Het jaar ${year} ligt niet tussen ${FIRST_YEAR} en ${LAST_YEAR}.`,
    `The year ${year} is not between ${FIRST_YEAR} and ${LAST_YEAR}.`,
  )
}
