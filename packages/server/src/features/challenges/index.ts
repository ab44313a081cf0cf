/** The door of challenges: what a municipality takes on, why, and what it wants to reach. */
export { nameChallenges } from './names.ts'
export { type Challenge, KeyParams as ChallengeKey } from './schema.ts'
export { createChallengesSlice } from './slice.ts'
export { findChallenge, findNamedChallenge } from './steps.ts'
