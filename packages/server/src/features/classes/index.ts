/** The door of classes: teachers with an account, and pupils without. */
export { type ClassesSlice, createClassesSlice } from './slice.ts'
