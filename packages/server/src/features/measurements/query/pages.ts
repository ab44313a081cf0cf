import {
  type EntityType,
  type Expand,
  type Expression,
  formatQuery,
  type Query,
} from '@samenspel/standards/sensorthings'
import { sql } from 'kysely'
import { Given } from '../../../platform/database/written.ts'
import { shown, shownObservations } from './access.ts'
import { compileCondition } from './conditions.ts'
import { fence, isPlainValue } from './fence.ts'
import { allOf, column, ownField, quoted, type Sql, text } from './fragments.ts'
import { type AnswerContext, addressOf, itemOf } from './items.ts'
import { isAfter, type Key, orderKeys, orderList, readToken, type TokenValue, tokenOf } from './order.ts'
import { linkedEntities, noteLink, openScope, readableEntities, type Scope } from './scope.ts'
import { type Binding, featureDatastreams, isStream, storedLink } from './tables.ts'

/** A list of entities: all of a type, or those over a link of another entity. */
export type List = { type: EntityType; parent?: { binding: Binding; link: string } }

const PAGE = 100
const LARGEST_PAGE = 1_000
const LARGEST_PAGE_OF_OBSERVATIONS = 10_000
/** Longer tokens would make addresses that clients and proxies refuse; then the next page is found by counting. */
const LONGEST_TOKEN = 4_000

export function pageSize(query: Query): number {
  const largest = query.entityType === 'Observation' ? LARGEST_PAGE_OF_OBSERVATIONS : LARGEST_PAGE
  return Math.min(query.top ?? PAGE, largest)
}

/** The rows of one page and one more, numbered in their order as `n`, their keys as `k0`, `k1` …, under one alias; `source` is the same without numbers. */
export type Rows = { binding: Binding; from: Sql; keys: Key[]; size: number; source: Sql }

/** Reads one page of a list. One row more than fits tells whether there is a next page. */
export function readPage(list: List, query: Query, context: AnswerContext): Rows {
  const size = pageSize(query)
  const binding = bindingOf(list, context)
  const { source, keys } = selectRows(list, query, binding, size === 0 ? 0 : size + 1, context)
  const alias = sql.id(binding.alias)
  const from = sql`(select ${alias}.*, row_number() over () as n from (${source}) ${alias}) ${alias}`
  return { binding, from, keys, size, source: sql`(${source}) ${alias}` }
}

/**
 * Which rows of an ordered list. How many is written out rather than a parameter: PostgreSQL plans a statement once for all values only
 * when it knows how few rows are asked. How many are skipped is a parameter: every page of a client that counts has the same text.
 */
function window(limit: number, skip = 0): Sql {
  return skip === 0 ? sql`limit ${sql.lit(limit)}` : sql`limit ${sql.lit(limit)} offset ${skip}::int8`
}

/** A number of rows from the start of a list to the end of a page, written as in {@link window}. */
function upTo(count: number, skip = 0): Sql {
  return skip === 0 ? sql`${sql.lit(count)}` : sql`${skip}::int8 + ${sql.lit(count)}`
}

/** The rows of a list under a new alias; observations tell of what kind their datastream is. */
function bindingOf({ type, parent }: List, { aliases }: AnswerContext): Binding {
  const alias = aliases.next()
  if (type !== 'Observation') return { type, alias }
  const kinds = { Datastream: sql`'single'::text`, MultiDatastream: sql`'multi'::text` } as const
  const of = parent?.binding.type
  const kind = isStream(of) ? kinds[of] : column(alias, 'datastream_kind')
  return { type, alias, kind }
}

function keyColumns(keys: readonly Key[]): Sql {
  return sql.join(keys.map((key, index) => sql`${key.sql} as ${sql.id(`k${index}`)}`))
}

function selectRows(list: List, query: Query, binding: Binding, limit: number, context: AnswerContext) {
  if (list.type === 'Observation' && !isStream(list.parent?.binding.type)) {
    return selectObservations(list, query, binding, limit, context)
  }
  const scope = listScope(list, binding, context)
  const { parent } = list
  const position = parent && storedLink(parent.binding.type, parent.link).position?.(binding.alias)
  const keys = orderKeys(query.orderBy, scope, { position })
  const { from, conditions } = entitiesOf(list, binding, context)
  const isPlainOrder = query.orderBy.every(({ expression }) => isPlainValue(expression, scope))
  const later = positionOf(query, keys, context).map((condition) =>
    isPlainOrder ? condition : fence([binding], condition),
  )
  const all = [...conditions, ...filterOf(query.filter, scope), ...later]
  const source = sql`select ${sql.id(binding.alias)}.*, ${keyColumns(keys)} from ${from} where ${allOf(all)}
    order by ${orderList(keys)} ${window(limit, query.skip)}`
  return { source, keys }
}

/**
 * Observations of many datastreams: of each readable datastream at most as many as can be on the page, by the table's
 * key, and of those the first. So the cost grows with the number of datastreams, not of observations.
 */
function selectObservations(
  list: List,
  query: Query,
  binding: Binding,
  limit: number,
  context: AnswerContext,
) {
  const { datastream, scope, outer, inner } = splitConditions(list, query.filter, binding, context)
  const keys = orderKeys(query.orderBy, scope, { datastream })
  inner.push(...positionOf(query, keys, context), ...boundByStates(list, query, binding, limit, context))
  const alias = sql.id(binding.alias)
  const source = sql`select ${alias}.*, ${column(datastream.alias, 'kind')} as datastream_kind
    from ${shown(context.access, 'Datastream', datastream.alias)}
    cross join lateral (
      select ${alias}.*, ${keyColumns(keys)} from ${shownObservations(binding.alias, datastream.alias)} where ${allOf(inner)}
      order by ${orderList(keys)} limit ${upTo(limit, query.skip)}) ${alias}
    where ${allOf(outer)}
    order by ${orderList(keys.map((key, index) => ({ ...key, sql: keyAbove(key, index, binding, datastream) })))}
    ${window(limit, query.skip)}`
  return { source, keys }
}

/** The conditions on observations of many datastreams: those on a datastream, and those on its observations. */
function splitConditions(
  list: List,
  filter: Expression | undefined,
  binding: Binding,
  context: AnswerContext,
) {
  const datastream: Binding = { type: 'Datastream', alias: context.aliases.next() }
  const joined = new Map<string, Binding>([
    ['/Datastream', datastream],
    ['/MultiDatastream', { ...datastream, type: 'MultiDatastream' }],
  ])
  const scope = openScope(context, binding, { joined })
  const outer: Sql[] = []
  const inner: Sql[] = []
  if (list.parent) {
    outer.push(featureDatastreams(list.parent.binding.alias, column(datastream.alias, 'id')))
    const { type, alias } = list.parent.binding
    noteLink(context, type, list.parent.link)
    inner.push(storedLink(type, list.parent.link).holds(alias, binding.alias))
  }
  for (const condition of conjuncts(filter)) {
    const target = isAboutDatastream(condition) ? outer : inner
    target.push(compileCondition(condition, scope))
  }
  return { datastream, scope, outer, inner }
}

/**
 * A bound for the first or latest observations of all datastreams, up to the end of the page: as many datastreams have an observation
 * at or beyond it, by the states that are shown. So of each datastream only the few rows are read that can be on the page.
 */
function boundByStates(
  list: List,
  query: Query,
  { alias }: Binding,
  limit: number,
  context: AnswerContext,
): Sql[] {
  const [first] = query.orderBy
  const { expression } = first ?? {}
  const byTime = expression?.kind === 'path' && expression.navigation.length === 0
  if (!byTime || expression.property !== 'phenomenonTime' || limit === 0) return []
  if (list.parent || query.filter || query.skipToken !== undefined) return []
  const latest = first?.direction === 'desc'
  const datastream = context.aliases.next()
  const bound = sql`(select ${latest ? sql`s.latest_start` : sql`s.first_start`}
    from measurements.datastream_state s join ${shown(context.access, 'Datastream', datastream)}
      on ${column(datastream, 'state_id')} = s.datastream_id
    where s.count > 0
    order by 1 ${latest ? sql`desc` : sql`asc`} offset ${upTo(limit - 1, query.skip)} limit 1)`
  return [
    latest
      ? sql`${column(alias, 'phenomenon_start')} >= coalesce(${bound}, '-infinity')`
      : sql`${column(alias, 'phenomenon_start')} <= coalesce(${bound}, 'infinity')`,
  ]
}

/** The datastream's own id rather than its copy in the observation: its index gives the order without sorting. */
function keyAbove(key: Key, index: number, binding: Binding, datastream: Binding): Sql {
  return key.isDatastream ? column(datastream.alias, 'id') : column(binding.alias, `k${index}`)
}

function conjuncts(filter: Expression | undefined): readonly Expression[] {
  if (!filter) return []
  return filter.kind === 'and' ? filter.operands : [filter]
}

/** True for a condition that only looks at an observation's datastream. */
function isAboutDatastream(expression: Expression): boolean {
  switch (expression.kind) {
    case 'literal':
      return true
    case 'path':
      return expression.variable === undefined && isStream(expression.navigation[0]?.target)
    case 'call':
      return expression.args.every(isAboutDatastream)
    case 'comparison':
    case 'arithmetic':
      return isAboutDatastream(expression.left) && isAboutDatastream(expression.right)
    case 'and':
    case 'or':
      return expression.operands.every(isAboutDatastream)
    case 'in':
    case 'not':
    case 'negate':
      return isAboutDatastream(expression.operand)
    case 'lambda':
      return false
  }
}

function listScope(list: List, binding: Binding, context: AnswerContext): Scope {
  const followed = new Map<string, Binding>()
  const parent = list.parent?.binding
  if (parent && list.type === 'Observation' && isStream(parent.type)) {
    followed.set(`/${parent.type}`, parent)
  }
  return openScope(context, binding, { followed })
}

function entitiesOf(list: List, binding: Binding, context: AnswerContext) {
  return list.parent
    ? linkedEntities(context, list.parent.binding, list.parent.link, binding)
    : readableEntities(context, binding)
}

function filterOf(filter: Expression | undefined, scope: Scope): Sql[] {
  return filter ? [compileCondition(filter, scope)] : []
}

/** After which row a page begins. */
function positionOf({ skipToken }: Query, keys: readonly Key[], { isTemplate }: AnswerContext): Sql[] {
  if (skipToken === undefined) return []
  const values = readToken(skipToken, keys)
  return [isAfter(keys, isTemplate ? values.map((value, index) => tokenPlace(value, index)) : values)]
}

function tokenPlace(value: string | null, index: number): TokenValue {
  return value === null ? null : new Given(`token ${index}`)
}

/** How many entities a list has, all pages together. */
export function countOf(list: List, filter: Expression | undefined, context: AnswerContext): Sql {
  const parent = list.parent?.binding
  if (list.type === 'Observation' && filter === undefined && parent?.type !== 'FeatureOfInterest') {
    return countFromState(parent, context)
  }
  const { from, conditions } = matching(list, filter, context)
  return sql`(select count(*) from ${from} where ${allOf(conditions)})`
}

/** All entities of a list that match a filter, in no order: how they are found, and what names in expressions refer to. */
export function matching(list: List, filter: Expression | undefined, context: AnswerContext) {
  const binding = bindingOf(list, context)
  const { from, conditions } = entitiesOf(list, binding, context)
  const scope = listScope(list, binding, context)
  return { scope, from, conditions: [...conditions, ...filterOf(filter, scope)] }
}

/** The number of observations is kept per datastream; where the newest are not shown, these are counted and left out. */
function countFromState(parent: Binding | undefined, context: AnswerContext): Sql {
  const alias = parent?.alias ?? context.aliases.next()
  const d = (name: string) => column(alias, name)
  const counted = sql`case when ${d('state_id')} is not null then
      coalesce((select s.count from measurements.datastream_state s where s.datastream_id = ${d('state_id')}), 0)
    when ${d('until')} > '-infinity' then
      (select count(*) from ${shownObservations(context.aliases.next(), alias)})
    else 0 end`
  return parent
    ? sql`(${counted})`
    : sql`(select coalesce(sum(${counted}), 0) from ${shown(context.access, 'Datastream', alias)})`
}

/** The value of `@iot.nextLink` of a page, or null: computed over the rows of {@link readPage}. */
export function nextLinkOf({ binding, keys, size }: Rows, query: Query, address: Sql): Sql {
  const n = column(binding.alias, 'n')
  const token = tokenOf(keys.map((_, index) => column(binding.alias, `k${index}`)))
  const last = sql`max(case when ${n} = ${sql.lit(size)} then ${token} end)`
  return linkAfter({ last, isMore: sql`max(${n}) > ${sql.lit(size)}`, size }, query, address)
}

/** @param last the token of the last row of the page, in SQL */
function linkAfter(
  { last, isMore, size }: { last: Sql; isMore: Sql; size: number },
  { skip = 0, skipToken, ...rest }: Query,
  address: Sql,
): Sql {
  const next = (option: string, value: Sql) => {
    const before = formatQuery(rest)
    return sql`${address} || ${text(`?${before}${before === '' ? '' : '&'}${option}=`)} || ${value}`
  }
  // Counting is only right from the start of the list, so a page after a token keeps to tokens.
  const link =
    skipToken === undefined
      ? sql`case when length(${last}) <= ${LONGEST_TOKEN} then ${next('$skiptoken', last)}
          else ${next('$skip', sql`${String(skip + size)}::text`)} end`
      : next('$skiptoken', last)
  return sql`(case when ${isMore} then ${link} end)`
}

/** A page as JSON text: `{"@iot.count":…,"@iot.nextLink":…,"value":[…]}`. */
export function pageOf(
  list: List,
  query: Query,
  address: Sql,
  context: AnswerContext,
  item: (binding: Binding) => Sql = (binding) => itemOf(binding, query, context, expandedLink),
): Sql {
  return sql`('{' || ${pageFields(list, query, address, context, { count: '@iot.count', next: '@iot.nextLink', value: 'value' }, item)} || '}')`
}

type FieldNames = { count: string; next: string; value: string }

function pageFields(
  list: List,
  query: Query,
  address: Sql,
  context: AnswerContext,
  names: FieldNames,
  item: (binding: Binding) => Sql,
): Sql {
  const { binding, keys, size, source } = readPage(list, query, context)
  const page = context.aliases.next()
  const count = query.count ? [ownField(names.count, sql`${countOf(list, query.filter, context)}::text`)] : []
  // As arrays, of which the first are taken: to number the rows costs more than the one row too many.
  const items = column(page, 'items')
  const last = tokenOf(keys.map((_, index) => sql`(${column(page, `k${index}`)})[${sql.lit(size)}]`))
  const isMore = sql`cardinality(${items}) > ${sql.lit(size)}`
  const fields = [
    ...count,
    ownField(names.next, quoted(linkAfter({ last, isMore, size }, query, address))),
    ownField(
      names.value,
      sql`'[' || coalesce(array_to_string((${items})[:${sql.lit(size)}], ','), '') || ']'`,
    ),
  ]
  const lists = keys.map((_, index) => {
    const name = `k${index}`
    return sql`array_agg(${column(binding.alias, name)}) as ${sql.id(name)}`
  })
  return sql`(select concat_ws(',', ${sql.join(fields)}) from (
    select ${sql.join([sql`array_agg(${item(binding)}) as items`, ...lists])} from ${source}) ${sql.id(page)})`
}

/** The fields of an expanded link: the entity, or the page of entities with their count and next link. */
export function expandedLink(source: Binding, expand: Expand, context: AnswerContext): Sql {
  const { link, query, target: type } = expand
  if (expand.many) {
    const list: List = { type, parent: { binding: source, link } }
    const address = sql`${addressOf(source, context)} || ${text(`/${link}`)}`
    const names = { count: `${link}@iot.count`, next: `${link}@iot.nextLink`, value: link }
    return pageFields(list, query, address, context, names, (binding) =>
      itemOf(binding, query, context, expandedLink),
    )
  }
  const target = { type, alias: context.aliases.next() }
  const { from, conditions } = linkedEntities(context, source, link, target)
  const filter = filterOf(query.filter, openScope(context, target))
  const item = sql`(select ${itemOf(target, query, context, expandedLink)} from ${from} where ${allOf([...conditions, ...filter])})`
  return ownField(link, sql`coalesce(${item}, 'null')`)
}
