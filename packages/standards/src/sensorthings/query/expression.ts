import type { Bilingual } from '../../language/index.ts'
import type { EntityType } from '../model.ts'
import {
  ARITHMETIC_OPERATORS,
  type ArithmeticOperator,
  type ComparisonOperator,
  type Expression,
  type Literal,
} from './ast.ts'
import {
  type Cursor,
  enter,
  expectChar,
  fail,
  failExpected,
  skipSpace,
  takeChar,
  takeMatch,
  takeWord,
} from './cursor.ts'
import { type ArgumentType, FUNCTIONS, isFunctionName, type Signature } from './functions.ts'
import { isDigit, takeLiteral } from './literals.ts'
import { type LambdaHead, type Scope, takePath } from './names.ts'
import {
  isMoment,
  isNumeric,
  makeComparison,
  makeIn,
  readQuotedTime,
  TYPE_NAMES,
  typeOfArithmetic,
} from './types.ts'

/*
 * Recursive descent, one function per level of precedence (OData 4.0 URL Conventions 5.1.1.8, to which the standard
 * refers in clause 9.3.3.5.1): or, and, eq ne, gt ge lt le in, add sub, mul div mod, not and minus, the rest.
 */

/** An expression that is true or false. */
export function takeCondition(cursor: Cursor, scope: Scope): Expression {
  skipSpace(cursor)
  const at = cursor.at
  return asCondition(cursor, takeOr(cursor, scope), at)
}

/** An expression of any type. */
export function takeExpression(cursor: Cursor, scope: Scope): Expression {
  return takeOr(cursor, scope)
}

/** A JSON value standing as a condition means that it is true. */
function asCondition(cursor: Cursor, expression: Expression, at: number): Expression {
  if (expression.type === 'boolean') return expression
  if (expression.type === 'dynamic') {
    return makeComparison(cursor, 'eq', expression, { kind: 'literal', type: 'boolean', value: true }, at)
  }
  const { nl, en } = TYPE_NAMES[expression.type]
  const text = {
    nl: `Hier hoort een voorwaarde, maar dit is ${nl}. Vergelijk het, bijvoorbeeld met eq.`,
    en: `A condition is needed here, but this is ${en}. Compare it, for example with eq.`,
  }
  fail(cursor, 'type-mismatch', text, at)
}

const OPERATOR = /\s*(or|and|eq|ne|gt|ge|lt|le|in|add|sub|mul|div|mod)(?![\w.@$])/y

/** The operator at the cursor, which stays. */
function peekOperator(cursor: Cursor): string | undefined {
  if (cursor.operatorAt !== cursor.at) {
    OPERATOR.lastIndex = cursor.at
    cursor.operator = OPERATOR.exec(cursor.text)?.[1]
    cursor.operatorAt = cursor.at
  }
  return cursor.operator
}

function skipOperator(cursor: Cursor, operator: string): number {
  skipSpace(cursor)
  const at = cursor.at
  cursor.at += operator.length
  return at
}

function takeOr(cursor: Cursor, scope: Scope): Expression {
  return takeJunction(cursor, scope, 'or', takeAnd)
}

function takeAnd(cursor: Cursor, scope: Scope): Expression {
  return takeJunction(cursor, scope, 'and', takeEquality)
}

function takeJunction(
  cursor: Cursor,
  scope: Scope,
  kind: 'and' | 'or',
  takeOperand: (cursor: Cursor, scope: Scope) => Expression,
): Expression {
  skipSpace(cursor)
  let at = cursor.at
  const first = takeOperand(cursor, scope)
  if (peekOperator(cursor) !== kind) return first
  const operands: Expression[] = []
  const add = (operand: Expression) => {
    const condition = asCondition(cursor, operand, at)
    if (condition.kind === kind) operands.push(...condition.operands)
    else operands.push(condition)
  }
  add(first)
  while (peekOperator(cursor) === kind) {
    skipOperator(cursor, kind)
    skipSpace(cursor)
    at = cursor.at
    add(takeOperand(cursor, scope))
  }
  return { kind, type: 'boolean', operands }
}

function takeEquality(cursor: Cursor, scope: Scope): Expression {
  const depth = cursor.depth
  let left = takeRelation(cursor, scope)
  for (;;) {
    const op = peekOperator(cursor)
    if (op !== 'eq' && op !== 'ne') break
    enter(cursor)
    const at = skipOperator(cursor, op)
    left = makeComparison(cursor, op, left, takeRelation(cursor, scope), at)
  }
  cursor.depth = depth
  return left
}

function isRelation(op: string | undefined): op is ComparisonOperator {
  return op === 'gt' || op === 'ge' || op === 'lt' || op === 'le'
}

function takeRelation(cursor: Cursor, scope: Scope): Expression {
  const depth = cursor.depth
  let left = takeSum(cursor, scope)
  for (;;) {
    const op = peekOperator(cursor)
    if (!isRelation(op) && op !== 'in') break
    enter(cursor)
    const at = skipOperator(cursor, op)
    left =
      op === 'in'
        ? makeIn(cursor, left, takeList(cursor), at)
        : makeComparison(cursor, op, left, takeSum(cursor, scope), at)
  }
  cursor.depth = depth
  return left
}

function takeList(cursor: Cursor): Literal[] {
  expectChar(cursor, '(', 'after', 'in')
  const list: Literal[] = []
  do {
    skipSpace(cursor)
    const literal = takeLiteral(cursor)
    if (!literal) failExpected(cursor, { nl: 'een waarde in de lijst', en: 'a value in the list' })
    list.push(literal)
    if (list.length > cursor.limits.list) {
      fail(cursor, 'too-many', {
        nl: `Een lijst mag ${cursor.limits.list} waarden hebben.`,
        en: `A list may have at most ${cursor.limits.list} values.`,
      })
    }
  } while (takeChar(cursor, ','))
  expectChar(cursor, ')', 'closes', 'in (')
  return list
}

const SUMS: ReadonlySet<string | undefined> = new Set(['add', 'sub'])
const PRODUCTS: ReadonlySet<string | undefined> = new Set(['mul', 'div', 'mod'])

function takeSum(cursor: Cursor, scope: Scope): Expression {
  return takeArithmetic(cursor, scope, SUMS, takeProduct)
}

function takeProduct(cursor: Cursor, scope: Scope): Expression {
  return takeArithmetic(cursor, scope, PRODUCTS, takeUnary)
}

function isArithmetic(op: string | undefined): op is ArithmeticOperator {
  return (ARITHMETIC_OPERATORS as readonly (string | undefined)[]).includes(op)
}

function takeArithmetic(
  cursor: Cursor,
  scope: Scope,
  operators: ReadonlySet<string | undefined>,
  takeOperand: (cursor: Cursor, scope: Scope) => Expression,
): Expression {
  const depth = cursor.depth
  let left = takeOperand(cursor, scope)
  for (;;) {
    const op = peekOperator(cursor)
    if (!operators.has(op) || !isArithmetic(op)) break
    enter(cursor)
    const at = skipOperator(cursor, op)
    const right = takeOperand(cursor, scope)
    const type = typeOfArithmetic(op, left.type, right.type)
    if (type === undefined) {
      const [one, other] = [TYPE_NAMES[left.type], TYPE_NAMES[right.type]]
      const text = {
        nl: `“${op}” kan niet tussen ${one.nl} en ${other.nl}.`,
        en: `“${op}” cannot be used between ${one.en} and ${other.en}.`,
      }
      fail(cursor, 'type-mismatch', text, at)
    }
    left = { kind: 'arithmetic', type, op, left, right }
  }
  cursor.depth = depth
  return left
}

const NOT = /not(?![\w.@$/])/y

function takeUnary(cursor: Cursor, scope: Scope): Expression {
  skipSpace(cursor)
  const at = cursor.at
  if (takeMatch(cursor, NOT) !== undefined) {
    enter(cursor)
    skipSpace(cursor)
    const operandAt = cursor.at
    const operand = asCondition(cursor, takeUnary(cursor, scope), operandAt)
    cursor.depth -= 1
    return { kind: 'not', type: 'boolean', operand }
  }
  if (cursor.text[at] === '-' && !isDigit(cursor.text.charCodeAt(at + 1))) {
    cursor.at += 1
    enter(cursor)
    const operand = takeUnary(cursor, scope)
    cursor.depth -= 1
    if (operand.type !== 'duration' && !isNumeric(operand.type)) {
      const { nl, en } = TYPE_NAMES[operand.type]
      const text = { nl: `Een min kan niet voor ${nl} staan.`, en: `A minus cannot stand before ${en}.` }
      fail(cursor, 'type-mismatch', text, at)
    }
    return { kind: 'negate', type: operand.type === 'duration' ? 'duration' : 'number', operand }
  }
  return takePrimary(cursor, scope)
}

function takePrimary(cursor: Cursor, scope: Scope): Expression {
  const at = cursor.at
  if (cursor.text[at] === '(') {
    cursor.at += 1
    enter(cursor)
    const inner = takeOr(cursor, scope)
    expectChar(cursor, ')', 'closes', '(')
    cursor.depth -= 1
    return inner
  }
  const literal = takeLiteral(cursor)
  if (literal) return literal
  const word = takeWord(cursor)
  if (word === undefined) {
    failExpected(cursor, {
      nl: 'een eigenschap, een waarde of een functie',
      en: 'a property, a value or a function',
    })
  }
  if (cursor.text[cursor.at] === '(') return takeCall(cursor, scope, word, at)
  const path = takePath(cursor, scope, word, at)
  return path.kind === 'lambdaHead' ? takeLambda(cursor, scope, path) : path
}

function takeCall(cursor: Cursor, scope: Scope, name: string, at: number): Expression {
  if (!isFunctionName(name)) {
    const shown = name.slice(0, 60)
    const all = Object.keys(FUNCTIONS).join(', ')
    const text = {
      nl: `Er is geen functie “${shown}”. De functies zijn: ${all}.`,
      en: `There is no function “${shown}”. The functions are: ${all}.`,
    }
    fail(cursor, 'unknown-name', text, at)
  }
  const signature: Signature = FUNCTIONS[name]
  const args: Expression[] = []
  cursor.at += 1
  enter(cursor)
  if (!takeChar(cursor, ')')) {
    do {
      skipSpace(cursor)
      const argAt = cursor.at
      const type = signature.args[args.length]
      const arg = takeOr(cursor, scope)
      if (type === undefined) failCount(cursor, name, signature, at)
      args.push(fitArgument(cursor, name, type, arg, argAt))
    } while (takeChar(cursor, ','))
    expectChar(cursor, ')', 'closes', `${name}(`)
  }
  cursor.depth -= 1
  if (args.length < signature.args.length - (signature.optional ?? 0)) failCount(cursor, name, signature, at)
  return { kind: 'call', type: signature.returns, name, args }
}

function failCount(cursor: Cursor, name: string, signature: Signature, at: number): never {
  const most = signature.args.length
  const least = most - (signature.optional ?? 0)
  const count = (or: string) => (least === most ? `${most}` : `${least} ${or} ${most}`)
  const text = {
    nl: `Tussen de haakjes van ${name} ${most === 1 ? 'hoort 1 waarde' : `horen ${count('of')} waarden`}.`,
    en: `${name} takes ${count('or')} value${most === 1 ? '' : 's'} between its parentheses.`,
  }
  fail(cursor, 'type-mismatch', text, at)
}

const ARGUMENT_NAMES = {
  string: { nl: 'tekst', en: 'text' },
  number: { nl: 'een getal', en: 'a number' },
  moment: { nl: 'een tijdstip of periode', en: 'a time or period' },
  geometry: {
    nl: "een geometrie, zoals location of geography'POINT(5.1 52.3)'",
    en: "a geometry, such as location or geography'POINT(5.1 52.3)'",
  },
  matrix: {
    nl: "een patroon van negen tekens T, F, *, 0, 1 of 2, zoals 'T********'",
    en: "a pattern of nine characters T, F, *, 0, 1 or 2, such as 'T********'",
  },
} as const satisfies Record<ArgumentType, Bilingual>

function fitArgument(
  cursor: Cursor,
  name: string,
  type: ArgumentType,
  arg: Expression,
  at: number,
): Expression {
  const isText = arg.kind === 'literal' && arg.type === 'string'
  if (type === 'moment' && isText) return readQuotedTime(cursor, arg, at)
  const fits =
    type === 'string'
      ? arg.type === 'string' || arg.type === 'dynamic'
      : type === 'number'
        ? isNumeric(arg.type)
        : type === 'moment'
          ? isMoment(arg.type)
          : type === 'geometry'
            ? arg.type === 'geometry'
            : isText && /^[TF*012]{9}$/.test(arg.value)
  if (fits) return arg
  const [needed, found] = [ARGUMENT_NAMES[type], TYPE_NAMES[arg.type]]
  const text = {
    nl: `Voor ${name} hoort hier ${needed.nl}, maar dit is ${found.nl}.`,
    en: `${name} needs ${needed.en} here, but this is ${found.en}.`,
  }
  fail(cursor, 'type-mismatch', text, at)
}

const RESERVED: ReadonlySet<string> = new Set(['true', 'false', 'null', 'not', 'any', 'all'])

function takeLambda(cursor: Cursor, scope: Scope, head: LambdaHead): Expression {
  enter(cursor)
  const base = {
    kind: 'lambda',
    type: 'boolean',
    quantifier: head.quantifier,
    ...(head.variable === undefined ? {} : { from: head.variable }),
    navigation: head.navigation,
  } as const
  if (head.quantifier === 'any' && takeChar(cursor, ')')) {
    cursor.depth -= 1
    return base
  }
  skipSpace(cursor)
  const at = cursor.at
  const variable = takeMatch(cursor, /[A-Za-z_]\w{0,63}/y)
  if (variable === undefined || RESERVED.has(variable)) {
    const example = `${head.quantifier}(d:d/name eq 'x')`
    const text = {
      nl: `Hier hoort een variabele en een dubbele punt, zoals ${example}.`,
      en: `Expected a variable and a colon, like ${example}.`,
    }
    fail(cursor, 'syntax', text, at)
  }
  expectChar(cursor, ':', 'after', variable)
  const variables = new Map<string, EntityType>(scope.variables ?? [])
  variables.set(variable, head.target)
  const predicate = takeCondition(cursor, { entityType: scope.entityType, variables })
  expectChar(cursor, ')', 'closes', `${head.quantifier}(`)
  cursor.depth -= 1
  return { ...base, variable, predicate }
}
