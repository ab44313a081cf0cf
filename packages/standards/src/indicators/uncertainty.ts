/** How far the mean of stations can lie from that of all places that could have had one. */
import { studentQuantile } from '../student/index.ts'

/** What a station adds to a mean: its own mean, and how many values that is of. */
export interface Share {
  mean: number
  weight: number
}

/**
 * The 95 % interval around the mean of all values, by the spread between stations: the variance of a ratio of a sample of clusters (Cochran,
 * Sampling Techniques, 1977, section 6.3, without correction for a finite population), with the t distribution. Null with fewer than two stations.
 */
export function findInterval(stations: readonly Share[]): { low: number; high: number } | null {
  const n = stations.length
  if (n < 2) return null
  const total = stations.reduce((sum, { weight }) => sum + weight, 0)
  const mean = stations.reduce((sum, each) => sum + each.weight * each.mean, 0) / total
  const squares = stations.reduce((sum, each) => sum + ((each.weight / total) * (each.mean - mean)) ** 2, 0)
  const half = studentQuantile(0.975, n - 1) * Math.sqrt((n / (n - 1)) * squares)
  return { low: mean - half, high: mean + half }
}
