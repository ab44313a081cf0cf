import { describe, expect, it } from 'vitest'
import { boundaries, findUnseen } from './boundaries.ts'
import { type Planted, plantTree } from './planted-tree.ts'

const features = 'packages/server/src/features'
const manifest = (name: string) =>
  JSON.stringify({ name: `@samenspel/${name}`, type: 'module', exports: { '.': './src/index.ts' } })

/** A small tree in the shape of the real one, without a fault. */
const clean: Planted = {
  'package.json': JSON.stringify({ type: 'module', workspaces: ['packages/*'] }),
  'node_modules/@samenspel/standards': { link: '../../packages/standards' },
  'node_modules/@samenspel/client': { link: '../../packages/client' },
  'node_modules/@samenspel/server': { link: '../../packages/server' },
  'node_modules/kysely/package.json': JSON.stringify({ name: 'kysely', type: 'module', main: 'index.js' }),
  'node_modules/kysely/index.js': 'export const sql = 1\n',
  'packages/standards/package.json': manifest('standards'),
  'packages/standards/src/index.ts': 'export const one = 1\n',
  'packages/client/package.json': manifest('client'),
  'packages/client/src/index.ts': 'export const call = 1\n',
  'packages/server/package.json': manifest('server'),
  'packages/server/src/index.ts': "export { app } from './app.ts'\n",
  'packages/server/src/app.ts': [
    "import { one } from '@samenspel/standards'",
    "import { goal } from './features/challenges/index.ts'",
    "import { party } from './features/parties/index.ts'",
    'export const app = [one, goal, party]\n',
  ].join('\n'),
  'packages/server/src/platform/database.ts': "import { sql } from 'kysely'\nexport const database = sql\n",
  [`${features}/parties/README.md`]: '# Parties\n',
  [`${features}/challenges/README.md`]: '# Challenges\n',
  [`${features}/parties/index.ts`]: "export { party } from './store.ts'\n",
  [`${features}/parties/store.ts`]:
    "import { database } from '../../platform/database.ts'\nexport const party = database\n",
  [`${features}/challenges/index.ts`]:
    "import { party } from '../parties/index.ts'\nimport { allowed } from './rules.ts'\nexport const goal = [party, allowed]\n",
  [`${features}/challenges/rules.ts`]: 'export const allowed = true\n',
  'packages/cli/src/start.ts': "import { app } from '@samenspel/server'\nexport const start = app\n",
  'packages/web/app/root.ts': "import { call } from '@samenspel/client'\nexport const root = call\n",
}

/** Per rule a file with the fault it must see; all faults together make one faulty tree. */
const faults: [rule: string, path: string, text: string][] = [
  ['no-cycles', 'packages/standards/src/two.ts', "export type { one } from './three.ts'\n"],
  ['resolvable', 'packages/standards/src/four.ts', "export { x } from './gone.ts'\n"],
  ['package-standards', 'packages/standards/src/five.ts', "export { call } from '@samenspel/client'\n"],
  ['package-client', 'packages/client/src/one.ts', "export { one } from '@samenspel/standards'\n"],
  ['package-server', 'packages/server/src/one.ts', "export { call } from '@samenspel/client'\n"],
  ['package-web', 'packages/web/app/page.ts', "export { app } from '@samenspel/server'\n"],
  ['package-cli', 'packages/cli/src/export.ts', "export { app } from '@samenspel/server'\n"],
  ['package-conformance', 'conformance/one.ts', "export { call } from '@samenspel/client'\n"],
  ['package-by-name', 'packages/server/src/two.ts', "export { one } from '../../standards/src/index.ts'\n"],
  ['site-without-database', 'packages/web/app/store.ts', "export { sql } from 'kysely'\n"],
  ['platform-below', 'packages/server/src/platform/x.ts', "export * from '../features/parties/index.ts'\n"],
  ['platform-below', 'packages/server/src/platform/y.ts', "export type { app } from '../app.ts'\n"],
  ['features-below-app', `${features}/areas/index.ts`, "export type { app } from '../../app.ts'\n"],
  ['slice-order-parties', `${features}/parties/routes.ts`, "export { area } from '../areas/index.ts'\n"],
  ['slice-order-areas', `${features}/areas/store.ts`, "export { goal } from '../challenges/index.ts'\n"],
  [
    'through-the-door',
    `${features}/challenges/store.ts`,
    "export type { party } from '../parties/store.ts'\n",
  ],
  ['through-the-door', `${features}/areas/a.test.ts`, "export { party } from '../parties/store.ts'\n"],
  [
    'through-the-door-outside',
    'packages/server/src/three.ts',
    "export * from './features/parties/store.ts'\n",
  ],
  ['standards-pure-node', 'packages/standards/src/six.ts', "export { readFile } from 'node:fs/promises'\n"],
  ['standards-pure-libraries', 'packages/standards/src/seven.ts', "export { sql } from 'kysely'\n"],
  ['rules-pure-node', `${features}/areas/rules.ts`, "export { get } from 'node:http'\n"],
  ['rules-pure-libraries', `${features}/parties/rules.ts`, "export { sql } from 'kysely'\n"],
  ['rules-pure-platform', `${features}/logbook/rules.ts`, "export * from '../../platform/database.ts'\n"],
  [
    'rules-pure-slice',
    `${features}/logbook/rules/one.ts`,
    "export { party } from '../../parties/index.ts'\n",
  ],
]

const find = async (planted: Planted) => (await boundaries.run(plantTree({ ...clean, ...planted }))).findings

describe('boundaries', { timeout: 60_000 }, () => {
  it('passes a tree in order and says how many modules it saw', async () => {
    const { findings, note } = await boundaries.run(plantTree(clean))
    expect(findings).toEqual([])
    expect(Number.parseInt(note ?? '', 10)).toBeGreaterThanOrEqual(10)
  })

  it('sees every planted fault, and names the file and the rule', async () => {
    const findings = await find({
      ...Object.fromEntries(faults.map(([, path, text]) => [path, text])),
      'packages/standards/src/three.ts': "export { two } from './two.ts'\nexport const one = 1\n",
    })
    for (const [rule, path] of faults) {
      expect(
        findings.filter((each) => each.includes(`${path} → `) && each.includes(`${rule}: `)),
        `${rule} in ${path}`,
      ).not.toEqual([])
    }
  })

  it('lets rules know the types of the platform and of another slice', async () => {
    const rules = [
      "import type { database } from '../../platform/database.ts'",
      "import type { party } from '../parties/index.ts'",
      'export const allowed = (a: typeof database, b: typeof party) => a === b\n',
    ].join('\n')
    expect(await find({ [`${features}/challenges/rules.ts`]: rules })).toEqual([])
  })

  it('sees a slice without a place in the order, and one without a door', async () => {
    const findings = await find({ [`${features}/weather/store.ts`]: 'export const rain = 1\n' })
    expect(findings.join()).toContain('weather is not in scripts/slices.ts')
    expect(findings.join()).toContain('weather has no door')
    expect(findings.join()).toContain('weather has no README.md')
  })

  it('refuses a tree without files', async () => {
    const { findings } = await boundaries.run(plantTree({ 'packages/readme.md': 'nothing\n' }))
    expect(findings.join('\n')).toContain('the gate looked at nothing')
  })

  it('refuses a cruise that did not see the files, or did not see their imports', () => {
    const files = ['a', 'b'].map((name) => ({ path: `${name}.ts`, text: "import { x } from './x.ts'\n" }))
    const seen = (dependencies: { module: string }[]) => ({
      modules: files.map(({ path }) => ({ source: path, dependencies })),
    })
    expect(findUnseen(files, { modules: [] }).join()).toContain('did not see 2 of 2 files')
    expect(findUnseen(files, seen([])).join()).toContain('saw no imports in 2 of 2 files')
    expect(findUnseen(files, seen([{ module: './x.ts' }]))).toEqual([])
  })
})
