import type { Expression, FunctionName } from '@samenspel/standards/sensorthings'
import { sql } from 'kysely'
import { mayRead } from './access.ts'
import { allOf, type Sql } from './fragments.ts'
import { isMissing, resolve, type Scope, startsIn } from './scope.ts'
import type { Binding } from './tables.ts'

/*
 * PostgreSQL may test the conditions of a statement in any order, so also what a client asks for before what it may
 * read. How long that takes, or whether it fails, would tell of rows that are withheld. `case` has a fixed order.
 */

/** A condition that is only looked at in rows that the actor may read; in others it does not hold. */
export function fence(bindings: Iterable<Binding>, condition: Sql): Sql {
  const readable = [...bindings].map(({ alias }) => mayRead(alias))
  return readable.length === 0
    ? condition
    : sql`(case when ${allOf(readable)} then ${condition} else false end)`
}

/** The entities whose values an expression looks at. */
export function bindingsIn(expression: Expression, scope: Scope): Set<Binding> {
  const found = startsIn(expression).map((start) => resolve(scope, start))
  return new Set(found.filter((each): each is Binding => !isMissing(each)))
}

const OF_TIMES: ReadonlySet<FunctionName> = new Set<FunctionName>([
  'before',
  'after',
  'meets',
  'during',
  'overlaps',
  'starts',
  'finishes',
])

/**
 * True for a test of an id or time of its own against something that is the same for all rows. It takes the same time for
 * every row and cannot fail, so it needs no fence; without one it finds its rows by index and partition.
 */
export function isPlain(expression: Expression, scope: Scope): boolean {
  switch (expression.kind) {
    case 'comparison':
      return isPlainValue(expression.left, scope) && isPlainValue(expression.right, scope)
    case 'in':
      return isPlainValue(expression.operand, scope)
    case 'call':
      return OF_TIMES.has(expression.name) && expression.args.every((arg) => isPlainValue(arg, scope))
    default:
      return false
  }
}

const TIMES = {
  Observation: ['phenomenonTime', 'resultTime'],
  HistoricalLocation: ['time'],
} as const satisfies Record<string, readonly string[]>

/** True for an id, for a time in a column of its own, and for what no row has a part in. */
export function isPlainValue(expression: Expression, scope: Scope): boolean {
  if (expression.kind !== 'path') return expression.kind !== 'lambda' && startsIn(expression).length === 0
  const binding = resolve(scope, expression)
  if (isMissing(binding) || expression.json.length > 0) return false
  const times: readonly string[] = binding.type in TIMES ? TIMES[binding.type as keyof typeof TIMES] : []
  return expression.property === 'id' || times.includes(expression.property)
}
