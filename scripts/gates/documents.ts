import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { readFiles, type TextFile } from './files.ts'
import { at, type Gate, refuseEmpty } from './gate.ts'
import { lineAt } from './text.ts'

const errors = 'docs/errors.md'
const registry = 'packages/server/src/platform/errors.ts'
const settingsTable = 'docs/architecture.md'
const settings = 'packages/server/src/platform/config.ts'

/** Links lead somewhere; error codes and settings are documented, and what is documented exists. */
export const documents: Gate = {
  name: 'documents',
  async run(root) {
    const files = await readFiles(root, /\.md$|^packages\/server\/src\/platform\/(errors|config)\.ts$/)
    const texts = new Map(files.map(({ path, text }) => [path, text]))
    const pages = files.filter(({ path }) => path.endsWith('.md'))
    return {
      findings: [
        ...refuseEmpty('documents', pages.length),
        ...pages.flatMap((page) => findDeadLinks(root, page)),
        ...compare('error code', registry, listCodes(texts), errors, listDescribedCodes(texts)),
        ...compare('setting', settings, listSettings(texts), settingsTable, listDescribedSettings(texts)),
      ],
      note: `${pages.length} documents`,
    }
  },
}

function findDeadLinks(root: string, { path, text }: TextFile): string[] {
  const prose = text.replace(/```[\s\S]*?```|`[^`\n]*`/g, (code) => code.replace(/[^\n]/g, ' '))
  return [...prose.matchAll(/\]\((?<target>[^)\s]+)\)/g)].flatMap(({ index, groups }) => {
    const target = (groups?.target ?? '').split('#')[0] ?? ''
    if (target === '' || /^[a-z]+:/.test(target)) return []
    if (existsSync(join(root, dirname(path), decodeURIComponent(target)))) return []
    return [at(path, lineAt(text, index), `the link to ${target} leads nowhere`)]
  })
}

/** Both lists must be the same; a list whose file is absent is not compared. */
function compare(
  what: string,
  source: string,
  real: Map<string, string> | undefined,
  page: string,
  described: Map<string, string> | undefined,
): string[] {
  if (!real) return []
  if (real.size === 0) return [`No ${what} found in ${source}: the gate is blind.`]
  const shown = described ?? new Map<string, string>()
  return [
    ...[...real.keys()].filter((name) => !shown.has(name)).map((name) => `${page} lacks the ${what} ${name}`),
    ...[...shown.keys()].filter((name) => !real.has(name)).map((name) => `${page}: no such ${what}: ${name}`),
    ...[...real]
      .filter(([name, value]) => shown.has(name) && shown.get(name) !== value)
      .map(([name, value]) => `${page}: ${name} is ${value} in ${source}, not ${shown.get(name)}`),
  ]
}

type Texts = Map<string, string>

/** Codes of the registry with their HTTP status. */
function listCodes(texts: Texts) {
  const table = texts.get(registry)?.split('export const PROBLEMS')[1]?.split(' as const')[0]
  return table === undefined
    ? undefined
    : pairs(table, /^ {2}'?(?<name>[a-z][a-z-]*)'?: \{\s*status: (?<value>\d+)/gm)
}

/** Headings of the third level with the status that opens the text below. */
function listDescribedCodes(texts: Texts) {
  const text = texts.get(errors)
  return text === undefined ? undefined : pairs(text, /^### (?<name>\S+)\n(?<value>\d*)/gm)
}

function listSettings(texts: Texts) {
  const text = texts.get(settings)
  return text === undefined ? undefined : pairs(text, /^ {2}(?<name>[A-Z][A-Z_]+): Type\./gm)
}

/** Names in code style in the first column of the table below the heading Settings. */
function listDescribedSettings(texts: Texts) {
  const section = texts.get(settingsTable)?.split('\n## Settings\n')[1]
  const column = section?.match(/^\|[^|]*/gm)?.join('\n')
  return column === undefined ? undefined : pairs(column, /`(?<name>[A-Z][A-Z_]+)`/g)
}

function pairs(text: string, pattern: RegExp): Map<string, string> {
  return new Map([...text.matchAll(pattern)].map(({ groups }) => [groups?.name ?? '', groups?.value ?? '']))
}
