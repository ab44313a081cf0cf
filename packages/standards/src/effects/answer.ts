/** From an estimate and its checks to one of four answers: a rule that is the same for every design, and that anyone can follow. */
import type { EffectCheckKind, EffectCheckOutcome, EffectEstimate } from './estimate.ts'

export const EFFECT_ANSWERS = ['not-assessable', 'no-evidence', 'indication', 'strong-indication'] as const
export type EffectAnswer = (typeof EFFECT_ANSWERS)[number]

export type Judgement = {
  answer: EffectAnswer
  /** The checks on which the answer rests: those without which it would have been another. Each kind once; empty when it rests on the estimate alone. */
  reasons: readonly EffectCheckKind[]
}

/** Chance may give a strong indication once in a hundred times that there is nothing, and an indication once in twenty. */
const STRONG = 0.01
const WEAK = 0.05

/** How far an answer can go at most with a check of this outcome. */
const MOST: Record<EffectCheckOutcome, EffectAnswer> = {
  sound: 'strong-indication',
  untried: 'strong-indication',
  doubtful: 'indication',
  contradicts: 'no-evidence',
  prevents: 'not-assessable',
}

/** What was found where there is nothing must have been tried, in time or in space. */
const PLACEBOS: readonly EffectCheckKind[] = ['placebo-time', 'placebo-space']

/**
 * The answer to whether there was an effect. In this order:
 * 1. a check that prevents, or no interval and no probability: *not assessable*;
 * 2. the 95 % interval holds zero (without an interval: p of 0.05 or more), or a check contradicts: *no evidence*;
 * 3. p under 0.01, nothing doubtful, and effects were looked for where there was nothing, and not found: *strong indication*;
 * 4. otherwise an *indication*.
 */
export function judgeEffect({ estimate, low, high, p, checks }: EffectEstimate): Judgement {
  const limits = checks.map((check) => ({ kind: check.kind, most: MOST[check.outcome] }))
  const byData = answerByData(estimate, { low, high, p })
  const wasSought = checks.some(({ kind, outcome }) => PLACEBOS.includes(kind) && outcome === 'sound')
  const ofData = byData === 'strong-indication' && !wasSought ? 'indication' : byData
  const answer = limits.reduce((least, { most }) => lower(least, most), ofData)
  const reasons = [...new Set(limits.flatMap(({ kind, most }) => (most === answer ? [kind] : [])))]
  // Without an estimate the check that prevents one is the reason.
  if (answer === byData) return { answer, reasons: answer === 'not-assessable' ? reasons : [] }
  return { answer, reasons: reasons.length > 0 ? reasons : ['placebo-time'] }
}

function answerByData(
  estimate: number,
  { low, high, p }: Pick<EffectEstimate, 'low' | 'high' | 'p'>,
): EffectAnswer {
  const hasInterval = low !== null || high !== null
  if (!Number.isFinite(estimate) || (!hasInterval && p === null)) return 'not-assessable'
  const holdsZero = (low ?? Number.NEGATIVE_INFINITY) <= 0 && (high ?? Number.POSITIVE_INFINITY) >= 0
  if (hasInterval ? holdsZero : (p ?? 1) >= WEAK) return 'no-evidence'
  return p !== null && p < STRONG ? 'strong-indication' : 'indication'
}

function lower(one: EffectAnswer, other: EffectAnswer): EffectAnswer {
  return (
    EFFECT_ANSWERS[Math.min(EFFECT_ANSWERS.indexOf(one), EFFECT_ANSWERS.indexOf(other))] ?? 'not-assessable'
  )
}
