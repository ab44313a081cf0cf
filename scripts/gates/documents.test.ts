import { expect, it } from 'vitest'
import { documents } from './documents.ts'
import { type Planted, plantTree } from './planted-tree.ts'

const clean: Planted = {
  'README.md': 'See [how](docs/architecture.md#settings), [why](https://example.org) and `[no](link.md)`.\n',
  'docs/architecture.md': '# A\n\n## Settings\n\n| setting | |\n|---|---|\n| `PORT`, `HOST` | `8080` |\n',
  'docs/errors.md': '# Errors\n\n### not-found\n404. Nothing.\n\n### conflict\n409. Taken.\n',
  'packages/server/src/platform/errors.ts':
    "export const PROBLEMS = {\n  'not-found': { status: 404 },\n  conflict: {\n    status: 409,\n  },\n} as const\n",
  'packages/server/src/platform/config.ts':
    'Type.Object({\n  PORT: Type.Integer(),\n  HOST: Type.String(),\n})\n',
}
const find = async (planted: Planted) => (await documents.run(plantTree({ ...clean, ...planted }))).findings

it('passes documents that are right', async () => expect(await find({})).toEqual([]))

it.each<[string, Planted, string]>([
  ['a dead link', { 'docs/a.md': 'One\n[two](../gone.md)\n' }, 'docs/a.md:2  the link to ../gone.md leads'],
  [
    'a missing picture',
    { 'README.md': '![home](docs/images/home.png)\n' },
    'README.md:1  the link to docs/im',
  ],
  [
    'a code without a section',
    { 'docs/errors.md': '### conflict\n409. Taken.\n' },
    'docs/errors.md lacks the error code not-found',
  ],
  [
    'a section without a code',
    { 'docs/errors.md': `${clean['docs/errors.md']}\n### gone\n410. Gone.\n` },
    'docs/errors.md: no such error code: gone',
  ],
  [
    'a wrong status',
    { 'docs/errors.md': '### not-found\n403. No.\n\n### conflict\n409. Taken.\n' },
    'not-found is 404',
  ],
  [
    'a setting without a row',
    { 'docs/architecture.md': '## Settings\n\n| `PORT` | |\n' },
    'docs/architecture.md lacks the setting HOST',
  ],
  [
    'an empty registry',
    { 'packages/server/src/platform/errors.ts': 'export const PROBLEMS = {} as const\n' },
    'blind',
  ],
])('sees a planted fault: %s', async (_what, planted, expected) => {
  expect((await find(planted)).join('\n')).toContain(expected)
})

it('refuses a tree without documents', async () => {
  expect((await documents.run(plantTree({ '.gitignore': '' }))).findings.join()).toContain(
    'looked at nothing',
  )
})
