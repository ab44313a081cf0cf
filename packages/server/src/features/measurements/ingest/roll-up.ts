import { AMSTERDAM, endOfPeriod, startOfPeriod } from '@samenspel/standards/times'
import { at, type ObservationBatch } from './batch.ts'

/** Hours or days made from rows that are all later than what is stored, as columns. Times in microseconds since 1970. */
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

const HOUR = 3_600_000_000

/**
 * Before this moment time zone databases differ about Dutch time, so that days are computed by the database alone: rows
 * before it never take the short way.
 */
export const ROLLED_UP_FROM = Date.UTC(1980, 0, 1) * 1000

/** The hours (UTC) and days (Europe/Amsterdam) of numeric rows, which are in the order of datastream and time. */
export function rollUp(
  batch: ObservationBatch,
  rows: readonly number[],
): { hours: AddedRollups; days: AddedRollups } {
  const hours = emptyRollups()
  const days = emptyRollups()
  let id = Number.NaN
  let hour = -1
  let hourEnd = 0
  let day = -1
  let dayStart = 0
  let dayEnd = 0
  for (const row of rows) {
    const value = batch.resultNumber[row]
    if (value === null || value === undefined) continue
    const datastreamId = at(batch.datastreamId, row)
    const time = at(batch.phenomenonStart, row)
    const flagged = (batch.quality?.[row] ?? 0) > 0 ? 1 : 0
    if (datastreamId !== id || time >= hourEnd) {
      const start = Math.floor(time / HOUR) * HOUR
      hour = open(hours, datastreamId, start, value)
      hourEnd = start + HOUR
    }
    if (datastreamId !== id || time >= dayEnd) {
      if (time < dayStart || time >= dayEnd) {
        dayStart = startOfPeriod(Math.floor(time / 1000), 'day', AMSTERDAM) * 1000
        dayEnd = endOfPeriod(Math.floor(time / 1000), 'day', AMSTERDAM) * 1000
      }
      day = open(days, datastreamId, dayStart, value)
    }
    id = datastreamId
    add(hours, hour, value, flagged)
    add(days, day, value, flagged)
  }
  return { hours, days }
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

function open(rollups: AddedRollups, datastreamId: number, start: number, value: number): number {
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
  return rollups.start.length - 1
}

function add(rollups: AddedRollups, place: number, value: number, flagged: number) {
  rollups.count[place] = at(rollups.count, place) + 1
  rollups.sum[place] = at(rollups.sum, place) + value
  rollups.sumSquares[place] = at(rollups.sumSquares, place) + value * value
  if (value < at(rollups.minimum, place)) rollups.minimum[place] = value
  if (value > at(rollups.maximum, place)) rollups.maximum[place] = value
  rollups.last[place] = value
  rollups.flagged[place] = at(rollups.flagged, place) + flagged
}
