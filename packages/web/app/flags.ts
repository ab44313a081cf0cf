import { FLAG_NAMES, type Flag, listFlags } from '@samenspel/standards/quality'
import type { SeriesPoint } from './series.ts'

/** How many of the values behind these points have a flag, and of how many. */
export function countFlagged(points: SeriesPoint[]): { values: number; of: number } {
  // An hour of which no value counts has no value of its own.
  const measured = points.filter(({ value, flagged }) => value !== null || flagged > 0)
  return {
    values: measured.reduce((sum, { flagged }) => sum + flagged, 0),
    of: measured.reduce((sum, { count }) => sum + count, 0),
  }
}

/** The flags that occur, in the order of the list of all; none when the points are hours or days. */
export function flagsIn(points: SeriesPoint[]): Flag[] {
  const found = new Set(points.flatMap(({ quality }) => listFlags(quality)))
  return FLAG_NAMES.filter((flag) => found.has(flag))
}
