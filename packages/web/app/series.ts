import type { Series } from './api.ts'

const HOUR = 3_600_000

/** The seven days up to a moment. */
export function lastWeek(now: number): { from: string; to: string } {
  return { from: new Date(now - 7 * 24 * HOUR).toISOString(), to: new Date(now).toISOString() }
}

/** Hour values with a gap in every hour that is missing, so that a line does not bridge silence. */
export const fillHours = (points: Series['points']) => fillGaps(points, 1.5 * HOUR)

/** Values with a gap wherever two are further apart than `most` milliseconds. */
export function fillGaps(points: Series['points'], most: number): { time: string; value: number | null }[] {
  return points.flatMap(([time, value], index) => {
    const before = points[index - 1]?.[0]
    const missing = before !== undefined && Date.parse(time) - Date.parse(before) > most
    const point = { time, value }
    return missing
      ? [{ time: new Date(Date.parse(before) + most / 1.5).toISOString(), value: null }, point]
      : [point]
  })
}
