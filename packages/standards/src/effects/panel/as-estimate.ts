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
    checks: checks.map(translate),
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

function translate({ kind, verdict, figures }: Check): EffectCheck {
  const known = Object.entries(figures).filter((entry): entry is [string, number] => entry[1] !== null)
  const tooFew = kind === 'enough-areas' && verdict === 'failed'
  return {
    kind: KINDS[kind],
    outcome: tooFew ? 'prevents' : OUTCOMES[verdict],
    ...(tooFew ? { reason: 'few-areas' } : {}),
    figures: Object.fromEntries(known),
  }
}

/** The mean of the values from a place on; null when there are none. */
function meanFrom(values: readonly number[], start: number): number | null {
  const after = values.slice(start)
  return after.length === 0 ? null : after.reduce((sum, value) => sum + value, 0) / after.length
}
