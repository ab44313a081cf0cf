/** The door of the logbook: the processing log, and the register of processing activities that it refers to. */
export { ensureActivity } from './activities.ts'
export { type Logbook, openLogbook } from './logbook.ts'
export { createLogbookSlice } from './slice.ts'
