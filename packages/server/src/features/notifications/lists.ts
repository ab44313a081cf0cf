/** The closed lists of this slice. */

/** What can become of a signal, as far as others are told. */
export const TOLD = ['opened', 'cleared', 'reopened', 'withdrawn', 'decided', 'handed-over'] as const
export type Told = (typeof TOLD)[number]

/** Of what a reader can be told. */
export const ABOUT = ['all', 'mine', 'challenge', 'indicator', 'area', 'outcomes'] as const
export type About = (typeof ABOUT)[number]

/** Why someone hears what came of a challenge. */
export const OUTCOME_REASONS = [
  'follows',
  'takes-part',
  'hosts-sensor',
  'wrote-remark',
  'wrote-analysis',
  'teaches-class',
] as const
export type OutcomeReason = (typeof OUTCOME_REASONS)[number]

export const RHYTHMS = ['day', 'week'] as const
export type Rhythm = (typeof RHYTHMS)[number]

export const LANGUAGES = ['nl', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

/** `unconfirmed`: it has not said that it wants events; `off`: it was switched off after it failed too long. */
export const WEBHOOK_STATES = ['unconfirmed', 'active', 'off'] as const

/** `failed`: given up, until somebody has it sent again. */
export const DELIVERY_STATES = ['waiting', 'delivered', 'failed'] as const
