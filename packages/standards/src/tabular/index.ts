export { isKnownMapping, KNOWN_MAPPINGS, type KnownMapping } from './known.ts'
export {
  type AcceptedRow,
  type MappedObservation,
  type MappedRow,
  mapRow,
  type RefusedRow,
} from './map-row.ts'
export type {
  ColumnMapping,
  DecimalMark,
  Delimiter,
  Encoding,
  FileShape,
  Measure,
  PositionColumns,
  StationKey,
  TimeColumns,
  Values,
} from './mapping.ts'
export {
  chooseCsvOptions,
  type PlacedMeasure,
  type Preparation,
  type PreparedMapping,
  prepareMapping,
} from './prepare.ts'
export { readNumber } from './read-number.ts'
export { REFUSAL_REASONS, type Refusal, type RefusalReason } from './reasons.ts'
export {
  createRefusalReport,
  describeReasons,
  type ImportSummary,
  REFUSED_COLUMNS,
  type ReasonCount,
  type RefusalReport,
  type RefusedLine,
} from './report.ts'
export { createRowReader, type RowReader } from './row-reader.ts'
export { type MappingFault, readColumnMapping } from './validate-mapping.ts'
export {
  isUnitCode,
  PROPERTIES,
  type PropertyDescription,
  type PropertyKey,
  UNITS,
  type UnitCode,
  type UnitDescription,
} from './vocabulary.ts'
