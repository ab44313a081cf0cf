import type { Alternative } from './result.ts'

/** Other windows that could have been chosen: half as long after, half as long before, and without the first period. */
export function listWindows(periods: number, start: number, leastBefore: number) {
  const all = Array.from({ length: periods }, (_, at) => at)
  const after = periods - start
  const half = Math.ceil(start / 2)
  const windows: { choice: Alternative['choice']; kept: number[] }[] = []
  if (after >= 2) windows.push({ choice: 'short-after', kept: all.slice(0, start + Math.ceil(after / 2)) })
  if (half < start && half >= leastBefore)
    windows.push({ choice: 'short-before', kept: all.slice(start - half) })
  if (after >= 2) windows.push({ choice: 'without-first', kept: all.filter((at) => at !== start) })
  return windows
}
