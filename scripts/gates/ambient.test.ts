import { expect, it } from 'vitest'
import { ambient } from './ambient.ts'
import { plantTree } from './planted-tree.ts'

const store = 'packages/server/src/features/parties/store.ts'
const rules = 'packages/server/src/features/parties/rules.ts'
const standard = 'packages/standards/src/times/parse.ts'
const page = 'packages/web/app/home.tsx'

it('passes arguments, constants, and the places that may look outside', async () => {
  const root = plantTree({
    [store]: [
      'const names = new Map([["a", 1]])',
      'const order = ["b"]',
      'const none: ReadonlyMap<string, string> = new Map()',
      'export function sign(now: Date) {',
      '  let count = 0',
      '  const seen = new Set()',
      '  return [new Date(now), count++, seen, names, order, none]',
      '}\n',
    ].join('\n'),
    'packages/server/src/platform/config.ts': 'export const port = process.env.PORT\n',
    'packages/server/src/platform/clock.ts': 'export const now = () => new Date()\n',
    'packages/server/src/features/parties/store.test.ts': 'let a = Date.now()\na = 1\n',
    'packages/server/src/platform/testing/database.ts': 'export const url = process.env.TEST_DATABASE_URL\n',
    'packages/cli/src/start.ts': 'export const host = process.env.HOST ?? new Date()\n',
    [page]: 'export const year = new Date().getFullYear()\n',
  })
  expect((await ambient.run(root)).findings).toEqual([])
})

it.each([
  ['process.env', store, 'export const port = () => process.env.PORT\n'],
  ['globalThis.process.env', store, 'export const port = () => globalThis.process.env.PORT\n'],
  ['env', store, 'const { env } = process\nexport const port = env.PORT\n'],
  ['env', store, "import { env } from 'node:process'\nexport const port = env.PORT\n"],
  ['process.env', page, 'export const api = process.env.API\n'],
  ['Date.now', store, 'export const now = () => Date.now()\n'],
  ['new Date()', store, 'export const now = () => new Date()\n'],
  ['new Date()', 'packages/server/src/platform/outbox.ts', 'export const now = () => new Date()\n'],
  ['Date()', standard, 'export const now = () => Date()\n'],
  ['Math.random', standard, 'export const one = () => Math.random()\n'],
  ['randomUUID()', rules, "import { randomUUID } from 'node:crypto'\nexport const id = () => randomUUID()\n"],
  ['let count = 0', store, 'let count = 0\nexport const next = () => count++\n'],
  ['cache = new Map', store, 'const cache = new Map<string, string>()\nexport const get = () => cache\n'],
  [
    'compiled = new Map',
    page,
    'const compiled = new Map<string, string>()\nexport const get = () => compiled\n',
  ],
  ['let tries = 0', 'packages/cli/src/start.ts', 'let tries = 0\nexport const next = () => tries++\n'],
  ['list = []', standard, 'export const list = []\n'],
  ['table', standard, 'export const table = {} as Record<string, string>\n'],
])('sees a planted %s in %s', async (what, path, text) => {
  const { findings } = await ambient.run(plantTree({ [path]: text }))
  expect(findings.join('\n')).toContain(path)
  expect(findings.join('\n')).toContain(what)
})

it('refuses a tree without files', async () => {
  expect((await ambient.run(plantTree({}))).findings.join()).toContain('looked at nothing')
})
