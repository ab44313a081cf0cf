/*
 * How sure a mean over stations is: Student's t-interval. Stations are taken as a sample of places like these; with more of them the
 * interval becomes narrower, with one there is none.
 */

/** Between which values a mean lies, with this certainty. */
export const CERTAINTY = 0.95

/** A mean between two bounds. */
export type Interval = { low: number; high: number }

/**
 * The interval of a mean with {@link CERTAINTY}: mean ± t · s / √n (Student, 1908).
 * @param n how many stations
 * @param spread their standard deviation, with n − 1
 * @returns undefined with fewer than two stations
 */
export function meanInterval(mean: number, n: number, spread: number | null): Interval | undefined {
  if (n < 2 || spread === null || !Number.isFinite(spread)) return undefined
  const half = (studentQuantile((1 + CERTAINTY) / 2, n - 1) * spread) / Math.sqrt(n)
  return { low: mean - half, high: mean + half }
}

const known = 120
/** Two-sided 95 %: asked for each point of a chart, so worked out once. */
const QUANTILES = Array.from({ length: known + 1 }, (_, freedom) =>
  freedom === 0 ? Number.NaN : solve(0.975, freedom),
)

/**
 * Quantile of Student's t-distribution.
 * @param p between ½ and 1
 * @param freedom whole degrees of freedom, one or more
 */
export function studentQuantile(p: number, freedom: number): number {
  const ready = p === 0.975 ? QUANTILES[freedom] : undefined
  return ready ?? solve(p, freedom)
}

/** By halving: the distribution grows, and is exact for whole degrees of freedom. */
function solve(p: number, freedom: number): number {
  let [low, high] = [0, 2]
  while (studentShare(high, freedom) < p) high *= 2
  for (let turn = 0; turn < 80; turn += 1) {
    const middle = (low + high) / 2
    if (studentShare(middle, freedom) < p) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/**
 * Share of Student's t-distribution below t ≥ 0, by the finite series for whole degrees of freedom (Abramowitz and Stegun 1964, 26.7.3
 * and 26.7.4).
 */
export function studentShare(t: number, freedom: number): number {
  const angle = Math.atan(t / Math.sqrt(freedom))
  const cosine = Math.cos(angle)
  const odd = freedom % 2 === 1
  let term = odd ? cosine : 1
  let sum = freedom === 1 ? 0 : term
  for (let k = odd ? 3 : 2; k <= freedom - 2; k += 2) {
    term *= ((k - 1) / k) * cosine * cosine
    sum += term
  }
  const inside = odd ? (2 / Math.PI) * (angle + Math.sin(angle) * sum) : Math.sin(angle) * sum
  return 0.5 + inside / 2
}
