import type { Bilingual } from '../../language/index.ts'
import type { PropertyType } from '../model.ts'
import { readTime, TIME_FAULTS } from '../times.ts'
import type {
  ArithmeticOperator,
  CompareAs,
  ComparisonOperator,
  Expression,
  Literal,
  ValueType,
} from './ast.ts'
import { type Cursor, fail } from './cursor.ts'

/** Static type of a property's value in an expression. */
export const TYPE_OF_PROPERTY = {
  id: 'integer',
  string: 'string',
  instant: 'instant',
  interval: 'interval',
  time: 'time',
  object: 'dynamic',
  array: 'dynamic',
  geometry: 'geometry',
  any: 'dynamic',
} as const satisfies Record<PropertyType, ValueType>

/** How an error message calls a type. */
export const TYPE_NAMES = {
  boolean: { nl: 'waar of niet waar', en: 'true or false' },
  integer: { nl: 'een geheel getal', en: 'a whole number' },
  number: { nl: 'een getal', en: 'a number' },
  string: { nl: 'tekst', en: 'text' },
  instant: { nl: 'een tijdstip', en: 'a time' },
  interval: { nl: 'een periode', en: 'a period' },
  time: { nl: 'een tijdstip of periode', en: 'a time or period' },
  date: { nl: 'een datum', en: 'a date' },
  timeOfDay: { nl: 'een tijd op de dag', en: 'a time of day' },
  duration: { nl: 'een duur', en: 'a duration' },
  geometry: { nl: 'een geometrie', en: 'a geometry' },
  dynamic: { nl: 'een JSON-waarde', en: 'a JSON value' },
  null: { nl: 'null', en: 'null' },
} as const satisfies Record<ValueType, Bilingual>

/** Which way of comparing a type has on its own. */
const FAMILY = {
  boolean: 'boolean',
  integer: 'number',
  number: 'number',
  string: 'string',
  instant: 'instant',
  interval: 'interval',
  time: 'interval',
  date: 'date',
  timeOfDay: 'timeOfDay',
  duration: 'duration',
  geometry: 'geometry',
  dynamic: 'dynamic',
  null: 'null',
} as const satisfies Record<ValueType, CompareAs>

const NUMERIC_TEXT = /^-?[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]{1,3})?$/

export function isNumeric(type: ValueType): boolean {
  return type === 'number' || type === 'integer' || type === 'dynamic'
}

export function isMoment(type: ValueType): boolean {
  return type === 'instant' || type === 'interval' || type === 'time' || type === 'dynamic'
}

/** A text literal read as a time, as `'2020-01-01T00:00:00Z'` is where a time is needed. */
export function readQuotedTime(cursor: Cursor, literal: Literal & { type: 'string' }, at: number): Literal {
  const time = readTime(literal.value)
  if (typeof time === 'string') {
    fail(cursor, time === 'range' ? 'out-of-range' : 'type-mismatch', TIME_FAULTS[time], at)
  }
  return time.kind === 'instant'
    ? { kind: 'literal', type: 'instant', value: time.at }
    : { kind: 'literal', type: 'interval', value: { start: time.start, end: time.end } }
}

function isText(expression: Expression): expression is Literal & { type: 'string' } {
  return expression.kind === 'literal' && expression.type === 'string'
}

/**
 * A literal as the other side of a comparison needs it: quoted times beside a time become times; a quoted number in
 * `result gt '3'` becomes a number, because results that are numbers are ordered as numbers.
 */
function fitLiteral(
  cursor: Cursor,
  literal: Expression,
  other: Expression,
  ordered: boolean,
  at: number,
): Expression {
  if (!isText(literal)) return literal
  if (other.type === 'instant' || other.type === 'interval' || other.type === 'time') {
    return readQuotedTime(cursor, literal, at)
  }
  if (ordered && other.kind === 'path' && other.property === 'result' && NUMERIC_TEXT.test(literal.value)) {
    const value = Number(literal.value)
    if (Number.isFinite(value)) return { kind: 'literal', type: 'number', value }
  }
  return literal
}

/** How values of two types are compared, or undefined when they cannot be. */
function compareTypes(left: ValueType, right: ValueType): CompareAs | undefined {
  if (left === 'null' || right === 'null') return 'null'
  const a = FAMILY[left]
  const b = FAMILY[right]
  if (a === b) return a
  if (a === 'dynamic') return b === 'geometry' ? undefined : b
  if (b === 'dynamic') return a === 'geometry' ? undefined : a
  if ((a === 'instant' || a === 'interval') && (b === 'instant' || b === 'interval')) return 'interval'
  return undefined
}

const UNORDERED: ReadonlySet<CompareAs> = new Set(['boolean', 'geometry', 'null'])

/** The comparison node, with both sides fitted to each other. @throws SensorThingsError `type-mismatch` */
export function makeComparison(
  cursor: Cursor,
  op: ComparisonOperator,
  left: Expression,
  right: Expression,
  at: number,
): Expression {
  const ordered = op !== 'eq' && op !== 'ne'
  const fittedLeft = fitLiteral(cursor, left, right, ordered, at)
  const fittedRight = fitLiteral(cursor, right, left, ordered, at)
  const as = compareTypes(fittedLeft.type, fittedRight.type)
  if (as === undefined) fail(cursor, 'type-mismatch', mismatch(fittedLeft, fittedRight), at)
  if (ordered && UNORDERED.has(as)) {
    const { nl, en } = TYPE_NAMES[as === 'null' ? 'null' : fittedLeft.type]
    const text = {
      nl: `“${op}” kan niet met ${nl}, want daar is geen volgorde in. Gebruik eq of ne.`,
      en: `“${op}” cannot order ${en}. Use eq or ne.`,
    }
    fail(cursor, 'type-mismatch', text, at)
  }
  return { kind: 'comparison', type: 'boolean', op, as, left: fittedLeft, right: fittedRight }
}

/** The `in` node. @throws SensorThingsError `type-mismatch` */
export function makeIn(
  cursor: Cursor,
  operand: Expression,
  list: readonly Literal[],
  at: number,
): Expression {
  let as: CompareAs | undefined
  const fitted: Literal[] = []
  for (const literal of list) {
    const item = fitLiteral(cursor, literal, operand, false, at) as Literal
    const itemAs = compareTypes(operand.type, item.type)
    if (item.type === 'null') {
      const text = {
        nl: 'null kan niet in een lijst staan. Zet er “or … eq null” achter.',
        en: 'null cannot stand in a list. Add “or … eq null” instead.',
      }
      fail(cursor, 'type-mismatch', text, at)
    }
    if (itemAs === undefined) fail(cursor, 'type-mismatch', mismatch(operand, item), at)
    if (as !== undefined && as !== itemAs) {
      as = operand.type === 'dynamic' ? 'dynamic' : 'interval'
    } else {
      as = itemAs
    }
    fitted.push(item)
  }
  return { kind: 'in', type: 'boolean', as: as ?? 'dynamic', operand, list: fitted }
}

function mismatch(left: Expression, right: Expression): Bilingual {
  const [first, second] = right.kind === 'path' && left.kind !== 'path' ? [right, left] : [left, right]
  const nameOf = (side: Expression) => (side.kind === 'path' ? `“${side.property}”` : undefined)
  const [one, other] = [TYPE_NAMES[first.type], TYPE_NAMES[second.type]]
  const advice = hint(left, right)
  return {
    nl: `Dit is niet te vergelijken: ${nameOf(first) ?? 'de ene kant'} is ${one.nl} en ${nameOf(second) ?? 'de andere kant'} is ${other.nl}. ${advice.nl}`,
    en: `These cannot be compared: ${nameOf(first) ?? 'one side'} is ${one.en} and ${nameOf(second) ?? 'the other side'} is ${other.en}. ${advice.en}`,
  }
}

function hint(left: Expression, right: Expression): Bilingual {
  const types = [left.type, right.type]
  const has = (type: ValueType) => types.includes(type)
  if (has('string') && (has('number') || has('integer'))) {
    const literal = [left, right].find((side) => side.kind === 'literal')
    return literal?.type === 'string'
      ? { nl: 'Schrijf het getal zonder aanhalingstekens.', en: 'Write the number without quotes.' }
      : {
          nl: "Schrijf tekst tussen enkele aanhalingstekens, zoals 'abc'.",
          en: "Write text between single quotes, like 'abc'.",
        }
  }
  if (has('date')) {
    return {
      nl: 'Schrijf een heel tijdstip, zoals 2020-01-01T00:00:00Z, of vergelijk date(…) met een datum.',
      en: 'Write a full time such as 2020-01-01T00:00:00Z, or compare date(…) with a date.',
    }
  }
  return { nl: 'Vergelijk waarden van dezelfde soort.', en: 'Compare values of the same type.' }
}

/** Type of an arithmetic operation, or undefined when the types do not go together. */
export function typeOfArithmetic(
  op: ArithmeticOperator,
  left: ValueType,
  right: ValueType,
): ValueType | undefined {
  if (left === 'duration' || right === 'duration') {
    if (op === 'add' || op === 'sub') {
      if (right === 'duration') return typeOfShift(left)
      return op === 'add' && left === 'duration' ? typeOfShift(right) : undefined
    }
    if (op === 'mul' && left === 'duration' && isNumeric(right)) return 'duration'
    if (op === 'mul' && right === 'duration' && isNumeric(left)) return 'duration'
    if (op === 'div' && left === 'duration' && isNumeric(right)) return 'duration'
    return undefined
  }
  if (isNumeric(left) && isNumeric(right)) return 'number'
  if (op === 'sub' && left === right && (left === 'instant' || left === 'date')) return 'duration'
  return undefined
}

/** What a duration added to a value gives. */
function typeOfShift(type: ValueType): ValueType | undefined {
  if (type === 'dynamic') return 'instant'
  return type === 'duration' ||
    type === 'instant' ||
    type === 'interval' ||
    type === 'time' ||
    type === 'date'
    ? type
    : undefined
}
