import ts from 'typescript'
import { isGenerated, isTest, readFiles, type TextFile } from './files.ts'
import { at, type Gate, refuseEmpty } from './gate.ts'
import { lineOf, parseSource, visit } from './syntax.ts'

type Place = { in: RegExp; except?: RegExp }

/** Where each ambient thing is refused. Tests and their tools may use all of them. */
const places = {
  environment: {
    in: /^packages\/(?!cli\/)/,
    except: /^packages\/server\/src\/platform\/config(\.ts$|\/)|(^|\/)[\w-]+\.config\.ts$/,
  },
  clock: {
    in: /^packages\/(server|standards)\//,
    except: /^packages\/server\/src\/platform\/clock(\.ts$|\/)/,
  },
  chance: { in: /^packages\/standards\/|\/features\/[^/]+\/rules(\.ts$|\/)/ },
  state: { in: /^packages\// },
} satisfies Record<string, Place>

const advice = {
  environment: 'settings are read once, in platform/config: take what you need as an argument',
  clock: 'the time is an argument: take a clock (platform/clock.ts) or a moment',
  chance: 'pure code takes chance and new ids as arguments',
  state: 'no state in a module: make it in a function and pass it on',
}

/** Law 5: database, clock, configuration and actor are arguments; no module keeps state. */
export const ambient: Gate = {
  name: 'ambient',
  async run(root) {
    const files = (await readFiles(root, /^packages\/.*\.tsx?$/)).filter(
      ({ path }) => !isTest(path) && !isGenerated(path) && !path.endsWith('.d.ts'),
    )
    return {
      findings: [...refuseEmpty('source files', files.length), ...files.flatMap(findAmbient)],
      note: `${files.length} files`,
    }
  },
}

function findAmbient(file: TextFile): string[] {
  const parsed = parseSource(file)
  const findings: string[] = []
  const report = (kind: keyof typeof places, node: ts.Node) => {
    const place: Place = places[kind]
    if (!place.in.test(file.path) || place.except?.test(file.path)) return
    const what = node.getText(parsed).split('\n')[0]?.slice(0, 60)
    findings.push(at(file.path, lineOf(parsed, node.getStart(parsed)), `\`${what}\`: ${advice[kind]}`))
  }
  visit(parsed, (node) => {
    if (isEnvironment(node)) report('environment', node)
    if (isClock(node)) report('clock', node)
    if (isChance(node)) report('chance', node)
  })
  for (const statement of parsed.statements) {
    for (const state of listState(statement)) report('state', state)
  }
  return findings
}

/** `process.env`, also by destructuring or import. */
function isEnvironment(node: ts.Node): boolean {
  if (isMember(node, 'process', ['env'])) return true
  const named = ts.isBindingElement(node) || ts.isImportSpecifier(node)
  if (!named || (node.propertyName ?? node.name).getText() !== 'env') return false
  const owner = ts.isBindingElement(node)
    ? ts.isVariableDeclaration(node.parent.parent) && node.parent.parent.initializer
    : node.parent.parent.parent.moduleSpecifier
  return owner !== false && owner !== undefined && /^['"]?(node:)?process['"]?$/.test(owner.getText())
}

/** `Date.now`, `new Date()` and `Date()`: they read the clock of the machine. */
function isClock(node: ts.Node): boolean {
  if (isMember(node, 'Date', ['now'])) return true
  if (ts.isNewExpression(node)) return node.expression.getText() === 'Date' && !node.arguments?.length
  return ts.isCallExpression(node) && node.expression.getText() === 'Date'
}

function isChance(node: ts.Node): boolean {
  return (
    isMember(node, 'Math', ['random']) ||
    (ts.isCallExpression(node) &&
      /(^|\.)(randomUUID|randomBytes|randomInt|getRandomValues)$/.test(node.expression.getText()))
  )
}

function isMember(node: ts.Node, object: string, names: string[]): boolean {
  return (
    ts.isPropertyAccessExpression(node) &&
    new RegExp(`^(globalThis\\.)?${object}$`).test(node.expression.getText()) &&
    names.includes(node.name.text)
  )
}

/** Top-level variables that can change, and empty collections that wait to be filled. */
function listState(statement: ts.Statement): ts.Node[] {
  if (!ts.isVariableStatement(statement)) return []
  const ambientType = statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DeclareKeyword)
  if (ambientType) return []
  if (!(statement.declarationList.flags & ts.NodeFlags.Const)) return [statement]
  return statement.declarationList.declarations.filter(
    ({ initializer, type }) =>
      initializer && isEmptyCollection(initializer) && !/^readonly\b|^Readonly/.test(type?.getText() ?? ''),
  )
}

function isEmptyCollection(value: ts.Expression): boolean {
  if (ts.isAsExpression(value) || ts.isSatisfiesExpression(value)) {
    return !value.type.getText().startsWith('const') && isEmptyCollection(value.expression)
  }
  if (ts.isArrayLiteralExpression(value)) return value.elements.length === 0
  if (ts.isObjectLiteralExpression(value)) return value.properties.length === 0
  return (
    ts.isNewExpression(value) &&
    /^(Weak)?(Map|Set)$/.test(value.expression.getText()) &&
    !value.arguments?.length
  )
}
