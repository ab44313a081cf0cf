import { EARLIEST, type FunctionName, type Instant, LATEST } from '@samenspel/standards/sensorthings'
import { sql } from 'kysely'
import { Given } from '../../../platform/database/written.ts'
import { compare } from './compare.ts'
import type { Sql } from './fragments.ts'
import { coerce, instantParameter, toPeriod, type Value } from './values.ts'

type Call = (args: Value[], now: Instant | Given) => Value

const at = (args: Value[], index: number): Value => args[index] ?? { kind: 'null' }

/** A function of texts. */
const ofTexts =
  (kind: 'boolean' | 'string' | 'integer', write: (a: Sql, b: Sql) => Sql): Call =>
  (args) => ({ kind, sql: write(coerce(at(args, 0), 'string'), coerce(at(args, 1), 'string')) })

/** A function of one number. */
const ofNumber =
  (write: (a: Sql) => Sql): Call =>
  (args) => ({ kind: 'number', sql: write(coerce(at(args, 0), 'number')) })

/** A part of a moment, in UTC; of a period, of its start. */
const ofMoment =
  (kind: 'integer' | 'number' | 'date' | 'timeOfDay', write: (local: Sql) => Sql): Call =>
  (args) => ({ kind, sql: write(sql`(${coerce(at(args, 0), 'instant')} at time zone 'UTC')`) })

const part = (name: string): Call => ofMoment('integer', (local) => sql`date_part(${name}, ${local})::bigint`)

type Period = { start: Sql; end: Sql }

/** A relation between two periods, of which an instant is one without length. */
const ofPeriods =
  (write: (a: Period, b: Period) => Sql): Call =>
  (args) => ({ kind: 'boolean', sql: write(toPeriod(at(args, 0)), toPeriod(at(args, 1))) })

const comparison = (op: 'lt' | 'gt', args: Value[]): Value => ({
  kind: 'boolean',
  sql: compare(op, 'interval', at(args, 0), at(args, 1)),
})

/** Something of one or two geometries. */
const ofGeometries =
  (kind: 'boolean' | 'number', write: (a: Sql, b: Sql) => Sql): Call =>
  (args) => ({ kind, sql: write(coerce(at(args, 0), 'geometry'), coerce(at(args, 1), 'geometry')) })

/** A relation between geometries that have a place in common, so that the index finds which can have it. */
const touching = (relation: string): Call =>
  ofGeometries(
    'boolean',
    (a, b) => sql`(${a} && ${b} and measurements.relates(${sql.lit(relation)}, ${a}, ${b}))`,
  )

/** A relation that geometries far apart, or without any place, can have too. */
const anywhere = (relation: string): Call =>
  ofGeometries('boolean', (a, b) => sql`measurements.relates(${sql.lit(relation)}, ${a}, ${b})`)

/** A number as a position in a text; beyond what a text can have it makes no difference. */
const position = (value: Value): Sql =>
  sql`trunc(least(greatest(${coerce(value, 'number')}, -1e9), 1e9))::int`

const substring: Call = (args) => {
  const [source, start, length] = [coerce(at(args, 0), 'string'), position(at(args, 1)), args[2]]
  return {
    kind: 'string',
    sql: length
      ? sql`substr(${source}, ${start} + 1, greatest(${position(length)}, 0))`
      : sql`substr(${source}, ${start} + 1)`,
  }
}

/** The functions of the query language in SQL. Distances and lengths are in degrees, as the data is. */
const FUNCTIONS: Record<FunctionName, Call> = {
  substringof: ofTexts('boolean', (a, b) => sql`(strpos(${b}, ${a}) > 0)`),
  contains: ofTexts('boolean', (a, b) => sql`(strpos(${a}, ${b}) > 0)`),
  endswith: ofTexts('boolean', (a, b) => sql`(right(${a}, length(${b})) = ${b})`),
  startswith: ofTexts('boolean', (a, b) => sql`starts_with(${a}, ${b})`),
  length: ofTexts('integer', (a) => sql`length(${a})::bigint`),
  indexof: ofTexts('integer', (a, b) => sql`(strpos(${a}, ${b}) - 1)::bigint`),
  substring,
  tolower: ofTexts('string', (a) => sql`lower(${a})`),
  toupper: ofTexts('string', (a) => sql`upper(${a})`),
  trim: ofTexts('string', (a) => sql`btrim(${a}, E' \\t\\r\\n')`),
  concat: ofTexts('string', (a, b) => sql`(${a} || ${b})`),
  year: part('year'),
  month: part('month'),
  day: part('day'),
  hour: part('hour'),
  minute: part('minute'),
  second: ofMoment('integer', (local) => sql`floor(date_part('second', ${local}))::bigint`),
  fractionalseconds: ofMoment(
    'number',
    (local) => sql`(mod(date_part('microseconds', ${local})::bigint, 1000000) / 1e6)::float8`,
  ),
  date: ofMoment('date', (local) => sql`${local}::date`),
  time: ofMoment('timeOfDay', (local) => sql`${local}::time`),
  totaloffsetminutes: ofMoment(
    'integer',
    (local) => sql`(case when ${local} is not null then 0 end)::bigint`,
  ),
  now: (_, now) => ({
    kind: 'instant',
    sql: now instanceof Given ? sql`${now}::timestamptz` : instantParameter(now),
  }),
  mindatetime: () => ({ kind: 'instant', sql: instantParameter(EARLIEST) }),
  maxdatetime: () => ({ kind: 'instant', sql: instantParameter(LATEST) }),
  before: (args) => comparison('lt', args),
  after: (args) => comparison('gt', args),
  meets: ofPeriods((a, b) => sql`(${a.end} = ${b.start} or ${a.start} = ${b.end})`),
  during: ofPeriods((a, b) => sql`(${a.start} >= ${b.start} and ${a.end} <= ${b.end})`),
  overlaps: ofPeriods((a, b) => sql`(${a.start} < ${b.end} and ${a.end} > ${b.start})`),
  starts: ofPeriods((a, b) => sql`(${a.start} = ${b.start})`),
  finishes: ofPeriods((a, b) => sql`(${a.end} = ${b.end})`),
  round: ofNumber((a) => sql`round((${a})::numeric)::float8`),
  floor: ofNumber((a) => sql`floor(${a})`),
  ceiling: ofNumber((a) => sql`ceiling(${a})`),
  'geo.distance': ofGeometries('number', (a, b) => sql`measurements.distance(${a}, ${b})`),
  'geo.length': ofGeometries('number', (a) => sql`measurements.length(${a})`),
  'geo.intersects': touching('intersects'),
  st_equals: anywhere('equals'),
  st_disjoint: anywhere('disjoint'),
  st_touches: touching('touches'),
  st_within: touching('within'),
  st_overlaps: touching('overlaps'),
  st_crosses: touching('crosses'),
  st_intersects: touching('intersects'),
  st_contains: touching('contains'),
  st_relate: (args) => ({
    kind: 'boolean',
    sql: sql`measurements.relates_as(${coerce(at(args, 0), 'geometry')}, ${coerce(at(args, 1), 'geometry')},
      ${coerce(at(args, 2), 'string')})`,
  }),
}

/** The relations that only geometries with a place in common can have, written with `touching`. */
export const TOUCHING: ReadonlySet<FunctionName> = new Set<FunctionName>([
  'geo.intersects',
  'st_touches',
  'st_within',
  'st_overlaps',
  'st_crosses',
  'st_intersects',
  'st_contains',
])

/** A function call in SQL; the parser has checked its arguments. */
export function callFunction(name: FunctionName, args: Value[], now: Instant | Given): Value {
  return FUNCTIONS[name](args, now)
}
