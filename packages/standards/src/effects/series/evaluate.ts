/** One series, one start: everything that is looked at to say whether there was an effect. */
import { type Judgement, judgeEffect } from '../answer.ts'
import type { EffectCheck, EffectEstimate } from '../estimate.ts'
import {
  checkErrorModel,
  checkPlacebos,
  checkWindows,
  estimateAlternatives,
  type PretendedStart,
  type SeriesAlternative,
  tryEarlierStarts,
} from './alternatives.ts'
import { estimateStudy, type Study, type Told } from './method.ts'
import { checkQuality, type Incident } from './quality.ts'
import { checkResiduals } from './residuals.ts'
import { type Summary, summariseSeries } from './summary.ts'

export type SeriesEvaluation = Judgement & {
  summary: Summary
  /** With the checks; null when the data do not allow an estimate. */
  effect: EffectEstimate | null
  checks: readonly EffectCheck[]
  /** Change at the start and growth since, the season, and how values resemble each other; null as above. */
  model: Pick<Told, 'level' | 'slope' | 'season' | 'likeness' | 'spread'> | null
  alternatives: readonly SeriesAlternative[]
  /** By a level that wanders. */
  wandering: EffectEstimate | null
  placebos: readonly PretendedStart[]
}

/** The parts of the work that progress is counted in. */
const PARTS = { estimate: 0.3, alternatives: 0.2 }

/**
 * Evaluates one series. The same bytes for the same arguments: what is simulated begins from the same seed every time. Seconds of work for
 * series of some hundred values, so to be done in a worker thread.
 * Whether residents elsewhere were touched as well (spill-over) does not show in one series: who publishes says it.
 * @param incidents what changed the measuring, whoever knows it
 * @param onProgress is told which part (0 to 1) is done
 */
export function evaluateSeries(
  study: Study,
  incidents: readonly Incident[] = [],
  onProgress: (part: number) => void = () => {},
): SeriesEvaluation {
  const { series, start } = study
  const summary = summariseSeries(series, start)
  const quality = checkQuality(series, start, incidents)
  const told = quality.outcome === 'prevents' ? undefined : estimateStudy(study)
  onProgress(PARTS.estimate)
  if (!told) {
    const checks: EffectCheck[] = [
      quality.outcome === 'prevents' ? quality : { ...quality, outcome: 'prevents', reason: 'few-values' },
    ]
    return {
      answer: 'not-assessable',
      reasons: ['data-quality'],
      summary,
      effect: null,
      checks,
      model: null,
      alternatives: [],
      wandering: null,
      placebos: [],
    }
  }
  const { average, level, slope, season, likeness, spread, places, surprises } = told
  const alternatives = estimateAlternatives(study, surprises)
  const wandering = checkErrorModel(study, average)
  const begun = PARTS.estimate + PARTS.alternatives
  onProgress(begun)
  const placebos = tryEarlierStarts(study, (done, all) => onProgress(begun + ((1 - begun) * done) / all))
  const checks = [
    quality,
    ...checkResiduals(surprises, places, start, series.season),
    checkWindows(average, alternatives),
    wandering.check,
    checkPlacebos(average, placebos),
  ]
  const effect = { ...average, checks }
  onProgress(1)
  return {
    ...judgeEffect(effect),
    summary,
    effect,
    checks,
    model: { ...(level && { level }), ...(slope && { slope }), season, likeness, spread },
    alternatives,
    wandering: wandering.estimate ?? null,
    placebos,
  }
}
