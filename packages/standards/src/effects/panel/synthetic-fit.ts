import { Matrix } from 'ml-matrix'
import { findMean } from './checks.ts'
import { findNearest, type Points } from './nearest.ts'
import type { Row } from './panel.ts'
import { searchWeights } from './predictor-weights.ts'

/** What is known of each area beside its figures, to be matched too. */
export interface Predictor {
  name: string
  /** One per area, by its key. */
  values: Readonly<Record<string, number>>
}

/** What donors are weighed by. */
export interface Matching {
  /** Absent: each figure from before the start, all as heavy. */
  predictors?: readonly Predictor[] | undefined
  /** Of the predictors, each in its standard deviation over the areas; absent: those by which the figures from before are followed best. */
  predictorWeights?: readonly number[] | undefined
  /** `remove`: of each area the mean from before is taken off first (Ferman and Pinto 2021). */
  levels: 'match' | 'remove'
}

/** A mean of donors that follows some areas. */
export interface Fit {
  /** One per donor, in their order. */
  weights: number[]
  /** Mean of the areas less that of the donors, per period. */
  gaps: number[]
  /** Root mean squared gap before and after the start. */
  before: number
  after: number
  /** Mean gap after. */
  estimate: number
  predictorWeights: number[] | null
  /** See {@link findNearest}. */
  optimality: number
}

/** Finds a mean of the areas at `donors` that follows the mean of those at `targets`; the numbers are their places. */
export type Follow = (targets: readonly number[], donors: readonly number[]) => Fit

/**
 * Synthetic control (Abadie and Gardeazabal 2003; Abadie, Diamond and Hainmueller 2010).
 * @param start how many periods are before
 * @param end how many periods count
 */
export function prepareFollowing(
  rows: readonly Row[],
  { start, end }: { start: number; end: number },
  { predictors, predictorWeights, levels }: Matching,
): Follow {
  const series = rows.map(({ values }) => {
    const level = levels === 'remove' ? findMean([...values.subarray(0, start)]) : 0
    return values.subarray(0, end).map((value) => value - level)
  })
  const periods = Array.from({ length: start }, (_, at) => series.map((values) => values[at] ?? 0))
  const measure = (weights: Float64Array, targets: readonly number[], donors: readonly number[]) => {
    const gaps = new Array<number>(end).fill(0)
    const add = (place: number | undefined, weight: number) => {
      const values = series[place ?? 0]
      for (let at = 0; at < end; at += 1) gaps[at] = (gaps[at] ?? 0) + weight * (values?.[at] ?? 0)
    }
    for (const place of targets) add(place, 1 / targets.length)
    weights.forEach((weight, index) => {
      if (weight > 0) add(donors[index], -weight)
    })
    const [before, after] = [gaps.slice(0, start), gaps.slice(start)]
    return { gaps, before: findRoot(before), after: findRoot(after), estimate: findMean(after) }
  }
  if (!predictors) {
    const figures = multiply(periods)
    return (targets, donors) => {
      const { weights, optimality } = follow(figures, targets, donors)
      const measured = measure(weights, targets, donors)
      return { ...measured, weights: [...weights], optimality, predictorWeights: null }
    }
  }
  const scaled = predictors.map(({ values }) => scale(rows.map(({ key }) => values[key] ?? 0)))
  return (targets, donors) => {
    const apart = standOff(scaled, targets, donors)
    const gaps = standOff(periods, targets, donors)
    const chosen =
      predictorWeights ??
      searchWeights(scaled.length, (tried) => sumSquares(gaps, findNearest(weighBy(apart, tried)).weights))
    const { weights, optimality } = findNearest(weighBy(apart, chosen))
    const sum = chosen.reduce((total, weight) => total + weight, 0)
    return {
      ...measure(weights, targets, donors),
      weights: [...weights],
      optimality,
      predictorWeights: chosen.map((weight) => weight / sum),
    }
  }
}

/** Per donor how far it is from the mean of the targets, in each row. */
function standOff(
  rows: readonly (readonly number[])[],
  targets: readonly number[],
  donors: readonly number[],
): Float64Array[] {
  const middles = rows.map((row) => findMean(targets.map((place) => row[place] ?? 0)))
  return donors.map((place) => Float64Array.from(rows, (row, at) => (row[place] ?? 0) - (middles[at] ?? 0)))
}

/** Points of which each row counts by its weight. */
function weighBy(points: readonly Float64Array[], weights: readonly number[]): Points {
  const roots = weights.map(Math.sqrt)
  const weighed = points.map((point) => point.map((value, row) => value * (roots[row] as number)))
  const multiplyBy = (one: Float64Array) => Float64Array.from(weighed, (other) => product(one, other))
  return {
    lengths: Float64Array.from(weighed, (point) => product(point, point)),
    column: (place) => multiplyBy(weighed[place] as Float64Array),
  }
}

function product(one: Float64Array, other: Float64Array): number {
  let sum = 0
  for (let at = 0; at < one.length; at += 1) sum += (one[at] as number) * (other[at] as number)
  return sum
}

/** The squared length of a weighted mean of points. */
function sumSquares(points: readonly Float64Array[], weights: Float64Array): number {
  const total = new Float64Array(points[0]?.length ?? 0)
  points.forEach((point, index) => {
    const weight = weights[index] ?? 0
    if (weight > 0)
      for (let at = 0; at < total.length; at += 1)
        total[at] = (total[at] as number) + weight * (point[at] as number)
  })
  return total.reduce((sum, each) => sum + each * each, 0)
}

/** Inner products of the columns, from which the mean of each row is taken off: weights that add up to one do not see it, and rounding does. */
function multiply(rows: readonly (readonly number[])[]): Float64Array[] {
  const matrix = new Matrix(
    rows.map((row) => {
      const middle = findMean(row)
      return row.map((value) => value - middle)
    }),
  )
  const products = matrix.transpose().mmul(matrix)
  return Array.from({ length: products.rows }, (_, place) => Float64Array.from(products.getRow(place)))
}

/** The inner product of two areas, each less the mean of the targets. */
function relate(products: readonly Float64Array[], targets: readonly number[]) {
  const toTarget = products.map((row) => findMean(targets.map((place) => row[place] ?? 0)))
  const own = findMean(targets.map((place) => toTarget[place] ?? 0))
  return (one: number, other: number) =>
    (products[one]?.[other] ?? 0) + own - ((toTarget[one] ?? 0) + (toTarget[other] ?? 0))
}

function follow(products: readonly Float64Array[], targets: readonly number[], donors: readonly number[]) {
  const product = relate(products, targets)
  return findNearest({
    lengths: Float64Array.from(donors, (donor) => product(donor, donor)),
    column: (place) => Float64Array.from(donors, (donor) => product(donors[place] ?? 0, donor)),
  })
}

function scale(values: readonly number[]): number[] {
  const middle = findMean(values)
  const spread = Math.sqrt(findMean(values.map((value) => (value - middle) ** 2)))
  return values.map((value) => (spread > 0 ? value / spread : 0))
}

const findRoot = (values: readonly number[]) => Math.sqrt(findMean(values.map((value) => value * value)))
