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
