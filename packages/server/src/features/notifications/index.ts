/** The door of notifications: digests by mail, and webhooks. */
export { COPIES_IN_NOTIFICATIONS } from './copies.ts'
export { takeBackNotes, tellPeople } from './digest/notes.ts'
export type { OutcomeReason } from './lists.ts'
export { correctOutcome, type Hearers, listFollowers, type Outcome, tellOutcome } from './outcomes/tell.ts'
export { createNotificationsSlice } from './slice.ts'
