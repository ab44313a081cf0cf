/** The door of classes: teachers with an account, and pupils without. */
export { describePupils } from './activities.ts'
export { type ClassesSlice, createClassesSlice } from './slice.ts'
export type { EndedPupils } from './steps/classes.ts'
export { findTaughtClass, holdPupil, listTeachers, type PupilActor } from './store-pupils.ts'
export { findWork, giveBack, handIn, listWork, takeHandedIn, WORK_STATES } from './store-work.ts'
