/** What a model leaves over, looked at for what it should not have. */
import { findMedian } from '../../quality/index.ts'
import { chiSquareBeyond, ratioBeyond } from '../distributions.ts'
import type { EffectCheck } from '../estimate.ts'

/** So improbable must what is left be before it is doubtful: there are several checks, and each is wrong sometimes. */
const IMPROBABLE = 0.01

/** A value so many robust deviations from the middle is an outlier. */
const OUTLYING = 4.5

/** Fewer values than this before or after say little of their spread. */
const LEAST = 6

/**
 * Checks what no term tells, with likeness taken out.
 * @param surprises in the order of `places`
 */
export function checkResiduals(
  surprises: readonly number[],
  places: readonly number[],
  start: number,
  season: number,
): EffectCheck[] {
  return [
    checkLikeness(surprises, season),
    checkOutliers(surprises),
    checkSpread(
      surprises.filter((_, index) => (places[index] ?? 0) < start),
      surprises.filter((_, index) => (places[index] ?? 0) >= start),
    ),
  ]
}

/** Whether values still resemble those before (Ljung and Box 1978); one degree of freedom goes for the likeness that was estimated. */
function checkLikeness(surprises: readonly number[], season: number): EffectCheck {
  const count = surprises.length
  const lags = Math.max(2, Math.min(Math.floor(count / 4), season >= 2 ? Math.min(season, 12) : 10))
  const mean = surprises.reduce((total, each) => total + each, 0) / count
  const product = (lag: number) =>
    surprises.reduce((total, each, index) => {
      const earlier = surprises[index - lag]
      return earlier === undefined ? total : total + (each - mean) * (earlier - mean)
    }, 0)
  const variance = product(0)
  if (!(variance > 0)) return { kind: 'likeness-left', outcome: 'untried', figures: {} }
  let statistic = 0
  for (let lag = 1; lag <= lags; lag += 1) statistic += (product(lag) / variance) ** 2 / (count - lag)
  const p = chiSquareBeyond(count * (count + 2) * statistic, lags - 1)
  return { kind: 'likeness-left', outcome: p < IMPROBABLE ? 'doubtful' : 'sound', figures: { p, lags } }
}

function checkOutliers(surprises: readonly number[]): EffectCheck {
  const found = outliersOf(surprises).length
  return { kind: 'outliers', outcome: found > 0 ? 'doubtful' : 'sound', figures: { found } }
}

/** Which values lie far from all others, as places in the list. */
export function outliersOf(surprises: readonly number[]): number[] {
  const middle = findMedian(surprises)
  const deviation = 1.4826 * findMedian(surprises.map((each) => Math.abs(each - middle)))
  return surprises.flatMap((each, index) => (Math.abs(each - middle) > OUTLYING * deviation ? [index] : []))
}

function checkSpread(before: readonly number[], after: readonly number[]): EffectCheck {
  if (before.length < LEAST || after.length < LEAST)
    return { kind: 'spread-change', outcome: 'untried', figures: {} }
  const ratio = meanSquare(after) / meanSquare(before)
  // What the model tells entirely spreads not at all.
  if (!(ratio > 0 && Number.isFinite(ratio)))
    return { kind: 'spread-change', outcome: 'untried', figures: {} }
  const p = ratioBeyond(ratio, after.length, before.length)
  return { kind: 'spread-change', outcome: p < IMPROBABLE ? 'doubtful' : 'sound', figures: { ratio, p } }
}

function meanSquare(values: readonly number[]): number {
  return values.reduce((total, each) => total + each * each, 0) / values.length
}
