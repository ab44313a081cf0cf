/** The door of notifications: digests by mail, and webhooks. */
export { createNotificationsSlice } from './slice.ts'
