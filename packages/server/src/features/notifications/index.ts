/** The door of notifications: digests by mail, and webhooks. */
export { tellPeople } from './digest/notes.ts'
export { createNotificationsSlice } from './slice.ts'
