/** What a remark says of a measurement: what happened there, or what is wrong with the sensor. */
export const REMARK_KINDS = ['works', 'traffic', 'event', 'weather', 'placement', 'fault', 'other'] as const
export type RemarkKind = (typeof REMARK_KINDS)[number]

/** Whether somebody sees it the same way. */
export const STANCES = ['support', 'dispute'] as const
export type Stance = (typeof STANCES)[number]

/** Why somebody disputes a remark. A closed list: who wants to say more writes a remark, which others can dispute and report. */
export const DISPUTE_REASONS = ['not-so', 'not-here', 'not-then', 'over'] as const
export type DisputeReason = (typeof DISPUTE_REASONS)[number]

export const MOST_CHARACTERS = 500
export const MOST_LINES = 10

/** For how long the writer can change a remark, as long as nobody supports or disputes it. */
export const EDIT_MINUTES = 60

/** How far ahead a remark can be about, in days: works are planned. */
export const DAYS_AHEAD = 366
