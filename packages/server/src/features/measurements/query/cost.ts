import type { Expression, NavigationStep, Query } from '@samenspel/standards/sensorthings'
import { Problem } from '../../../platform/errors.ts'
import { pageSize } from './pages.ts'

/*
 * What a question may cost at most, judged before it is asked. Each link to many inside another multiplies the rows that are
 * looked at, and observations are the only table that grows without end.
 */
const MOST = {
  /** Links to many inside one another, in a condition or an order. */
  nested: 3,
  /** Of those the ones into observations; a list of observations is one itself. */
  nestedObservations: 1,
  /** Links into observations in all conditions and orders together. */
  observations: 4,
  /** Entities in one answer, with everything that is expanded. */
  entities: 2_000_000,
  /** Entities with each that is told of to who follows a list: of one change there can be thousands. */
  followed: 300,
} as const

/** @throws Problem invalid-query for a question that could keep the database busy for minutes */
export function refuseCostly(query: Query, isList: boolean): void {
  const inside = isList && query.entityType === 'Observation' ? 1 : 0
  const counted = { observations: 0 }
  for (const expression of expressionsOf(query)) judge(expression, { nested: 0, inside }, counted)
  for (const { query: inner, many } of query.expand) refuseCostly(inner, many)
  if (countEntities(query, isList) > MOST.entities) throw tooCostly('entities')
}

/**
 * Judges what is asked anew at every change, for as long as somebody follows it.
 * @throws Problem invalid-query
 */
export function refuseCostlyToFollow(query: Query, isList: boolean): void {
  refuseCostly(query, isList)
  if (expandsObservations(query)) throw tooCostly('links')
  if (countEntities(query, false) > MOST.followed) throw tooCostly('entities')
}

/** Whether lists of observations are given with each entity, at any depth. */
function expandsObservations({ expand }: Query): boolean {
  return expand.some(
    ({ query, many }) => (many && query.entityType === 'Observation') || expandsObservations(query),
  )
}

type Depth = { nested: number; inside: number }

function expressionsOf({ filter, orderBy, apply }: Query): Expression[] {
  const conditions = [filter, apply?.filter].flatMap((condition) => (condition ? [condition] : []))
  const operands = apply?.aggregates.flatMap((each) => (each.method === 'count' ? [] : [each.operand])) ?? []
  return [
    ...conditions,
    ...orderBy.map(({ expression }) => expression),
    ...(apply?.groupBy ?? []),
    ...operands,
  ]
}

function judge(expression: Expression, depth: Depth, counted: { observations: number }): void {
  const go = (part: Expression, at = depth) => judge(part, at, counted)
  switch (expression.kind) {
    case 'literal':
      return
    case 'path':
      enter(expression.navigation, depth, counted)
      return
    case 'lambda': {
      const within = enter(expression.navigation, depth, counted)
      if (expression.predicate) go(expression.predicate, within)
      return
    }
    case 'comparison':
    case 'arithmetic':
      go(expression.left)
      go(expression.right)
      return
    case 'and':
    case 'or':
      for (const operand of expression.operands) go(operand)
      return
    case 'not':
    case 'negate':
    case 'in':
      go(expression.operand)
      return
    case 'call':
      for (const arg of expression.args) go(arg)
  }
}

/** How deep one is after these steps. */
function enter(steps: readonly NavigationStep[], depth: Depth, counted: { observations: number }): Depth {
  const many = steps.filter((step) => step.many)
  const observations = many.filter(({ target }) => target === 'Observation').length
  counted.observations += observations
  const within = { nested: depth.nested + many.length, inside: depth.inside + observations }
  const isObserving = observations > 0 && within.inside > MOST.nestedObservations
  if (within.nested > MOST.nested || isObserving || counted.observations > MOST.observations) {
    throw tooCostly('links')
  }
  return within
}

/** The most entities that an answer can hold. */
function countEntities(query: Query, isList: boolean): number {
  const each = query.expand.reduce((sum, { query: inner, many }) => sum + countEntities(inner, many), 1)
  return (isList ? pageSize(query) : 1) * each
}

function tooCostly(what: 'links' | 'entities'): Problem {
  return new Problem(
    'invalid-query',
    what === 'links'
      ? {
          nl: 'Deze vraag loopt te diep langs verwijzingen naar vele. Stel haar in delen, bijvoorbeeld per Datastream.',
          en: 'This query follows too many links to many inside one another. Ask it in parts, for example per Datastream.',
        }
      : {
          nl: 'Dit antwoord kan te groot worden. Vraag minder tegelijk met $top, ook binnen $expand.',
          en: 'This answer could become too large. Ask for less at once with $top, also inside $expand.',
        },
  )
}
