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
import { idWithMark, type Marks, mark } from './marks.ts'
import type { Context } from './scope.ts'
import { type Binding, kindOf, storedProperty, valueInside } from './tables.ts'

/** What building answers needs besides the scope of expressions. */
export type AnswerContext = Context & {
  root: ServiceRoot
  /** Whether the statement is written once, with places for the values in which requests of the same shape differ. */
  isTemplate: boolean
  /** The addresses for which it writes marks. */
  marks: Marks
}

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
function addressField(name: string, binding: Binding, under: string, context: AnswerContext): Sql {
  const { before, after } = addressParts(name, binding, under, context)
  return sql`${sql.lit(before)} || ${column(binding.alias, 'id')} || ${sql.lit(after)}`
}

function addressParts(
  name: string,
  { type }: Binding,
  under: string,
  { root }: AnswerContext,
): Marks[number] {
  const before = JSON.stringify(linkTemplates(root, type).before).slice(0, -1)
  return { before: `${JSON.stringify(name)}:${before}`, after: `)${under}"` }
}

/** The kind of datastream that a link of an observation leads to: only one of the two is in its answer. */
const KIND_BY_LINK = new Map([
  ['Datastream', sql`'single'`],
  ['MultiDatastream', sql`'multi'`],
])

function linkField(binding: Binding, link: string, context: AnswerContext, marks?: Marks): Sql {
  const name = `${link}@iot.navigationLink`
  const under = `/${link}`
  const address = marks
    ? mark(addressParts(name, binding, under, context), marks)
    : addressField(name, binding, under, context)
  const kind = binding.type === 'Observation' ? KIND_BY_LINK.get(link) : undefined
  return kind ? sql`case when ${kindOf(binding)} = ${kind} then ${address} end` : address
}

function propertyField({ type, alias }: Binding, property: string): Sql {
  return ownField(property === 'id' ? '@iot.id' : property, storedProperty(type, property).json(alias))
}

function allFields(binding: Binding, expanded: ReadonlySet<string>, context: AnswerContext): Sql[] {
  const version = versionOf(context.root)
  const others = [...propertiesOf(binding.type)].flatMap(([name, model]) =>
    name !== 'id' && isPropertyIn(version, model) ? [name] : [],
  )
  const links = Object.keys(MODEL[binding.type].links).filter((name) => !expanded.has(name))
  // Marks only where the object begins with its id, and objects in it come last: so an id is of all marks up to the next.
  const marks = context.isTemplate ? context.marks : undefined
  const first = marks
    ? [idWithMark('@iot.id', binding.alias, addressParts('@iot.selfLink', binding, '', context), marks)]
    : [propertyField(binding, 'id'), selfLinkField(binding, context)]
  return [
    ...first,
    ...others.map((property) => propertyField(binding, property)),
    ...links.map((name) => linkField(binding, name, context, marks)),
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
