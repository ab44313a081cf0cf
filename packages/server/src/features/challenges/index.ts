/** The door of challenges: what a municipality takes on, why, and what it wants to reach. */
export { PHASES, type Phase } from './lists.ts'
export type { Challenge, Goal } from './schema.ts'
export { createChallengesSlice } from './slice.ts'
export { findChallenge } from './steps.ts'
