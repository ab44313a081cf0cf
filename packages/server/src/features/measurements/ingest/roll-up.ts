import { AMSTERDAM, endOfPeriod, startOfPeriod } from '@samenspel/standards/times'
import type { ObservationBatch } from './batch.ts'
import type { LockedDatastream } from './state.ts'

/** Hours or days of rows, as columns. Times in microseconds since 1970. */
export type AddedRollups = {
  datastreamId: number[]
  start: number[]
  count: number[]
  sum: number[]
  sumSquares: number[]
  minimum: number[]
  maximum: number[]
  first: number[]
  last: number[]
  flagged: number[]
}

/** Days also with the hours in which there are values, as bits: that of the first hour is the lowest. */
export type AddedDays = AddedRollups & { hours: number[] }

/**
 * How hours or days of rows outside the stored period of their datastream are added: as one that cannot be there yet, or to one
 * that can be there and only has earlier or only later values.
 */
export const ADDITIONS = ['new', 'later', 'earlier'] as const
export type Addition = (typeof ADDITIONS)[number]

/** What tells where the stored values of a datastream are. */
export type StoredPeriod = Pick<LockedDatastream, 'firstStart' | 'latestStart' | 'rawFrom'>

const HOUR = 3_600_000_000

/**
 * Before this moment time zone databases differ about Dutch time, so that days are computed by the database alone: rows
 * before it never take the short way.
 */
export const ROLLED_UP_FROM = Date.UTC(1980, 0, 1) * 1000

/** The hours (UTC) and days (Europe/Amsterdam) of numeric rows, which are in the order of datastream and time. */
export function rollUp(
  batch: ObservationBatch,
  rows: ArrayLike<number>,
  datastreams: ReadonlyMap<number, StoredPeriod>,
): { hours: Record<Addition, AddedRollups>; days: Record<Addition, AddedDays> } {
  const hours = { new: emptyRollups(), later: emptyRollups(), earlier: emptyRollups() }
  const days = { new: emptyDays(), later: emptyDays(), earlier: emptyDays() }
  const { datastreamId: ids, phenomenonStart: starts, resultNumber: results, quality } = batch
  let id = Number.NaN
  let stored: StoredPeriod | undefined
  let hour = hours.new
  let hourEnd = 0
  let day = days.new
  let dayStart = 0
  let dayEnd = 0
  for (let place = 0; place < rows.length; place++) {
    const row = rows[place] ?? 0
    const value = results[row]
    if (value === null || value === undefined) continue
    const datastreamId = ids[row] ?? 0
    const time = starts[row] ?? 0
    const flagged = (quality?.[row] ?? 0) > 0 ? 1 : 0
    const isNext = datastreamId !== id
    if (isNext) stored = datastreams.get(datastreamId)
    if (isNext || time >= hourEnd) {
      const start = Math.floor(time / HOUR) * HOUR
      hourEnd = start + HOUR
      hour = hours[additionOf(stored, time, start, hourEnd)]
      open(hour, datastreamId, start, value)
    }
    if (isNext || time >= dayEnd) {
      if (time < dayStart || time >= dayEnd) {
        dayStart = startOfPeriod(Math.floor(time / 1000), 'day', AMSTERDAM) * 1000
        dayEnd = endOfPeriod(Math.floor(time / 1000), 'day', AMSTERDAM) * 1000
      }
      day = days[additionOf(stored, time, dayStart, dayEnd)]
      open(day, datastreamId, dayStart, value)
      day.hours.push(0)
    }
    id = datastreamId
    add(hour, value, flagged)
    add(day, value, flagged)
    const { hours: bits } = day
    bits[bits.length - 1] = (bits[bits.length - 1] ?? 0) | (1 << Math.floor((time - dayStart) / HOUR))
  }
  return { hours, days }
}

/** How the hour or day from `start` up to `end` is added, by a row at `time` that is outside what is stored. */
function additionOf(stored: StoredPeriod | undefined, time: number, start: number, end: number): Addition {
  const { firstStart = null, latestStart = null, rawFrom = null } = stored ?? {}
  // Of values that were kept no longer, the hours and days can be there still.
  if (firstStart === null || latestStart === null) return rawFrom === null ? 'new' : 'later'
  if (time > latestStart) return start > latestStart ? 'new' : 'later'
  return end <= firstStart ? 'new' : 'earlier'
}

function emptyDays(): AddedDays {
  return { ...emptyRollups(), hours: [] }
}

function emptyRollups(): AddedRollups {
  return {
    datastreamId: [],
    start: [],
    count: [],
    sum: [],
    sumSquares: [],
    minimum: [],
    maximum: [],
    first: [],
    last: [],
    flagged: [],
  }
}

function open(rollups: AddedRollups, datastreamId: number, start: number, value: number) {
  rollups.datastreamId.push(datastreamId)
  rollups.start.push(start)
  rollups.count.push(0)
  rollups.sum.push(0)
  rollups.sumSquares.push(0)
  rollups.minimum.push(value)
  rollups.maximum.push(value)
  rollups.first.push(value)
  rollups.last.push(value)
  rollups.flagged.push(0)
}

/** Adds a value to the hour or day that was opened last. */
function add(rollups: AddedRollups, value: number, flagged: number) {
  const { count, sum, sumSquares, minimum, maximum, last, flagged: doubtful } = rollups
  const place = count.length - 1
  count[place] = (count[place] ?? 0) + 1
  sum[place] = (sum[place] ?? 0) + value
  sumSquares[place] = (sumSquares[place] ?? 0) + value * value
  if (value < (minimum[place] ?? 0)) minimum[place] = value
  if (value > (maximum[place] ?? 0)) maximum[place] = value
  last[place] = value
  doubtful[place] = (doubtful[place] ?? 0) + flagged
}
