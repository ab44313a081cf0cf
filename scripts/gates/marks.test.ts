import { expect, it } from 'vitest'
import { marks } from './marks.ts'
import { plantTree } from './planted-tree.ts'

it('passes code that only speaks of marks in a string', async () => {
  const root = plantTree({
    'packages/server/src/app.ts':
      "// Any word may stand here.\nexport const text = 'TODO // FIXME'\nexport const sql = `-- @ts-ignore`\n",
    'packages/server/src/types.test.ts': '// @ts-expect-error a number is no text\nconst a: string = 1\n',
    'packages/web/app/link.tsx': 'export const link = <a href="https://todo.nl">// HACK is a word here</a>\n',
  })
  expect((await marks.run(root)).findings).toEqual([])
})

it.each([
  ['a comment', 'a.ts', 'export const a = 1 // TODO later\n', 'a.ts:1  `TODO`'],
  ['the end of a block', 'a.ts', 'export function a() {\n  // FIXME\n}\n', 'a.ts:2  `FIXME`'],
  ['a block comment', 'a.ts', '/** HACK: works */\nexport const a = 1\n', 'a.ts:1  `HACK`'],
  ['JSX', 'a.tsx', 'export const a = <p>{/* XXX */}</p>\n', 'a.tsx:1  `XXX`'],
  ['a switched-off type', 'a.ts', "// @ts-ignore\nexport const a: number = ''\n", '@ts-ignore'],
  [
    'an expected error outside tests',
    'a.ts',
    "// @ts-expect-error\nexport const a: number = ''\n",
    '@ts-exp',
  ],
  ['a switched-off rule', 'a.ts', '// biome-ignore lint: no\nexport const a = 1\n', 'biome-ignore'],
  ['any', 'a.ts', 'export const a = (b: unknown) => b as any\n', '`any` switches the types off'],
  ['any in a type', 'a.ts', 'export type A = Record<string, any>\n', '`any` switches the types off'],
  ['SQL', 'one.sql', 'select 1; -- TODO\n', 'one.sql:1  `TODO`'],
])('sees a planted mark in %s', async (_place, name, text, expected) => {
  const root = plantTree({
    'packages/server/src/index.ts': 'export {}\n',
    [`packages/server/src/${name}`]: text,
  })
  expect((await marks.run(root)).findings.join('\n')).toContain(expected)
})

it('refuses a tree without files', async () => {
  expect((await marks.run(plantTree({}))).findings.join()).toContain('looked at nothing')
})
