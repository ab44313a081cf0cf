import type { Limits } from './limits.ts'
import { findMedian, middleOf } from './outliers.ts'

/** Hours up to the end of the day judged over which stations are compared. */
export const SPATIAL_HOURS = 720
/** Fewer common hours than this tell nothing. */
const LEAST_HOURS = 168
/** Fewer neighbours than this have no median worth comparing with. */
const LEAST_NEIGHBOURS = 3

/** The median of the neighbours per hour; NaN where fewer than three have a value. All series are equally long. */
export function medianOfNeighbours(neighbours: readonly Float64Array[], hours: number): Float64Array {
  const medians = new Float64Array(hours).fill(Number.NaN)
  const present = new Float64Array(neighbours.length)
  for (let hour = 0; hour < hours; hour++) {
    let count = 0
    for (const series of neighbours) {
      const value = series[hour] ?? Number.NaN
      if (!Number.isNaN(value)) present[count++] = value
    }
    if (count >= LEAST_NEIGHBOURS) medians[hour] = middleOf(present.subarray(0, count).sort())
  }
  return medians
}

/** The values of the hours in which both have one. */
function pairUp(first: Float64Array, second: Float64Array): { a: Float64Array; b: Float64Array } {
  const a = new Float64Array(first.length)
  const b = new Float64Array(first.length)
  let count = 0
  for (let hour = 0; hour < first.length; hour++) {
    const [x, y] = [first[hour] ?? Number.NaN, second[hour] ?? Number.NaN]
    if (Number.isNaN(x) || Number.isNaN(y)) continue
    a[count] = x
    b[count++] = y
  }
  return { a: a.subarray(0, count), b: b.subarray(0, count) }
}

/**
 * Spearman's rank correlation of the hours that both series have: -1 to 1; equal values share their mean rank. 0 when the first
 * stands still while the second moves.
 * @returns undefined with fewer than a week of common hours, or when the second stands still
 */
export function correlateRanks(first: Float64Array, second: Float64Array): number | undefined {
  const { a, b } = pairUp(first, second)
  if (a.length < LEAST_HOURS) return undefined
  const [x, y] = [rank(a), rank(b)]
  const mean = (a.length + 1) / 2
  let [xy, xx, yy] = [0, 0, 0]
  for (let index = 0; index < x.length; index++) {
    const dx = (x[index] ?? 0) - mean
    const dy = (y[index] ?? 0) - mean
    xy += dx * dy
    xx += dx * dx
    yy += dy * dy
  }
  if (yy === 0) return undefined
  return xx === 0 ? 0 : xy / Math.sqrt(xx * yy)
}

function rank(values: Float64Array): Float64Array {
  const order = Array.from(values.keys()).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0))
  const ranks = new Float64Array(values.length)
  for (let from = 0; from < order.length; ) {
    let to = from
    while (to < order.length && values[order[to] ?? 0] === values[order[from] ?? 0]) to++
    for (let index = from; index < to; index++) ranks[order[index] ?? 0] = (from + 1 + to) / 2
    from = to
  }
  return ranks
}

/**
 * Kolmogorov and Smirnov's distance between the distributions of two series over their common hours: the largest difference of
 * the shares of values up to any value, 0 (the same) to 1 (nothing in common).
 * @returns undefined with fewer than a week of common hours
 */
export function compareDistributions(first: Float64Array, second: Float64Array): number | undefined {
  const { a, b } = pairUp(first, second)
  if (a.length < LEAST_HOURS) return undefined
  a.sort()
  b.sort()
  let [i, j, largest] = [0, 0, 0]
  while (i < a.length && j < b.length) {
    const value = Math.min(a[i] ?? 0, b[j] ?? 0)
    while (i < a.length && (a[i] ?? 0) <= value) i++
    while (j < b.length && (b[j] ?? 0) <= value) j++
    largest = Math.max(largest, Math.abs(i - j) / a.length)
  }
  return largest
}

/**
 * How far two series usually are from each other: the median of the absolute differences in their common hours. FILTER takes
 * the Euclidean distance; the median does the same without one peak deciding.
 * @returns undefined with fewer than a week of common hours
 */
export function findTypicalDifference(first: Float64Array, second: Float64Array): number | undefined {
  const { a, b } = pairUp(first, second)
  if (a.length < LEAST_HOURS) return undefined
  return findMedian(a.map((value, index) => Math.abs(value - (b[index] ?? 0))))
}

/** What the neighbours say of a station over a period: whether it fails a test. */
export type SpatialVerdict = { correlation: boolean; similarity: boolean }

/**
 * FILTER, steps 4 and 5: compares a station with its neighbours over the same hours. What cannot be told is no failure.
 * @param own hourly means, NaN where there is none
 * @param neighbours the same of the stations nearby, equally long
 */
export function judgeAmongNeighbours(
  own: Float64Array,
  neighbours: readonly Float64Array[],
  limits: NonNullable<Limits['spatial']>,
): SpatialVerdict {
  const median = medianOfNeighbours(neighbours, own.length)
  const correlation = correlateRanks(own, median)
  const distribution = compareDistributions(own, median)
  const difference = findTypicalDifference(own, median)
  const usual = findMedian(neighbours.map((other) => findTypicalDifference(other, median) ?? Number.NaN))
  const { similarity } = limits
  const isFar =
    similarity !== undefined &&
    difference !== undefined &&
    difference > similarity.least &&
    difference > similarity.times * usual
  const isOther =
    similarity !== undefined &&
    difference !== undefined &&
    difference > similarity.least &&
    (distribution ?? 0) > similarity.distribution
  return {
    correlation: correlation !== undefined && correlation < (limits.correlation ?? -1),
    similarity: isFar || isOther,
  }
}
