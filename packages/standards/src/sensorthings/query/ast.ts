import type { EntityType, PropertyType } from '../model.ts'
import type { Duration, Instant, Interval } from '../times.ts'

/**
 * Static type of an expression. `integer` is a 64-bit integer (ids), `number` a double, `time` an instant or an
 * interval, `dynamic` a JSON value whose type is only known per row (`result`, `properties/…`).
 */
export const VALUE_TYPES = [
  'boolean',
  'integer',
  'number',
  'string',
  'instant',
  'interval',
  'time',
  'date',
  'timeOfDay',
  'duration',
  'geometry',
  'dynamic',
  'null',
] as const
export type ValueType = (typeof VALUE_TYPES)[number]

export const COMPARISON_OPERATORS = ['eq', 'ne', 'gt', 'ge', 'lt', 'le'] as const
export type ComparisonOperator = (typeof COMPARISON_OPERATORS)[number]

export const ARITHMETIC_OPERATORS = ['add', 'sub', 'mul', 'div', 'mod'] as const
export type ArithmeticOperator = (typeof ARITHMETIC_OPERATORS)[number]

/**
 * How the two sides of a comparison are compared, decided while parsing.
 * `number`, `string`, `boolean`: a dynamic side is read as that type, and is null in rows where it is another.
 * `string` on a dynamic side is the text of the JSON value, so 3 equals '3'.
 * `instant`: both are moments. `interval`: at least one side is (or can be) a period, see README.
 * `dynamic`: both sides are JSON: numbers by value, everything else by text. `null`: a test for (not) null.
 */
export const COMPARE_AS = [
  'boolean',
  'number',
  'string',
  'instant',
  'interval',
  'date',
  'timeOfDay',
  'duration',
  'geometry',
  'dynamic',
  'null',
] as const
export type CompareAs = (typeof COMPARE_AS)[number]

/** A literal geometry, longitude and latitude in degrees (WGS 84). `wkt` is normalised text, safe for a parameter. */
export interface GeometryValue {
  readonly shape: string
  readonly wkt: string
}

export type Literal =
  | { readonly kind: 'literal'; readonly type: 'null'; readonly value: null }
  | { readonly kind: 'literal'; readonly type: 'boolean'; readonly value: boolean }
  | { readonly kind: 'literal'; readonly type: 'integer'; readonly value: bigint }
  | { readonly kind: 'literal'; readonly type: 'number'; readonly value: number }
  | { readonly kind: 'literal'; readonly type: 'string'; readonly value: string }
  | { readonly kind: 'literal'; readonly type: 'instant'; readonly value: Instant }
  | { readonly kind: 'literal'; readonly type: 'interval'; readonly value: Interval }
  | { readonly kind: 'literal'; readonly type: 'duration'; readonly value: Duration }
  /** `YYYY-MM-DD` */
  | { readonly kind: 'literal'; readonly type: 'date'; readonly value: string }
  /** `HH:MM:SS[.ffffff]` */
  | { readonly kind: 'literal'; readonly type: 'timeOfDay'; readonly value: string }
  | { readonly kind: 'literal'; readonly type: 'geometry'; readonly value: GeometryValue }

/** One step over a navigation link. */
export interface NavigationStep {
  readonly link: string
  readonly source: EntityType
  readonly target: EntityType
  readonly many: boolean
}

/**
 * A resolved path: from the entity at hand (or the variable of a lambda) over zero or more links to a property, and
 * from there zero or more keys into its JSON.
 */
export interface PropertyPath {
  readonly kind: 'path'
  /** Static type of the value: the property's, or `dynamic` when `json` has keys. */
  readonly type: ValueType
  /** Name of the lambda variable the path starts at; absent: the entity of the query. */
  readonly variable?: string
  readonly navigation: readonly NavigationStep[]
  /** Entity type that has the property. */
  readonly entityType: EntityType
  readonly property: string
  readonly propertyType: PropertyType
  /** Keys into the JSON value, in PostgreSQL's text[] form: an array index is its digits. */
  readonly json: readonly string[]
}

export interface FunctionCall {
  readonly kind: 'call'
  readonly type: ValueType
  readonly name: FunctionName
  readonly args: readonly Expression[]
}

export type Expression =
  | Literal
  | PropertyPath
  | FunctionCall
  | {
      readonly kind: 'comparison'
      readonly type: 'boolean'
      readonly op: ComparisonOperator
      readonly as: CompareAs
      readonly left: Expression
      readonly right: Expression
    }
  /** `operand in (…)`: never an empty list. */
  | {
      readonly kind: 'in'
      readonly type: 'boolean'
      readonly as: CompareAs
      readonly operand: Expression
      readonly list: readonly Literal[]
    }
  /** Flat: `a and b and c` is one node with three operands. */
  | {
      readonly kind: 'and' | 'or'
      readonly type: 'boolean'
      readonly operands: readonly Expression[]
    }
  | { readonly kind: 'not'; readonly type: 'boolean'; readonly operand: Expression }
  | {
      readonly kind: 'arithmetic'
      readonly type: ValueType
      readonly op: ArithmeticOperator
      readonly left: Expression
      readonly right: Expression
    }
  | { readonly kind: 'negate'; readonly type: ValueType; readonly operand: Expression }
  /** `Datastreams/any(d:d/name eq 'x')`; without a predicate (only `any`): is there one at all. */
  | {
      readonly kind: 'lambda'
      readonly type: 'boolean'
      readonly quantifier: 'any' | 'all'
      /** Variable that `navigation` starts at; absent: the entity of the query. */
      readonly from?: string
      /** At least one step; the last one is to many. */
      readonly navigation: readonly NavigationStep[]
      readonly variable?: string
      readonly predicate?: Expression
    }

export interface OrderBy {
  /** Usually a path; functions and arithmetic are allowed (clause 9.3.3.1). */
  readonly expression: Expression
  readonly direction: 'asc' | 'desc'
}

export type SelectItem =
  | {
      readonly kind: 'property'
      readonly property: string
      readonly propertyType: PropertyType
      readonly json: readonly string[]
    }
  | { readonly kind: 'selfLink' }
  | {
      readonly kind: 'navigation'
      readonly link: string
      readonly target: EntityType
      readonly many: boolean
    }

export interface Select {
  /** `$select=distinct:…`, an extension: only the different combinations of the selected values. */
  readonly distinct: boolean
  readonly items: readonly SelectItem[]
}

/** One link to show inline. `Datastreams/Sensor` is Datastreams with a query that expands Sensor; each link once. */
export interface Expand {
  readonly link: string
  readonly target: EntityType
  readonly many: boolean
  readonly query: Query
}

export const RESULT_FORMATS = ['JSON', 'dataArray', 'GeoJSON', 'CSV', 'Parquet'] as const
export type ResultFormat = (typeof RESULT_FORMATS)[number]

export const AGGREGATION_METHODS = ['average', 'sum', 'min', 'max', 'countdistinct'] as const
export type AggregationMethod = (typeof AGGREGATION_METHODS)[number]

/** A value over all entities of a group, under a name of the client; `count` counts the entities themselves. */
export type Aggregate = { readonly alias: string } & (
  | { readonly method: 'count' }
  | { readonly method: AggregationMethod; readonly operand: Expression }
)

/** `$apply`: the entities that match, in groups with the same values, with aggregates of each. No groups: all together. */
export interface Apply {
  readonly filter?: Expression
  /** None of them is a part of another, and their links lead to one entity. */
  readonly groupBy: readonly PropertyPath[]
  readonly aggregates: readonly Aggregate[]
}

/** The system query options of one request, or of one expanded link, with every name resolved. */
export interface Query {
  readonly entityType: EntityType
  readonly filter?: Expression
  /** Of OData, an extension here; only on the outer query. */
  readonly apply?: Apply
  readonly orderBy: readonly OrderBy[]
  readonly select?: Select
  readonly expand: readonly Expand[]
  readonly top?: number
  readonly skip?: number
  readonly count?: boolean
  /** Only dataArray is the standard's; only on the outer query. */
  readonly resultFormat?: ResultFormat
  /** The service's own cursor, not looked into; only on the outer query. */
  readonly skipToken?: string
  /** Options without `$`, which the standard says nothing about, as decoded name and value; only on the outer query. */
  readonly custom: readonly (readonly [name: string, value: string])[]
}

export const FUNCTION_NAMES = [
  'substringof',
  'contains',
  'endswith',
  'startswith',
  'length',
  'indexof',
  'substring',
  'tolower',
  'toupper',
  'trim',
  'concat',
  'year',
  'month',
  'day',
  'hour',
  'minute',
  'second',
  'fractionalseconds',
  'date',
  'time',
  'totaloffsetminutes',
  'now',
  'mindatetime',
  'maxdatetime',
  'before',
  'after',
  'meets',
  'during',
  'overlaps',
  'starts',
  'finishes',
  'round',
  'floor',
  'ceiling',
  'geo.distance',
  'geo.length',
  'geo.intersects',
  'st_equals',
  'st_disjoint',
  'st_touches',
  'st_within',
  'st_overlaps',
  'st_crosses',
  'st_intersects',
  'st_contains',
  'st_relate',
] as const
export type FunctionName = (typeof FUNCTION_NAMES)[number]
