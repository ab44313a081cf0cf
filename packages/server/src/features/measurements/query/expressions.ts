import type { ArithmeticOperator, Expression, PropertyPath } from '@samenspel/standards/sensorthings'
import { sql } from 'kysely'
import { Problem } from '../../../platform/errors.ts'
import type { Sql } from './fragments.ts'
import { callFunction } from './functions.ts'
import { isMissing, resolve, type Scope } from './scope.ts'
import { storedProperty, valueInside } from './tables.ts'
import { coerce, literalValue, type Value } from './values.ts'

/** An expression that is a value; all its links have been followed. */
export function compileValue(expression: Expression, scope: Scope): Value {
  switch (expression.kind) {
    case 'literal':
      return literalValue(expression)
    case 'path':
      return compilePath(expression, scope)
    case 'call':
      return callFunction(
        expression.name,
        expression.args.map((arg) => compileValue(arg, scope)),
        scope.context.now,
      )
    case 'arithmetic':
      return compileArithmetic(
        expression.op,
        compileValue(expression.left, scope),
        compileValue(expression.right, scope),
        expression.type,
      )
    case 'negate': {
      const kind = expression.type === 'duration' ? 'duration' : 'number'
      return { kind, sql: sql`(- ${coerce(compileValue(expression.operand, scope), kind)})` }
    }
    default:
      throw new Problem('invalid-query', {
        nl: 'Een vergelijking is een voorwaarde. Gebruik die in $filter, niet als waarde of in $orderby.',
        en: 'A comparison is a condition. Use it in $filter, not as a value or in $orderby.',
      })
  }
}

function compilePath(path: PropertyPath, scope: Scope): Value {
  const binding = resolve(scope, path)
  if (isMissing(binding)) throw new Error(`The link ${binding.key} has not been followed.`)
  if (path.json.length > 0) return valueInside(binding.type, path.property, binding.alias, path.json)
  return storedProperty(binding.type, path.property).value(binding.alias)
}

/** Arithmetic on doubles; a division by zero has no value. */
const NUMERIC = {
  add: (a, b) => sql`(${a} + ${b})`,
  sub: (a, b) => sql`(${a} - ${b})`,
  mul: (a, b) => sql`(${a} * ${b})`,
  div: (a, b) => sql`(${a} / nullif(${b}, 0))`,
  // Each operand once: written twice, nested operators would double the statement at every level.
  mod: (a, b) => sql`mod((${a})::numeric, nullif(${b}, 0)::numeric)::float8`,
} as const satisfies Record<ArithmeticOperator, (a: Sql, b: Sql) => Sql>

function compileArithmetic(
  op: ArithmeticOperator,
  left: Value,
  right: Value,
  type: Expression['type'],
): Value {
  if (type === 'number') {
    return { kind: 'number', sql: NUMERIC[op](coerce(left, 'number'), coerce(right, 'number')) }
  }
  if (right.kind === 'duration' && (op === 'add' || op === 'sub')) return shift(op, left, right.sql)
  if (left.kind === 'duration' && op === 'add') return shift(op, right, left.sql)
  if (left.kind === 'duration') {
    const by = coerce(right, 'number')
    return {
      kind: 'duration',
      sql: op === 'div' ? sql`(${left.sql} / nullif(${by}, 0))` : sql`(${left.sql} * ${by})`,
    }
  }
  if (right.kind === 'duration') {
    return { kind: 'duration', sql: sql`(${right.sql} * ${coerce(left, 'number')})` }
  }
  if (left.kind === 'date' && right.kind === 'date') {
    return { kind: 'duration', sql: sql`((${left.sql} - ${right.sql}) * interval '1 day')` }
  }
  return { kind: 'duration', sql: sql`(${coerce(left, 'instant')} - ${coerce(right, 'instant')})` }
}

function shift(op: 'add' | 'sub', value: Value, by: Sql): Value {
  const sign = op === 'add' ? sql`+` : sql`-`
  if (value.kind === 'duration') return { kind: 'duration', sql: sql`(${value.sql} ${sign} ${by})` }
  if (value.kind === 'date') return { kind: 'date', sql: sql`(${value.sql} ${sign} ${by})::date` }
  // In UTC, so that a day has 24 hours whatever the zone of the session.
  const moved = (at: Sql) => sql`((${at} at time zone 'UTC' ${sign} ${by}) at time zone 'UTC')`
  if (value.kind === 'period') return { kind: 'period', start: moved(value.start), end: moved(value.end) }
  return { kind: 'instant', sql: moved(coerce(value, 'instant')) }
}
