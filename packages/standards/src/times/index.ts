export { describeDuration } from './duration.ts'
export { isTimeFormat, TIME_FORMATS, type TimeFormat } from './formats.ts'
export {
  FIRST_YEAR,
  LAST_YEAR,
  OVERLAP_RULES,
  type OverlapRule,
  type ParsedTime,
  parseTime,
  TIME_FAULTS,
  type TimeFault,
  type TimeReading,
} from './parse.ts'
export {
  countHours,
  endOfPeriod,
  formatPeriod,
  isPeriod,
  listPeriods,
  PERIODS,
  type Period,
  startOfPeriod,
} from './periods.ts'
export { AMSTERDAM, formatOffset, type LocalMeaning, openZone, type Zone } from './zone.ts'
