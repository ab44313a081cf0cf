/** How likely it is that a figure will lie on the wrong side of a target. */
import type { Step } from '../forecast/index.ts'

/** Half the width of an interval that holds 80 % of a normal distribution, in standard deviations. */
const REACH_80 = 1.2816

/**
 * Probability that the figure of a step of a forecast does not reach a target. The distribution is taken as two halves of a normal one, each as
 * wide as the interval is on its side (Wallis 2014), so that the interval keeps the share that was measured for it. An interval without width
 * says 0, 1, or ½ when it lies exactly on the target.
 * @param direction which way is good: `lower` is missed above the target
 */
export function missProbability(
  { point, low, high }: Step,
  target: number,
  direction: 'lower' | 'higher',
): number {
  const above = 1 - belowTwoPiece(target, point, (point - low) / REACH_80, (high - point) / REACH_80)
  return direction === 'lower' ? above : 1 - above
}

/** Distribution function of a two-piece normal: halves of two normal distributions, weighed so that they meet at the mode. */
function belowTwoPiece(at: number, mode: number, left: number, right: number): number {
  const total = left + right
  if (total <= 0) return at === mode ? 0.5 : Number(at > mode)
  if (at < mode) return left > 0 ? ((2 * left) / total) * belowNormal((at - mode) / left) : 0
  if (right <= 0) return 1
  return left / total + ((2 * right) / total) * (belowNormal((at - mode) / right) - 0.5)
}

/** The standard normal distribution function (Abramowitz and Stegun 26.2.17; error below 7.5e-8). */
function belowNormal(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z))
  const tail =
    (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
  return z < 0 ? tail : 1 - tail
}
