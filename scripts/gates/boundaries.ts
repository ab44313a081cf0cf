import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { boundaryRules } from '../boundary-rules.ts'
import { sliceFolder, slices } from '../slices.ts'
import { readFiles, type TextFile } from './files.ts'
import { type Gate, refuseEmpty } from './gate.ts'
import { repository, runTool } from './run-tool.ts'

/** The part of dependency-cruiser's JSON that is read here. */
type Cruise = {
  modules: { source: string; dependencies: { module: string; resolved: string }[] }[]
  summary: {
    violations: { from: string; to: string; cycle?: { name: string }[]; rule: { name: string } }[]
    environment?: { issues?: { name: string; description?: string }[] }
  }
}

const roots = ['packages', 'conformance', 'examples', 'scripts']
const source = /^(packages|conformance|examples|scripts)\/.*\.(ts|tsx)$/

/** At least this share of the source files must have been parsed, and of those with imports, understood. */
const floor = 0.9

/** Imports respect the order of packages, layers and slices; there is no cycle. */
export const boundaries: Gate = {
  name: 'boundaries',
  async run(root) {
    const files = (await readFiles(root, source)).filter(({ path }) => !path.endsWith('.d.ts'))
    const run = await runTool(
      'dependency-cruiser/bin/dependency-cruiser.mjs',
      [
        '--config',
        join(repository, '.dependency-cruiser.mjs'),
        '--output-type',
        'json',
        ...roots.filter((folder) => existsSync(join(root, folder))),
      ],
      root,
    )
    const cruise = parseCruise(run.stdout)
    if (!cruise) return { findings: [`dependency-cruiser gave no report:\n${run.output.trim()}`] }
    return {
      findings: [
        ...refuseEmpty('source files', files.length),
        ...findUnseen(files, cruise),
        ...findStrangeSlices(root, files),
        ...findPathsAcross(cruise),
        ...describeViolations(cruise),
      ],
      note: `${cruise.modules.length} modules`,
    }
  },
}

function parseCruise(json: string): Cruise | undefined {
  try {
    return JSON.parse(json) as Cruise
  } catch {
    return undefined
  }
}

/**
 * A cruise that sees no files, or files without their imports, is green for the wrong reason
 * (it is what happens with a TypeScript that dependency-cruiser cannot use). So count both.
 */
export function findUnseen(
  files: TextFile[],
  cruise: { modules: { source: string; dependencies: unknown[] }[] },
): string[] {
  const seen = new Map(cruise.modules.map((each) => [each.source, each.dependencies.length]))
  const importing = files.filter(({ text }) => /^(import|export)\b[^;'"]*\bfrom ['"]/m.test(text))
  const unseen = files.filter(({ path }) => !seen.has(path))
  const empty = importing.filter(({ path }) => seen.get(path) === 0)
  const tooMany = (missing: TextFile[], of: TextFile[]) => missing.length > of.length * (1 - floor)
  return [
    ...(tooMany(unseen, files) ? [describeUnseen('did not see', unseen, files)] : []),
    ...(tooMany(empty, importing) ? [describeUnseen('saw no imports in', empty, importing)] : []),
  ]
}

function describeUnseen(what: string, missing: TextFile[], of: TextFile[]): string {
  const examples = missing.slice(0, 5).map(({ path }) => `  ${path}`)
  return [
    `dependency-cruiser ${what} ${missing.length} of ${of.length} files, so its verdict is worth nothing:`,
    ...examples,
  ].join('\n')
}

function findStrangeSlices(root: string, files: TextFile[]): string[] {
  const folders = new Set<string>()
  const doors = new Set<string>()
  for (const { path } of files) {
    const [, folder, rest] = new RegExp(`^${sliceFolder}/([^/]+)/(.+)$`).exec(path) ?? []
    if (folder) folders.add(folder)
    if (folder && rest === 'index.ts') doors.add(folder)
  }
  const known = new Set<string>(slices.map(({ name }) => name))
  return [...folders].flatMap((folder) => [
    ...(known.has(folder)
      ? []
      : [
          `${sliceFolder}/${folder} is not in scripts/slices.ts: give it a place in the order of slices (and a decision record).`,
        ]),
    ...(doors.has(folder) ? [] : [`${sliceFolder}/${folder} has no door: add index.ts.`]),
    ...(existsSync(join(root, sliceFolder, folder, 'README.md'))
      ? []
      : [`${sliceFolder}/${folder} has no README.md: say what the slice owns and what it promises.`]),
  ])
}

/** An import of another package by a path would pass by what that package exports. */
function findPathsAcross({ modules }: Cruise): string[] {
  const packageOf = (path: string) => /^(packages\/[^/]+|conformance|examples)\//.exec(path)?.[1]
  return modules.flatMap(({ source: from, dependencies }) =>
    dependencies
      .filter(({ module, resolved }) => {
        const [mine, other] = [packageOf(from), packageOf(resolved)]
        return module.startsWith('.') && mine !== undefined && other !== undefined && mine !== other
      })
      .map(
        ({ resolved }) =>
          `${from} → ${resolved}\n  package-by-name: Import another package by its name (@samenspel/…), so that only what it exports can be used.`,
      ),
  )
}

function describeViolations({ summary }: Cruise): string[] {
  const comments = new Map(boundaryRules().map(({ name, comment }) => [name, comment]))
  const told = new Set<string>()
  return summary.violations.flatMap(({ from, to, cycle, rule }) => {
    const members = cycle?.map(({ name }) => name)
    const key = members ? `${rule.name} ${members.toSorted().join(' ')}` : `${rule.name} ${from} ${to}`
    if (told.has(key)) return []
    told.add(key)
    const path = members ? [from, ...members].join(' → ') : `${from} → ${to}`
    return [`${path}\n  ${rule.name}: ${comments.get(rule.name) ?? ''}`]
  })
}
