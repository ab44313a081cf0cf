import type { EntityType } from '../model.ts'
import {
  AGGREGATION_METHODS,
  type Aggregate,
  type AggregationMethod,
  type Apply,
  type Expression,
  type PropertyPath,
} from './ast.ts'
import { type Cursor, expectChar, fail, shownAt, skipSpace, takeChar, takeMatch, takeWord } from './cursor.ts'
import { takeCondition, takeExpression } from './expression.ts'
import { takePath } from './names.ts'
import { isMoment, isNumeric, TYPE_NAMES } from './types.ts'
import { walkExpression } from './walk.ts'

/**
 * The value of `$apply`: any number of `filter(…)`, then one `groupby((…))`, `groupby((…),aggregate(…))` or `aggregate(…)`, with a slash
 * between them (OData Extension for Data Aggregation 4.0, 3.1 to 3.10, of which this is a part).
 */
export function takeApply(cursor: Cursor, entityType: EntityType): Apply {
  const conditions: Expression[] = []
  for (;;) {
    skipSpace(cursor)
    const at = cursor.at
    const word = takeWord(cursor)
    if (word !== 'filter') {
      const last = takeLast(cursor, entityType, word, at)
      if (takeChar(cursor, '/')) {
        fail(cursor, 'unsupported-option', 'Nothing can follow groupby or aggregate here. End with it.', at)
      }
      const [first] = conditions
      if (first === undefined) return last
      const filter: Expression =
        conditions.length === 1 ? first : { kind: 'and', type: 'boolean', operands: conditions }
      return { filter, ...last }
    }
    expectChar(cursor, '(', 'after filter')
    const condition = takeCondition(cursor, { entityType })
    if (condition.kind === 'and') conditions.push(...condition.operands)
    else conditions.push(condition)
    expectChar(cursor, ')', 'to close filter(')
    expectChar(cursor, '/', 'and groupby or aggregate after a filter; for a filter alone use $filter')
  }
}

function takeLast(cursor: Cursor, entityType: EntityType, word: string | undefined, at: number): Apply {
  if (word === 'aggregate') return { groupBy: [], aggregates: takeAggregates(cursor, entityType, []) }
  if (word !== 'groupby') {
    fail(cursor, 'syntax', `Expected filter, groupby or aggregate, but found ${shownAt(cursor, at)}.`, at)
  }
  expectChar(cursor, '(', 'after groupby')
  expectChar(cursor, '(', 'before the properties to group by')
  const groupBy: PropertyPath[] = []
  do groupBy.push(takeGroupPath(cursor, entityType, groupBy))
  while (takeChar(cursor, ','))
  expectChar(cursor, ')', 'after the properties to group by')
  let aggregates: Aggregate[] = []
  if (takeChar(cursor, ',')) {
    skipSpace(cursor)
    const inner = cursor.at
    if (takeWord(cursor) !== 'aggregate') fail(cursor, 'syntax', 'Expected aggregate after the comma.', inner)
    aggregates = takeAggregates(cursor, entityType, groupBy)
  }
  expectChar(cursor, ')', 'to close groupby(')
  return { groupBy, aggregates }
}

/** The names along a path, as they are in the answer. */
export function namesOf({ navigation, property, json }: PropertyPath): string[] {
  return [...navigation.map(({ link }) => link), property === 'id' ? '@iot.id' : property, ...json]
}

function takeGroupPath(
  cursor: Cursor,
  entityType: EntityType,
  before: readonly PropertyPath[],
): PropertyPath {
  skipSpace(cursor)
  const at = cursor.at
  const word = takeWord(cursor)
  if (word === undefined) fail(cursor, 'syntax', `Expected a property, but found ${shownAt(cursor)}.`)
  const path = takePath(cursor, { entityType }, word, at)
  if (path.kind === 'lambdaHead') fail(cursor, 'type-mismatch', 'Group by a property, not by any or all.', at)
  refuseMany(cursor, path, at)
  const names = namesOf(path)
  const within = (a: readonly string[], b: readonly string[]) => a.every((name, index) => name === b[index])
  if (before.some((other) => within(namesOf(other), names) || within(names, namesOf(other)))) {
    fail(cursor, 'conflicting-options', `“${names.join('/')}” is in what is grouped by already.`, at)
  }
  if (before.length >= MOST) fail(cursor, 'too-many', `At most ${MOST} properties can be grouped by.`, at)
  return path
}

/** Most properties to group by, and most aggregates. */
const MOST = 20
const WITH = /\s+with\s+/y
const AS = /\s+as\s+/y
const ALIAS = /[A-Za-z_]\w{0,63}(?![\w.@$/])/y

function takeAggregates(
  cursor: Cursor,
  entityType: EntityType,
  groupBy: readonly PropertyPath[],
): Aggregate[] {
  expectChar(cursor, '(', 'after aggregate')
  const taken = new Set(groupBy.map((path) => namesOf(path)[0]))
  const aggregates: Aggregate[] = []
  do {
    if (aggregates.length >= MOST) fail(cursor, 'too-many', `At most ${MOST} values can be aggregated.`)
    skipSpace(cursor)
    const total = takeTotal(cursor, entityType)
    if (takeMatch(cursor, AS) === undefined) {
      fail(cursor, 'syntax', `Expected “as” and a name for the value, but found ${shownAt(cursor)}.`)
    }
    const at = cursor.at
    const alias = takeMatch(cursor, ALIAS)
    if (alias === undefined) fail(cursor, 'syntax', `Expected a name, but found ${shownAt(cursor)}.`)
    if (taken.has(alias)) {
      fail(
        cursor,
        'conflicting-options',
        `“${alias}” is the name of something else here. Choose another.`,
        at,
      )
    }
    taken.add(alias)
    aggregates.push({ ...total, alias })
  } while (takeChar(cursor, ','))
  expectChar(cursor, ')', 'to close aggregate(')
  return aggregates
}

const COUNT = /\$count(?![\w.@$/])/y

function takeTotal(
  cursor: Cursor,
  entityType: EntityType,
): { method: 'count' } | { method: AggregationMethod; operand: Expression } {
  if (takeMatch(cursor, COUNT) !== undefined) return { method: 'count' }
  const at = cursor.at
  const operand = takeExpression(cursor, { entityType })
  if (takeMatch(cursor, WITH) === undefined) {
    fail(cursor, 'syntax', `Expected “with” and how to aggregate, but found ${shownAt(cursor)}.`)
  }
  const word = takeWord(cursor)
  const method = AGGREGATION_METHODS.find((known) => known === word)
  if (method === undefined) {
    fail(
      cursor,
      'unknown-name',
      `Values are aggregated with ${AGGREGATION_METHODS.join(', ')}; count rows as $count.`,
    )
  }
  const isOrdered = method === 'min' || method === 'max'
  const fits =
    method === 'countdistinct'
      ? operand.kind === 'path'
      : isNumeric(operand.type) || (isOrdered && isMoment(operand.type))
  if (!fits) {
    fail(cursor, 'type-mismatch', `${TYPE_NAMES[operand.type]} cannot be aggregated with ${method}.`, at)
  }
  walkExpression(operand, (part) => refuseMany(cursor, part, at))
  return { method, operand }
}

function refuseMany(cursor: Cursor, part: Expression, at: number): void {
  if (part.kind === 'lambda' || (part.kind === 'path' && part.navigation.some(({ many }) => many))) {
    fail(cursor, 'type-mismatch', 'This leads to many entities. Only links to one can be followed here.', at)
  }
}
