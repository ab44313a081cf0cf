import type { CompareAs, ComparisonOperator, Literal } from '@samenspel/standards/sensorthings'
import { sql } from 'kysely'
import type { Sql } from './fragments.ts'
import { coerce, literalValue, toJsonParts, toPeriod, type Value } from './values.ts'

/** Different from a missing value is different: OData 4.0, 11.2.5.1.1. */
const OPERATORS = {
  eq: sql`=`,
  ne: sql`is distinct from`,
  gt: sql`>`,
  ge: sql`>=`,
  lt: sql`<`,
  le: sql`<=`,
} as const satisfies Record<ComparisonOperator, Sql>

/** A comparison in SQL, in the way the parser decided. */
export function compare(op: ComparisonOperator, as: CompareAs, left: Value, right: Value): Sql {
  switch (as) {
    case 'null':
      return testNull(op, left.kind === 'null' ? right : left)
    case 'number':
      return compareNumbers(op, left, right)
    case 'interval':
      return comparePeriods(op, toPeriod(left), toPeriod(right))
    case 'geometry':
      return compareGeometries(op, coerce(left, 'geometry'), coerce(right, 'geometry'))
    case 'dynamic':
      return compareJson(op, toJsonParts(left), toJsonParts(right))
    default:
      return sql`${coerce(left, as)} ${OPERATORS[op]} ${coerce(right, as)}`
  }
}

/** `operand in (…)` */
export function isOneOf(as: CompareAs, operand: Value, list: readonly Literal[]): Sql {
  if (as === 'string') {
    const texts = list.map(({ value }) => String(value))
    return sql`${coerce(operand, 'string')} = any(${texts}::text[])`
  }
  if (as === 'number' && operand.kind === 'integer' && list.every(({ type }) => type === 'integer')) {
    return sql`${operand.sql} = any(${list.map(({ value }) => String(value))}::bigint[])`
  }
  const tests = list.map((literal) => compare('eq', as, operand, literalValue(literal)))
  return sql`(${sql.join(tests, sql` or `)})`
}

function testNull(op: ComparisonOperator, value: Value): Sql {
  const test = op === 'eq' ? sql`is null` : sql`is not null`
  if (value.kind === 'null') return op === 'eq' ? sql`true` : sql`false`
  const tested = value.kind === 'period' ? value.start : value.kind === 'json' ? value.text : value.sql
  return sql`(${tested}) ${test}`
}

function compareNumbers(op: ComparisonOperator, left: Value, right: Value): Sql {
  // Ids keep all their digits and their index.
  const kind = left.kind === 'integer' && right.kind === 'integer' ? 'integer' : 'number'
  return sql`${coerce(left, kind)} ${OPERATORS[op]} ${coerce(right, kind)}`
}

type Period = { start: Sql; end: Sql }

/**
 * Periods, of which an instant is one without length, as the standards package describes them: a period ends before its
 * end. `lt` and `gt` are wholly before and after; `le` and `ge` neither start nor end later, or earlier.
 */
function comparePeriods(op: ComparisonOperator, a: Period, b: Period): Sql {
  switch (op) {
    case 'eq':
      return sql`(${a.start} = ${b.start} and ${a.end} = ${b.end})`
    case 'ne':
      return sql`(${a.start} is distinct from ${b.start} or ${a.end} is distinct from ${b.end})`
    case 'lt':
      return sql`(${a.start} < ${b.start} and ${a.end} <= ${b.start})`
    case 'gt':
      return sql`(${a.start} >= ${b.end} and ${a.end} > ${b.end})`
    case 'le':
      return sql`(${a.start} <= ${b.start} and ${a.end} <= ${b.end})`
    case 'ge':
      return sql`(${a.start} >= ${b.start} and ${a.end} >= ${b.end})`
  }
}

function compareGeometries(op: ComparisonOperator, left: Sql, right: Sql): Sql {
  const same = sql`measurements.relates('equals', ${left}, ${right})`
  return op === 'eq' ? same : sql`(${same}) is not true`
}

/** Numbers by value, everything else by text. */
function compareJson(
  op: ComparisonOperator,
  left: { number: Sql; text: Sql },
  right: { number: Sql; text: Sql },
): Sql {
  return sql`(case when ${left.number} is not null and ${right.number} is not null
    then ${left.number} ${OPERATORS[op]} ${right.number} else ${left.text} ${OPERATORS[op]} ${right.text} end)`
}
