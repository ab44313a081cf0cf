import type { EntityType } from '../model.ts'
import type { Expression, NavigationStep, Query } from './ast.ts'

/** Calls `visit` for an expression and everything in it, from the outside in. */
export function walkExpression(expression: Expression, visit: (part: Expression) => void): void {
  visit(expression)
  switch (expression.kind) {
    case 'comparison':
    case 'arithmetic':
      walkExpression(expression.left, visit)
      walkExpression(expression.right, visit)
      break
    case 'and':
    case 'or':
      for (const operand of expression.operands) walkExpression(operand, visit)
      break
    case 'not':
    case 'negate':
      walkExpression(expression.operand, visit)
      break
    case 'in':
      walkExpression(expression.operand, visit)
      for (const literal of expression.list) visit(literal)
      break
    case 'call':
      for (const arg of expression.args) walkExpression(arg, visit)
      break
    case 'lambda':
      if (expression.predicate) walkExpression(expression.predicate, visit)
  }
}

/**
 * All entity types a query reads: its own, those it shows inline, and those its conditions and orders reach over links.
 * Whoever decides what may be read has to decide on each of them.
 */
export function entityTypesOf(query: Query): ReadonlySet<EntityType> {
  const types = new Set<EntityType>()
  collect(query, types)
  return types
}

function collect(query: Query, types: Set<EntityType>): void {
  types.add(query.entityType)
  const addSteps = (steps: readonly NavigationStep[]) => {
    for (const step of steps) types.add(step.target)
  }
  const visit = (part: Expression) => {
    if (part.kind === 'path' || part.kind === 'lambda') addSteps(part.navigation)
  }
  if (query.filter) walkExpression(query.filter, visit)
  const { filter, groupBy = [], aggregates = [] } = query.apply ?? {}
  const operands = aggregates.flatMap((each) => (each.method === 'count' ? [] : [each.operand]))
  for (const part of [...(filter ? [filter] : []), ...groupBy, ...operands]) walkExpression(part, visit)
  for (const order of query.orderBy) walkExpression(order.expression, visit)
  for (const expand of query.expand) collect(expand.query, types)
}
