/** The closed lists of decisions. */

export const OUTCOMES = ['act', 'watch', 'do-nothing', 'not-ours'] as const
export const STATES = ['draft', 'published', 'superseded'] as const
export const OPTION_KINDS = ['do-nothing', 'action'] as const
export const CONSEQUENCE_KINDS = ['positive', 'negative', 'neutral'] as const
export const EVIDENCE_KINDS = ['indicator', 'analysis', 'signal', 'remark', 'dataset', 'document'] as const

/**
 * Public values that an option can touch: those that the Code Goed Digitaal Openbaar Bestuur (CODIO, 2021) names, with its six principles.
 */
export const PUBLIC_VALUES = [
  'participation',
  'societal-value',
  'human-rights',
  'procedural-justice',
  'quality-of-government',
  'accountability',
  'transparency',
  'cooperation',
  'efficiency',
  'sustainability',
  'non-discrimination',
  'explainability',
  'privacy',
  'inclusion',
  'autonomy',
  'human-dignity',
] as const

/** How a party was involved before the choice. */
export const INVOLVEMENTS = ['consulted', 'informed', 'not-involved'] as const

/** Whether advice was followed. */
export const FOLLOWED = ['yes', 'partly', 'no'] as const

/** In which quality somebody disagrees. */
export const DISSENTERS = ['function', 'party'] as const

/** On what ground somebody disagrees. */
export const DISSENT_GROUNDS = [
  'law',
  'cost',
  'effect',
  'fairness',
  'procedure',
  'evidence',
  'other',
] as const

/**
 * How a decision stands. `preparing`: a draft that only its organisation reads; `open`: a draft that everyone reads; `in-force`; `to-be-changed`:
 * a review says so; `reopened`: by a review or by its line; `replaced`: by another decision; `withdrawn`.
 */
export const STANDINGS = [
  'preparing',
  'open',
  'in-force',
  'to-be-changed',
  'reopened',
  'replaced',
  'withdrawn',
] as const
export type DecisionStanding = (typeof STANDINGS)[number]

/** What can become of a decision, beside the versions of its text. */
export const HAPPENINGS = ['opened', 'reviewed', 'reopened', 'replaced', 'withdrawn'] as const

/** What a review says. */
export const REVIEW_RESULTS = ['kept', 'to-be-changed', 'reopened'] as const
export type ReviewResult = (typeof REVIEW_RESULTS)[number]
