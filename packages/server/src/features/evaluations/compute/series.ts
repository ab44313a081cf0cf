/** The designs that look at the areas where something was done alone, as one series. */
import {
  type EffectEstimate,
  type Expectation,
  evaluateSeries,
  expectCountsWithout,
  expectWithout,
  layDesign,
  summariseSeries,
} from '@samenspel/standards/effects'
import { type Found, incidentsIn, meanOf, NO_BAND, sizeOf, sumOf, tell, treatedIn } from './found.ts'
import type { Picture, Study } from './study.ts'

/** Few lines are simulated for a chart: its band does not rest on them. */
const DRAWS = 100

/** What was measured before and after, which says nothing of why. */
export function lookOnly(study: Study): Found {
  const values = meanOf(treatedIn(study))
  const { before, after, difference } = summariseSeries({ values, season: study.season }, study.start)
  const effect: EffectEstimate | null =
    difference === null
      ? null
      : {
          method: 'before-and-after',
          scale: 'difference',
          estimate: difference,
          standardError: null,
          low: null,
          high: null,
          p: null,
          count: before.count + after.count,
          expected: before.mean,
          checks: [],
        }
  return {
    answer: 'not-assessable',
    reasons: [],
    effect,
    checks: [],
    size: sizeOf(study, values),
    leftOut: [],
    alternatives: [],
    placebos: [],
    picture: { measured: values, compared: null, expected: null, low: null, high: null },
  }
}

export function followSeries(study: Study, onProgress: (share: number) => void): Found {
  const { design, shape, season, start, periods } = study
  const treated = treatedIn(study)
  const values = meanOf(treated)
  const isCounts = design === 'interrupted-counts'
  // A mean of counts varies less than a count does: what chance gives is known of their sum only.
  const series = { values: isCounts ? sumOf(treated) : values, season }
  const found = evaluateSeries(
    { series, start, shape, ...(isCounts && { counts: {} }) },
    incidentsIn(study, treated),
    onProgress,
  )
  return {
    answer: found.answer,
    reasons: found.reasons,
    effect: found.effect && (isCounts ? perArea(found.effect, treated.length) : found.effect),
    checks: found.checks,
    size: sizeOf(study, values),
    leftOut: [],
    alternatives: [
      ...found.alternatives.map(({ kind, estimate }) => ({
        choice: kind,
        area: null,
        estimate: tell(estimate),
      })),
      ...(found.wandering ? [{ choice: 'local-level', area: null, estimate: tell(found.wandering) }] : []),
    ],
    placebos: found.placebos.map(({ start: at, estimate }) => ({
      kind: 'time' as const,
      period: periods[at] ?? null,
      area: null,
      estimate: tell(estimate),
    })),
    picture: { measured: values, compared: null, ...drawBand(study, series.values, treated.length) },
  }
}

/** A ratio is that of the sum; what was to be expected is told of the usual area, as what was measured is. */
function perArea(effect: EffectEstimate, areas: number): EffectEstimate {
  return { ...effect, expected: effect.expected === null ? null : effect.expected / areas }
}

/** What was to be expected of the usual area; of counts that of their sum, divided. */
function drawBand(
  { design: by, start, shape, season }: Study,
  values: readonly (number | null)[],
  areas: number,
): Omit<Picture, 'measured' | 'compared'> {
  const series = { values, season }
  if (by === 'interrupted-counts') {
    const steps = expectCountsWithout(series, start, shape, { draws: DRAWS })
    return steps ? asBand(steps, areas) : NO_BAND
  }
  const design = layDesign(series, start, shape, { draws: DRAWS })
  return design ? asBand(expectWithout(design, series, shape), 1) : NO_BAND
}

const asBand = (steps: readonly Expectation[], areas: number) => ({
  expected: steps.map(({ expected }) => expected / areas),
  low: steps.map(({ low }) => low / areas),
  high: steps.map(({ high }) => high / areas),
})
