import { formatDuration, formatInstant, formatInterval } from '../times.ts'
import type {
  Apply,
  Expand,
  Expression,
  Literal,
  NavigationStep,
  OrderBy,
  Query,
  Select,
  SelectItem,
} from './ast.ts'
import { PLAIN_KEY } from './names.ts'

/** The query as text for a URL, percent-encoded, without `?`; parsing it gives an equal tree. */
export function formatQuery(query: Query): string {
  const parts = formatOptions(query)
  if (query.resultFormat !== undefined) parts.push(['$resultFormat', query.resultFormat])
  if (query.skipToken !== undefined) parts.push(['$skiptoken', query.skipToken])
  return [...parts, ...query.custom].map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&')
}

/** Keeps what a query may hold unencoded (RFC 3986), so that the address stays readable. */
function encode(text: string): string {
  return encodeURI(text.toWellFormed()).replace(/[&+#=]/g, (char) => encodeURIComponent(char))
}

function formatOptions(query: Query): [string, string][] {
  const parts: [string, string][] = []
  if (query.apply) parts.push(['$apply', formatApply(query.apply)])
  if (query.filter) parts.push(['$filter', formatExpression(query.filter)])
  if (query.orderBy.length > 0) parts.push(['$orderby', query.orderBy.map(formatOrderBy).join(',')])
  if (query.select) parts.push(['$select', formatSelect(query.select)])
  if (query.expand.length > 0) parts.push(['$expand', query.expand.map(formatExpand).join(',')])
  if (query.top !== undefined) parts.push(['$top', String(query.top)])
  if (query.skip !== undefined) parts.push(['$skip', String(query.skip)])
  if (query.count !== undefined) parts.push(['$count', String(query.count)])
  return parts
}

function formatApply({ filter, groupBy, aggregates }: Apply): string {
  const totals = aggregates.map((each) => {
    const value = each.method === 'count' ? '$count' : `${formatExpression(each.operand)} with ${each.method}`
    return `${value} as ${each.alias}`
  })
  const aggregate = totals.length > 0 ? [`aggregate(${totals.join(',')})`] : []
  const paths = groupBy.map(formatExpression).join(',')
  const last = groupBy.length > 0 ? `groupby(${[`(${paths})`, ...aggregate].join(',')})` : aggregate.join('')
  return filter ? `filter(${formatExpression(filter)})/${last}` : last
}

function formatOrderBy(item: OrderBy): string {
  return `${formatExpression(item.expression)} ${item.direction}`
}

function formatSelect(select: Select): string {
  return (select.distinct ? 'distinct:' : '') + select.items.map(formatSelectItem).join(',')
}

function formatSelectItem(item: SelectItem): string {
  if (item.kind === 'selfLink') return '@iot.selfLink'
  return item.kind === 'navigation' ? item.link : formatProperty(item.property) + formatKeys(item.json)
}

function formatExpand(expand: Expand): string {
  const options = formatOptions(expand.query).map(([name, value]) => `${name}=${value}`)
  return options.length === 0 ? expand.link : `${expand.link}(${options.join(';')})`
}

/** Higher binds tighter; the levels of the parser in expression.ts. */
const PRECEDENCE = {
  or: 1,
  and: 2,
  eq: 3,
  ne: 3,
  gt: 4,
  ge: 4,
  lt: 4,
  le: 4,
  in: 4,
  add: 5,
  sub: 5,
  mul: 6,
  div: 6,
  mod: 6,
  unary: 7,
  primary: 8,
} as const

function precedenceOf(expression: Expression): number {
  switch (expression.kind) {
    case 'comparison':
    case 'arithmetic':
      return PRECEDENCE[expression.op]
    case 'and':
    case 'or':
    case 'in':
      return PRECEDENCE[expression.kind]
    case 'not':
    case 'negate':
      return PRECEDENCE.unary
    default:
      return PRECEDENCE.primary
  }
}

/** An expression as (decoded) text of `$filter`; parentheses only where they are needed. */
export function formatExpression(expression: Expression): string {
  switch (expression.kind) {
    case 'literal':
      return formatLiteral(expression)
    case 'path':
      return (
        formatStart(expression.variable, expression.navigation) +
        formatProperty(expression.property) +
        formatKeys(expression.json)
      )
    case 'call':
      return `${expression.name}(${expression.args.map(formatExpression).join(',')})`
    case 'comparison':
    case 'arithmetic': {
      const level = PRECEDENCE[expression.op]
      return `${wrap(expression.left, level)} ${expression.op} ${wrap(expression.right, level + 1)}`
    }
    case 'in':
      return `${wrap(expression.operand, PRECEDENCE.in)} in (${expression.list.map(formatLiteral).join(',')})`
    case 'and':
    case 'or': {
      const level = PRECEDENCE[expression.kind] + 1
      return expression.operands.map((operand) => wrap(operand, level)).join(` ${expression.kind} `)
    }
    case 'not':
      return `not ${wrap(expression.operand, PRECEDENCE.unary)}`
    case 'negate':
      return `-(${formatExpression(expression.operand)})`
    case 'lambda': {
      const start = formatStart(expression.from, expression.navigation)
      const predicate =
        expression.predicate && expression.variable !== undefined
          ? `${expression.variable}:${formatExpression(expression.predicate)}`
          : ''
      return `${start}${expression.quantifier}(${predicate})`
    }
  }
}

function wrap(expression: Expression, level: number): string {
  const text = formatExpression(expression)
  return precedenceOf(expression) < level ? `(${text})` : text
}

function formatStart(variable: string | undefined, navigation: readonly NavigationStep[]): string {
  const links = navigation.map((step) => `${step.link}/`).join('')
  return variable === undefined ? links : `${variable}/${links}`
}

function formatProperty(name: string): string {
  return name === 'id' ? '@iot.id' : name
}

function formatKeys(keys: readonly string[]): string {
  return keys.map((key) => `/${isPlainKey(key) ? key : quote(key)}`).join('')
}

function isPlainKey(key: string): boolean {
  PLAIN_KEY.lastIndex = 0
  return PLAIN_KEY.exec(key)?.[0] === key
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

function formatLiteral(literal: Literal): string {
  switch (literal.type) {
    case 'string':
      return quote(literal.value)
    case 'number':
      return formatNumber(literal.value)
    case 'instant':
      return formatInstant(literal.value)
    case 'interval':
      return formatInterval(literal.value)
    case 'duration':
      return `duration'${formatDuration(literal.value)}'`
    case 'geometry':
      return `geography'${literal.value.wkt}'`
    default:
      return String(literal.value)
  }
}

/** With a point or an exponent, so that it is not read as a 64-bit integer. */
function formatNumber(value: number): string {
  const text = Object.is(value, -0) ? '-0' : String(value)
  return /[.e]/.test(text) ? text : `${text}.0`
}
