/** The door of challenges: what a municipality takes on, why, and what it wants to reach. */
export { createChallengesSlice } from './slice.ts'
export { findChallenge, findNamedChallenge } from './steps.ts'
