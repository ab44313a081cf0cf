/** One evaluation, computed: the statistics are those of `@samenspel/standards/effects`; here their outcomes get one shape. */
import {
  asEstimate,
  describeAnswer,
  describeCheckOfEffect,
  type EffectCheck,
  type EffectEstimate,
  estimateControlledSeries,
  estimateDifference,
  estimateStaggered,
  estimateSynthetic,
  evaluateDifferenceSeries,
  evaluateSeries,
  expectWithout,
  type Judgement,
  judgeEffect,
  layDesign,
  type Panel,
  type PanelEffect,
  summariseSeries,
  type Unassessable,
} from '@samenspel/standards/effects'
import type { Effect, Outcome, Picture, Study, StudyArea } from './study.ts'

type Found = Omit<Outcome, 'reasons' | 'sentence' | 'checks' | 'effect' | 'measured'> & {
  reasons: Judgement['reasons']
  effect: EffectEstimate | null
  checks: readonly EffectCheck[]
}

/** Lines that are simulated for a chart, where only the outline counts. */
const DRAWS = 800

/**
 * Evaluates a study. The same bytes for the same arguments. Seconds of work: in a worker thread.
 * @param onProgress hears which share of the work is done, from 0 to 1
 */
export function evaluateStudy(study: Study, onProgress: (share: number) => void = () => {}): Outcome {
  const found = evaluate(study, onProgress)
  const unit = study.unit === '' ? null : { nl: study.unit, en: study.unit }
  const { before, after } = summariseSeries(
    { values: meanOf(treatedIn(study)), season: study.season },
    study.start,
  )
  return clean({
    ...found,
    reasons: [...found.reasons],
    effect: found.effect && { ...tell(found.effect), ...restOf(found.effect) },
    sentence: describeAnswer(found, found.effect, { unit, hoped: study.hoped }),
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
      return compareAreas(study, estimateDifference(panelOf(study), { onProgress }))
    case 'controlled-series':
      return compareAreas(
        study,
        estimateControlledSeries(panelOf(study), { season: study.season, onProgress }),
      )
    case 'group-time':
      return compareAreas(study, estimateStaggered(panelOf(study), { onProgress }))
    case 'synthetic-control':
      return compareAreas(study, estimateSynthetic(panelOf(study), { onProgress }))
  }
}

const treatedIn = ({ areas }: Study) => areas.filter(({ startedAt }) => startedAt !== null)
const comparedIn = ({ areas }: Study) => areas.filter(({ startedAt }) => startedAt === null)

/** Mean over areas per step; null where one of them has none: else it would change because an area is missing. */
function meanOf(areas: readonly StudyArea[]): (number | null)[] {
  const [first] = areas
  return (first?.values ?? []).map((_, at) => {
    const values = areas.map(({ values }) => values[at] ?? null)
    const known = values.filter((value) => value !== null)
    return known.length < values.length ? null : known.reduce((sum, value) => sum + value, 0) / known.length
  })
}

function sizeOf(study: Study, values: readonly (number | null)[]): Outcome['size'] {
  const known = values.flatMap((value, at) => (value === null ? [] : [at]))
  return {
    treated: treatedIn(study).length,
    compared: 0,
    before: known.filter((at) => at < study.start).length,
    after: known.filter((at) => at >= study.start).length,
  }
}

/** What was measured before and after, which says nothing of why. */
function lookOnly(study: Study): Found {
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

function followSeries(study: Study, onProgress: (share: number) => void): Found {
  const { design, shape, season, start, incidents, periods } = study
  const values = meanOf(treatedIn(study))
  const series = { values, season }
  const isCounts = design === 'interrupted-counts'
  const found = evaluateSeries(
    { series, start, shape, ...(isCounts && { counts: {} }) },
    incidents,
    onProgress,
  )
  return {
    answer: found.answer,
    reasons: found.reasons,
    effect: found.effect,
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
    picture: { measured: values, compared: null, ...(isCounts ? NO_BAND : drawBand(study, values)) },
  }
}

const NO_BAND = { expected: null, low: null, high: null }

function drawBand(
  { start, shape, season }: Study,
  values: (number | null)[],
): Omit<Picture, 'measured' | 'compared'> {
  const series = { values, season }
  const design = layDesign(series, start, shape, DRAWS)
  if (!design) return NO_BAND
  const steps = expectWithout(design, series, shape)
  return {
    expected: steps.map(({ expected }) => expected),
    low: steps.map(({ low }) => low),
    high: steps.map(({ high }) => high),
  }
}

function followDifference(study: Study, onProgress: (share: number) => void): Found {
  const { shape, season, incidents, periods } = study
  const found = evaluateDifferenceSeries(panelOf(study), { season, shape, incidents, onProgress })
  const known = found.summary?.difference
  return {
    answer: found.answer,
    reasons: found.reasons,
    effect: found.effect,
    checks: found.checks,
    size: {
      ...found.size,
      before: known?.before.count ?? 0,
      after: known?.after.count ?? 0,
    },
    leftOut: found.leftOut.map(({ key, reason }) => ({ area: key, reason })),
    alternatives: [
      ...found.alternatives.map(({ kind, estimate }) => ({
        choice: kind,
        area: null,
        estimate: tell(estimate),
      })),
      ...(found.wandering ? [{ choice: 'local-level', area: null, estimate: tell(found.wandering) }] : []),
      ...found.others
        .filter(({ choice }) => choice !== 'pretended')
        .map(({ choice, area = null, estimate }) => ({ choice, area, estimate: tell(estimate) })),
    ],
    placebos: [
      ...found.placebos.map(({ start, estimate }) => ({
        kind: 'time' as const,
        period: periods[start] ?? null,
        area: null,
        estimate: tell(estimate),
      })),
      ...found.others
        .filter(({ choice }) => choice === 'pretended')
        .map(({ area = null, estimate }) => ({
          kind: 'space' as const,
          period: null,
          area,
          estimate: tell(estimate),
        })),
    ],
    picture: found.picture
      ? {
          measured: found.picture.treated,
          compared: found.picture.compared,
          expected: found.picture.expected,
          low: found.picture.low,
          high: found.picture.high,
        }
      : {
          measured: meanOf(treatedIn(study)),
          compared: meanOf(comparedIn(study)),
          ...NO_BAND,
        },
  }
}

function panelOf({ periods, areas }: Study): Panel {
  return {
    periods,
    areas: areas.map(({ code, values, startedAt, neighbours }) => ({
      key: code,
      values,
      ...(startedAt !== null && { startedAt }),
      neighbours,
    })),
  }
}

/** What designs with many areas found. What changed the measuring in one of them is told by the caller's data-quality check. */
function compareAreas(study: Study, found: PanelEffect | Unassessable): Found {
  const plain = asEstimate(found)
  const disturbed = disturb(study)
  const effect = { ...plain, checks: [...(disturbed ? [disturbed] : []), ...plain.checks] }
  const judgement = judgeEffect(effect)
  const measured = meanOf(treatedIn(study))
  const compared = meanOf(comparedIn(study))
  if (!found.assessable) {
    return {
      ...judgement,
      effect: null,
      checks: effect.checks,
      size: { ...sizeOf(study, measured), compared: comparedIn(study).length },
      leftOut: found.leftOut.areas.map(({ key, reason }) => ({ area: key, reason })),
      alternatives: [],
      placebos: [],
      picture: { measured, compared, ...NO_BAND },
    }
  }
  const { picture, leftOut, alternatives, placebos, size, intervalLevel } = found
  const places = study.periods.map((period) => picture.periods.indexOf(period))
  const spread = (values: readonly (number | null)[]) =>
    places.map((at) => (at < 0 ? null : (values[at] ?? null)))
  const bandOf = (side: 'low' | 'high') =>
    picture.effects.map(({ low, high }, at) => {
      // The other way round: an effect that is low leaves more to be expected.
      const reach = side === 'low' ? high : low
      return reach === null || intervalLevel < 0.95 ? null : (picture.actual[at] ?? 0) - reach
    })
  const plainEffect = (estimate: number, p: number | null): Effect => ({
    scale: 'difference',
    estimate,
    low: null,
    high: null,
    p,
  })
  return {
    ...judgement,
    effect,
    checks: effect.checks,
    size,
    leftOut: leftOut.areas.map(({ key, reason }) => ({ area: key, reason })),
    alternatives: alternatives.map(({ choice, area = null, estimate, pValue }) => ({
      choice,
      area,
      estimate: plainEffect(estimate, pValue),
    })),
    placebos: placebos.map(({ key, estimate }) => ({
      kind: 'space' as const,
      period: null,
      area: key,
      estimate: plainEffect(estimate, null),
    })),
    picture: {
      measured: spread(picture.actual),
      compared,
      expected: spread(picture.counterfactual),
      low: spread(bandOf('low')),
      high: spread(bandOf('high')),
    },
  }
}

/** Whether the measuring changed near the start in an area where something was done: that cannot be told from an effect. */
function disturb({ incidents, start, periods, areas }: Study): EffectCheck | undefined {
  if (incidents.length === 0) return undefined
  const near = Math.max(2, Math.round(periods.length / 10))
  const treated = new Set(areas.filter(({ startedAt }) => startedAt !== null).map(({ code }) => code))
  const worst = incidents.find(({ at, area }) => treated.has(area) && Math.abs(at - start) <= near)
  const [some] = incidents
  const incident = worst ?? some
  if (!incident) return undefined
  return {
    kind: 'data-quality',
    outcome: worst ? 'prevents' : 'doubtful',
    reason: incident.kind,
    figures: { incidents: incidents.length },
  }
}

const tell = ({ scale, estimate, low, high, p }: EffectEstimate): Effect => ({
  scale,
  estimate,
  low,
  high,
  p,
})
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
