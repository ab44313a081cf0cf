import { expect, it } from 'vitest'
import { plantTree } from './planted-tree.ts'
import { size } from './size.ts'

const lines = (count: number) => 'export const a = 1\n'.repeat(count)

it('passes files up to the limit, and generated ones of any length', async () => {
  const root = plantTree({ 'a.ts': lines(500), 'b.gen.ts': lines(900) })
  expect((await size.run(root)).findings).toEqual([])
})

it('sees a planted long file', async () => {
  const { findings } = await size.run(plantTree({ 'packages/x/a.css': lines(501) }))
  expect(findings.join()).toContain('packages/x/a.css has 501 lines')
})

it('refuses a tree without files', async () => {
  expect((await size.run(plantTree({}))).findings.join()).toContain('looked at nothing')
})
