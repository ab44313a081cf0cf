import { Matrix } from 'ml-matrix'
import { findNearest } from './nearest.ts'
import type { Row } from './panel.ts'

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
    const level = levels === 'remove' ? mean([...values.subarray(0, start)]) : 0
    return values.subarray(0, end).map((value) => value - level)
  })
  const figures = multiply(Array.from({ length: start }, (_, at) => series.map((values) => values[at] ?? 0)))
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
    return { gaps, before: findRoot(before), after: findRoot(after), estimate: mean(after) }
  }
  if (!predictors)
    return (targets, donors) => {
      const { weights, optimality } = follow(figures, targets, donors)
      const measured = measure(weights, targets, donors)
      return { ...measured, weights: [...weights], optimality, predictorWeights: null }
    }
  const scaled = predictors.map(({ values }) => scale(rows.map(({ key }) => values[key] ?? 0)))
  return (targets, donors) => {
    const weighBy = (tried: readonly number[]) => {
      const products = multiply(
        scaled.map((row, index) => row.map((value) => value * Math.sqrt(tried[index] ?? 0))),
      )
      return follow(products, targets, donors)
    }
    const chosen =
      predictorWeights ??
      searchWeights(scaled.length, (tried) =>
        measureDistance(figures, targets, donors, weighBy(tried).weights),
      )
    const { weights, optimality } = weighBy(chosen)
    const sum = chosen.reduce((total, weight) => total + weight, 0)
    return {
      ...measure(weights, targets, donors),
      weights: [...weights],
      optimality,
      predictorWeights: chosen.map((weight) => weight / sum),
    }
  }
}

/** Inner products of the columns, from which the mean of each row is taken off: weights that add up to one do not see it, and rounding does. */
function multiply(rows: readonly (readonly number[])[]): Float64Array[] {
  const matrix = new Matrix(
    rows.map((row) => {
      const middle = mean(row)
      return row.map((value) => value - middle)
    }),
  )
  const products = matrix.transpose().mmul(matrix)
  return Array.from({ length: products.rows }, (_, place) => Float64Array.from(products.getRow(place)))
}

/** The inner product of two areas, each less the mean of the targets. */
function relate(products: readonly Float64Array[], targets: readonly number[]) {
  const toTarget = products.map((row) => mean(targets.map((place) => row[place] ?? 0)))
  const own = mean(targets.map((place) => toTarget[place] ?? 0))
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

/** The squared distance between the targets and their weighted donors. */
function measureDistance(
  products: readonly Float64Array[],
  targets: readonly number[],
  donors: readonly number[],
  weights: Float64Array,
): number {
  const product = relate(products, targets)
  const heavy = donors.flatMap((place, index) => {
    const weight = weights[index] ?? 0
    return weight > 0 ? [{ place, weight }] : []
  })
  let sum = 0
  for (const one of heavy)
    for (const other of heavy) sum += one.weight * other.weight * product(one.place, other.place)
  return sum
}

/** Steps of the search are doublings: the first so many, and the last half a doubling; no weight changes by more than so many in all. */
const FIRST_STEP = 4
const LAST_STEP = 0.5
const FURTHEST = 6
/** An error this little lower is not worth a step. */
const WORTHWHILE = 1e-4

/**
 * Weights of predictors for which an error is low, from equal weights on: compass search over their logarithms (Kolda, Lewis and Torczon 2003), always with the same outcome.
 */
function searchWeights(count: number, measure: (weights: readonly number[]) => number): number[] {
  let place = Array.from({ length: count }, () => 0)
  const weigh = (at: readonly number[]) => at.map((value) => 2 ** value)
  let lowest = measure(weigh(place))
  for (let step = FIRST_STEP; step >= LAST_STEP; step /= 2) {
    for (let moved = true; moved; ) {
      moved = false
      for (const index of place.keys())
        for (const by of [step, -step]) {
          const next = (place[index] ?? 0) + by
          if (Math.abs(next) > FURTHEST) continue
          const tried = place.with(index, next)
          const error = measure(weigh(tried))
          if (error >= lowest * (1 - WORTHWHILE)) continue
          ;[place, lowest, moved] = [tried, error, true]
        }
    }
  }
  return weigh(place)
}

function scale(values: readonly number[]): number[] {
  const middle = mean(values)
  const spread = Math.sqrt(mean(values.map((value) => (value - middle) ** 2)))
  return values.map((value) => (spread > 0 ? value / spread : 0))
}

const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(values.length, 1)

const findRoot = (values: readonly number[]) => Math.sqrt(mean(values.map((value) => value * value)))
