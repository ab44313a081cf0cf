import { expect, it } from 'vitest'
import { migrations } from './migrations.ts'
import { plantTree } from './planted-tree.ts'

const folder = 'packages/server/src/features/areas/migrations'
const first = `${folder}/0001-areas.sql`

/** A tree with these migrations beside a good first one. */
const plant = (...names: string[]) =>
  plantTree({ [first]: '', ...Object.fromEntries(names.map((name) => [`${folder}/${name}`, ''])) })

it('passes numbers from 1 without gaps, in each folder for itself', async () => {
  const root = plantTree({
    [first]: '',
    [`${folder}/0002-shapes-breaking.sql`]: '',
    'packages/server/src/platform/database/migrations/0001-outbox.sql': '',
  })
  const { findings, note } = await migrations.run(root)
  expect(findings).toEqual([])
  expect(note).toBe('3 migrations in 2 folders')
})

it.each([
  ['a number twice', ['0002-one.sql', '0002-other.sql'], '0002-one.sql and 0002-other.sql: number 2'],
  ['a gap', ['0003-late.sql'], 'there is no migration 2'],
  ['number 0', ['0000-early.sql'], 'numbers begin at 0001'],
  ['too few digits', ['2-short.sql'], '2-short.sql: name it NNNN-words.sql'],
  ['no words', ['0002.sql'], '0002.sql: name it NNNN-words.sql'],
  ['capitals', ['0002-Shapes.sql'], '0002-Shapes.sql: name it'],
  ['another kind of file', ['notes.md'], 'notes.md: name it'],
])('sees a planted fault: %s', async (_what, names, expected) => {
  const { findings } = await migrations.run(plant(...names))
  expect(findings).toHaveLength(1)
  expect(findings[0]).toContain(expected)
})

it('refuses a tree without migrations', async () => {
  expect((await migrations.run(plantTree({}))).findings.join()).toContain('looked at nothing')
})
