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
  const coefficient = coefficientOf(pairs)
  if (coefficient === undefined || pairs.length < FEWEST_PAIRS) return undefined
  return withInterval(coefficient, pairs.length, 1)
}

/**
 * Spearman's correlation: how much the order of the one is that of the other; values that are the same share their rank. The interval has the
 * width of Bonett and Wright (2000), because ranks vary more than values.
 * @returns undefined as {@link correlate}
 */
export function correlateRanks(pairs: readonly Pair[]): Correlation | undefined {
  const [first, second] = [rank(pairs.map(([x]) => x)), rank(pairs.map(([, y]) => y))]
  const coefficient = coefficientOf(pairs.map((_, index): Pair => [first[index] ?? 0, second[index] ?? 0]))
  if (coefficient === undefined || pairs.length < FEWEST_PAIRS) return undefined
  return withInterval(coefficient, pairs.length, 1 + coefficient ** 2 / 2)
}

function coefficientOf(pairs: readonly Pair[]): number | undefined {
  const [one] = pairs
  // Sums of what is always the same are rounded, and would seem to vary.
  if (!one || pairs.every(([x]) => x === one[0]) || pairs.every(([, y]) => y === one[1])) return undefined
  const count = pairs.length
  const meanX = pairs.reduce((sum, [x]) => sum + x / count, 0)
  const meanY = pairs.reduce((sum, [, y]) => sum + y / count, 0)
  let [xx, yy, xy] = [0, 0, 0]
  for (const [x, y] of pairs) {
    xx += (x - meanX) ** 2
    yy += (y - meanY) ** 2
    xy += (x - meanX) * (y - meanY)
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
function rank(values: readonly number[]): number[] {
  const order = values.map((value, index) => ({ value, index })).toSorted((a, b) => a.value - b.value)
  const ranks = new Array<number>(values.length)
  for (let start = 0; start < order.length; ) {
    let end = start
    while (end + 1 < order.length && order[end + 1]?.value === order[start]?.value) end += 1
    for (const { index } of order.slice(start, end + 1)) ranks[index] = (start + end) / 2 + 1
    start = end + 1
  }
  return ranks
}
