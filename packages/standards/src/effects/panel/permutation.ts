import { chooseAlpha, type Interval } from './result.ts'

/** What an estimator that is linear in the figures gives under one assignment. */
export interface Draw {
  /** The estimate, of the figures as they are. */
  value: number
  /** The estimate of an effect of one, of which the real treated areas have all and the others nothing; 1 for the real assignment, between -1 and 1 for an exchange of areas. */
  share: number
}

/** A test of no effect and the effects that it does not reject. */
export interface Inverted {
  pValue: number
  smallestP: number
  interval: Interval
  level: number
}

/** Differences below this, relative to what is compared, are rounding. */
const TIE = 1e-10

/**
 * The two-sided p value of no effect, and the interval of all constant effects that the test does not reject: randomisation inference (Fisher 1935; Ho and Imai 2006).
 * An effect τ taken away changes the estimate of an assignment from `value` to `value − τ·share`, and that of the real one from e to e − τ. It counts against τ when
 * |value − τ·share| ≥ |e − τ|, which is so between two effects with e in between. So the p value falls away from e, and the ends of the interval are order statistics
 * of the ends of those stretches: exact, without a search.
 * @param draws the real assignment first; others exact or drawn
 */
export function invertTest(draws: readonly Draw[]): Inverted {
  const estimate = draws[0]?.value ?? 0
  const count = draws.length
  let asLarge = 0
  let always = 0
  const lows = new Float64Array(count)
  const highs = new Float64Array(count)
  draws.forEach((draw, index) => {
    if (isAsLarge(draw.value, estimate)) asLarge += 1
    const { low, high } = findStretch(draw, estimate)
    if (low === Number.NEGATIVE_INFINITY && high === Number.POSITIVE_INFINITY) always += 1
    lows[index] = low
    highs[index] = high
  })
  lows.sort()
  highs.sort()
  const smallestP = always / count
  const alpha = chooseAlpha(smallestP)
  // An effect is kept when more than this share of the stretches hold it.
  const needed = Math.floor(alpha * count + TIE) + 1
  return {
    pValue: asLarge / count,
    smallestP,
    level: 1 - alpha,
    interval: { low: finite(lows[needed - 1]), high: finite(highs[count - needed]) },
  }
}

export const isAsLarge = (value: number, estimate: number) =>
  Math.abs(value) >= Math.abs(estimate) - TIE * (Math.abs(value) + Math.abs(estimate))

/** Where (value − e + τ(1 − share)) · (value + e − τ(1 + share)) ≥ 0. */
function findStretch({ value, share }: Draw, estimate: number): { low: number; high: number } {
  const down = 1 - share
  const up = 1 + share
  const [one, other] = [
    down < TIE ? Number.NEGATIVE_INFINITY : (estimate - value) / down,
    up < TIE ? Number.POSITIVE_INFINITY : (value + estimate) / up,
  ]
  if (down < TIE) return { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY }
  // So much of the effect is in it that a large one, either way, shows there as much.
  if (up < -TIE) return { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY }
  if (up < TIE) {
    // The areas the other way round: the same size for each effect.
    if (isAsLarge(value, estimate)) return { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY }
    return value + estimate > 0
      ? { low: one, high: Number.POSITIVE_INFINITY }
      : { low: Number.NEGATIVE_INFINITY, high: one }
  }
  return { low: Math.min(one, other), high: Math.max(one, other) }
}

const finite = (value: number | undefined) => (value === undefined || !Number.isFinite(value) ? null : value)
