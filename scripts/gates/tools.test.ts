import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { deadCode } from './dead-code.ts'
import { lint } from './lint.ts'
import { type Planted, plantTree } from './planted-tree.ts'
import { repository } from './run-tool.ts'
import { tests } from './tests.ts'
import { types } from './types.ts'

const ours = (path: string) => readFileSync(join(repository, path), 'utf8')
const compilerOptions = { ...JSON.parse(ours('tsconfig.json')).compilerOptions, types: [] }
const tsconfig = JSON.stringify({ compilerOptions, include: ['packages/standards'] })
const manifest = (more = {}) =>
  JSON.stringify({ name: 'planted', type: 'module', workspaces: ['packages/*'], ...more })

describe('types', { timeout: 60_000 }, () => {
  const clean: Planted = {
    'package.json': manifest(),
    'tsconfig.json': tsconfig,
    'packages/standards/one.ts': 'export const one: number = 1\n',
  }
  const run = async (planted: Planted) =>
    (await types.run(plantTree({ ...clean, ...planted }))).findings.join('\n')

  it('passes right types', async () => expect(await run({})).toBe(''))

  it('sees a planted wrong type', async () => {
    expect(await run({ 'packages/standards/two.ts': "export const two: number = 'two'\n" })).toContain(
      'packages/standards/two.ts(1,14): error TS2322',
    )
  })

  it('sees a planted wrong type in the site, which has its own settings', async () => {
    const site = JSON.stringify({
      compilerOptions: { ...compilerOptions, jsx: 'react-jsx' },
      include: ['app'],
    })
    expect(
      await run({
        'packages/web/tsconfig.json': site,
        'packages/web/app/a.ts': "export const a: number = ''\n",
      }),
    ).toContain('app/a.ts(1,14): error TS2322')
  })
})

it('makes the route types of the site before it checks them', { timeout: 60_000 }, async () => {
  const root = plantTree({
    ...Object.fromEntries(
      ['@react-router', 'react-router', 'vite'].map((name) => [
        `node_modules/${name}`,
        { link: join(repository, 'node_modules', name) },
      ]),
    ),
    'package.json': manifest(),
    'tsconfig.json': tsconfig,
    'packages/standards/one.ts': 'export const one = 1\n',
    // Without these two the tool would install a package by itself.
    'packages/web/package.json': JSON.stringify({
      name: 'site',
      type: 'module',
      dependencies: { isbot: '5' },
    }),
    'packages/web/app/entry.server.tsx': 'export default () => null\n',
    'packages/web/tsconfig.json': JSON.stringify({
      compilerOptions: {
        ...compilerOptions,
        jsx: 'react-jsx',
        rootDirs: ['.', './.react-router/types'],
      },
      include: ['app', '.react-router/types'],
    }),
    'packages/web/react-router.config.ts': 'export default {}\n',
    'packages/web/vite.config.ts': [
      "import { reactRouter } from '@react-router/dev/vite'",
      'export default { plugins: [reactRouter()] }\n',
    ].join('\n'),
    'packages/web/app/root.tsx': 'export default function Root() {\n  return null\n}\n',
    'packages/web/app/routes.ts': [
      "import { route } from '@react-router/dev/routes'",
      "export default [route('challenges/:slug', 'page.tsx')]\n",
    ].join('\n'),
    'packages/web/app/page.tsx': [
      "import type { Route } from './+types/page.ts'",
      'export const loader = ({ params }: Route.LoaderArgs) => params.slugg',
      'export default () => null\n',
    ].join('\n'),
  })
  const findings = (await types.run(root)).findings.join('\n')
  expect(findings).toContain("Property 'slugg' does not exist")
  expect(findings).not.toContain('TS2307')
})

describe('lint', { timeout: 60_000 }, () => {
  const run = async (text: string) => {
    const { findings } = await lint.run(plantTree({ 'biome.json': ours('biome.json'), 'a.ts': text }))
    return findings.join('\n')
  }

  it('passes tidy code', async () => expect(await run("export const a = 'a'\n")).toBe(''))
  it('sees planted untidy code', async () => expect(await run('export const a = "a";\n')).toContain('format'))
  it('sees a planted unused variable', async () => {
    expect(await run('const a = 1\nexport {}\n')).toContain('noUnusedVariables')
  })
  it('does not let a warning pass', async () => {
    expect(await run("export const a = '${b}'\n")).toContain('noTemplateCurlyInString')
  })
})

describe('dead code', { timeout: 60_000 }, () => {
  const clean: Planted = {
    'package.json': manifest(),
    'knip.json': ours('knip.json'),
    'scripts/check.ts': '',
    'scripts/generate.ts': '',
    'scripts/one.test.ts': '',
    'packages/server/package.json': JSON.stringify({
      name: '@samenspel/server',
      exports: { '.': './src/index.ts' },
    }),
    'packages/server/src/index.ts': "export { one } from './one.ts'\n",
    'packages/server/src/one.ts': 'export const one = 1\n',
  }
  const run = async (planted: Planted) =>
    (await deadCode.run(plantTree({ ...clean, ...planted }))).findings.join('\n')

  it('passes a tree where everything is used', async () => expect(await run({})).toBe(''))

  it.each<[string, Planted, string]>([
    ['unused file', { 'packages/server/src/two.ts': 'export const two = 2\n' }, 'packages/server/src/two.ts'],
    [
      'unused export',
      { 'packages/server/src/one.ts': 'export const one = 1\nexport const lost = 2\n' },
      'Unused exports',
    ],
    [
      'duplicate export',
      {
        'packages/server/src/index.ts': "export { one, same } from './one.ts'\n",
        'packages/server/src/one.ts': 'export const one = 1\nexport const same = one\n',
      },
      'Duplicate exports',
    ],
    ['unused dependency', { 'package.json': manifest({ dependencies: { leftpad: '1.0.0' } }) }, 'leftpad'],
    ['undeclared package', { 'packages/server/src/one.ts': "export { one } from 'leftpad'\n" }, 'leftpad'],
  ])('sees a planted %s', async (_what, planted, expected) => {
    expect(await run(planted)).toContain(expected)
  })
})

describe('tests', { timeout: 60_000 }, () => {
  const run = (expected: number) =>
    tests.run(
      plantTree({
        'package.json': manifest(),
        'vitest.config.ts': "export default { test: { name: 'unit', globals: true } }\n",
        'a.test.ts': `it('counts', () => expect(1).toBe(${expected}))\n`,
      }),
    )

  it('passes and counts', async () => expect(await run(1)).toEqual({ findings: [], note: '1 passed (1)' }))
  it('sees a planted failing test', async () => {
    expect((await run(2)).findings.join()).toContain('expected 1 to be 2')
  })
  it('refuses a run without tests', async () => {
    const root = plantTree({ 'vitest.config.ts': "export default { test: { name: 'unit' } }\n" })
    expect((await tests.run(root)).findings.join()).toContain('No test files found')
  })
})
