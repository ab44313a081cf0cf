/** How far the mean of stations can lie from that of all places that could have had one. */

/** Student's t at 97.5 % for 1 to 30 degrees of freedom: a 95 % interval lies so many standard errors around a mean. */
const T_975 = [
  12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.306, 2.2622, 2.2281, 2.201, 2.1788, 2.1604,
  2.1448, 2.1314, 2.1199, 2.1098, 2.1009, 2.093, 2.086, 2.0796, 2.0739, 2.0687, 2.0639, 2.0595, 2.0555,
  2.0518, 2.0484, 2.0452, 2.0423,
] as const

const Z_975 = 1.959964

/**
 * Student's t at 97.5 %; from 31 degrees of freedom by the expansion of Cornish and Fisher, which is right in four decimals there.
 * @param degrees 1 or more
 */
export function studentT975(degrees: number): number {
  const known = T_975[degrees - 1]
  if (known !== undefined) return known
  const z = Z_975
  return z + (z ** 3 + z) / (4 * degrees) + (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * degrees ** 2)
}

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
  const half = studentT975(n - 1) * Math.sqrt((n / (n - 1)) * squares)
  return { low: mean - half, high: mean + half }
}
