import type { Limits } from './limits.ts'

/** A robust picture of what is usual: the median, and the median of the distances from it. */
export type Baseline = { median: number; deviation: number }

/** Hours up to and including the one judged over which a baseline is taken (FILTER, step 3). */
export const BASELINE_HOURS = 360
/** With fewer hours than this, nothing can be called an outlier. */
const LEAST_HOURS = 120

/** The middle of sorted numbers; NaN without any. */
export function middleOf(sorted: Float64Array): number {
  const half = sorted.length >> 1
  const upper = sorted[half] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? Number.NaN) + upper) / 2
}

/** Median of the numbers that are there (NaN is left out); NaN without any. */
export function findMedian(values: ArrayLike<number>): number {
  return middleOf(
    Float64Array.from(values)
      .filter((value) => !Number.isNaN(value))
      .sort(),
  )
}

/**
 * What is usual at an hour: median and median absolute deviation of the hourly means of the 360 hours up to and including it.
 * @param hourly mean per hour, NaN where there is none
 * @returns undefined when fewer than 120 of the 360 hours have a mean
 */
export function findBaseline(hourly: Float64Array, hour: number): Baseline | undefined {
  const window = hourly
    .subarray(Math.max(0, hour + 1 - BASELINE_HOURS), hour + 1)
    .filter((value) => !Number.isNaN(value))
  if (window.length < LEAST_HOURS) return undefined
  const median = middleOf(window.sort())
  return { median, deviation: middleOf(window.map((value) => Math.abs(value - median)).sort()) }
}

/**
 * How many median absolute deviations a value is from the median, with its sign.
 * @param spread the least deviation that counts as one, in the unit of the values
 */
export function scoreDeviation(value: number, { median, deviation }: Baseline, spread: number): number {
  return (value - median) / Math.max(deviation, spread)
}

/** An event is seen by at least this many neighbours … */
const LEAST_NEIGHBOURS = 3

/**
 * Do the neighbours see it too? True when half of at least three of them are, in the same hour and in the same direction, at
 * least half as far from what is usual for them as an outlier is. Fireworks, a thunderstorm and smog are then no error.
 * @param score how far the value is from what is usual, in deviations
 * @param neighbours the same of the neighbours; NaN where one has no value
 */
export function isShared(score: number, neighbours: readonly number[], deviations: number): boolean {
  const present = neighbours.filter((other) => !Number.isNaN(other))
  const alike = present.filter((other) => other * Math.sign(score) >= deviations / 2)
  return present.length >= LEAST_NEIGHBOURS && alike.length * 2 >= present.length
}

/**
 * Tells whether values are outliers: too far from what is usual for the station, while its neighbours do not see it too.
 * @param own hourly means of the station, NaN where there is none
 * @param neighbours the same of the stations nearby, equally long
 * @returns takes the place of the hour of a value, and the value
 */
export function openOutlierTest(
  own: Float64Array,
  neighbours: readonly Float64Array[],
  { deviations, spread }: NonNullable<Limits['outlier']>,
): (hour: number, value: number) => boolean {
  const cache = new Map<number, { baseline: Baseline | undefined; others?: number[] }>()

  function scoreOthers(hour: number): number[] {
    return neighbours.map((series) => {
      const baseline = findBaseline(series, hour)
      return baseline ? scoreDeviation(series[hour] ?? Number.NaN, baseline, spread) : Number.NaN
    })
  }

  return (hour, value) => {
    const known = cache.get(hour) ?? { baseline: findBaseline(own, hour) }
    cache.set(hour, known)
    if (!known.baseline) return false
    const score = scoreDeviation(value, known.baseline, spread)
    if (Math.abs(score) <= deviations) return false
    known.others ??= scoreOthers(hour)
    return !isShared(score, known.others, deviations)
  }
}
