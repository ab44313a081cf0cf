import type { Series } from './api.ts'

const HOUR = 3_600_000

/** The seven days up to a moment. */
export function lastWeek(now: number): { from: string; to: string } {
  return { from: new Date(now - 7 * 24 * HOUR).toISOString(), to: new Date(now).toISOString() }
}

/** A point of a series: a single value, or what an hour or day comes to. */
export type SeriesPoint = {
  time: string
  value: number | null
  low: number | null
  high: number | null
  /** How many values it stands for. */
  count: number
  /** How many of those have a flag. */
  flagged: number
  /** Of a single value: null when it was not judged, 0 when it is good, else its flags. */
  quality: number | null
}

/** The points of a series with a name for each part. */
export function namePoints({ points, resolution }: Pick<Series, 'points' | 'resolution'>): SeriesPoint[] {
  if (resolution === 'raw') {
    return points.map(([time, value, quality = null]) => {
      const flagged = quality === null || quality === 0 ? 0 : 1
      return { time, value, low: value, high: value, count: 1, flagged, quality }
    })
  }
  return points.map(([time, value, low = null, high = null, count, flagged]) => ({
    time,
    value,
    low,
    high,
    count: count ?? 1,
    flagged: flagged ?? 0,
    quality: null,
  }))
}

/** A point as charts draw it: null is a gap. */
type Drawn = { time: string; value: number | null; flagged?: boolean }

/** Hour values with a gap in every hour that is missing, so that a line does not bridge silence. */
export const fillHours = (points: Series['points']) =>
  fillGaps(namePoints({ points, resolution: 'hour' }), 1.5 * HOUR)

/** Values with a gap wherever two are further apart than `most` milliseconds. */
export function fillGaps(points: SeriesPoint[], most: number): Drawn[] {
  return points.flatMap(({ time, value, flagged }, index) => {
    const before = points[index - 1]?.time
    const missing = before !== undefined && Date.parse(time) - Date.parse(before) > most
    const point = flagged > 0 ? { time, value, flagged: true } : { time, value }
    return missing
      ? [{ time: new Date(Date.parse(before) + most / 1.5).toISOString(), value: null }, point]
      : [point]
  })
}
