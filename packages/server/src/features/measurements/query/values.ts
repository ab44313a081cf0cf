import { type Duration, formatInstant, type Instant, type Literal } from '@samenspel/standards/sensorthings'
import { sql } from 'kysely'
import { Problem } from '../../../platform/errors.ts'
import type { Sql } from './fragments.ts'

export type ScalarKind =
  | 'boolean'
  | 'integer'
  | 'number'
  | 'string'
  | 'instant'
  | 'date'
  | 'timeOfDay'
  | 'duration'
  | 'geometry'

/** A value in SQL, in the form its static type allows. */
export type Value =
  | { kind: ScalarKind; sql: Sql }
  /** An instant is a period whose end is its start. */
  | { kind: 'period'; start: Sql; end: Sql }
  /** JSON whose type is only known per row; `number` is null where it is none, `text` is null for JSON null. */
  | { kind: 'json'; json: Sql; text: Sql; number: Sql }
  | { kind: 'null' }

/** A JSON value in a column of type json. */
export function jsonValue(json: Sql): Value {
  const asText = sql`(${json}) #>> '{}'`
  return { kind: 'json', json, text: sql`(${asText})`, number: numberOf(json) }
}

/** The double of a JSON number; null for other JSON and for numbers that no double can hold. */
function numberOf(json: Sql): Sql {
  return sql`(case when json_typeof(${json}) = 'number' then
    case when abs(((${json}) #>> '{}')::numeric) < 1e308 then ((${json}) #>> '{}')::float8 end end)`
}

export function instantParameter(at: Instant): Sql {
  return sql`${formatInstant(at)}::timestamptz`
}

function durationParameter({ months, microseconds }: Duration): Sql {
  return sql`(make_interval(months => ${months}::int) + ${String(microseconds)}::bigint * interval '1 microsecond')`
}

/** A literal of the query as a parameter. */
export function literalValue(literal: Literal): Value {
  switch (literal.type) {
    case 'null':
      return { kind: 'null' }
    case 'boolean':
      return { kind: 'boolean', sql: sql`${literal.value}::boolean` }
    case 'integer':
      return { kind: 'integer', sql: sql`${String(literal.value)}::bigint` }
    case 'number':
      return { kind: 'number', sql: sql`${literal.value}::float8` }
    case 'string':
      return { kind: 'string', sql: sql`${literal.value}::text` }
    case 'instant':
      return { kind: 'instant', sql: instantParameter(literal.value) }
    case 'interval':
      return {
        kind: 'period',
        start: instantParameter(literal.value.start),
        end: instantParameter(literal.value.end),
      }
    case 'duration':
      return { kind: 'duration', sql: durationParameter(literal.value) }
    case 'date':
      return { kind: 'date', sql: sql`${literal.value}::date` }
    case 'timeOfDay':
      return { kind: 'timeOfDay', sql: sql`${literal.value}::time` }
    case 'geometry':
      return { kind: 'geometry', sql: sql`ST_GeomFromText(${literal.value.wkt}, 4326)` }
  }
}

const DAY = String.raw`((1[6-9]|2[01])\d\d-((0[13578]|1[02])-(0[1-9]|[12]\d|3[01])|(0[469]|11)-(0[1-9]|[12]\d|30)|02-(0[1-9]|1\d|2[0-8]))|((1[6-9]|2[01])(0[48]|[2468][048]|[13579][26])|(16|20)00)-02-29)`
const TIME = String.raw`([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?`
const ZONE = String.raw`([Zz]|[+-](0\d|1[0-4])(:?[0-5]\d)?)`
/** Texts that PostgreSQL can certainly read, so that one odd value in the data does not fail a whole query. */
const READABLE = {
  instant: sql.lit(`^${DAY}[Tt ]${TIME}${ZONE}$`),
  date: sql.lit(`^${DAY}$`),
  timeOfDay: sql.lit(`^${TIME}$`),
  duration: sql.lit(
    String.raw`^P(?=.)(\d{1,3}Y)?(\d{1,4}M)?(\d{1,5}W)?(\d{1,6}D)?(T(?=.)(\d{1,7}H)?(\d{1,8}M)?(\d{1,9}(\.\d{1,6})?S)?)?$`,
  ),
} as const
const SQL_TYPE = { instant: 'timestamptz', date: 'date', timeOfDay: 'time', duration: 'interval' } as const

/** The value as an SQL expression of one kind; JSON of another type is null. */
export function coerce(value: Value, kind: ScalarKind): Sql {
  if (value.kind === kind) return value.sql
  if (value.kind === 'null') return sql`null`
  if (value.kind === 'json') return coerceJson(value, kind)
  if (value.kind === 'period') {
    if (kind === 'instant') return value.start
  } else if (kind === 'number' && value.kind === 'integer') {
    return sql`(${value.sql})::float8`
  } else if (kind === 'string') {
    return sql`(${value.sql})::text`
  }
  throw new Problem('invalid-query', {
    nl: 'Deze waarden kunnen niet met elkaar worden gebruikt.',
    en: `A value of type ${value.kind} cannot be used as ${kind}.`,
  })
}

function coerceJson(value: Value & { kind: 'json' }, kind: ScalarKind): Sql {
  switch (kind) {
    case 'number':
      return value.number
    case 'integer':
      return sql`(${value.number})::numeric`
    case 'string':
      return value.text
    case 'boolean':
      return sql`(case when json_typeof(${value.json}) = 'boolean' then (${value.text})::boolean end)`
    case 'geometry':
      return sql`null::geometry`
    default:
      return sql`(case when ${value.text} ~ ${READABLE[kind]} then (${value.text})::${sql.raw(SQL_TYPE[kind])} end)`
  }
}

/** The value as a period. */
export function toPeriod(value: Value): { start: Sql; end: Sql } {
  if (value.kind === 'period') return value
  const at = coerce(value, 'instant')
  return { start: at, end: at }
}

/** The value as JSON is compared: a number where it is one, and text. */
export function toJsonParts(value: Value): { number: Sql; text: Sql } {
  if (value.kind === 'json') return value
  if (value.kind === 'integer' || value.kind === 'number') {
    return { number: coerce(value, 'number'), text: sql`(${value.sql})::text` }
  }
  if (value.kind === 'period') return { number: sql`null::float8`, text: sql`(${value.start})::text` }
  if (value.kind === 'null') return { number: sql`null::float8`, text: sql`null::text` }
  return { number: sql`null::float8`, text: sql`(${value.sql})::text` }
}
