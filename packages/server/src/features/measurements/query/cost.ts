import type { Expression, NavigationStep, Query } from '@samenspel/standards/sensorthings'
import { type Bilingual, Problem } from '../../../platform/errors.ts'
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
  /** Entities in one message of a topic: of one change there can be thousands. */
  followed: 1000,
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
  if (expandsObservations(query)) throw tooCostly('lists')
  if (countEntities(query, false) > MOST.followed) throw tooCostly('message')
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

const TOO_COSTLY = {
  links: {
    nl: 'Deze vraag loopt te diep langs verwijzingen naar vele. Stel haar in delen, bijvoorbeeld per Datastream.',
    en: 'This query follows too many links to many inside one another. Ask it in parts, for example per Datastream.',
  },
  entities: {
    nl: 'Dit antwoord kan te groot worden. Vraag minder tegelijk met $top, ook binnen $expand.',
    en: 'This answer could become too large. Ask for less at once with $top, also inside $expand.',
  },
  lists: {
    nl: 'Een onderwerp kan geen lijsten van observaties meegeven. Volg die zelf, zoals Datastreams(1)/Observations.',
    en: 'A topic can show no lists of observations. Follow those themselves, such as Datastreams(1)/Observations.',
  },
  message: {
    nl: 'De berichten van dit onderwerp kunnen te groot worden. Vraag minder met $top binnen $expand.',
    en: 'The messages of this topic could become too large. Ask for less with $top inside $expand.',
  },
} as const satisfies Record<string, Bilingual>

function tooCostly(what: keyof typeof TOO_COSTLY): Problem {
  return new Problem('invalid-query', TOO_COSTLY[what])
}
