/** The door of hosting: sensors that residents host. */
export { createHostingSlice } from './slice.ts'
