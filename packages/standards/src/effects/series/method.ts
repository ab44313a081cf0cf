/** The estimates of an interrupted series of values or of counts, in one shape. */

import { studentQuantile } from '../../student/index.ts'
import { studentBeyond } from '../distributions.ts'
import type { EffectEstimate } from '../estimate.ts'
import { estimateCounts } from './counts.ts'
import { estimateInterruption, layDesign } from './interrupted.ts'
import { estimateLocalLevel } from './local-level.ts'
import { layTerms, type Season, type Series, type Shape } from './terms.ts'

/** What is studied: a series and the index of the first value after the start. */
export type Study = {
  series: Series
  start: number
  shape: Shape
  /** Whether the values are counts; then of what they are a rate, for each step, may be given. */
  counts?: { exposures?: readonly number[] }
  /** Whether the values are the difference of two series. */
  isDifference?: boolean
}

export type Told = {
  average: EffectEstimate
  level?: EffectEstimate
  slope?: EffectEstimate
  season: Season
  likeness: { best: number; upper: number }
  /** Standard deviation around the model; of counts the dispersion. */
  spread: number
  places: number[]
  surprises: number[]
}

/** @param draws series per likeness that are simulated for the lines; left out: as many as an effect is published with */
export function estimateStudy(study: Study, draws?: number): Told | undefined {
  const { series, start, shape, counts, isDifference } = study
  const places = series.values.flatMap((value, place) => (value === null ? [] : [place]))
  if (counts) {
    const { exposures } = counts
    const found = estimateCounts(series, start, shape, {
      ...(exposures && { exposures }),
      ...(draws !== undefined && { draws }),
    })
    return found && { ...found, spread: found.dispersion, places }
  }
  const design = layDesign(series, start, shape, { draws, isDifference })
  if (!design) return undefined
  const values = series.values.flatMap((value) => value ?? [])
  const { changes, ...rest } = estimateInterruption(design, values)
  const { average, level, slope } = changes
  return average && { average, ...(level && { level }), ...(slope && { slope }), ...rest, places }
}

/** The same by the other model of what values share: a level that wanders. Counts as logarithms of their rate. */
export function estimateWandering({ series, start, shape, counts }: Study): EffectEstimate | undefined {
  const values = counts
    ? series.values.map((value, place) =>
        value === null ? null : Math.log((value + 0.5) / (counts.exposures?.[place] ?? 1)),
      )
    : series.values
  const terms = layTerms({ ...series, values }, start, shape)
  if (!terms) return undefined
  // The change of slope is turned around its middle, so that the amount of the level is the mean after the start.
  const middle = terms.changes.average?.[3] ?? 0
  const rows = terms.rows.map(([, trend = 0, level = 0, ...others]) =>
    shape === 'level'
      ? [level, trend, ...others]
      : [level, trend, (others[0] ?? 0) - middle * level, ...others.slice(1)],
  )
  const { amounts, errors } = estimateLocalLevel(rows, terms.places, terms.values)
  const [estimate = Number.NaN] = amounts
  const [error = Number.NaN] = errors
  const degrees = terms.values.length - 1 - (rows[0]?.length ?? 0)
  if (degrees < 1) return undefined
  const reach = studentQuantile(0.975, degrees) * error
  const put = (value: number) => (counts ? Math.exp(value) - 1 : value)
  return {
    method: 'local-level',
    scale: counts ? 'ratio' : 'difference',
    estimate: put(estimate),
    standardError: counts ? null : error,
    low: put(estimate - reach),
    high: put(estimate + reach),
    p: studentBeyond(estimate / error, degrees),
    count: terms.values.length,
    expected: null,
    checks: [],
  }
}
