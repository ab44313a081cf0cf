/** What a chart of one series draws beside what was measured: what was to be expected without the intervention. */
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
  const { rows, places, start, lines } = design
  const told = { start, shape, season, told: design.season }
  const expected = values.map((_, place) => rowAt(place, { ...told, without: true }))
  const lens = grindLens(rows, places, expected)
  const { upper } = look(
    lens,
    places.map((place) => values[place] ?? 0),
  )
  const spread = Math.sqrt((lens.left[upper] ?? 0) / (lens.count - lens.width))
  const times = lines[0]?.limits[upper] ?? Number.NaN
  return expected.map((_, step) => {
    const { estimate, error } = tell(lens, upper, step)
    const reach = times * Math.hypot(error, spread)
    return { expected: estimate, low: estimate - reach, high: estimate + reach }
  })
}
