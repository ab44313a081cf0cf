/** The closed lists of lessons. */
import type { Role } from '../../platform/actor.ts'

/** What is to be done with what was tried. */
export const VERDICTS = ['continue', 'scale', 'change', 'stop', 'repeat-elsewhere'] as const

/** Which roles of the owner of an evaluation draw its lesson. */
export const WRITERS = ['policy-officer', 'data-expert', 'administrator'] as const satisfies readonly Role[]

/** Days after which an evaluation without a lesson is listed as such. */
export const DAYS_TO_LEARN = 60

/** Lessons that are offered at most to who writes something alike. */
export const MOST_SIMILAR = 5
