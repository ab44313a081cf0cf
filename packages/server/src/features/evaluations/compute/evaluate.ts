/** One evaluation, computed: the statistics are those of `@samenspel/standards/effects`; here their outcomes get one shape. */
import {
  describeAnswer,
  describeCheckOfEffect,
  type EffectEstimate,
  estimateControlledSeries,
  estimateDifference,
  estimateStaggered,
  estimateSynthetic,
  summariseSeries,
} from '@samenspel/standards/effects'
import { compareAreas } from './areas.ts'
import { followDifference } from './difference.ts'
import { type Found, meanOf, panelOf, tell, treatedIn } from './found.ts'
import { followSeries, lookOnly } from './series.ts'
import type { Outcome, Study } from './study.ts'
import { joinWords, lookEarly, tellTime } from './time.ts'

/**
 * Evaluates a study. The same bytes for the same arguments. Seconds of work: in a worker thread.
 * @param onProgress hears which share of the work is done, from 0 to 1
 */
export function evaluateStudy(study: Study, onProgress: (share: number) => void = () => {}): Outcome {
  const early = lookEarly(study)
  const found = early ?? evaluate(study, onProgress)
  const unit = study.unit === '' ? null : { nl: study.unit, en: study.unit }
  const { before, after } = summariseSeries(
    { values: meanOf(treatedIn(study)), season: study.season },
    study.start,
  )
  return clean({
    ...found,
    reasons: [...found.reasons],
    effect: found.effect && { ...tell(found.effect), ...restOf(found.effect) },
    sentence: joinWords(
      describeAnswer(found, found.effect, {
        unit,
        hoped: study.hoped,
        ...(study.expected && { expected: study.expected.change }),
      }),
      ...tellTime(study, found.answer, early !== undefined),
    ),
    checks: found.checks.map(({ kind, outcome, reason, figures }) => ({
      kind,
      outcome,
      ...(reason !== undefined && { reason }),
      figures: { ...figures },
      sentence: describeCheckOfEffect({ kind, outcome, ...(reason !== undefined && { reason }), figures }),
    })),
    measured: { before: before.mean, after: after.mean },
  })
}

function evaluate(study: Study, onProgress: (share: number) => void): Found {
  switch (study.design) {
    case 'before-and-after':
      return lookOnly(study)
    case 'interrupted-series':
    case 'interrupted-counts':
      return followSeries(study, onProgress)
    case 'difference-series':
      return followDifference(study, onProgress)
    case 'difference-in-differences':
      return compareAreas(study, estimateDifference(panelOf(study), { season: study.season, onProgress }))
    case 'controlled-series':
      return compareAreas(
        study,
        estimateControlledSeries(panelOf(study), { season: study.season, onProgress }),
      )
    case 'group-time':
      return compareAreas(study, estimateStaggered(panelOf(study), { season: study.season, onProgress }))
    case 'synthetic-control':
      return compareAreas(study, estimateSynthetic(panelOf(study), { onProgress }))
  }
}

const restOf = ({ method, standardError, count, expected }: EffectEstimate) => ({
  method,
  standardError,
  count,
  expected,
})

/** What is no number in JSON becomes nothing. */
function clean(outcome: Outcome): Outcome {
  return JSON.parse(
    JSON.stringify(outcome, (_key, value) =>
      typeof value === 'number' && !Number.isFinite(value) ? null : value,
    ),
  ) as Outcome
}
