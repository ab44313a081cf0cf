import {
  type Expand,
  isPropertyIn,
  linkTemplates,
  MODEL,
  propertiesOf,
  type Query,
  type Select,
  type ServiceRoot,
  versionOf,
} from '@samenspel/standards/sensorthings'
import { sql } from 'kysely'
import { column, field, objectOf, ownField, type Sql } from './fragments.ts'
import type { Context } from './scope.ts'
import { type Binding, kindOf, storedProperty, valueInside } from './tables.ts'

/** What building answers needs besides the scope of expressions. */
export type AnswerContext = Context & { root: ServiceRoot }

/** Writes the fields of one expanded link. */
export type ExpandLink = (source: Binding, expand: Expand, context: AnswerContext) => Sql

/** The JSON text of one entity, with what the query selects and expands. Properties without a value are left out. */
export function itemOf(binding: Binding, query: Query, context: AnswerContext, expandLink: ExpandLink): Sql {
  const fields = query.select
    ? selectedFields(binding, query.select, context)
    : allFields(binding, new Set(query.expand.map(({ link }) => link)), context)
  return objectOf([...fields, ...query.expand.map((expand) => expandLink(binding, expand, context))])
}

/** The address of an entity, as SQL text. */
export function addressOf({ type, alias }: Binding, context: AnswerContext): Sql {
  return sql`${linkTemplates(context.root, type).before}::text || ${column(alias, 'id')} || ')'`
}

export function selfLinkField(binding: Binding, context: AnswerContext): Sql {
  return addressField('@iot.selfLink', binding, '', context)
}

/**
 * A field that holds the address of an entity, or one under it. All of it but the id is known, so what JSON needs is done here: done by
 * PostgreSQL it was a quarter of what a page of observations costs.
 */
function addressField(name: string, { type, alias }: Binding, under: string, context: AnswerContext): Sql {
  const before = JSON.stringify(linkTemplates(context.root, type).before).slice(0, -1)
  return sql`${sql.lit(`${JSON.stringify(name)}:${before}`)} || ${column(alias, 'id')} || ${sql.lit(`)${under}"`)}`
}

/** The kind of datastream that a link of an observation leads to: only one of the two is in its answer. */
const KIND_BY_LINK = new Map([
  ['Datastream', sql`'single'`],
  ['MultiDatastream', sql`'multi'`],
])

function linkField(binding: Binding, link: string, context: AnswerContext): Sql {
  const address = addressField(`${link}@iot.navigationLink`, binding, `/${link}`, context)
  const kind = binding.type === 'Observation' ? KIND_BY_LINK.get(link) : undefined
  return kind ? sql`case when ${kindOf(binding)} = ${kind} then ${address} end` : address
}

function propertyField({ type, alias }: Binding, property: string): Sql {
  return ownField(property === 'id' ? '@iot.id' : property, storedProperty(type, property).json(alias))
}

function allFields(binding: Binding, expanded: ReadonlySet<string>, context: AnswerContext): Sql[] {
  const version = versionOf(context.root)
  const [id, ...others] = [...propertiesOf(binding.type)].flatMap(([name, model]) =>
    isPropertyIn(version, model) ? [name] : [],
  )
  const links = Object.keys(MODEL[binding.type].links).filter((name) => !expanded.has(name))
  return [
    ...(id === undefined ? [] : [propertyField(binding, id)]),
    selfLinkField(binding, context),
    ...others.map((property) => propertyField(binding, property)),
    ...links.map((name) => linkField(binding, name, context)),
  ]
}

/** Keys of JSON that were selected; a node without keys is selected as a whole. */
type Tree = Map<string, Tree>

function selectedFields(binding: Binding, { items }: Select, context: AnswerContext): Sql[] {
  const fields: Sql[] = []
  const trees = new Map<string, Tree>()
  for (const item of items) {
    if (item.kind === 'selfLink') fields.push(selfLinkField(binding, context))
    else if (item.kind === 'navigation') fields.push(linkField(binding, item.link, context))
    else if (item.json.length === 0) fields.push(propertyField(binding, item.property))
    else trees.set(item.property, withPath(trees.get(item.property) ?? new Map(), item.json))
  }
  for (const [property, tree] of trees) {
    const whole = items.some(
      (item) => item.kind === 'property' && item.property === property && item.json.length === 0,
    )
    if (!whole) fields.push(field(property, partOf(binding, property, tree, [])))
  }
  return fields
}

function withPath(tree: Tree, [key, ...rest]: readonly string[]): Tree {
  if (key === undefined) return tree
  const known = tree.get(key)
  if (known && (known.size === 0 || rest.length === 0)) return tree.set(key, new Map())
  return tree.set(key, withPath(known ?? new Map(), rest))
}

function partOf(binding: Binding, property: string, tree: Tree, keys: readonly string[]): Sql {
  const fields = [...tree].map(([key, inner]) => {
    const path = [...keys, key]
    if (inner.size > 0) return field(key, partOf(binding, property, inner, path))
    const value = valueInside(binding.type, property, binding.alias, path)
    return field(key, value.kind === 'json' ? sql`coalesce((${value.json})::text, 'null')` : sql`'null'`)
  })
  return objectOf(fields)
}
