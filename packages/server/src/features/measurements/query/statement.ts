import {
  formatPath,
  type Instant,
  type PathStep,
  type Query,
  type ResourcePath,
  SensorThingsError,
  type ServiceRoot,
} from '@samenspel/standards/sensorthings'
import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../../../platform/actor.ts'
import { Given } from '../../../platform/database/written.ts'
import { asItIsTables, byRuleTables, type Sight, sightOf } from '../plan/one-row.ts'
import { isExact } from '../plan/shown.ts'
import { type FoundUses, selectUses, usesOf, usesOfRow } from '../plan/uses.ts'
import { planOf, readerAt } from './access.ts'
import { dataArrayOf } from './data-array.ts'
import { allOf, column, field, openAliases, type Sql } from './fragments.ts'
import { type Place, placeOf } from './geometry.ts'
import { groupingOf, groupsOf } from './groups.ts'
import { type AnswerContext, itemOf, selfLinkField } from './items.ts'
import type { Marks } from './marks.ts'
import { parseToken, tokenOf } from './order.ts'
import { countOf, expandedLink, type List, pageOf, readPage } from './pages.ts'
import { linkedEntities, readableEntities } from './scope.ts'
import { type Table, tableOf } from './table.ts'
import { type Binding, storedProperty, valueInside } from './tables.ts'
import { aboutThings, idOf, type Step } from './touched.ts'

/** A read request, fully understood: what is addressed, how it is asked for, and by whom. */
export type ReadRequest = {
  path: Exclude<ResourcePath, { kind: 'root' | 'action' }>
  query: Query
  root: ServiceRoot
  actor: Actor
  /** Microseconds since 1970, for `now()`. */
  now: bigint
  /** At which moment the rights count, when that is another: of the later pages of a download. */
  seenAt?: bigint
}

/** One row with the body of the answer and whose data is in it, or no row when what is addressed does not exist for the actor. */
export type ReadAnswer = { body: string | null; uses: FoundUses }

/** A statement for every request of a shape, and the addresses that it leaves to `writeAddresses`. */
export type Template = {
  statement: RawBuilder<ReadAnswer & { sight?: Sight | null }>
  /**
   * When all of the answer belongs to one row of the access plan: the same of that row when the reader sees it whole, in either way. It has no answer
   * when they do not, and is much less work; `sight` of the first statement tells in which way it would have had the same answer.
   */
  ofRow: { [sight in Sight]?: () => RawBuilder<ReadAnswer> } | undefined
  marks: Marks
}

/** The one SQL statement that answers a read request. @throws SensorThingsError or Problem when it cannot be answered */
export function compileRead(request: ReadRequest): RawBuilder<ReadAnswer> {
  return statementsOf(asWritten(request)).statement
}

/** The same for every request of its shape, with places for the values of which {@link valuesOf} gives those of one. */
export function compileTemplate(request: ReadRequest): Template {
  const steps = request.path.steps.map((step, index) =>
    step.id === undefined ? step : { ...step, id: new Given(`id ${index}`) },
  )
  const address = new Given('address')
  return statementsOf({ ...request, path: { ...request.path, steps }, now: new Given('now'), address })
}

/** What a request puts in the places of {@link compileTemplate}. */
export function valuesOf({ path, query, root, now }: ReadRequest): ReadonlyMap<string, unknown> {
  const values = new Map<string, unknown>([
    ['now', new Date(Number(now / 1000n)).toISOString()],
    ['address', addressOf(path, root)],
  ])
  for (const [index, { id }] of path.steps.entries())
    if (id !== undefined) values.set(`id ${index}`, String(id))
  const token = query.skipToken === undefined ? [] : (parseToken(query.skipToken) ?? [])
  for (const [index, value] of token.entries()) values.set(`token ${index}`, value)
  return values
}

/** A request, or the shape of one. */
type Readable = Omit<ReadRequest, 'path' | 'now'> & {
  path: ShapeOf<ReadRequest['path']>
  now: Instant | Given
  /** Where the list is, to which a link to the next page leads. */
  address: string | Given
}
type ShapeOf<P> = P extends ResourcePath ? Omit<P, 'steps'> & { steps: readonly Step[] } : never

function asWritten(request: ReadRequest): Readable {
  return { ...request, address: addressOf(request.path, request.root) }
}

function addressOf(path: ReadRequest['path'], root: ServiceRoot): string {
  return `${root}/${formatPath(path)}`
}

/** The statement, and when all of the answer belongs to one row of the access plan, those of that row. */
function statementsOf(request: Readable): Template {
  const { chain, body, context } = writeRead(request)
  const { marks } = context
  const source =
    chain.from.length === 0
      ? sql``
      : sql`from ${sql.join(chain.from, sql` cross join `)} where ${allOf(chain.conditions)} limit 1`
  const row = rowOfAll(request.path.steps, chain, context)
  const whole = sql`with ${planOf(context.access, request.actor, request.now)} select ${body} as body`
  const reader = readerAt(request.actor, request.now)
  const about = aboutThings(request.path.steps, context.reach)
  if (!row)
    return { statement: sql`${whole}, ${usesOf(reader, about)} as uses ${source}`, ofRow: undefined, marks }
  const { table, alias, id } = row
  const isDatastream = table === 'shown_datastream'
  const uses = usesOf(reader, about, isDatastream ? id : undefined)
  const asItIs = () =>
    // Nothing that is seen as it is, is of residents.
    sql<ReadAnswer>`with ${asItIsTables(reader, table, id)} select ${body} as body, null as uses ${source}`
  const byRule = () =>
    sql<ReadAnswer>`with ${byRuleTables(reader, id)} select ${body} as body, ${usesOfRow(reader)} as uses ${source}`
  return {
    statement: sql`${whole}, case when not ${isExact(alias)} then ${uses} end as uses, ${sightOf(table, alias)} as sight ${source}`,
    ofRow: { asItIs, ...(isDatastream && { byRule }) },
    marks,
  }
}

/**
 * The row of the access plan to which all of an answer belongs: that with which the path begins, by its id, when it leads to no other entity and no other
 * table of the plan is read. From an entity to another of its kind leads no link but over a table of another kind.
 */
function rowOfAll([first]: readonly Step[], { root, from }: Chain, { access, reach }: AnswerContext) {
  const [table, ...others] = access
  if (first?.id === undefined || first.entityType === 'Observation' || !root) return undefined
  if (!table || others.length > 0 || from.length > 1 || reach.goesBeyond) return undefined
  return { table, alias: root.alias, id: idOf(first.id) }
}

/** The statement that asks only whose data a read request can tell of, for when it has no answer. */
export function compileUses(request: ReadRequest): RawBuilder<{ uses: FoundUses }> {
  const { context } = writeRead(asWritten(request))
  return selectUses(readerAt(request.actor, request.now), aboutThings(request.path.steps, context.reach))
}

type WrittenRead = { chain: Chain; body: Sql; context: AnswerContext }

function writeRead(request: Readable): WrittenRead {
  const { path, root, now } = request
  const context = openContext(now, root)
  const entities = path.kind === 'collection' ? path.steps.slice(0, -1) : path.steps
  const chain = followSteps(entities, context)
  const body =
    path.kind === 'collection'
      ? listBody(request, path, chain.binding, context)
      : entityBody(request, path, chain.binding, context)
  return { chain, body, context }
}

/** What a statement begins with. */
export function openContext(now: Instant | Given, root: ServiceRoot): AnswerContext {
  const reach = { goesBeyond: false }
  return {
    aliases: openAliases(),
    now,
    access: new Set(),
    root,
    reach,
    isTemplate: now instanceof Given,
    marks: [],
  }
}

type Asked = { path: { steps: readonly Step[] }; actor: Actor; now: Instant | Given }

/** Whose data is in the answer to a request, when all of the rest is written. */
export function usesIn({ path, actor, now }: Asked, { reach }: AnswerContext): RawBuilder<FoundUses> {
  return usesOf(readerAt(actor, now), aboutThings(path.steps, reach))
}

/** A read request for a list. */
export type ListRequest = ReadRequest & { path: ResourcePath & { kind: 'collection' } }

/** Writes the rows of a list in another form than the standard's JSON: one row as text, in SQL. */
export type RowWriter = { row(table: Table, place: Place): Sql }

/** The rows of one page, joined by commas, and the token of the next page, null when this is the last. */
export type PageAnswer = { rows: string; next: string | null; uses: FoundUses }

/** The statement for one page of a list as rows, and their columns. @throws SensorThingsError when it cannot be answered */
export function compilePage(
  { path, query, root, actor, now, seenAt = now }: ListRequest,
  writer: RowWriter,
): { statement: RawBuilder<PageAnswer>; table: Table } {
  if (query.count) throw noCount()
  const context = openContext(now, root)
  const chain = followSteps(path.steps.slice(0, -1), context)
  const page = readPage(listOf(path, chain.binding), query, context)
  const table = tableOf(page.binding, query, context)
  const { alias } = page.binding
  const n = column(alias, 'n')
  const token = tokenOf(page.keys.map((_, index) => column(alias, `k${index}`)))
  const rows = sql`(select
      coalesce(string_agg(r.row, ',' order by r.n) filter (where r.n <= ${sql.lit(page.size)}), '') as rows,
      case when max(r.n) > ${sql.lit(page.size)} then max(r.token) end as next
    from (select ${n} as n, ${writer.row(table, placeOf(page.binding, context))} as row,
        case when ${n} = ${sql.lit(page.size)} then ${token} end as token
      from ${page.from} ${table.joins}) r) p`
  const from =
    chain.from.length === 0
      ? rows
      : sql`${sql.join(chain.from, sql` cross join `)} cross join lateral ${rows} where ${allOf(chain.conditions)} limit 1`
  return {
    statement: sql<PageAnswer>`with ${planOf(context.access, actor, seenAt)}
      select p.rows, p.next, ${usesIn({ path, actor, now: seenAt }, context)} as uses from ${from}`,
    table,
  }
}

function noCount(): SensorThingsError {
  return new SensorThingsError(
    'conflicting-options',
    {
      nl: 'Voor $count is geen plaats in deze vorm van het antwoord. Laat het weg, of vraag …/$count.',
      en: '$count has no place in this form of the answer. Leave it out, or ask for …/$count.',
    },
    { path: '$count' },
  )
}

/** Finds the entity at the end of a path: its id, or no row when it does not exist for the actor. */
export function compileLocate(
  steps: readonly PathStep[],
  actor: Actor,
  moment: Date,
): RawBuilder<{ id: string }> {
  const now = BigInt(moment.getTime()) * 1000n
  // The address of the service is not needed to find an entity.
  const context = openContext(now, '')
  const { binding, from, conditions } = followSteps(steps, context)
  if (!binding) throw new Error('An entity always has a path.')
  return sql<{
    id: string
  }>`with ${planOf(context.access, actor, now)} select ${column(binding.alias, 'id')}::text as id
    from ${sql.join(from, sql` cross join `)} where ${allOf(conditions)} limit 1`
}

/** The entities of a path: how they are joined, and the first and last of them. */
export type Chain = {
  root: Binding | undefined
  binding: Binding | undefined
  from: Sql[]
  conditions: Sql[]
}

/** The entities along a path, each linked to the one before and readable by the actor. */
export function followSteps(steps: readonly Step[], context: AnswerContext): Chain {
  const chain: Chain = { root: undefined, binding: undefined, from: [], conditions: [] }
  for (const step of steps) {
    const binding: Binding = { type: step.entityType, alias: context.aliases.next() }
    const { from, conditions } = chain.binding
      ? linkedEntities(context, chain.binding, step.name, binding)
      : readableEntities(context, binding)
    chain.from.push(from)
    chain.conditions.push(...conditions)
    if (step.id !== undefined) {
      chain.conditions.push(sql`${column(binding.alias, 'id')} = ${idOf(step.id)}`)
    }
    chain.root ??= binding
    chain.binding = binding
  }
  return chain
}

function listBody(
  { query, address: where }: Readable,
  path: ShapeOf<ListPath>,
  parent: Binding | undefined,
  context: AnswerContext,
): Sql {
  const list = listOf(path, parent)
  if (path.suffix === '$count') return sql`${countOf(list, query.filter, context)}::text`
  const address = sql`${where}::text`
  const grouping = groupingOf(query)
  if (grouping) return groupsOf(list, query, grouping, address, context)
  if (path.suffix === '$ref') {
    const item = (binding: Binding) => sql`'{' || ${selfLinkField(binding, context)} || '}'`
    return pageOf(list, query, address, context, item)
  }
  if (query.resultFormat === 'dataArray') return dataArrayOf(list, query, address, context)
  return pageOf(list, query, address, context)
}

type ListPath = ResourcePath & { kind: 'collection' }

function listOf(path: ShapeOf<ListPath>, parent: Binding | undefined): List {
  const link = path.steps.at(-1)?.name ?? ''
  const type = path.entityType
  return parent ? { type, parent: { binding: parent, link } } : { type }
}

function entityBody(
  { query }: Readable,
  path: ShapeOf<ResourcePath & { kind: 'entity' | 'property' }>,
  binding: Binding | undefined,
  context: AnswerContext,
): Sql {
  if (!binding) throw new Error('An entity always has a path.')
  if (path.kind === 'property') return propertyBody(path, binding)
  if (path.suffix === '$ref') return sql`'{' || ${selfLinkField(binding, context)} || '}'`
  return itemOf(binding, query, context, expandedLink)
}

/** `{"name":value}`, or with $value the bare value; null when there is no value, which is answered with 204. */
export function propertyBody(
  path: ShapeOf<ResourcePath & { kind: 'property' }>,
  { type, alias }: Binding,
): Sql {
  const inside = path.json.length > 0 ? valueInside(type, path.property, alias, path.json) : undefined
  const json =
    inside?.kind === 'json' ? sql`(${inside.json})::text` : storedProperty(type, path.property).json(alias)
  const present = sql`nullif(${json}, 'null')`
  if (path.suffix === '$value') {
    // A text without its quotes; everything else as it is in JSON.
    return sql`case when json_typeof((${json})::json) = 'string' then (${json})::json #>> '{}' else ${present} end`
  }
  const name = path.json.at(-1) ?? (path.property === 'id' ? '@iot.id' : path.property)
  return sql`'{' || ${field(name, present)} || '}'`
}
