/**
 * A controlled interrupted time series with few areas: the series of the difference between the treated areas and those that they are compared with, judged as one
 * interrupted series. What happened in all of them at once falls out of the difference (Lopez Bernal, Cummins and Gasparrini 2018; Bottomley, Scott and Isham 2019).
 */
import { judgeEffect } from '../answer.ts'
import type { EffectCheck, EffectEstimate } from '../estimate.ts'
import type { Panel } from '../panel/panel.ts'
import type { LeftOutArea } from '../panel/result.ts'
import { evaluateSeries, type SeriesEvaluation } from '../series/evaluate.ts'
import { layDesign } from '../series/interrupted.ts'
import { expectWithout } from '../series/picture.ts'
import type { Incident } from '../series/quality.ts'
import { type Summary, summariseSeries } from '../series/summary.ts'
import type { Shape } from '../series/terms.ts'
import { type Laid, layDifference, type Refusal, type Weights } from './lay.ts'
import {
  checkComparison,
  checkDonors,
  checkParallel,
  checkSpace,
  estimateOthers,
  type WithOtherAreas,
} from './other-areas.ts'

export type DifferenceSeriesOptions = {
  /** Periods in a year: 12 of months, 52 of weeks. */
  season: number
  shape: Shape
  /** What areas count for in the means, by key; 1 for each when left out. */
  weights?: Weights
  /** Keys of areas to leave out, for instance because there was something else. */
  without?: readonly string[]
  /** What changed the measuring, in whichever area that is used: it changes the difference. */
  incidents?: readonly (Incident & { area: string })[]
  /** Hears which share of the work is done, from 0 to 1. */
  onProgress?: (share: number) => void
}

/** What a chart draws, one of each per period. */
export type DifferencePicture = {
  periods: string[]
  /** Place of the first treated period. */
  start: number
  /** Means over the areas; null where one of them has no figure. */
  treated: (number | null)[]
  compared: (number | null)[]
  /** What the treated areas would have been: the compared ones and the difference that there was. With the band in which 95 of 100 single figures then lie. */
  expected: (number | null)[]
  low: (number | null)[]
  high: (number | null)[]
}

export type DifferenceSeriesEvaluation = Omit<SeriesEvaluation, 'summary'> & {
  /** Before and after in the treated areas, the compared ones, and the difference of these; null when there is no such series. */
  summary: { treated: Summary; compared: Summary; difference: Summary } | null
  size: { treated: number; compared: number }
  leftOut: readonly LeftOutArea[]
  /** With other areas, and in compared areas as if they had been treated. */
  others: readonly WithOtherAreas[]
  /** Null when there is no estimate. */
  picture: DifferencePicture | null
}

const method = 'difference-series'

/** The part of the work that the series of the difference itself is. */
const MAIN = 0.85

/**
 * Evaluates how much the difference between treated and compared areas changed at the start. One treated and one compared area are enough. The same bytes for the same
 * arguments. Seconds of work, so to be done in a worker thread.
 * @throws RangeError when a weight is not above zero
 */
export function evaluateDifferenceSeries(
  panel: Panel,
  options: DifferenceSeriesOptions,
): DifferenceSeriesEvaluation {
  const { season, shape, weights = {}, without = [], incidents = [], onProgress = () => {} } = options
  const laid = layDifference(panel, { without, weights })
  if (typeof laid === 'string') return refuse(laid)
  const { start, treated, compared, means, difference, leftOut } = laid
  const used = new Set([...treated, ...compared].map(({ key }) => key))
  const series = { values: difference, season }
  const found = evaluateSeries(
    { series, start, shape, isDifference: true },
    incidents.filter(({ area }) => used.has(area)),
    (part) => onProgress(MAIN * part),
  )
  const common = {
    ...found,
    summary: {
      treated: summariseSeries({ values: means.treated, season }, start),
      compared: summariseSeries({ values: means.compared, season }, start),
      difference: found.summary,
    },
    size: { treated: treated.length, compared: compared.length },
    leftOut,
  }
  if (!found.effect) return { ...common, others: [], picture: null }
  const others = estimateOthers(laid, { season, shape, weights })
  const checks: EffectCheck[] = [
    ...found.checks.map(nameSeason),
    checkParallel(laid, season),
    checkComparison(laid, season),
    checkDonors(found.effect, others),
    checkSpace(found.effect, others),
  ]
  const picture = draw(panel, laid, shape, season)
  const effect: EffectEstimate = {
    ...found.effect,
    method,
    expected: meanAfter(laid) - found.effect.estimate,
    checks,
  }
  onProgress(1)
  return { ...common, ...judgeEffect(effect), effect, checks, others, picture }
}

function refuse(reason: Refusal): DifferenceSeriesEvaluation {
  return {
    answer: 'not-assessable',
    reasons: ['data-quality'],
    summary: null,
    effect: null,
    checks: [{ kind: 'data-quality', outcome: 'prevents', reason, figures: {} }],
    model: null,
    alternatives: [],
    wandering: null,
    placebos: [],
    size: { treated: 0, compared: 0 },
    leftOut: [],
    others: [],
    picture: null,
  }
}

/** The season that areas share falls out of the difference; that in which they differ may be left, and is not seen in less than two years. */
function nameSeason(check: EffectCheck): EffectCheck {
  return check.reason === 'season-unknown' ? { ...check, reason: 'season-of-difference' } : check
}

function draw({ periods }: Panel, laid: Laid, shape: Shape, season: number): DifferencePicture {
  const { difference, means, start } = laid
  const series = { values: difference, season }
  // Few lines are simulated: the band does not rest on them.
  const design = layDesign(series, start, shape, { draws: 100, isDifference: true })
  const steps = design ? expectWithout(design, series, shape) : []
  const add = (part: 'expected' | 'low' | 'high') =>
    means.compared.map((value, at) => {
      const step = steps[at]
      return value === null || !step ? null : value + step[part]
    })
  return {
    periods: [...periods],
    start,
    treated: means.treated,
    compared: means.compared,
    expected: add('expected'),
    low: add('low'),
    high: add('high'),
  }
}

/** Mean of the treated areas after the start, of the periods that the estimate is of. */
function meanAfter({ difference, means, start }: Laid): number {
  const after = means.treated.slice(start).filter((_, at) => difference[start + at] !== null)
  return after.reduce((sum: number, value) => sum + (value ?? 0), 0) / after.length
}
