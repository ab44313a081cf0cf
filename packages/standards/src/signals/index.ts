export { findAbsences } from './absence.ts'
export {
  CHANGES,
  type Change,
  type ChangeOf,
  findChanges,
  WATCH_OF_DIFFERENCE,
  WATCHES,
  type Watch,
} from './change.ts'
export { type Alarms, countAlarms, YEARS_PER_FALSE_ALARM } from './false-alarms.ts'
export { missProbability } from './goal.ts'
