/** How far the value below which a part of all values lies is above a line. */
import { studentBelow, studentQuantile } from '../student/index.ts'
import { quantile } from './blocks.ts'
import type { Estimate } from './regression.ts'

const LEVEL = 0.95

/**
 * Estimates a quantile with its interval: that of the share of the values below it, read off the values (Woodruff 1952), with the error that the
 * share would have if it were the one that is asked (Wilson 1927).
 * @param share which part of the values lies below it
 * @param effective with how many independent values these tell as much
 */
export function estimateQuantile(
  values: readonly number[],
  { share, line, effective }: { share: number; line: number; effective: number },
): Pick<Estimate, 'estimate' | 'low' | 'high' | 'p'> {
  const degrees = Math.max(1, effective - 1)
  const error = Math.sqrt((share * (1 - share)) / effective)
  const half = studentQuantile((1 + LEVEL) / 2, degrees) * error
  const middle = valueAt(values, share)
  const below = values.filter((value) => value <= line).length / values.length
  return {
    estimate: middle - line,
    low: extend(values, share, share - half) - line,
    high: extend(values, share, share + half) - line,
    p: Math.min(1, 2 * studentBelow(-Math.abs(below - share) / error, degrees)),
  }
}

const valueAt = (values: readonly number[], share: number) => quantile(values, share) ?? 0

/** A quantile of a part from below 0 to above 1: beyond the values as far as they go from `share` to their end, in proportion. */
function extend(values: readonly number[], share: number, part: number): number {
  if (part >= 0 && part <= 1) return valueAt(values, part)
  const [end, room] = part > 1 ? [1, 1 - share] : [0, share]
  const reach = valueAt(values, end) - valueAt(values, share)
  return valueAt(values, end) + (reach * Math.abs(part - end)) / room
}
