/** Whether a series in which nothing was done rises or falls. */
import type { EffectEstimate } from '../estimate.ts'
import { designOf, ERRORS, estimateInterruption } from './interrupted.ts'
import { layTrend, type Series } from './terms.ts'

/** Series per likeness that are simulated: enough for a check. */
const DRAWS = 800

/**
 * The rise per step of a difference of two series, judged as an effect is: at the upper end of its likeness, by simulated lines.
 * @returns undefined with fewer than six values
 */
export function estimateTrend(series: Series): EffectEstimate | undefined {
  const trend = layTrend(series)
  if (!trend || trend.places.length < 6) return undefined
  const slope = (trend.rows[0] ?? []).map((_, term) => (term === 1 ? 1 : 0))
  const design = designOf({ ...trend, changes: { slope } }, series.values.length, DRAWS, ERRORS.difference)
  return estimateInterruption(design, trend.values).changes.slope
}
