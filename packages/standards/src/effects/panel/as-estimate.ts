import type { EffectCheck, EffectEstimate } from '../estimate.ts'
import type { Check, CheckKind, PanelEffect, PanelMethod, Unassessable, Verdict } from './result.ts'

const METHODS = {
  'difference-in-differences': 'difference-in-differences',
  'controlled-interrupted-series': 'controlled-series',
  'staggered-adoption': 'group-time',
  'synthetic-control': 'synthetic-control',
} as const satisfies Record<PanelMethod, EffectEstimate['method']>

const KINDS = {
  'enough-areas': 'data-quality',
  season: 'data-quality',
  'pre-trend': 'parallel-trends',
  'placebo-in-time': 'placebo-time',
  'placebo-in-space': 'placebo-space',
  'donor-areas': 'donors',
  window: 'windows',
  residuals: 'likeness-left',
  noise: 'comparison',
  balance: 'comparison',
  fit: 'comparison',
  'spill-over': 'donors',
} as const satisfies Record<CheckKind, EffectCheck['kind']>

/** What tells checks of one kind apart. */
const REASONS: Partial<Record<CheckKind, string>> = {
  'enough-areas': 'few-areas',
  noise: 'noise',
  balance: 'balance',
  'spill-over': 'spill-over',
}

const OUTCOMES = {
  passed: 'sound',
  doubtful: 'doubtful',
  failed: 'contradicts',
  impossible: 'untried',
} as const satisfies Record<Verdict, EffectCheck['outcome']>

/**
 * The effect that a design with comparison areas found, in the form of which {@link judgeEffect} makes an answer. With areas so few that no
 * p value is below 0.05, no effect could be shown whatever its size: that is not assessable. An interval of less than 95 % is left out.
 */
export function asEstimate(found: PanelEffect | Unassessable): EffectEstimate {
  const method = METHODS[found.method]
  if (!found.assessable) {
    const reason = found.reason === 'too-few-periods-before' || found.reason === 'too-few-periods-after'
    const check: EffectCheck = {
      kind: 'data-quality',
      outcome: 'prevents',
      reason: reason ? 'few-values' : 'few-areas',
      figures: {},
    }
    return { ...NOTHING, method, checks: [check] }
  }
  const { estimate, interval, intervalLevel, test, size, checks, picture } = found
  const isWhole = intervalLevel >= 0.95
  return {
    method,
    scale: 'difference',
    estimate,
    standardError: null,
    low: isWhole ? interval.low : null,
    high: isWhole ? interval.high : null,
    p: test.pValue,
    count: (size.treated + size.compared) * (size.before + size.after),
    expected: meanFrom(picture.counterfactual, picture.start),
    checks: checks.map((check) => translate(check, found.method)),
  }
}

const NOTHING = {
  scale: 'difference',
  estimate: Number.NaN,
  standardError: null,
  low: null,
  high: null,
  p: null,
  count: 0,
  expected: null,
} as const satisfies Partial<EffectEstimate>

function translate(check: Check, method: PanelMethod): EffectCheck {
  const { kind, verdict, figures } = check
  const known = Object.entries(figures).filter((entry): entry is [string, number] => entry[1] !== null)
  const tooFew = kind === 'enough-areas' && verdict === 'failed'
  const reason = reasonOf(check, method)
  return {
    kind: KINDS[kind],
    outcome: tooFew ? 'prevents' : OUTCOMES[verdict],
    ...(reason !== undefined && { reason }),
    figures: Object.fromEntries(known),
  }
}

function reasonOf({ kind, verdict }: Check, method: PanelMethod): string | undefined {
  if (kind === 'season')
    return method === 'controlled-interrupted-series' ? 'season-before' : 'season-of-difference'
  if (kind === 'fit') return verdict === 'doubtful' ? 'fit-unsure' : 'fit'
  return REASONS[kind]
}

/** The mean of the values from a place on; null when there are none. */
function meanFrom(values: readonly number[], start: number): number | null {
  const after = values.slice(start)
  return after.length === 0 ? null : after.reduce((sum, value) => sum + value, 0) / after.length
}
