import ts from 'typescript'
import type { TextFile } from './files.ts'
import { lineOf, parseSource, visit } from './syntax.ts'
import { lineAt } from './text.ts'

/** A piece of SQL in a file, and the line it starts on. */
export type SqlText = { line: number; text: string }

/** A name `schema.name` that SQL uses; `name` is undefined when it is only known at run time. */
export type SqlName = { line: number; schema: string; name: string | undefined }

/** Stands where a template puts a value. */
const hole = '\u0001'

const statement =
  /^\s*(with|select|insert\s+into|update|delete\s+from|copy|create|alter|drop|truncate|merge\s+into|refresh|comment\s+on|grant|lock)\b/i
const tableCalls =
  /^(selectFrom|insertInto|updateTable|deleteFrom|mergeInto|replaceInto|from|using|innerJoin|leftJoin|rightJoin|fullJoin|crossJoin|innerJoinLateral|leftJoinLateral|withSchema|table|ref|id|raw|createTable|createView|alterTable|dropTable|as)$/

/** The SQL in a TypeScript file: `sql` templates, texts that begin like a statement, and names given to Kysely. */
export function listSql(file: TextFile): SqlText[] {
  const source = parseSource(file)
  const found: SqlText[] = []
  visit(source, (node) => {
    if (!isText(node)) return
    const text = joinTemplate(node)
    const line = lineOf(source, node.getStart(source))
    if (isSqlTemplate(node) || statement.test(text)) found.push({ line, text })
    else if (isTableArgument(node)) found.push({ line, text: quoteFree(node, text) })
  })
  return found
}

type Text = ts.StringLiteral | ts.NoSubstitutionTemplateLiteral | ts.TemplateExpression

function isText(node: ts.Node): node is Text {
  return ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) || ts.isTemplateExpression(node)
}

function joinTemplate(node: Text): string {
  if (!ts.isTemplateExpression(node)) return node.text
  return node.head.text + node.templateSpans.map(({ literal }) => hole + literal.text).join('')
}

function isSqlTemplate({ parent }: Text): boolean {
  return ts.isTaggedTemplateExpression(parent) && /(^|\.)sql$/i.test(parent.tag.getText())
}

function isTableArgument(node: Text): boolean {
  const holder = ts.isArrayLiteralExpression(node.parent) ? node.parent.parent : node.parent
  if (!ts.isCallExpression(holder)) return false
  const called = holder.expression
  return tableCalls.test(ts.isPropertyAccessExpression(called) ? called.name.text : called.getText())
}

/** `withSchema('areas')` and `sql.id('areas', 'area')` name a schema and a table as separate texts. */
function quoteFree(node: Text, text: string): string {
  const call = node.parent
  if (!ts.isCallExpression(call) || !/(withSchema|\.id)$/.test(call.expression.getText())) return text
  if (call.arguments[0] !== node) return ''
  const next = call.arguments[1]
  return `${text}.${next && ts.isStringLiteral(next) ? next.text : hole}`
}

/** The names of `schemas` in a piece of SQL; its comments and string values do not count. */
export function listNames(sql: SqlText, schemas: readonly string[]): SqlName[] {
  const text = blankOut(sql.text)
  const names = new RegExp(
    `(?<![\\w."$])"?(${schemas.join('|')})"?\\s*\\.\\s*("?[A-Za-z_]\\w*"?|${hole})`,
    'gi',
  )
  return [...text.matchAll(names)].map(({ index, 1: schema = '', 2: name = '' }) => ({
    line: sql.line + lineAt(text, index) - 1,
    schema: schema.toLowerCase(),
    name: name === hole ? undefined : name.replaceAll('"', ''),
  }))
}

/** Comments and string values replaced by spaces, so that line numbers stay. */
function blankOut(text: string): string {
  return text.replace(/--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'/g, (part) => part.replace(/[^\n]/g, ' '))
}
