import type { Expression } from '@samenspel/standards/sensorthings'
import { sql } from 'kysely'
import { compare, isOneOf } from './compare.ts'
import { compileValue } from './expressions.ts'
import { bindingsIn, fence, isPlain } from './fence.ts'
import { allOf, type Sql } from './fragments.ts'
import { TOUCHING } from './functions.ts'
import {
  bindLinked,
  existsLinked,
  follow,
  holdsOver,
  isMissing,
  type Missing,
  resolve,
  type Scope,
  startsIn,
  withVariable,
} from './scope.ts'
import type { Binding } from './tables.ts'
import { coerce } from './values.ts'

/**
 * A condition of `$filter` in SQL. Logic has two values, as OData 4.0 asks: a comparison with a missing value is not
 * true, and `not` of it is.
 *
 * A condition on linked entities holds when there is such an entity. Conditions joined by `and` that follow the same
 * link speak of the same entity: `Datastreams/name eq 'a' and Datastreams/id gt 1` is one Datastream with both.
 */
export function compileCondition(expression: Expression, scope: Scope): Sql {
  switch (expression.kind) {
    case 'and':
      return compileAll(expression.operands, scope)
    case 'or':
      return isAboutOneLink(expression, scope)
        ? compileAll([expression], scope)
        : sql`(${sql.join(
            expression.operands.map((operand) => compileCondition(operand, scope)),
            sql` or `,
          )})`
    case 'not':
      return sql`(${compileCondition(expression.operand, scope)}) is not true`
    case 'lambda':
      return compileLambda(expression, scope)
    default:
      return compileAll([expression], scope)
  }
}

/** The conditions joined by `and`, those that follow the same link in one `exists`. */
function compileAll(operands: readonly Expression[], scope: Scope): Sql {
  const plain: Sql[] = []
  const groups = new Map<string, { missing: Missing; operands: Expression[] }>()
  for (const operand of operands) {
    const missing = missingLink(operand, scope)
    if (missing === undefined) {
      plain.push(isSimple(operand) ? compileSimple(operand, scope) : compileCondition(operand, scope))
    } else if (isNullTest(operand) && !missing.step.many) {
      // Absent is null too: the test for null holds when there is no entity with a value.
      plain.push(sql`not ${compileAll([{ ...operand, op: 'ne' }], scope)}`)
    } else {
      const group = groups.get(missing.key) ?? { missing, operands: [] }
      group.operands.push(operand)
      groups.set(missing.key, group)
    }
  }
  for (const { missing, operands: inner } of groups.values()) {
    const { scope: further, binding } = follow(scope, missing)
    plain.push(holdsOver(scope, missing, binding, compileAll(inner, further)))
  }
  return sql`(${allOf(plain)})`
}

function isNullTest(expression: Expression): expression is Expression & { kind: 'comparison' } {
  return expression.kind === 'comparison' && expression.as === 'null' && expression.op === 'eq'
}

function isSimple(expression: Expression): boolean {
  const { kind } = expression
  return kind !== 'and' && kind !== 'or' && kind !== 'not' && kind !== 'lambda'
}

/** The first link that has to be followed for a condition as a whole; none for logic that must be taken apart first. */
function missingLink(expression: Expression, scope: Scope): Missing | undefined {
  if (!isSimple(expression) && !isAboutOneLink(expression, scope)) return undefined
  return startsIn(expression)
    .map((start) => resolve(scope, start))
    .find(isMissing)
}

/** True for `or` between conditions that all follow the same link, and may speak of the same entity. */
function isAboutOneLink(expression: Expression, scope: Scope): boolean {
  if (expression.kind !== 'or' || !expression.operands.every(isSimple)) return false
  const keys = expression.operands.flatMap((operand) =>
    startsIn(operand).map((start) => {
      const found = resolve(scope, start)
      return isMissing(found) && !isNullTest(operand) ? found.key : ''
    }),
  )
  return keys.length > 0 && keys[0] !== '' && new Set(keys).size === 1
}

/** A condition without logic, all of whose links have been followed, for rows that may be read. */
function compileSimple(expression: Expression, scope: Scope): Sql {
  const condition = compileTest(expression, scope)
  if (isPlain(expression, scope)) return condition
  const fenced = fence(bindingsIn(expression, scope), condition)
  const box = expression.kind === 'call' ? boxesMeet(expression, scope) : undefined
  return box ? sql`(${box} and ${fenced})` : fenced
}

/** A test of rectangles, by which an index finds where a relation between places can hold. It takes the same time for every row. */
function boxesMeet({ name, args }: Expression & { kind: 'call' }, scope: Scope): Sql | undefined {
  if (!TOUCHING.has(name) || !args.every(isPlace)) return undefined
  const [a, b] = args.map((arg) => coerce(compileValue(arg, scope), 'geometry'))
  return a && b && sql`${a} && ${b}`
}

function isPlace(expression: Expression): boolean {
  return expression.kind === 'path' ? expression.json.length === 0 : expression.kind === 'literal'
}

function compileTest(expression: Expression, scope: Scope): Sql {
  if (expression.kind === 'comparison') {
    const left = compileValue(expression.left, scope)
    return compare(expression.op, expression.as, left, compileValue(expression.right, scope))
  }
  if (expression.kind === 'in') {
    return isOneOf(expression.as, compileValue(expression.operand, scope), expression.list)
  }
  return coerce(compileValue(expression, scope), 'boolean')
}

/** `any` and `all`; what a lambda follows is its own, not shared with the conditions around it. */
function compileLambda(expression: Expression & { kind: 'lambda' }, scope: Scope): Sql {
  const { navigation, from, quantifier, variable, predicate } = expression
  const source = resolve(scope, { variable: from, navigation: [] })
  if (isMissing(source)) throw new Error('A path without links has none to follow.')

  function exists(outer: Binding, index: number): Sql {
    const step = navigation[index]
    if (!step) return sql`true`
    const binding = bindLinked(scope.context, step)
    const condition = index < navigation.length - 1 ? exists(binding, index + 1) : holds(binding)
    return existsLinked(scope.context, outer, step.link, binding, [condition])
  }
  function holds(binding: Binding): Sql {
    if (!predicate || variable === undefined) return sql`true`
    const condition = compileCondition(predicate, withVariable(scope, variable, binding))
    return quantifier === 'any' ? condition : sql`(${condition}) is not true`
  }
  return quantifier === 'any' ? exists(source, 0) : sql`not ${exists(source, 0)}`
}
