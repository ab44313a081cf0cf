/**
 * Counts: regression by quasi-Poisson (McCullagh and Nelder 1989), the variance being a multiple of the mean, and for interrupted series with values
 * that resemble each other.
 */
import { Matrix, QrDecomposition, solve } from 'ml-matrix'
import type { EffectEstimate } from '../estimate.ts'
import { type Design, designOf, estimateInterruption } from './interrupted.ts'
import { LIKENESSES, type Noise } from './lens.ts'
import { layTerms, type Season, type Series, type Shape, type Terms } from './terms.ts'

export type PoissonFit = {
  /** On the scale of logarithms. */
  amounts: number[]
  /** With the dispersion in them. */
  errors: number[]
  means: number[]
  /** By how much the variance is larger than the mean: Pearson's chi-square over degrees of freedom. */
  dispersion: number
  deviance: number
  /** What was to be expected according to the terms, before the dispersion: (count − mean) / √mean. */
  residuals: number[]
}

const TURNS = 50
const CLOSE = 1e-10

/**
 * Quasi-Poisson regression with a logarithmic link, by iteratively reweighted least squares.
 * @param exposures what counts are a rate of (residents, kilometres, days in the month); 1 when left out. All above zero
 * @throws when terms cannot be told apart
 */
export function fitCounts(
  rows: readonly (readonly number[])[],
  counts: readonly number[],
  exposures?: readonly number[],
): PoissonFit {
  const offsets = counts.map((_, index) => Math.log(exposures?.[index] ?? 1))
  let means = counts.map((count) => count + 0.5)
  let amounts: number[] = []
  let deviance = Number.POSITIVE_INFINITY
  let information = new Matrix(0, 0)
  for (let turn = 0; turn < TURNS; turn += 1) {
    const weighted = new Matrix(
      rows.map((row, index) => row.map((value) => value * Math.sqrt(means[index] ?? 0))),
    )
    const working = counts.map((count, index) => {
      const mean = means[index] ?? 1
      return (Math.log(mean) - (offsets[index] ?? 0) + (count - mean) / mean) * Math.sqrt(mean)
    })
    information = weighted.transpose().mmul(weighted)
    amounts = solve(information, weighted.transpose().mmul(Matrix.columnVector(working))).to1DArray()
    means = rows.map((row, index) =>
      Math.exp(row.reduce((total, value, term) => total + value * (amounts[term] ?? 0), offsets[index] ?? 0)),
    )
    const last = deviance
    deviance = devianceOf(counts, means)
    if (Math.abs(last - deviance) < CLOSE * (Math.abs(deviance) + 0.1)) break
  }
  const residuals = counts.map((count, index) => (count - (means[index] ?? 0)) / Math.sqrt(means[index] ?? 1))
  const dispersion =
    residuals.reduce((total, each) => total + each * each, 0) / (counts.length - amounts.length)
  const inverse = solve(information, Matrix.eye(amounts.length))
  return {
    amounts,
    errors: amounts.map((_, term) => Math.sqrt(dispersion * inverse.get(term, term))),
    means,
    dispersion,
    deviance,
    residuals,
  }
}

function devianceOf(counts: readonly number[], means: readonly number[]): number {
  return counts.reduce((total, count, index) => {
    const mean = means[index] ?? 0
    return total + 2 * ((count > 0 ? count * Math.log(count / mean) : 0) - (count - mean))
  }, 0)
}

export type CountsEstimate = {
  /** The mean over all steps after the start, as a ratio minus one: −0.1 is 10 % fewer. */
  average: EffectEstimate
  season: Season
  likeness: { best: number; upper: number }
  dispersion: number
  surprises: number[]
}

/** Series that are simulated per likeness for the lines: fewer than of values, as noise makes a look longer. */
const DRAWS = 2000

/** Part of the variance that is the chance of counting: the rest can resemble what was before. */
const MOST_NOISE = 0.95

/** Fewer counts than this in all, before or after the start, say nothing. */
const LEAST_COUNTS = 10

export type CountsOptions = {
  /** As of {@link fitCounts}, for each step. */
  exposures?: readonly number[]
  draws?: number
}

/** The regression with which quasi-Poisson ended, each value and its terms divided by its deviation. */
type WorkedCounts = {
  terms: Terms
  design: Design
  /** Values of that regression, as many as the design has places. */
  working: number[]
  dispersion: number
}

/** Makes counts ready to be judged as a series of values. @returns undefined when there are too few @throws RangeError when a count is below zero, or an exposure not above */
export function workCounts(
  series: Series,
  start: number,
  shape: Shape,
  { exposures, draws = DRAWS }: CountsOptions,
): WorkedCounts | undefined {
  const terms = layTerms(series, start, shape)
  if (!terms) return undefined
  const { places, values, rows } = terms
  if (values.some((value) => value < 0)) throw new RangeError('A count cannot be below zero.')
  if (exposures && !places.every((place) => (exposures[place] ?? 0) > 0))
    throw new RangeError('What counts are a rate of must be above zero at each of them.')
  const inAll = (isAfter: boolean) =>
    values.reduce((total, value, index) => total + ((places[index] ?? 0) >= start === isAfter ? value : 0), 0)
  if (inAll(false) < LEAST_COUNTS || inAll(true) < LEAST_COUNTS) return undefined
  const given = exposures && places.map((place) => exposures[place] as number)
  const { means, amounts, dispersion } = fitCounts(rows, values, given)
  const deviations = means.map((mean) => 1 / Math.sqrt(mean))
  const working = values.map((value, index) => {
    const mean = means[index] ?? 1
    const told = (rows[index] ?? []).reduce((total, each, term) => total + each * (amounts[term] ?? 0), 0)
    return (told + (value - mean) / mean) / (deviations[index] ?? 1)
  })
  const scaled = rows.map((row, index) => row.map((each) => each / (deviations[index] ?? 1)))
  const design = designOf({ ...terms, rows: scaled }, start, draws, [
    { likenesses: LIKENESSES, noise: noiseOf(scaled, places, dispersion) },
  ])
  return { terms, design, working, dispersion }
}

/**
 * The effect of an interruption of a series of counts. The terms are fitted by quasi-Poisson; of the regression with which that ended, each value and
 * its terms are divided by its deviation, and judged as any interrupted series is: by restricted likelihood with simulated lines. What values
 * share with the one before is then in the interval, which dispersion alone leaves out. The chance of counting (1 in units of the dispersion) resembles nothing:
 * it is noise on top, as in the models of Zeger (1988).
 * @returns undefined when there are too few counts
 */
export function estimateCounts(
  series: Series,
  start: number,
  shape: Shape,
  options: CountsOptions = {},
): CountsEstimate | undefined {
  const worked = workCounts(series, start, shape, options)
  if (!worked) return undefined
  const { terms, design, working, dispersion } = worked
  const { places, values } = terms
  const { changes, likeness, surprises } = estimateInterruption(design, working)
  const found = changes.average
  if (!found || found.low === null || found.high === null) return undefined
  const ratio = (logarithm: number) => Math.exp(logarithm) - 1
  const after = values.filter((_, index) => (places[index] ?? 0) >= start)
  const observed = after.reduce((total, value) => total + value, 0) / after.length
  return {
    average: {
      ...found,
      method: 'interrupted-counts',
      scale: 'ratio',
      estimate: ratio(found.estimate),
      standardError: null,
      low: ratio(found.low),
      high: ratio(found.high),
      expected: observed / Math.exp(found.estimate),
    },
    season: terms.season,
    likeness,
    dispersion,
    surprises,
  }
}

/**
 * Which part of the variance is the chance of counting, for each likeness of the rest. The variance of the rest is taken at its upper end, as likeness is: it is what hides
 * likeness, and few counts tell little of it. And it is made whole again: what resembles the value before goes partly into the trend, and does not show in the dispersion.
 */
function noiseOf(rows: readonly (readonly number[])[], places: readonly number[], dispersion: number): Noise {
  const { orthogonalMatrix } = new QrDecomposition(new Matrix(rows.map((row) => [...row])))
  const directions = orthogonalMatrix.transpose().to2DArray()
  const degrees = places.length - directions.length
  const shown = degrees * Math.max(0, dispersion / lowEnd(degrees) - 1)
  return (likeness) => {
    const left = places.length - sumAlike(directions, places, likeness)
    return Math.min(MOST_NOISE, left / (left + shown))
  }
}

/** The lower end of a mean of squares of normal values of variance 1: that of a 68 % interval (Wilson and Hilferty 1931). */
function lowEnd(degrees: number): number {
  const part = 2 / (9 * degrees)
  return (1 - part - Math.sqrt(part)) ** 3
}

/** How much of a first-order autoregression of variance 1 lies in perpendicular directions of length 1, in all. */
function sumAlike(
  directions: readonly (readonly number[])[],
  places: readonly number[],
  likeness: number,
): number {
  return directions.reduce((total, direction) => {
    let [earlier, products] = [0, 0]
    direction.forEach((value, index) => {
      if (index > 0)
        earlier =
          likeness ** ((places[index] ?? 0) - (places[index - 1] ?? 0)) *
          (earlier + (direction[index - 1] ?? 0))
      products += value * (value + 2 * earlier)
    })
    return total + products
  }, 0)
}
