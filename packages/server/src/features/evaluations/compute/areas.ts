/** The designs that compare many areas. */
import {
  asEstimate,
  type EffectCheck,
  judgeEffect,
  type PanelEffect,
  type Unassessable,
} from '@samenspel/standards/effects'
import { comparedIn, type Found, incidentsIn, meanOf, NO_BAND, sizeOf, treatedIn } from './found.ts'
import type { Effect, Study } from './study.ts'

/** What designs with many areas found. What changed the measuring in one of them is told by the caller's data-quality check. */
export function compareAreas(study: Study, found: PanelEffect | Unassessable): Found {
  const plain = asEstimate(found)
  const disturbed = disturb(
    study,
    found.leftOut.areas.map(({ key }) => key),
  )
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

/** Whether the measuring changed near the start of an area where something was done: that cannot be told from an effect. */
function disturb(study: Study, leftOut: readonly string[]): EffectCheck | undefined {
  const used = study.areas.filter(({ code }) => !leftOut.includes(code))
  const incidents = incidentsIn(study, used)
  const near = Math.max(2, Math.round(study.periods.length / 10))
  const starts = new Map(used.map(({ code, startedAt }) => [code, startedAt]))
  const worst = incidents.find(({ at, area }) => {
    const start = starts.get(area) ?? null
    return start !== null && Math.abs(at - start) <= near
  })
  const incident = worst ?? incidents[0]
  if (!incident) return undefined
  return {
    kind: 'data-quality',
    outcome: worst ? 'prevents' : 'doubtful',
    reason: incident.kind,
    figures: { incidents: incidents.length },
  }
}
