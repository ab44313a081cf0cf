import type { EntityType, Expression, Instant, NavigationStep } from '@samenspel/standards/sensorthings'
import { sql } from 'kysely'
import type { Given } from '../../../platform/database/written.ts'
import { type Access, shown, shownObservations } from './access.ts'
import { type Aliases, allOf, type Sql } from './fragments.ts'
import { type Binding, isStream, storedLink, TABLES } from './tables.ts'

/** What a whole statement shares. */
export type Context = { aliases: Aliases; now: Instant | Given; access: Access; reach: Reach }

/** Whether a statement goes beyond what its path begins with, to what belongs to other things; noted while it is written. */
export type Reach = { goesBeyond: boolean }

/** Links that lead from what things share back to things. */
const BEYOND = {
  Location: ['Things', 'HistoricalLocations'],
  Sensor: ['Datastreams', 'MultiDatastreams'],
  ObservedProperty: ['Datastreams', 'MultiDatastreams'],
  FeatureOfInterest: ['Observations'],
} as const satisfies Partial<Record<EntityType, readonly string[]>>

const LEADS_BEYOND: ReadonlySet<string> = new Set(
  Object.entries(BEYOND).flatMap(([type, links]) => links.map((link) => `${type}/${link}`)),
)

/** Notes that a link is followed. */
export function noteLink({ reach }: Context, type: EntityType, link: string): void {
  if (LEADS_BEYOND.has(`${type}/${link}`)) reach.goesBeyond = true
}

/** What names in an expression refer to: the entity at hand, lambda variables, and links already followed. */
export type Scope = {
  context: Context
  root: Binding
  variables: ReadonlyMap<string, Binding>
  /** Entities reached over links, by `variable/link/link`. */
  followed: ReadonlyMap<string, Binding>
  /**
   * Entities that the statement has at hand already, by the same keys: the datastream of an observation, which is one of
   * two types, so that only its kind says whether the link leads to it.
   */
  joined: ReadonlyMap<string, Binding>
}

export function openScope(
  context: Context,
  root: Binding,
  { followed = new Map(), joined = new Map() }: Partial<Pick<Scope, 'followed' | 'joined'>> = {},
): Scope {
  return { context, root, variables: new Map(), followed, joined }
}

/** The start of a path: a lambda variable or the entity at hand, and the links from there. */
export type Start = { variable?: string | undefined; navigation: readonly NavigationStep[] }

/** A link that must be followed before an expression can be written. */
export type Missing = { key: string; from: Binding; step: NavigationStep }

function keyOf(start: Start, steps: number): string {
  return [start.variable ?? '', ...start.navigation.slice(0, steps).map(({ link }) => link)].join('/')
}

/** The entity at the end of a path, or the first link on it that has not been followed. */
export function resolve(scope: Scope, start: Start): Binding | Missing {
  let binding = start.variable === undefined ? scope.root : scope.variables.get(start.variable)
  if (!binding) throw new Error(`The variable ${start.variable} is not in scope.`)
  for (const [index, step] of start.navigation.entries()) {
    const key = keyOf(start, index + 1)
    const next = scope.followed.get(key)
    if (!next) return { key, from: binding, step }
    binding = next
  }
  return binding
}

export function isMissing(found: Binding | Missing): found is Missing {
  return 'step' in found
}

/** The scope in which one more link has been followed. */
export function follow(scope: Scope, { key, step }: Missing): { scope: Scope; binding: Binding } {
  const binding = scope.joined.get(key) ?? bindLinked(scope.context, step)
  return { scope: { ...scope, followed: new Map(scope.followed).set(key, binding) }, binding }
}

/** A new alias for what a link leads to. */
export function bindLinked(context: Context, { target }: NavigationStep): Binding {
  return { type: target, alias: context.aliases.next() }
}

/** True when there is an entity over a link just followed for which the conditions hold. */
export function holdsOver(scope: Scope, { key, from, step }: Missing, target: Binding, condition: Sql): Sql {
  const only = scope.joined.has(key) ? TABLES[target.type].only?.(target.alias) : undefined
  return only
    ? sql`(${only} and ${condition})`
    : existsLinked(scope.context, from, step.link, target, [condition])
}

/** The scope inside a lambda. */
export function withVariable(scope: Scope, name: string, binding: Binding): Scope {
  // What was followed from an outer variable of the same name is hidden with it.
  const followed = new Map([...scope.followed].filter(([key]) => !key.startsWith(`${name}/`)))
  return { ...scope, variables: new Map(scope.variables).set(name, binding), followed }
}

/** `from` and conditions that give the entities linked from another that the actor may read. */
export function linkedEntities(
  context: Context,
  source: Binding,
  link: string,
  target: Binding,
): ReadableEntities {
  noteLink(context, source.type, link)
  const { from, conditions } = readableEntities(
    context,
    target,
    isStream(source.type) ? source.alias : undefined,
  )
  const { join, holds } = storedLink(source.type, link)
  return {
    from: join ? sql`${from} ${join(target.alias)}` : from,
    conditions: [holds(source.alias, target.alias), ...conditions],
  }
}

type ReadableEntities = { from: Sql; conditions: Sql[] }

/**
 * `from` and conditions that give the entities of a type that the actor may read. An observation is read through its
 * datastream; give the alias of that when it is there already.
 */
export function readableEntities(
  { access, aliases }: Context,
  { type, alias }: Binding,
  datastream?: string,
): ReadableEntities {
  if (type === 'Observation') {
    if (datastream !== undefined) return { from: shownObservations(alias, datastream), conditions: [] }
    const own = aliases.next()
    const from = sql`${shown(access, 'Datastream', own)} cross join ${shownObservations(alias, own)}`
    return { from, conditions: [] }
  }
  const { only } = TABLES[type]
  return { from: shown(access, type, alias), conditions: only ? [only(alias)] : [] }
}

/** True when there is an entity over the link for which the condition holds. */
export function existsLinked(
  context: Context,
  source: Binding,
  link: string,
  target: Binding,
  condition: readonly Sql[],
): Sql {
  const { from, conditions } = linkedEntities(context, source, link, target)
  return sql`exists (select from ${from} where ${allOf([...conditions, ...condition])})`
}

/** The starts of all paths in an expression; a lambda looks after its own. */
export function startsIn(expression: Expression): Start[] {
  switch (expression.kind) {
    case 'literal':
    case 'lambda':
      return []
    case 'path':
      return [expression]
    case 'call':
      return expression.args.flatMap(startsIn)
    case 'comparison':
    case 'arithmetic':
      return [...startsIn(expression.left), ...startsIn(expression.right)]
    case 'and':
    case 'or':
      return expression.operands.flatMap(startsIn)
    case 'in':
    case 'not':
    case 'negate':
      return startsIn(expression.operand)
  }
}
