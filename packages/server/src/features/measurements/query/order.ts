import type { Expression, OrderBy } from '@samenspel/standards/sensorthings'
import { sql } from 'kysely'
import { Given } from '../../../platform/database/written.ts'
import { Problem } from '../../../platform/errors.ts'
import { compileValue } from './expressions.ts'
import { allOf, column, type Sql } from './fragments.ts'
import { follow, isMissing, linkedEntities, type Missing, resolve, type Scope, startsIn } from './scope.ts'
import { type Binding, TABLES } from './tables.ts'
import { toPeriod } from './values.ts'

/** One value by which rows are ordered. Together the keys of a list tell every row from every other. */
export type Key = {
  sql: Sql
  /** Type to read it back as from a `$skiptoken`. */
  type: 'float8' | 'text' | 'timestamptz' | 'bigint' | 'date' | 'time' | 'interval' | 'boolean'
  direction: 'asc' | 'desc'
  nullable: boolean
  /** The key is the id of the datastream of an observation. */
  isDatastream?: true
}

const SQL_TYPES = {
  boolean: 'boolean',
  integer: 'bigint',
  number: 'float8',
  string: 'text',
  instant: 'timestamptz',
  date: 'date',
  timeOfDay: 'time',
  duration: 'interval',
} as const

/** Properties that always have a value. */
const ALWAYS = new Set(['id', 'name', 'description', 'definition', 'encodingType', 'observationType', 'time'])

/**
 * The keys of `$orderby`, and after them what makes the order total: the id, or for observations their datastream and
 * time, which is the order of the table's key. Give `datastream` when the observations are of many, and `position` for
 * a list that has an order of its own.
 */
export function orderKeys(
  orderBy: readonly OrderBy[],
  scope: Scope,
  { datastream, position }: { datastream?: Binding; position?: Sql | undefined } = {},
): Key[] {
  const { root } = scope
  const keys: Key[] = []
  for (const { expression, direction } of orderBy) {
    const plain = expression.kind === 'path' && expression.navigation.length === 0 ? expression : undefined
    if (plain?.property === 'phenomenonTime' && root.type === 'Observation') {
      keys.push(startOf(root, direction))
      if (!datastream) return keys
      continue
    }
    keys.push(...keysOf(expression, direction, scope))
    // Not with a position: then an entity can be in the list more than once.
    if (plain?.property === 'id' && plain.json.length === 0 && !position) return keys
  }
  if (position) return [...keys, { sql: position, type: 'bigint', direction: 'asc', nullable: false }]
  if (root.type !== 'Observation') return [...keys, idOf(root)]
  return [...keys, ...(datastream ? [datastreamOf(datastream)] : []), startOf(root, 'asc')]
}

function idOf({ alias }: Binding): Key {
  return { sql: column(alias, 'id'), type: 'bigint', direction: 'asc', nullable: false }
}

function startOf({ alias }: Binding, direction: Key['direction']): Key {
  return { sql: column(alias, 'phenomenon_start'), type: 'timestamptz', direction, nullable: false }
}

function datastreamOf(datastream: Binding): Key {
  return { ...idOf(datastream), isDatastream: true }
}

function keysOf(expression: Expression, direction: Key['direction'], scope: Scope): Key[] {
  const missing = startsIn(expression)
    .map((start) => resolve(scope, start))
    .find(isMissing)
  if (missing) return keysOverLink(expression, direction, scope, missing)
  const value = compileValue(expression, scope)
  const nullable = !(
    expression.kind === 'path' &&
    expression.json.length === 0 &&
    ALWAYS.has(expression.property)
  )
  switch (value.kind) {
    case 'json':
      // Numbers by value, then everything else by text.
      return [
        { sql: value.number, type: 'float8', direction, nullable },
        { sql: value.text, type: 'text', direction, nullable },
      ]
    case 'period': {
      const { start, end } = toPeriod(value)
      return [
        { sql: start, type: 'timestamptz', direction, nullable },
        { sql: end, type: 'timestamptz', direction, nullable },
      ]
    }
    case 'null':
    case 'geometry':
      throw new Problem('invalid-query', {
        nl: 'Hierop kan niet worden gesorteerd. Kies een tekst, getal of tijd.',
        en: '$orderby cannot use this. Order by text, a number or a time.',
      })
    default:
      return [{ sql: value.sql, type: SQL_TYPES[value.kind], direction, nullable }]
  }
}

/** Over a link to many, the smallest value counts when the order is ascending and the largest when it is descending. */
function keysOverLink(
  expression: Expression,
  direction: Key['direction'],
  scope: Scope,
  missing: Missing,
): Key[] {
  const { scope: further, binding } = follow(scope, missing)
  const keys = keysOf(expression, direction, further)
  const only = scope.joined.has(missing.key) ? TABLES[binding.type].only?.(binding.alias) : undefined
  if (only) {
    return keys.map((key) => ({ ...key, nullable: true, sql: sql`(case when ${only} then ${key.sql} end)` }))
  }
  const { from, conditions } = linkedEntities(scope.context, missing.from, missing.step.link, binding)
  return keys.map((key) => ({
    ...key,
    nullable: true,
    sql: sql`(select ${key.sql} from ${from} where ${allOf(conditions)}
      order by 1 ${sql.raw(direction)} nulls last limit 1)`,
  }))
}

/**
 * The `order by` list: nulls first when ascending and last when descending (req/request-data/orderby), which is not what
 * PostgreSQL's indexes do; so it is only said of keys that can be null.
 */
export function orderList(keys: readonly Key[]): Sql {
  return sql.join(
    keys.map(({ sql: key, direction, nullable }) => {
      if (direction === 'asc') return nullable ? sql`${key} asc nulls first` : sql`${key} asc`
      return nullable ? sql`${key} desc nulls last` : sql`${key} desc`
    }),
  )
}

/** The values of the keys in one row, as text that a `$skiptoken` holds. */
export function tokenOf(values: readonly Sql[]): Sql {
  const texts = values.map((value) => sql`(${value})::text`)
  return sql`encode(convert_to(json_build_array(${sql.join(texts)})::text, 'UTF8'), 'hex')`
}

/** Reads a `$skiptoken` back. @throws Problem invalid-query when it is not of a list with these keys */
export function readToken(token: string, keys: readonly Key[]): (string | null)[] {
  const values = parseToken(token)
  if (values?.length === keys.length) return values
  const detail = {
    nl: 'Deze $skiptoken hoort niet bij deze vraag. Begin opnieuw zonder $skiptoken.',
    en: 'This $skiptoken does not belong to this query. Start again without $skiptoken.',
  }
  throw new Problem('invalid-query', detail, [{ in: 'query', pointer: '$skiptoken', detail }])
}

/** The values in a `$skiptoken`; undefined when it is none. */
export function parseToken(token: string): (string | null)[] | undefined {
  try {
    const values: unknown = JSON.parse(Buffer.from(token, 'hex').toString())
    if (Array.isArray(values) && values.every(isTokenValue)) return values
  } catch {
    // Not JSON, like every other text that is not a token.
  }
  return undefined
}

function isTokenValue(value: unknown): value is string | null {
  return value === null || (typeof value === 'string' && !value.includes('\u0000'))
}

/** A value in a token, or a place for one. */
export type TokenValue = string | null | Given

/** The condition for rows after the one whose key values are given. */
export function isAfter(keys: readonly Key[], values: readonly TokenValue[]): Sql {
  const [first] = keys
  const bound =
    first && !first.nullable && keys.length > 1
      ? [sql`${first.sql} ${first.direction === 'asc' ? sql`>=` : sql`<=`} ${read(first, values[0])}`]
      : []
  return allOf([...bound, isAfterFrom(0)])

  function isAfterFrom(index: number): Sql {
    const key = keys[index]
    if (!key) return sql`false`
    const value = values[index] ?? null
    const later = comesLater(key, value)
    if (index === keys.length - 1) return later
    const same = value === null ? sql`${key.sql} is null` : sql`${key.sql} = ${read(key, value)}`
    return sql`(${later} or (${same} and ${isAfterFrom(index + 1)}))`
  }
}

/**
 * A time that comes with each asking is read from text when the statement begins. If PostgreSQL knew it while planning, a plan for this time alone
 * would have fewer months in it and seem the cheaper one, although planning anew for each page takes twice as long as the page.
 */
function read(key: Key, value: TokenValue | undefined): Sql {
  const isLater = key.type === 'timestamptz' && value instanceof Given
  return isLater ? sql`${value}::text::timestamptz` : sql`${value}::${sql.raw(key.type)}`
}

function comesLater(key: Key, value: TokenValue): Sql {
  if (value === null) return key.direction === 'asc' ? sql`${key.sql} is not null` : sql`false`
  if (key.direction === 'asc') return sql`${key.sql} > ${read(key, value)}`
  const later = sql`${key.sql} < ${read(key, value)}`
  return key.nullable ? sql`(${later} or ${key.sql} is null)` : later
}
