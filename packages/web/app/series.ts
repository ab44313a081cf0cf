import type { Series } from './api.ts'

const HOUR = 3_600_000

/** The seven days up to a moment. */
export function lastWeek(now: number): { from: string; to: string } {
  return { from: new Date(now - 7 * 24 * HOUR).toISOString(), to: new Date(now).toISOString() }
}

/** Hour values with a gap in every hour that is missing, so that a line does not bridge silence. */
export function fillHours(points: Series['points']): { time: string; value: number | null }[] {
  return points.flatMap(([time, value], index) => {
    const before = points[index - 1]?.[0]
    const missing = before !== undefined && Date.parse(time) - Date.parse(before) > 1.5 * HOUR
    const point = { time, value }
    return missing
      ? [{ time: new Date(Date.parse(before) + HOUR).toISOString(), value: null }, point]
      : [point]
  })
}
