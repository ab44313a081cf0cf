/** The design that follows how much two groups of areas differ. */
import { evaluateDifferenceSeries } from '@samenspel/standards/effects'
import { comparedIn, type Found, meanOf, NO_BAND, panelOf, tell, treatedIn } from './found.ts'
import type { Study } from './study.ts'

export function followDifference(study: Study, onProgress: (share: number) => void): Found {
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
