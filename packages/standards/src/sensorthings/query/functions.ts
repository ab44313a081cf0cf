import type { FunctionName, ValueType } from './ast.ts'

/** What an argument must be; `moment` is an instant or a period, `matrix` the pattern of st_relate. */
export type ArgumentType = 'string' | 'number' | 'moment' | 'geometry' | 'matrix'

export interface Signature {
  readonly args: readonly ArgumentType[]
  /** How many of `args` may be left out at the end. */
  readonly optional?: number
  readonly returns: ValueType
}

const TEXT_TEST: Signature = { args: ['string', 'string'], returns: 'boolean' }
const TEXT_CHANGE: Signature = { args: ['string'], returns: 'string' }
const TIME_PART: Signature = { args: ['moment'], returns: 'integer' }
const TIME_TEST: Signature = { args: ['moment', 'moment'], returns: 'boolean' }
const MOMENT: Signature = { args: [], returns: 'instant' }
const ROUNDING: Signature = { args: ['number'], returns: 'number' }
const SPATIAL_TEST: Signature = { args: ['geometry', 'geometry'], returns: 'boolean' }

/**
 * Table "Built-in Query Functions" of clause 9.3.3.5.2 (req/request-data/built-in-query-functions), and two extensions:
 * `contains` (OData 4.0, substringof with its arguments swapped) and the temporal relations from `before` to `finishes`.
 */
export const FUNCTIONS = {
  substringof: TEXT_TEST,
  contains: TEXT_TEST,
  endswith: TEXT_TEST,
  startswith: TEXT_TEST,
  length: { args: ['string'], returns: 'integer' },
  indexof: { args: ['string', 'string'], returns: 'integer' },
  substring: { args: ['string', 'number', 'number'], optional: 1, returns: 'string' },
  tolower: TEXT_CHANGE,
  toupper: TEXT_CHANGE,
  trim: TEXT_CHANGE,
  concat: { args: ['string', 'string'], returns: 'string' },
  year: TIME_PART,
  month: TIME_PART,
  day: TIME_PART,
  hour: TIME_PART,
  minute: TIME_PART,
  second: TIME_PART,
  fractionalseconds: { args: ['moment'], returns: 'number' },
  date: { args: ['moment'], returns: 'date' },
  time: { args: ['moment'], returns: 'timeOfDay' },
  totaloffsetminutes: TIME_PART,
  now: MOMENT,
  mindatetime: MOMENT,
  maxdatetime: MOMENT,
  before: TIME_TEST,
  after: TIME_TEST,
  meets: TIME_TEST,
  during: TIME_TEST,
  overlaps: TIME_TEST,
  starts: TIME_TEST,
  finishes: TIME_TEST,
  round: ROUNDING,
  floor: ROUNDING,
  ceiling: ROUNDING,
  'geo.distance': { args: ['geometry', 'geometry'], returns: 'number' },
  'geo.length': { args: ['geometry'], returns: 'number' },
  'geo.intersects': SPATIAL_TEST,
  st_equals: SPATIAL_TEST,
  st_disjoint: SPATIAL_TEST,
  st_touches: SPATIAL_TEST,
  st_within: SPATIAL_TEST,
  st_overlaps: SPATIAL_TEST,
  st_crosses: SPATIAL_TEST,
  st_intersects: SPATIAL_TEST,
  st_contains: SPATIAL_TEST,
  st_relate: { args: ['geometry', 'geometry', 'matrix'], returns: 'boolean' },
} as const satisfies Record<FunctionName, Signature>

export function isFunctionName(name: string): name is FunctionName {
  return Object.hasOwn(FUNCTIONS, name)
}
