/** The effect of an interruption of one series, with intervals that hold in short series whose values resemble each other. */
import type { EffectEstimate } from '../estimate.ts'
import { findLines, type Lines, probabilityOf } from './critical.ts'
import { type Errors, grindLens, type Lens, LIKENESSES } from './lens.ts'
import { amountsOf, freeOfLikeness, lookThrough, tellLeastCertain } from './likelihood.ts'
import {
  CHANGES,
  type ChangeKind,
  layTerms,
  type Season,
  type Series,
  type Shape,
  type Terms,
} from './terms.ts'

/** Values that are looked at per likeness for the lines of one design, in series of at least and at most so many. */
const SIMULATED_VALUES = 400_000
const DRAWS = { least: 1000, most: 4000 }
const SEED = 20_260_101

/** Ready to estimate the effect in any series with values at the same places. */
export type Design = {
  places: readonly number[]
  rows: readonly (readonly number[])[]
  start: number
  season: Season
  asked: readonly ChangeKind[]
  /** One per kind of errors that is possible. */
  lenses: readonly Lens[]
  lines: readonly Lines[]
}

export type InterruptionEstimate = {
  /** The mean over all steps after the start, the change at the start, and the growth per step since; the last two only with a change of slope. */
  changes: Partial<Record<ChangeKind, EffectEstimate>>
  season: Season
  /** How much each value resembles the one before: the likeliest, and the upper end at which was judged. */
  likeness: { best: number; upper: number }
  /** Standard deviation of values around the model. */
  spread: number
  /** Of each term in the rows of the design. */
  amounts: number[]
  /** What no term tells, per value; and that with likeness taken out. */
  residuals: number[]
  surprises: number[]
}

/**
 * The errors that are thought possible. What follows itself in two ways at once, as the difference of two series does of which one follows itself closely and the other does not,
 * fades at no single rate (such a sum is of a higher order: Granger and Morris 1976). What fades fast in it is near to noise, so that it is looked at with noise on top as well, where
 * the rest fades slowly: there it makes estimates less certain.
 */
export const ERRORS = {
  one: [{ likenesses: LIKENESSES }],
  difference: [
    { likenesses: LIKENESSES },
    { likenesses: LIKENESSES.filter((likeness, at) => likeness > 0.3 && at % 3 === 0), noise: () => 0.25 },
  ],
} satisfies Record<string, readonly Errors[]>

export type DesignOptions = {
  /** Series per likeness that are simulated; fewer is faster and less exact. */
  draws?: number | undefined
  /** Whether the values are the difference of two series. */
  isDifference?: boolean | undefined
}

/**
 * Makes a design: terms, and by simulation the lines that an estimate must pass. The same for the same arguments.
 * @returns undefined when there are too few values for the terms
 */
export function layDesign(
  series: Series,
  start: number,
  shape: Shape,
  { draws, isDifference = false }: DesignOptions = {},
): Design | undefined {
  const terms = layTerms(series, start, shape)
  return terms && designOf(terms, start, draws, ERRORS[isDifference ? 'difference' : 'one'])
}

/** As {@link layDesign}, of terms that are already there. @param errors each kind that is thought possible */
export function designOf(
  { places, rows, season, changes }: Terms,
  start: number,
  draws?: number,
  errors: readonly Errors[] = ERRORS.one,
): Design {
  const asked = CHANGES.filter((change) => changes[change] !== undefined)
  const contrasts = asked.map((change) => changes[change] ?? [])
  const lenses = errors.map((kind) => grindLens(rows, places, contrasts, kind))
  const lines = findLines(lenses, places, {
    draws: draws ?? drawsFor(places.length * lenses.length),
    seed: SEED,
  })
  return { places, rows, start, season, asked, lenses, lines }
}

function drawsFor(values: number): number {
  return Math.max(DRAWS.least, Math.min(DRAWS.most, Math.round(SIMULATED_VALUES / values)))
}

/**
 * Estimates the changes in a series: generalised least squares at the upper end of the restricted likelihood of likeness, with simulated lines.
 * @param values as many as the design has places
 */
export function estimateInterruption(design: Design, values: readonly number[]): InterruptionEstimate {
  const { lenses, lines, asked, places, start } = design
  const { best, uppers } = lookThrough(lenses, values)
  const { noise, likenesses } = best.lens.errors
  const likeliest = likenesses[best.at] ?? 0
  const after = values.filter((_, index) => (places[index] ?? 0) >= start)
  const observed = after.reduce((total, value) => total + value, 0) / after.length
  const { lens, upper, estimate: average } = tellLeastCertain(lenses, uppers, 0)
  const changes: Partial<Record<ChangeKind, EffectEstimate>> = {}
  for (const [index, change] of asked.entries()) {
    const { estimate, error, line } = tellLeastCertain(lenses, uppers, index)
    const found = lines[index]
    const reach = error * (found?.limits[line] ?? Number.NaN)
    changes[change] = {
      method: 'interrupted-series',
      scale: 'difference',
      estimate,
      standardError: error,
      low: estimate - reach,
      high: estimate + reach,
      p: found ? probabilityOf(found, estimate / error, line) : null,
      count: values.length,
      expected: change === 'slope' ? null : observed - average,
      checks: [],
    }
  }
  const amounts = amountsOf(lens, upper)
  const residuals = values.map((value, index) => value - sumOf(design.rows[index] ?? [], amounts))
  return {
    changes,
    amounts,
    residuals,
    season: design.season,
    likeness: { best: likeliest, upper: lens.errors.likenesses[upper] ?? 0 },
    spread: Math.sqrt((best.lens.left[best.at] ?? 0) / (lens.count - lens.width)),
    surprises: freeOfLikeness(residuals, places, likeliest, noise?.(likeliest)),
  }
}

function sumOf(row: readonly number[], amounts: readonly number[]): number {
  return row.reduce((total, value, term) => total + value * (amounts[term] ?? 0), 0)
}
