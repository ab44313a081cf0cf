import { findMedian } from './outliers.ts'

/** A stretch in which values are missing: after the last before it, until the next. Microseconds since 1970. */
export type Gap = { from: number; to: number; missing: number }

/** A step of more than this many usual intervals is a gap. */
const INTERVALS = 3

/**
 * The usual interval between values: the median of the steps. NaN with fewer than two values.
 * @param times in order, microseconds since 1970
 */
export function findUsualInterval(times: ArrayLike<number>): number {
  const steps = Float64Array.from(
    { length: Math.max(0, times.length - 1) },
    (_, index) => (times[index + 1] ?? 0) - (times[index] ?? 0),
  )
  return findMedian(steps)
}

/**
 * The gaps in a series: steps of more than three usual intervals, with the number of values that are missing.
 * @param times in order, microseconds since 1970
 * @param interval the usual interval, in microseconds
 */
export function findGaps(times: ArrayLike<number>, interval: number): Gap[] {
  const gaps: Gap[] = []
  for (let index = 1; index < times.length; index++) {
    const [from, to] = [times[index - 1] ?? 0, times[index] ?? 0]
    if (to - from > INTERVALS * interval) {
      gaps.push({ from, to, missing: Math.round((to - from) / interval) - 1 })
    }
  }
  return gaps
}
