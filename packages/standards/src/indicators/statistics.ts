/** How an indicator turns the values of a period into one figure. */
export type Statistic =
  | { kind: 'mean' }
  | { kind: 'minimum' }
  | { kind: 'maximum' }
  /** `percent` from 0 to 100. */
  | { kind: 'percentile'; percent: number }
  /** Share (0 to 1) of values strictly above the norm. */
  | { kind: 'share-above'; norm: number }

export const STATISTIC_KINDS = [
  'mean',
  'minimum',
  'maximum',
  'percentile',
  'share-above',
] as const satisfies readonly Statistic['kind'][]

/** The figure, or null when there are no values. */
export function computeStatistic(values: readonly number[], statistic: Statistic): number | null {
  switch (statistic.kind) {
    case 'mean':
      return computeMean(values)
    case 'minimum':
      return findMinimum(values)
    case 'maximum':
      return findMaximum(values)
    case 'percentile':
      return computePercentile(values, statistic.percent)
    case 'share-above':
      return computeShareAbove(values, statistic.norm)
  }
}

/** Arithmetic mean; null without values. Always between the lowest and the highest value. */
export function computeMean(values: readonly number[]): number | null {
  const low = findMinimum(values)
  const high = findMaximum(values)
  if (low === null || high === null) return null
  let sum = 0
  let lost = 0
  for (const value of values) {
    // Neumaier's summation, so that a year of small values beside a large one is not rounded away.
    const next = sum + value
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum
    sum = next
  }
  return Math.min(high, Math.max(low, (sum + lost) / values.length))
}

/** Lowest value; null without values. */
export function findMinimum(values: readonly number[]): number | null {
  let low: number | null = null
  for (const value of values) if (low === null || value < low) low = value
  return low
}

/** Highest value; null without values. */
export function findMaximum(values: readonly number[]): number | null {
  let high: number | null = null
  for (const value of values) if (high === null || value > high) high = value
  return high
}

/**
 * Percentile by definition 7 of Hyndman and Fan (1996), the one of PostgreSQL's `percentile_cont`, R's default and
 * spreadsheets: linear between the two nearest values, at position 1 + (n − 1) · percent / 100. Null without values.
 * Throws a RangeError when percent is not 0 to 100.
 */
export function computePercentile(values: readonly number[], percent: number): number | null {
  if (!(percent >= 0 && percent <= 100)) throw new RangeError(`A percentile is 0 to 100; it is ${percent}.`)
  if (values.length === 0) return null
  const sorted = Float64Array.from(values).sort()
  const position = ((sorted.length - 1) * percent) / 100
  const index = Math.floor(position)
  const below = sorted[index] ?? 0
  const above = sorted[index + 1] ?? below
  const part = position - index
  return part === 0 ? below : below + (above - below) * part
}

/** Share (0 to 1) of values strictly above a norm; null without values. */
export function computeShareAbove(values: readonly number[], norm: number): number | null {
  if (values.length === 0) return null
  return values.filter((value) => value > norm).length / values.length
}

/**
 * Share (0 to 1) of the expected values that is there; more than expected counts as all.
 * Throws a RangeError when nothing is expected.
 */
export function computeCoverage(count: number, expected: number): number {
  if (!(expected > 0) || !(count >= 0)) {
    throw new RangeError(
      `Coverage needs a count of 0 or more and an expected count above 0; got ${count} of ${expected}.`,
    )
  }
  return Math.min(1, count / expected)
}
