import {
  type Expand,
  MODEL,
  type Query,
  type SelectItem,
  SensorThingsError,
} from '@samenspel/standards/sensorthings'
import { sql } from 'kysely'
import { compileCondition } from './conditions.ts'
import { allOf, quoted, type Sql, text } from './fragments.ts'
import { type AnswerContext, addressOf } from './items.ts'
import { linkedEntities, openScope } from './scope.ts'
import { type Binding, storedProperty, valueInside } from './tables.ts'
import type { Value } from './values.ts'

/** One column of a list as a table. */
export type TableColumn = {
  /** As in FROST: `result`, `properties/a`, `unitOfMeasurement/symbol`, `Datastream/name`. */
  name: string
  value: Value
  /** As JSON text, null when there is no value. */
  json: Sql
}

/** A list as a table: what to join to the rows of a page, and the columns. */
export type Table = { binding: Binding; joins: Sql; columns: TableColumn[] }

const UNIT_PARTS = ['name', 'symbol', 'definition']

/**
 * The columns of a list: what its query selects, or all properties, and after them those of expanded links to one entity.
 * @throws SensorThingsError for an expanded link to many
 */
export function tableOf(binding: Binding, query: Query, context: AnswerContext): Table {
  const table: { joins: Sql[]; columns: TableColumn[] } = { joins: [], columns: [] }
  addEntity(table, binding, query, context, '')
  return {
    binding,
    joins: table.joins.length === 0 ? sql`` : sql.join(table.joins, sql` `),
    columns: table.columns,
  }
}

function addEntity(
  table: { joins: Sql[]; columns: TableColumn[] },
  binding: Binding,
  query: Query,
  context: AnswerContext,
  prefix: string,
): void {
  const columns = query.select
    ? query.select.items.flatMap((item) => selected(binding, item, context))
    : Object.keys(MODEL[binding.type].properties).flatMap((name) => propertyColumns(binding, name))
  table.columns.push(...columns.map((column) => ({ ...column, name: prefix + column.name })))
  for (const expand of query.expand) {
    if (expand.many) throw onlyOne(expand.link)
    const target = { type: expand.target, alias: context.aliases.next() }
    table.joins.push(joinLinked(binding, expand, target, context))
    addEntity(table, target, expand.query, context, `${prefix}${expand.link}/`)
  }
}

function onlyOne(link: string): SensorThingsError {
  return new SensorThingsError(
    'conflicting-options',
    {
      nl: `Een tabel heeft één rij per entiteit, dus $expand=${link} kan hier niet: dat zijn er meer. Gebruik $expand voor een koppeling naar één, of JSON.`,
      en: `A table has one row per entity, so $expand=${link} cannot be used here: it has many. Expand links to one, or use JSON.`,
    },
    { path: '$expand' },
  )
}

function joinLinked(source: Binding, expand: Expand, target: Binding, context: AnswerContext): Sql {
  const { from, conditions } = linkedEntities(context, source, expand.link, target)
  const { filter } = expand.query
  const all = filter ? [...conditions, compileCondition(filter, openScope(context, target))] : conditions
  const alias = sql.id(target.alias)
  return sql`left join lateral (select ${alias}.* from ${from} where ${allOf(all)} limit 1) ${alias} on true`
}

function selected(binding: Binding, item: SelectItem, context: AnswerContext): TableColumn[] {
  if (item.kind === 'selfLink') return [linkColumn('@iot.selfLink', addressOf(binding, context))]
  if (item.kind === 'navigation') {
    const address = sql`${addressOf(binding, context)} || ${text(`/${item.link}`)}`
    return [linkColumn(`${item.link}@iot.navigationLink`, address)]
  }
  if (item.json.length === 0) return propertyColumns(binding, item.property)
  return [insideColumn(binding, item.property, item.json)]
}

function linkColumn(name: string, address: Sql): TableColumn {
  return { name, value: { kind: 'string', sql: address }, json: quoted(address) }
}

function propertyColumns(binding: Binding, property: string): TableColumn[] {
  if (property === 'unitOfMeasurement')
    return UNIT_PARTS.map((part) => insideColumn(binding, property, [part]))
  const stored = storedProperty(binding.type, property)
  return [{ name: property, value: stored.value(binding.alias), json: stored.json(binding.alias) }]
}

function insideColumn({ type, alias }: Binding, property: string, keys: readonly string[]): TableColumn {
  const value = valueInside(type, property, alias, keys)
  const json = value.kind === 'json' ? sql`(${value.json})::text` : sql`null::text`
  return { name: [property, ...keys].join('/'), value, json }
}
