import type { Role } from '../../platform/actor.ts'
import type { DESIGNS, STEPS } from '../interventions/index.ts'

/** What an evaluation goes through; what was published stays readable when it is withdrawn. */
export const STATES = ['draft', 'published', 'withdrawn'] as const

export type Design = (typeof DESIGNS)[number]

export type Step = (typeof STEPS)[number]

/** How many of a step a year has, for the season. */
export const STEPS_IN_YEAR = { day: 365, week: 52, month: 12, quarter: 4, year: 1 } as const satisfies Record<
  Step,
  number
>

export const COMPUTATION_STATES = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const
export type ComputationState = (typeof COMPUTATION_STATES)[number]

/** Which roles of the owner of the intervention evaluate it. */
export const WRITERS = ['policy-officer', 'data-expert', 'administrator'] as const satisfies readonly Role[]

/** Days after a computation in which its outcome is to be published; then it is named as kept back. */
export const DAYS_TO_PUBLISH = 90
