import {
  type Aggregate,
  type AggregationMethod,
  type Apply,
  formatQuery,
  namesOf,
  type PropertyPath,
  type Query,
  SensorThingsError,
} from '@samenspel/standards/sensorthings'
import { sql } from 'kysely'
import { LARGEST_NUMBER } from '../ingest/batch.ts'
import { compileValue } from './expressions.ts'
import { allOf, column, field, objectOf, quoted, type Sql, text } from './fragments.ts'
import type { AnswerContext } from './items.ts'
import { type List, matching, pageSize } from './pages.ts'
import { follow, isMissing, linkedEntities, resolve, type Scope, type Start, startsIn } from './scope.ts'
import { instantText } from './stored.ts'
import { type Binding, storedProperty, valueInside } from './tables.ts'
import { coerce } from './values.ts'

/** The most entities that are grouped: what a machine does well within the time that a read may take. */
export const MOST_GROUPED = 5_000_000

/** Whether the answer has groups instead of entities. */
export function isGrouped({ apply, select }: Query): boolean {
  return apply !== undefined || select?.distinct === true
}

/** What a query groups by, with `$apply` or `$select=distinct:`; undefined when its answer is the entities themselves. */
export function groupingOf({ apply, select, filter, entityType }: Query): Apply | undefined {
  if (apply) return apply
  if (!select?.distinct) return undefined
  const groupBy = select.items.map((item): PropertyPath => {
    if (item.kind !== 'property') throw noProperty()
    const { property, propertyType, json } = item
    return { kind: 'path', type: 'dynamic', navigation: [], entityType, property, propertyType, json }
  })
  return { ...(filter ? { filter } : {}), groupBy: leaveParts(groupBy), aggregates: [] }
}

function noProperty(): SensorThingsError {
  return new SensorThingsError(
    'conflicting-options',
    {
      nl: 'Koppelingen zijn voor elke entiteit anders. Kies eigenschappen met distinct:.',
      en: 'Links are different for each entity. Select properties with distinct:.',
    },
    { path: '$select' },
  )
}

/** Without what is in another of them: of `properties/a,properties` the whole. */
function leaveParts(paths: readonly PropertyPath[]): PropertyPath[] {
  const isPart = (path: PropertyPath, whole: PropertyPath) =>
    path !== whole && namesOf(whole).every((name, index) => namesOf(path)[index] === name)
  return paths.filter((path) => !paths.some((whole) => isPart(path, whole)))
}

/**
 * The groups of a list as JSON text, `{"@iot.count":…,"@iot.nextLink":…,"value":[…]}`, each with what it was grouped by and its
 * aggregates; null when more would have to be grouped than may be. They come in the order of the texts of their values, and pages
 * are counted: every page needs all groups anyway.
 */
export function groupsOf(
  list: List,
  query: Query,
  grouping: Apply,
  address: Sql,
  context: AnswerContext,
): Sql {
  const { scope: start, from, conditions } = matching(list, grouping.filter, context)
  const { scope, keys, joins } = joinLinks(grouping, start, context)
  const totals = grouping.aggregates.map((aggregate) => compileTotal(aggregate, scope))
  const named = (prefix: string, parts: readonly (Sql | undefined)[]) =>
    parts.flatMap((part, index) => (part ? [sql`${part} as ${sql.id(`${prefix}${index}`)}`] : []))
  const keyNames = keys.map((_, index) => sql.id(`k${index}`))
  const inputs = totals.map(({ input }) => input)
  const outputs = totals.map(({ output }, index) => output(sql.id(`a${index}`)))
  const by = (words: Sql, parts: readonly Sql[]) =>
    parts.length > 0 ? sql`${words} ${sql.join(parts)}` : sql``
  const { skip = 0 } = query
  const size = pageSize(query)
  const last = skip + size
  const item = sql`string_agg(case when n <= ${last} then ${itemOf(grouping)} end, ',' order by n)`
  const fields = [
    ...(query.count ? [field('@iot.count', sql`(select count(*) from groups)::text`)] : []),
    field('@iot.nextLink', quoted(nextOf(query, address, last))),
    field('value', sql`'[' || coalesce(${item}, '') || ']'`),
  ]
  return sql`(with matched as (
      select ${sql.join([...named('k', keys), ...named('a', inputs), sql`1 as one`])} from ${from} ${joins}
      where ${allOf(conditions)} limit ${MOST_GROUPED + 1}::int),
    groups as (select ${sql.join([...keyNames, ...named('t', outputs), sql`count(*) as size`])} from matched
      ${by(sql`group by`, keyNames)}),
    page as (select groups.*, row_number() over (${by(
      sql`order by`,
      keyNames.map((name) => sql`${name} collate "C"`),
    )}) as n from groups)
    select case when (select coalesce(sum(size), 0) from groups) <= ${MOST_GROUPED}::int
      then '{' || concat_ws(',', ${sql.join(fields)}) || '}' end
    from page where n > ${skip}::int8 and n <= ${last + 1}::int8)`
}

function nextOf({ skip: _, ...rest }: Query, address: Sql, last: number): Sql {
  return sql`(case when max(n) > ${last} then ${address} || ${text(`?${formatQuery(rest)}&$skip=${last}`)} end)`
}

/**
 * Joins the entities over the links that groups and aggregates follow; each leads to one that may be read, or to none. What is grouped
 * by is made into text there: once for each of them, and not for each of what is grouped.
 */
function joinLinks({ groupBy, aggregates }: Apply, start: Scope, context: AnswerContext) {
  const operands = aggregates.flatMap((each) => (each.method === 'count' ? [] : [each.operand]))
  let scope = start
  const joined = new Map<string, Sql>()
  for (const path of [...groupBy, ...operands].flatMap(startsIn)) {
    for (let found = resolve(scope, path); isMissing(found); found = resolve(scope, path)) {
      const next = follow(scope, found)
      const { from, conditions } = linkedEntities(context, found.from, found.step.link, next.binding)
      joined.set(next.binding.alias, sql`from ${from} where ${allOf(conditions)}`)
      scope = next.scope
    }
  }
  const paths = groupBy.map((path, index) => {
    const { alias } = bindingOf(path, scope)
    return { alias, key: keyOf(path, scope), name: `key_${index}` }
  })
  const joins = [...joined].map(([alias, source]) => {
    const own = paths.flatMap((path) =>
      path.alias === alias ? [sql`${path.key} as ${sql.id(path.name)}`] : [],
    )
    const columns = sql.join([sql`${sql.id(alias)}.*`, ...own])
    return sql`left join lateral (select ${columns} ${source}) ${sql.id(alias)} on true`
  })
  const keys = paths.map(({ alias, key, name }) =>
    joined.has(alias) ? sql`coalesce(${column(alias, name)}, 'null')` : key,
  )
  return { scope, keys, joins: joins.length > 0 ? sql.join(joins, sql` `) : sql`` }
}

function bindingOf(path: Start, scope: Scope): Binding {
  const binding = resolve(scope, path)
  if (isMissing(binding)) throw new Error(`The link ${binding.key} has not been followed.`)
  return binding
}

/** A property as JSON text, `null` when there is none. */
function keyOf({ property, json, ...path }: PropertyPath, scope: Scope): Sql {
  const { type, alias } = bindingOf(path, scope)
  const stored = storedProperty(type, property)
  if (json.length === 0) return sql`coalesce(${stored.json(alias)}, 'null')`
  const value = stored.inside?.(alias, json) ?? valueInside(type, property, alias, json)
  const inside =
    value.kind === 'json'
      ? sql`(${value.json})::text`
      : quoted(value.kind === 'boolean' ? value.sql : sql`null`)
  return sql`coalesce(${inside}, 'null')`
}

/** What an aggregate takes from each entity, and its JSON text over all of a group. */
type Total = { input?: Sql; output(input: Sql): Sql }

const TOTALS = {
  average: sql`avg`,
  sum: sql`sum`,
  min: sql`min`,
  max: sql`max`,
} as const satisfies Record<Exclude<AggregationMethod, 'countdistinct'>, Sql>

function compileTotal(aggregate: Aggregate, scope: Scope): Total {
  if (aggregate.method === 'count') return { output: () => sql`count(*)::text` }
  const { method, operand } = aggregate
  if (method === 'countdistinct') {
    if (operand.kind !== 'path') throw new Error('Only values of properties are counted as different.')
    return {
      input: sql`nullif(${keyOf(operand, scope)}, 'null')`,
      output: (input) => sql`count(distinct ${input})::text`,
    }
  }
  const value = compileValue(operand, scope)
  if (value.kind === 'period') return totalOfTimes(method, method === 'min' ? value.start : value.end)
  if (value.kind === 'instant') return totalOfTimes(method, value.sql)
  return {
    input: coerce(value, 'number'),
    // Beyond the largest number that can be stored a sum could overflow, and an error would tell of values.
    output: (input) => sql`coalesce(to_json(${TOTALS[method]}(${input})
      filter (where abs(${input}) <= ${LARGEST_NUMBER}::float8))::text, 'null')`,
  }
}

function totalOfTimes(method: keyof typeof TOTALS, input: Sql): Total {
  return {
    input,
    output: (at) => sql`coalesce(${quoted(instantText(sql`${TOTALS[method]}(${at})`))}, 'null')`,
  }
}

type Tree = Map<string, Tree | Sql>

/** The JSON of one group: its values at their places, and its aggregates. */
function itemOf({ groupBy, aggregates }: Apply): Sql {
  const tree: Tree = new Map()
  for (const [index, path] of groupBy.entries()) put(tree, namesOf(path), column('page', `k${index}`))
  const totals = aggregates.map(({ alias }, index) => field(alias, column('page', `t${index}`)))
  return objectOf([...fieldsOf(tree), ...totals])
}

function put(tree: Tree, [name = '', ...rest]: readonly string[], value: Sql): void {
  if (rest.length === 0) {
    tree.set(name, value)
    return
  }
  const known = tree.get(name)
  const inner: Tree = known instanceof Map ? known : new Map()
  tree.set(name, inner)
  put(inner, rest, value)
}

function fieldsOf(tree: Tree): Sql[] {
  return [...tree].map(([name, value]) =>
    field(name, value instanceof Map ? objectOf(fieldsOf(value)) : value),
  )
}
