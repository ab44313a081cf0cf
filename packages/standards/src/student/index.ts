export { studentBelow, studentQuantile } from './student.ts'
