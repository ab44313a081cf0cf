import { expressionInterpreter } from 'vega-interpreter'

/** A node of the syntax tree of an expression, as Vega parses it. */
type Node = {
  type: string
  operator?: string
  name?: string
  value?: unknown
  regex?: unknown
  computed?: boolean
  [part: string]: unknown
}
type Functions = Record<string, (...values: unknown[]) => unknown>
type Context = { functions: Functions }
type Datum = Record<string, unknown>
type Evaluate = (datum: Datum) => unknown
type Item = { datum: Datum; [channel: string]: unknown }
type Encoding = { marktype: string; channels: Record<string, { ast: Node }> }

/** Functions that depend on nothing but their arguments and the scales of the chart. */
const OF_VEGA = new Set(['scale', 'isValid', 'toDate', 'toNumber'])

/** Channels that move others of the same mark. */
const PAIRED = ['x2', 'xc', 'y2', 'yc']

/**
 * Evaluates expressions as `vega-interpreter` does, without `eval`. Those that are worked out for each row, such as where its value is on a scale, are
 * made a function once: the interpreter walks the tree of each for each row again, which took two thirds of drawing a year of hours. Whatever else
 * an expression can be is left to the interpreter.
 */
export const rowExpressions: typeof expressionInterpreter = {
  ...expressionInterpreter,
  parameter(context: Context, expression: { ast: Node }) {
    return compile(expression.ast, context.functions) ?? expressionInterpreter.parameter(context, expression)
  },
  encode(context: Context, encoding: Encoding) {
    const channels = Object.entries(encoding.channels).map(
      ([name, { ast }]) => [name, compile(ast, context.functions)] as const,
    )
    const isOfRows = channels.every(([name, evaluate]) => evaluate && !PAIRED.includes(name))
    if (!isOfRows) return expressionInterpreter.encode(context, encoding)
    return (item: Item) => {
      let isChanged = 0
      for (const [name, evaluate] of channels) {
        const value = evaluate?.(item.datum)
        if (item[name] === value) continue
        item[name] = value
        isChanged = 1
      }
      return isChanged
    }
  },
}

/** A function of a row; undefined for what is more than constants, columns of the row and functions of those. */
function compile(node: Node, functions: Functions): Evaluate | undefined {
  const part = (name: string) => compile(node[name] as Node, functions)
  switch (node.type) {
    case 'Literal': {
      const { value } = node
      return node.regex ? undefined : () => value
    }
    case 'Identifier':
      return node.name === 'datum' ? (datum) => datum : undefined
    case 'MemberExpression': {
      const column = columnOf(node)
      return column === undefined ? undefined : (datum) => datum[column]
    }
    case 'UnaryExpression': {
      const of = part('argument')
      return of && node.operator === '+' ? (datum) => Number(of(datum)) : undefined
    }
    case 'LogicalExpression': {
      const [left, right] = [part('left'), part('right')]
      if (!left || !right) return undefined
      return node.operator === '&&'
        ? (datum) => left(datum) && right(datum)
        : (datum) => left(datum) || right(datum)
    }
    case 'CallExpression':
      return compileCall(node, functions)
    default:
      return undefined
  }
}

/** The name of a column of the row; undefined for a part of anything else. */
function columnOf({ object, property, computed }: Node): string | undefined {
  const [of, by] = [object as Node, property as Node]
  if (of.type !== 'Identifier' || of.name !== 'datum') return undefined
  const name = computed ? by.value : by.name
  return typeof name === 'string' ? name : undefined
}

function compileCall(node: Node, functions: Functions): Evaluate | undefined {
  // What encodes a channel names the same functions with a line before it.
  const name = (node.callee as Node).name?.replace(/^_/, '') ?? ''
  const called =
    name === 'isFinite' ? Number.isFinite : OF_VEGA.has(name) ? functions[name]?.bind(functions) : undefined
  const [first, second, ...more] = (node.arguments as Node[]).map((each) => compile(each, functions))
  if (!called || !first || more.length > 0) return undefined
  if ((node.arguments as Node[]).length === 1) return (datum) => called(first(datum))
  return second && ((datum) => called(first(datum), second(datum)))
}
