/** What an effect is, whichever design it was estimated with. */

export const EFFECT_METHODS = [
  'before-and-after',
  'interrupted-series',
  'interrupted-counts',
  'local-level',
  'difference-series',
  'difference-in-differences',
  'controlled-series',
  'group-time',
  'synthetic-control',
] as const
export type EffectMethod = (typeof EFFECT_METHODS)[number]

/** An effect as one method estimates it: in the unit of the values, or as a ratio minus one when `scale` says so. */
export type EffectEstimate = {
  method: EffectMethod
  /** `ratio`: 0.1 is 10 % more than without the intervention. */
  scale: 'difference' | 'ratio'
  estimate: number
  /** Null when the interval does not come from one, as with permutations. */
  standardError: number | null
  /** The 95 % interval. Null on one side where it has no end, on both when the method gives none. */
  low: number | null
  high: number | null
  /** Two-sided probability of an estimate at least so far from zero without an effect; null when the method gives none. */
  p: number | null
  /** Values that it rests on. */
  count: number
  /** The mean that was to be expected after the start without the intervention; null when that is not known. */
  expected: number | null
  checks: readonly EffectCheck[]
}

export const EFFECT_CHECK_KINDS = [
  'data-quality',
  'likeness-left',
  'outliers',
  'spread-change',
  'placebo-time',
  'placebo-space',
  'windows',
  'donors',
  'comparison',
  'error-model',
  'parallel-trends',
] as const
export type EffectCheckKind = (typeof EFFECT_CHECK_KINDS)[number]

/**
 * What a check says, from best to worst. `untried`: there were too few data for it. `contradicts`: the effect is as well what the method finds where
 * there is none, or another reasonable choice shows the opposite. `prevents`: nothing can be said of an effect from these data.
 */
export const EFFECT_CHECK_OUTCOMES = ['sound', 'untried', 'doubtful', 'contradicts', 'prevents'] as const
export type EffectCheckOutcome = (typeof EFFECT_CHECK_OUTCOMES)[number]

export type EffectCheck = {
  kind: EffectCheckKind
  outcome: EffectCheckOutcome
  /** Why, or which of several checks of this kind, from a closed list of the kind, to be worded. */
  reason?: string
  /** The figures that it rests on, by name. */
  figures: Readonly<Record<string, number>>
}
