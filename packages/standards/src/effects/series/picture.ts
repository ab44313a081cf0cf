/** What a chart of one series draws beside what was measured: what was to be expected without the intervention. */
import { type CountsOptions, workCounts } from './counts.ts'
import type { Design } from './interrupted.ts'
import { grindLens } from './lens.ts'
import { look, tell } from './likelihood.ts'
import { rowAt, type Series, type Shape } from './terms.ts'

/** What was to be expected of each step, after the start without the intervention, with the band in which 95 of 100 single values then lie. */
export type Expectation = { expected: number; low: number; high: number }

/**
 * What was to be expected at each step of a series, with values or without. The band is that of a single value: the doubt about the expectation, and
 * how much values differ by themselves, at the likeness at which the effect is judged, and as wide as its simulated line.
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

/** Of each step what the terms tell, its error, how much single values differ, and the line, at the likeness at which the effect is judged. */
function tellWithout(
  { rows, places, start, lines, noise, season: told }: Design,
  known: readonly number[],
  { values, season }: Series,
  shape: Shape,
) {
  const asked = values.map((_, place) => rowAt(place, { start, shape, season, told, without: true }))
  const lens = grindLens(rows, places, asked, noise)
  const { upper } = look(lens, known)
  const spread = Math.sqrt((lens.left[upper] ?? 0) / (lens.count - lens.width))
  const times = lines[0]?.limits[upper] ?? Number.NaN
  return asked.map((_, step) => ({ ...tell(lens, upper, step), spread, times }))
}
