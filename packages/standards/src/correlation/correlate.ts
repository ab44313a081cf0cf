/** A pair of values of the same thing, such as an area. */
export type Pair = readonly [x: number, y: number]

/** How much two things go together, from -1 to 1, with the 95 % interval in which that lies when the pairs are a sample. */
export type Correlation = { coefficient: number; low: number; high: number; pairs: number }

/** Of fewer pairs an interval says nothing: with five it is wider than half of all there can be. */
export const FEWEST_PAIRS = 6

/** 97.5th percentile of the normal distribution. */
const Z95 = 1.959963984540054

/**
 * Pearson's correlation: how near the pairs lie to a straight line. The interval is Fisher's (1921), by the arc tangent.
 * @returns undefined for fewer than {@link FEWEST_PAIRS} pairs, or when one of the two is always the same
 */
export function correlate(pairs: readonly Pair[]): Correlation | undefined {
  const coefficient = coefficientOf(
    pairs.map(([x]) => x),
    pairs.map(([, y]) => y),
  )
  if (coefficient === undefined || pairs.length < FEWEST_PAIRS) return undefined
  return withInterval(coefficient, pairs.length, 1)
}

/**
 * Spearman's correlation: how much the order of the one is that of the other; values that are the same share their rank. The interval has the
 * width of Bonett and Wright (2000), because ranks vary more than values.
 * @param ranks those of the second of each pair, for who sets the same out against many others
 * @returns undefined as {@link correlate}
 */
export function correlateRanks(
  pairs: readonly Pair[],
  ranks = rank(pairs.map(([, y]) => y)),
): Correlation | undefined {
  const coefficient = coefficientOf(rank(pairs.map(([x]) => x)), ranks)
  if (coefficient === undefined || pairs.length < FEWEST_PAIRS) return undefined
  return withInterval(coefficient, pairs.length, 1 + coefficient ** 2 / 2)
}

function coefficientOf(xs: readonly number[], ys: readonly number[]): number | undefined {
  // Sums of what is always the same are rounded, and would seem to vary.
  if (xs.every((x) => x === xs[0]) || ys.every((y) => y === ys[0])) return undefined
  const count = xs.length
  const meanX = xs.reduce((sum, x) => sum + x / count, 0)
  const meanY = ys.reduce((sum, y) => sum + y / count, 0)
  let [xx, yy, xy] = [0, 0, 0]
  // An iterator of entries would take longer than all of the sums.
  for (let index = 0; index < count; index += 1) {
    const fromX = (xs[index] ?? 0) - meanX
    const fromY = (ys[index] ?? 0) - meanY
    xx += fromX ** 2
    yy += fromY ** 2
    xy += fromX * fromY
  }
  const coefficient = xy / Math.sqrt(xx * yy)
  return Number.isFinite(coefficient) ? Math.max(-1, Math.min(1, coefficient)) : undefined
}

/** @param spread how much wider than of values its variance is */
function withInterval(coefficient: number, pairs: number, spread: number): Correlation {
  const reach = Z95 * Math.sqrt(spread / (pairs - 3))
  const middle = Math.atanh(coefficient)
  // Of all on one line the arc tangent is infinite, and the interval nothing but that line.
  if (!Number.isFinite(middle)) return { coefficient, low: coefficient, high: coefficient, pairs }
  return { coefficient, low: Math.tanh(middle - reach), high: Math.tanh(middle + reach), pairs }
}

/** The rank of each value from 1; those that are the same have the mean of their ranks. */
export function rank(values: readonly number[]): number[] {
  // Numbers alone are sorted several times faster than objects with their places.
  const sorted = Float64Array.from(values).sort()
  const rankOf = new Map<number, number>()
  for (let start = 0; start < sorted.length; ) {
    const value = sorted[start] ?? 0
    let end = start
    while (sorted[end + 1] === value) end += 1
    rankOf.set(value, (start + end) / 2 + 1)
    start = end + 1
  }
  return values.map((value) => rankOf.get(value) ?? 0)
}
