/** The effect of an interruption of one series, with intervals that hold in short series whose values resemble each other. */
import type { EffectEstimate } from '../estimate.ts'
import { findLines, type Lines, probabilityOf } from './critical.ts'
import { grindLens, type Lens, LIKENESSES, type Noise } from './lens.ts'
import { amountsOf, freeOfLikeness, look, tell } from './likelihood.ts'
import {
  CHANGES,
  type ChangeKind,
  layTerms,
  type Season,
  type Series,
  type Shape,
  type Terms,
} from './terms.ts'

/** Values that are simulated per likeness for the lines of one design, in series of at least and at most so many. */
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
  /** As chance in counts. */
  noise: Noise | undefined
  lens: Lens
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
 * Makes a design: terms, and by simulation the lines that an estimate must pass. The same for the same arguments.
 * @param draws series per likeness that are simulated; fewer is faster and less exact
 * @returns undefined when there are too few values for the terms
 */
export function layDesign(series: Series, start: number, shape: Shape, draws?: number): Design | undefined {
  const terms = layTerms(series, start, shape)
  return terms && designOf(terms, start, draws)
}

/** As {@link layDesign}, of terms that are already there. */
export function designOf(
  { places, rows, season, changes }: Terms,
  start: number,
  draws = drawsFor(places.length),
  noise?: Noise,
): Design {
  const asked = CHANGES.filter((change) => changes[change] !== undefined)
  const lens = grindLens(
    rows,
    places,
    asked.map((change) => changes[change] ?? []),
    noise,
  )
  const lines = findLines(lens, places, { draws, seed: SEED, noise })
  return { places, rows, start, season, asked, noise, lens, lines }
}

function drawsFor(count: number): number {
  return Math.max(DRAWS.least, Math.min(DRAWS.most, Math.round(SIMULATED_VALUES / count)))
}

/**
 * Estimates the changes in a series: generalised least squares at the upper end of the restricted likelihood of likeness, with simulated lines.
 * @param values as many as the design has places
 */
export function estimateInterruption(design: Design, values: readonly number[]): InterruptionEstimate {
  const { lens, lines, asked, places, start } = design
  const { best, upper } = look(lens, values)
  const after = values.filter((_, index) => (places[index] ?? 0) >= start)
  const observed = after.reduce((total, value) => total + value, 0) / after.length
  const average = tell(lens, upper, 0).estimate
  const changes: Partial<Record<ChangeKind, EffectEstimate>> = {}
  for (const [index, change] of asked.entries()) {
    const { estimate, error } = tell(lens, upper, index)
    const found = lines[index]
    const reach = error * (found?.limits[upper] ?? Number.NaN)
    changes[change] = {
      method: 'interrupted-series',
      scale: 'difference',
      estimate,
      standardError: error,
      low: estimate - reach,
      high: estimate + reach,
      p: found ? probabilityOf(found, estimate / error, upper) : null,
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
    likeness: { best: LIKENESSES[best] ?? 0, upper: LIKENESSES[upper] ?? 0 },
    spread: Math.sqrt((lens.left[best] ?? 0) / (lens.count - lens.width)),
    surprises: freeOfLikeness(
      residuals,
      places,
      LIKENESSES[best] ?? 0,
      design.noise?.(LIKENESSES[best] ?? 0),
    ),
  }
}

function sumOf(row: readonly number[], amounts: readonly number[]): number {
  return row.reduce((total, value, term) => total + value * (amounts[term] ?? 0), 0)
}
