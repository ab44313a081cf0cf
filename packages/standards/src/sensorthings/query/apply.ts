import type { EntityType } from '../model.ts'
import {
  AGGREGATION_METHODS,
  type Aggregate,
  type AggregationMethod,
  type Apply,
  type Expression,
  type PropertyPath,
} from './ast.ts'
import {
  type Cursor,
  expectChar,
  fail,
  failExpected,
  skipSpace,
  takeChar,
  takeMatch,
  takeWord,
} from './cursor.ts'
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
        fail(
          cursor,
          'unsupported-option',
          {
            nl: 'Na groupby of aggregate kan hier niets meer komen. Eindig ermee.',
            en: 'Nothing can follow groupby or aggregate here. End with it.',
          },
          at,
        )
      }
      const [first] = conditions
      if (first === undefined) return last
      const filter: Expression =
        conditions.length === 1 ? first : { kind: 'and', type: 'boolean', operands: conditions }
      return { filter, ...last }
    }
    expectChar(cursor, '(', 'after', 'filter')
    const condition = takeCondition(cursor, { entityType })
    if (condition.kind === 'and') conditions.push(...condition.operands)
    else conditions.push(condition)
    expectChar(cursor, ')', 'closes', 'filter(')
    if (!takeChar(cursor, '/')) {
      failExpected(cursor, {
        nl: '“/” en groupby of aggregate na een filter (voor alleen een filter is er $filter)',
        en: '“/” and groupby or aggregate after a filter (for a filter alone use $filter)',
      })
    }
  }
}

function takeLast(cursor: Cursor, entityType: EntityType, word: string | undefined, at: number): Apply {
  if (word === 'aggregate') return { groupBy: [], aggregates: takeAggregates(cursor, entityType, []) }
  if (word !== 'groupby') {
    failExpected(cursor, { nl: 'filter, groupby of aggregate', en: 'filter, groupby or aggregate' }, at)
  }
  expectChar(cursor, '(', 'after', 'groupby')
  expectChar(cursor, '(', 'after', 'groupby(')
  const groupBy: PropertyPath[] = []
  do groupBy.push(takeGroupPath(cursor, entityType, groupBy))
  while (takeChar(cursor, ','))
  expectChar(cursor, ')', 'closes', 'groupby((')
  let aggregates: Aggregate[] = []
  if (takeChar(cursor, ',')) {
    skipSpace(cursor)
    const inner = cursor.at
    if (takeWord(cursor) !== 'aggregate')
      fail(
        cursor,
        'syntax',
        { nl: 'Na de komma hoort aggregate.', en: 'Expected aggregate after the comma.' },
        inner,
      )
    aggregates = takeAggregates(cursor, entityType, groupBy)
  }
  expectChar(cursor, ')', 'closes', 'groupby(')
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
  if (word === undefined) failExpected(cursor, { nl: 'een eigenschap', en: 'a property' })
  const path = takePath(cursor, { entityType }, word, at)
  if (path.kind === 'lambdaHead')
    fail(
      cursor,
      'type-mismatch',
      {
        nl: 'Groepeer op een eigenschap, niet op any of all.',
        en: 'Group by a property, not by any or all.',
      },
      at,
    )
  refuseMany(cursor, path, at)
  const names = namesOf(path)
  const within = (a: readonly string[], b: readonly string[]) => a.every((name, index) => name === b[index])
  if (before.some((other) => within(namesOf(other), names) || within(names, namesOf(other)))) {
    fail(
      cursor,
      'conflicting-options',
      {
        nl: `“${names.join('/')}” zit al in waarop wordt gegroepeerd.`,
        en: `“${names.join('/')}” is in what is grouped by already.`,
      },
      at,
    )
  }
  if (before.length >= MOST)
    fail(
      cursor,
      'too-many',
      {
        nl: `Er kan op ${MOST} eigenschappen gegroepeerd worden.`,
        en: `At most ${MOST} properties can be grouped by.`,
      },
      at,
    )
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
  expectChar(cursor, '(', 'after', 'aggregate')
  const taken = new Set(groupBy.map((path) => namesOf(path)[0]))
  const aggregates: Aggregate[] = []
  do {
    if (aggregates.length >= MOST)
      fail(cursor, 'too-many', {
        nl: `Er kunnen ${MOST} waarden worden samengenomen.`,
        en: `At most ${MOST} values can be aggregated.`,
      })
    skipSpace(cursor)
    const total = takeTotal(cursor, entityType)
    if (takeMatch(cursor, AS) === undefined) {
      failExpected(cursor, { nl: '“as” en een naam voor de waarde', en: '“as” and a name for the value' })
    }
    const at = cursor.at
    const alias = takeMatch(cursor, ALIAS)
    if (alias === undefined) failExpected(cursor, { nl: 'een naam', en: 'a name' })
    if (taken.has(alias)) {
      fail(
        cursor,
        'conflicting-options',
        {
          nl: `“${alias}” is hier al de naam van iets anders. Kies een andere.`,
          en: `“${alias}” is the name of something else here. Choose another.`,
        },
        at,
      )
    }
    taken.add(alias)
    aggregates.push({ ...total, alias })
  } while (takeChar(cursor, ','))
  expectChar(cursor, ')', 'closes', 'aggregate(')
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
    failExpected(cursor, {
      nl: '“with” en hoe de waarden worden samengenomen',
      en: '“with” and how to aggregate',
    })
  }
  const word = takeWord(cursor)
  const method = AGGREGATION_METHODS.find((known) => known === word)
  if (method === undefined) {
    fail(cursor, 'unknown-name', {
      nl: `Waarden neemt u samen met ${AGGREGATION_METHODS.join(', ')}; rijen telt u met $count.`,
      en: `Values are aggregated with ${AGGREGATION_METHODS.join(', ')}; count rows as $count.`,
    })
  }
  const isOrdered = method === 'min' || method === 'max'
  const fits =
    method === 'countdistinct'
      ? operand.kind === 'path'
      : isNumeric(operand.type) || (isOrdered && isMoment(operand.type))
  if (!fits) {
    const { nl, en } = TYPE_NAMES[operand.type]
    const text = {
      nl: `${method} kan niet met ${nl}.`,
      en: `${en} cannot be aggregated with ${method}.`,
    }
    fail(cursor, 'type-mismatch', text, at)
  }
  walkExpression(operand, (part) => refuseMany(cursor, part, at))
  return { method, operand }
}

function refuseMany(cursor: Cursor, part: Expression, at: number): void {
  if (part.kind === 'lambda' || (part.kind === 'path' && part.navigation.some(({ many }) => many))) {
    fail(
      cursor,
      'type-mismatch',
      {
        nl: 'Dit leidt naar meer dan één entiteit. Hier kan alleen een koppeling naar één.',
        en: 'This leads to many entities. Only links to one can be followed here.',
      },
      at,
    )
  }
}
