/** The closed lists about signals. */

/** What a signal can be about. */
export const SIGNAL_KINDS = ['threshold', 'absence', 'change', 'goal-missed'] as const
export type SignalKind = (typeof SIGNAL_KINDS)[number]

/** Days that a signal may wait for a decision when its organisation has set nothing else. */
export const TERM_DAYS = {
  threshold: 28,
  absence: 14,
  change: 56,
  'goal-missed': 56,
} as const satisfies Record<SignalKind, number>
