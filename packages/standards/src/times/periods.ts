import { formatOffset, type Zone } from './zone.ts'

/** Periods an indicator can be computed over. */
export const PERIODS = ['hour', 'day', 'month', 'year'] as const
export type Period = (typeof PERIODS)[number]

const HOUR = 3_600_000

/** Is this one of the periods? */
export function isPeriod(value: unknown): value is Period {
  return PERIODS.some((period) => period === value)
}

/** Start (ms UTC) of the period that holds this instant, by the wall clock of the zone. */
export function startOfPeriod(utc: number, period: Period, zone: Zone): number {
  if (period === 'hour') {
    // Counted from the offset in force, so that the repeated hour in autumn stays two separate hours.
    const offset = zone.offsetAt(utc)
    const start = Math.floor((utc + offset) / HOUR) * HOUR - offset
    return start
  }
  const local = new Date(zone.toLocal(utc))
  return firstInstant(cut(local, period, 0), zone)
}

/** End (ms UTC, not included) of the period that holds this instant: the start of the next one. */
export function endOfPeriod(utc: number, period: Period, zone: Zone): number {
  if (period === 'hour') return startOfPeriod(utc, period, zone) + HOUR
  return firstInstant(cut(new Date(zone.toLocal(utc)), period, 1), zone)
}

/** The periods that overlap [from, to), in order, each as start and end (ms UTC, end not included). */
export function* listPeriods(
  from: number,
  to: number,
  period: Period,
  zone: Zone,
): Generator<{ start: number; end: number }> {
  let start = startOfPeriod(from, period, zone)
  while (start < to) {
    const end = endOfPeriod(start, period, zone)
    yield { start, end }
    start = end
  }
}

/** Hours in the period that holds this instant: 23 or 25 on the days the clock changes. */
export function countHours(utc: number, period: Period, zone: Zone): number {
  return (endOfPeriod(utc, period, zone) - startOfPeriod(utc, period, zone)) / HOUR
}

/** Writes a period's start as people and files write it: `2020`, `2020-03`, `2020-03-29`, `2020-03-29T02:00+01:00`. */
export function formatPeriod(utc: number, period: Period, zone: Zone): string {
  const start = startOfPeriod(utc, period, zone)
  const local = new Date(zone.toLocal(start)).toISOString()
  if (period === 'year') return local.slice(0, 4)
  if (period === 'month') return local.slice(0, 7)
  if (period === 'day') return local.slice(0, 10)
  return `${local.slice(0, 16)}${formatOffset(zone.offsetAt(start))}`
}

function cut(local: Date, period: Exclude<Period, 'hour'>, ahead: number): number {
  const year = local.getUTCFullYear()
  if (period === 'year') return Date.UTC(year + ahead, 0, 1)
  if (period === 'month') return Date.UTC(year, local.getUTCMonth() + ahead, 1)
  return Date.UTC(year, local.getUTCMonth(), local.getUTCDate() + ahead)
}

/** First instant of a local day; where midnight itself is skipped, the moment the clock resumes. */
function firstInstant(local: number, zone: Zone): number {
  const meaning = zone.fromLocal(local)
  if (meaning.kind === 'unique') return meaning.utc
  return meaning.kind === 'gap' ? meaning.resumesAt : meaning.earlier
}
