/** What a chart of one series draws beside what was measured: what was to be expected without the intervention. */
import { studentQuantile } from '../../student/index.ts'
import { type CountsOptions, workCounts } from './counts.ts'
import type { Design } from './interrupted.ts'
import { grindLens } from './lens.ts'
import { look, lookThrough, tell, tellLeastCertain } from './likelihood.ts'
import { rowAt, type Series, type Shape } from './terms.ts'

/** What was to be expected of each step, after the start without the intervention, with the band in which 95 of 100 single values then lie. */
export type Expectation = { expected: number; low: number; high: number }

/**
 * What was to be expected at each step of a series, with values or without. The band is that of a single value: the doubt about the expectation, and
 * how much values differ by themselves, at the likeness that is most likely, and as wide as Student's distribution says. The likeness at which an effect is
 * judged is higher, for the sake of its probability: of single values that would be twice too wide, and hold 99.5 of 100.
 * @param design of the series
 */
export function expectWithout(design: Design, { values, season }: Series, shape: Shape): Expectation[] {
  const known = design.places.map((place) => values[place] ?? 0)
  return tellWithout(design, known, { values, season }, shape).map(({ estimate, error, spread, times }) => {
    const reach = times * Math.hypot(error, spread)
    return { expected: estimate, low: estimate - reach, high: estimate + reach }
  })
}

/**
 * The same of counts, as {@link estimateCounts} tells them: of a step with many counts the single count differs by more than of one with few, and none is below zero.
 * @returns undefined when there are too few counts
 */
export function expectCountsWithout(
  series: Series,
  start: number,
  shape: Shape,
  options: CountsOptions = {},
): Expectation[] | undefined {
  const { exposures } = options
  const worked = workCounts(series, start, shape, options)
  return (
    worked &&
    tellWithout(worked.design, worked.working, series, shape).map(
      ({ estimate, error, spread, times }, place) => {
        const expected = Math.exp(estimate) * (exposures?.[place] ?? 1)
        const reach = times * Math.hypot(error * expected, spread * Math.sqrt(expected))
        return { expected, low: Math.max(0, expected - reach), high: expected + reach }
      },
    )
  )
}

/**
 * Of each step what the terms tell, at the likeness at which the effect is judged; its error and how much single values differ, at the one that
 * is most likely; and how many of those a band of 95 of 100 reaches.
 */
function tellWithout(
  { rows, places, start, lenses, season: told }: Design,
  known: readonly number[],
  { values, season }: Series,
  shape: Shape,
) {
  const asked = values.map((_, place) => rowAt(place, { start, shape, season, told, without: true }))
  const { uppers } = lookThrough(lenses, known)
  const judged = tellLeastCertain(lenses, uppers, 0)
  const lens = grindLens(rows, places, asked, judged.lens.errors)
  const { best } = look(lens, known)
  const degrees = lens.count - lens.width
  const spread = Math.sqrt((lens.left[best] ?? 0) / degrees)
  const times = studentQuantile(0.975, degrees)
  return asked.map((_, step) => ({
    estimate: tell(lens, judged.upper, step).estimate,
    error: tell(lens, best, step).error,
    ...{ spread, times },
  }))
}
