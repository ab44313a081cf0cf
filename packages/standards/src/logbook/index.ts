/** Logboek Dataverwerkingen 1.0 and the register of processing activities, as pure code. */
export {
  completeAction,
  DEFAULT_SUBJECT_TYPE,
  type GivenAction,
  type ProcessingRecord,
  type RecordAttributes,
  STATUSES,
  type Status,
  textOr,
  type UsedDataset,
} from './record.ts'
export {
  type ActivityContent,
  DATA_SUBJECTS,
  LEGAL_BASES,
  LEGAL_ROLES,
  MEASURE_TYPES,
  OPERATIONS,
  toRegisterVersion,
} from './register.ts'
