/** What a study that was done could have shown, apart from what it found. */
import { normalQuantile } from './distributions.ts'
import type { EffectEstimate } from './estimate.ts'

/** How often an effect of that size must be seen to be called visible (Cohen 1988). */
const POWER = 0.8
const LEVEL = 0.975

/**
 * The smallest effect that a study as exact as this one sees with 80 % power: the reach of its 95 % interval, and what an estimate strays of it by chance. It is
 * reckoned from how exact the estimate is alone; the power at the effect that was found would say nothing new (Hoenig and Heisey 2001, *The abuse of power*).
 * @returns above zero, in the scale of the estimate; null when the interval has no end on one side
 */
export function findSmallestSeen({
  estimate,
  low,
  high,
}: Pick<EffectEstimate, 'estimate' | 'low' | 'high'>): number | null {
  if (low === null || high === null) return null
  const reach = Math.max(estimate - low, high - estimate)
  const smallest = reach * (1 + normalQuantile(POWER) / normalQuantile(LEVEL))
  return Number.isFinite(smallest) && smallest > 0 ? smallest : null
}
