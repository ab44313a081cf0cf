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
      const operand = coerce(compileValue(expression.operand, scope), kind)
      return { kind, sql: kind === 'duration' ? opposite(operand) : sql`(- ${operand})` }
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
  const stored = storedProperty(binding.type, path.property)
  if (path.json.length > 0) {
    return (
      stored.inside?.(binding.alias, path.json) ??
      valueInside(binding.type, path.property, binding.alias, path.json)
    )
  }
  return stored.value(binding.alias)
}

/** Arithmetic on doubles. What cannot be computed has no value; an error would tell of rows that may not be read. */
const NUMERIC = {
  add: (a, b) => sql`measurements.add_numbers(${a}, ${b})`,
  sub: (a, b) => sql`measurements.add_numbers(${a}, - ${b})`,
  mul: (a, b) => sql`measurements.multiply_numbers(${a}, ${b})`,
  div: (a, b) => sql`measurements.divide_numbers(${a}, ${b})`,
  mod: (a, b) => sql`measurements.remainder(${a}, ${b})`,
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
      sql:
        op === 'div'
          ? sql`measurements.divide_duration(${left.sql}, ${by})`
          : sql`measurements.multiply_duration(${left.sql}, ${by})`,
    }
  }
  if (right.kind === 'duration') {
    return {
      kind: 'duration',
      sql: sql`measurements.multiply_duration(${right.sql}, ${coerce(left, 'number')})`,
    }
  }
  if (left.kind === 'date' && right.kind === 'date') {
    return { kind: 'duration', sql: sql`((${left.sql} - ${right.sql}) * interval '1 day')` }
  }
  const ends = sql`${coerce(left, 'instant')}, ${coerce(right, 'instant')}`
  return { kind: 'duration', sql: sql`measurements.difference(${ends})` }
}

const opposite = (duration: Sql): Sql => sql`measurements.multiply_duration(${duration}, -1)`

function shift(op: 'add' | 'sub', value: Value, duration: Sql): Value {
  const by = op === 'add' ? duration : opposite(duration)
  if (value.kind === 'duration') {
    return { kind: 'duration', sql: sql`measurements.add_durations(${value.sql}, ${by})` }
  }
  if (value.kind === 'date') return { kind: 'date', sql: sql`measurements.shift_date(${value.sql}, ${by})` }
  const moved = (at: Sql) => sql`measurements.shift_instant(${at}, ${by})`
  if (value.kind === 'period') return { kind: 'period', start: moved(value.start), end: moved(value.end) }
  return { kind: 'instant', sql: moved(coerce(value, 'instant')) }
}
