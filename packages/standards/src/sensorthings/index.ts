export {
  type BatchAnswer,
  type BatchResponse,
  formatJsonBatch,
  formatMultipart,
} from './batch/answers.ts'
export {
  addressInService,
  type BatchMethod,
  type BatchPart,
  type BatchRequest,
} from './batch/batch.ts'
export { parseJsonBatch } from './batch/json.ts'
export { parseMultipart } from './batch/multipart.ts'
export { fillAddress, fillBody, type MadeEntity } from './batch/references.ts'
export {
  checkDataArrays,
  type ObservationColumns,
  type RejectedRow,
} from './body/data-array.ts'
export {
  type CreateContext,
  checkCreate,
  checkUpdate,
  type EntityBody,
  type LinkValues,
  type PropertyValues,
  type Related,
  type UpdateContext,
} from './body/entity.ts'
export { checkGeoJson, GEOJSON_TYPES, geometryOf } from './body/geojson.ts'
export { isStorableText, type JsonObject, type JsonValue } from './body/json.ts'
export { applyJsonPatch, PATCH_OPERATIONS, type PatchOperation } from './body/json-patch.ts'
export {
  type ObservationField,
  type ObservationLine,
  type ReadLine,
  type RowFault,
  readCsvLine,
  readHeader,
  readJsonLine,
  splitCells,
} from './body/observation-rows.ts'
export { PlainRows, readPlainRows } from './body/plain-rows.ts'
export {
  type BodyError,
  type BodyLimits,
  type Checked,
  DEFAULT_BODY_LIMITS,
  openReport,
  type Report,
} from './body/report.ts'
export { faultOfMultiResult, faultOfResult, OBSERVATION_TYPES } from './body/results.ts'
export { ERROR_CODES, type ErrorCode, type ErrorPlace, SensorThingsError } from './errors.ts'
export { type EntityId, LARGEST_ID, parseId, readId, SMALLEST_ID } from './ids.ts'
export { DEFAULT_LIMITS, type Limits } from './limits.ts'
export {
  linkTemplates,
  navigationLink,
  nextLink,
  REQUIREMENTS_1_1,
  SENSING_COLLECTIONS,
  type ServerSettings,
  type ServiceDocument,
  type ServiceRoot,
  selfLink,
  serviceDocument,
  serviceRoot,
  VERSIONS,
  type Version,
  versionOf,
} from './links.ts'
export {
  COLLECTIONS,
  type CollectionName,
  ENTITY_TYPES,
  type EntityModel,
  type EntityType,
  entityTypeOfCollection,
  isEntityType,
  isPropertyIn,
  type LinkModel,
  type LinkName,
  linkOf,
  linksOf,
  MODEL,
  PROPERTY_TYPES,
  type PropertyModel,
  type PropertyName,
  type PropertyType,
  propertiesOf,
  propertyOf,
} from './model.ts'
export {
  ACTIONS,
  type Action,
  formatPath,
  type PathStep,
  parsePath,
  type ResourcePath,
} from './path.ts'
export { namesOf } from './query/apply.ts'
export {
  AGGREGATION_METHODS,
  type Aggregate,
  type AggregationMethod,
  type Apply,
  ARITHMETIC_OPERATORS,
  type ArithmeticOperator,
  COMPARE_AS,
  COMPARISON_OPERATORS,
  type CompareAs,
  type ComparisonOperator,
  type Expand,
  type Expression,
  FUNCTION_NAMES,
  type FunctionCall,
  type FunctionName,
  type GeometryValue,
  type Literal,
  type NavigationStep,
  type OrderBy,
  type PropertyPath,
  type Query,
  RESULT_FORMATS,
  type ResultFormat,
  type Select,
  type SelectItem,
  VALUE_TYPES,
  type ValueType,
} from './query/ast.ts'
export { formatExpression, formatQuery } from './query/format.ts'
export { FUNCTIONS, type Signature } from './query/functions.ts'
export {
  parseFilter,
  parseQuery,
  QUERY_TARGETS,
  type QueryContext,
  type QueryTarget,
} from './query/parse.ts'
export { entityTypesOf, walkExpression } from './query/walk.ts'
export {
  addDuration,
  type Duration,
  EARLIEST,
  formatDuration,
  formatInstant,
  formatInterval,
  formatTime,
  type Instant,
  type Interval,
  LATEST,
  parseDuration,
  parseInstant,
  parseInterval,
  parseTime,
  readDuration,
  readInstant,
  readInterval,
  readTime,
  TIME_FAULTS,
  type TimeFault,
  type TimeValue,
} from './times.ts'
export {
  type CreationTopic,
  parseCreationTopic,
  parseSubscriptionTopic,
  type SubscriptionTopic,
} from './topic.ts'
