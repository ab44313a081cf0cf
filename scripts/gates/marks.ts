import ts from 'typescript'
import { isGenerated, isTest, readFiles, type TextFile } from './files.ts'
import { at, type Gate, refuseEmpty } from './gate.ts'
import { lineOf, listComments, parseSource, visit } from './syntax.ts'

const source = /^(packages|conformance|examples|scripts)\/.*\.tsx?$|^[^/]+\.ts$/
const otherCode = /\.(css|sql|sh|ya?ml|m?js|cjs)$|^\.ci\//

/** Words and switches that put off a decision or silence a tool. */
const refused: { pattern: RegExp; advice: string; inTests?: true }[] = [
  { pattern: /\b(TODO|FIXME|HACK|XXX)\b/, advice: 'do it now, or write it down outside the code' },
  { pattern: /@ts-(ignore|nocheck)\b/, advice: 'give the value its right type' },
  { pattern: /@ts-expect-error\b/, advice: 'give the value its right type', inTests: true },
  { pattern: /biome-ignore|eslint-disable|prettier-ignore/, advice: 'follow the rule, or change it for all' },
]

/** No postponed work, no `any`, no switched-off tools. */
export const marks: Gate = {
  name: 'marks',
  async run(root) {
    const files = (await readFiles(root, source)).filter(({ path }) => !isGenerated(path))
    const others = (await readFiles(root, otherCode)).filter(({ path }) => !isGenerated(path))
    return {
      findings: [
        ...refuseEmpty('source files', files.length),
        ...files.flatMap(findInSource),
        ...others.flatMap(findInLines),
      ],
      note: `${files.length + others.length} files`,
    }
  },
}

function findInSource(file: TextFile): string[] {
  const parsed = parseSource(file)
  const findings = listComments(parsed).flatMap(({ text, position }) =>
    judge(text, isTest(file.path)).map((finding) => at(file.path, lineOf(parsed, position), finding)),
  )
  visit(parsed, (node) => {
    if (node.kind === ts.SyntaxKind.AnyKeyword) {
      const line = lineOf(parsed, node.getStart(parsed))
      findings.push(at(file.path, line, '`any` switches the types off: use the right type, or `unknown`'))
    }
  })
  return findings
}

function findInLines({ path, text }: TextFile): string[] {
  return text
    .split('\n')
    .flatMap((line, index) => judge(line, false).map((finding) => at(path, index + 1, finding)))
}

function judge(text: string, inTest: boolean): string[] {
  return refused
    .filter(({ pattern, inTests }) => pattern.test(text) && !(inTests && inTest))
    .map(({ pattern, advice }) => `\`${pattern.exec(text)?.[0]}\`: ${advice}`)
}
