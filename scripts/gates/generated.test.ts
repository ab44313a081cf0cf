import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { findStale, writeGenerated } from '../generated.ts'
import { generatedGate } from './generated.ts'
import { plantTree } from './planted-tree.ts'

const files = [
  { path: 'one.md', make: () => 'one\n' },
  { path: 'two.md', make: async () => 'two\n' },
]

it('passes fresh files', async () => {
  const root = plantTree({ 'one.md': 'one\n', 'two.md': 'two\n' })
  expect((await generatedGate(files).run(root)).findings).toEqual([])
})

it('sees a planted stale file and a missing one', async () => {
  const { findings } = await generatedGate(files).run(plantTree({ 'one.md': 'changed by hand\n' }))
  expect(findings).toEqual([
    'one.md is out of date. Run: npm run generate',
    'two.md is out of date. Run: npm run generate',
  ])
})

it('writes only what is out of date', async () => {
  const root = plantTree({ 'one.md': 'one\n' })
  expect(await writeGenerated(root, files)).toEqual(['two.md'])
  expect(readFileSync(join(root, 'two.md'), 'utf8')).toBe('two\n')
  expect(await findStale(root, files)).toEqual([])
})

it('refuses an empty list', async () => {
  expect((await generatedGate([]).run(plantTree({}))).findings.join()).toContain('looked at nothing')
})
