/** How far the value below which a part of all values lies is above a line. */
import { studentBelow, studentQuantile } from '../student/index.ts'
import { quantile } from './blocks.ts'
import type { Estimate } from './regression.ts'

const LEVEL = 0.95

/**
 * Estimates a quantile with its interval: that of the share of the values below it, read off the values (Woodruff 1952), with the error that the
 * share would have if it were the one that is asked (Wilson 1927).
 * @param share which part of the values lies below it
 * @param mean their mean: with how many independent values they tell as much, and how unsure their level is, which counts beyond the values
 */
export function estimateQuantile(
  values: readonly number[],
  { share, line, mean }: { share: number; line: number; mean: Pick<Estimate, 'low' | 'high' | 'effective'> },
): Pick<Estimate, 'estimate' | 'low' | 'high' | 'p'> {
  const degrees = Math.max(1, mean.effective - 1)
  const error = Math.sqrt((share * (1 - share)) / mean.effective)
  const beyond = (mean.high - mean.low) / 2
  const half = studentQuantile((1 + LEVEL) / 2, degrees) * error
  const middle = valueAt(values, share)
  const below = values.filter((value) => value <= line).length / values.length
  return {
    estimate: middle - line,
    low: (share - half < 0 ? valueAt(values, 0) - beyond : valueAt(values, share - half)) - line,
    high: (share + half > 1 ? valueAt(values, 1) + beyond : valueAt(values, share + half)) - line,
    p: Math.min(1, 2 * studentBelow(-Math.abs(below - share) / error, degrees)),
  }
}

const valueAt = (values: readonly number[], share: number) => quantile(values, share) ?? 0
