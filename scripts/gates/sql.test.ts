import { expect, it } from 'vitest'
import { plantTree } from './planted-tree.ts'
import { sql } from './sql.ts'

const folder = 'packages/server/src/features'
const store = `${folder}/challenges/store.ts`
const migration = `${folder}/challenges/migrations/0001-challenges.sql`

it('passes own tables, views of slices it may use, comments, values and event names', async () => {
  const root = plantTree({
    [store]: [
      'const topic = "parties.party.joined"',
      'export const read = (db, id) => sql<Row>`',
      '  -- areas.area is private',
      "  select g.id, 'parties.party' as kind from challenges.goal g",
      '  join parties.v_party p on p.id = g.party_id join "areas"."v_area" a on true where g.id = ${id}`',
      "export const list = (db) => db.selectFrom('challenges.goal as g').innerJoin('areas.v_area as a', 'a.id', 'g.id')",
      "export const own = (db) => db.withSchema('challenges').selectFrom('goal')",
      "export const emit = (out) => out.write('parties.party.joined', topic)\n",
    ].join('\n'),
    [migration]: 'create schema challenges;\ncreate table challenges.goal (id int); /* parties.party */\n',
    [`${folder}/challenges/store.test.ts`]: 'sql`select * from areas.area`\n',
    'packages/server/src/platform/outbox.ts': 'export const read = sql`select * from platform.outbox`\n',
  })
  const { findings, note } = await sql.run(root)
  expect(findings).toEqual([])
  expect(note).toBe('9 pieces of SQL')
})

it.each([
  ['a table of a slice it may use', store, 'export const a = sql`select * from areas.area`\n', 'areas.area'],
  ['a quoted table', store, 'export const a = sql`select * from "areas"."area"`\n', 'areas.area'],
  ['capitals', store, 'export const a = sql`SELECT * FROM Areas.Area`\n', 'areas.Area'],
  [
    'a table behind a value',
    store,
    'export const a = (x) => sql`select ${x} from areas.area`\n',
    'areas.area',
  ],
  ['a table made of a value', store, 'export const a = (x) => sql`select * from areas.${x}`\n', 'areas.…'],
  ['a slice it may not use', store, 'export const a = sql`select * from measurements.v_x`\n', 'may not use'],
  ['plain text', store, "export const a = 'select * from areas.area'\n", 'areas.area'],
  ['a call', store, "export const a = (db) => db.selectFrom('areas.area as a')\n", 'areas.area'],
  ['a list in a call', store, "export const a = (db) => db.selectFrom(['areas.area'])\n", 'areas.area'],
  ['a schema by call', store, "export const a = (db) => db.withSchema('areas')\n", 'areas.…'],
  ['an id by call', store, "export const a = sql.id('areas', 'area')\n", 'areas.area'],
  [
    'a file that is no store',
    `${folder}/challenges/routes.ts`,
    'sql`select 1 from areas.area`\n',
    'areas.area',
  ],
  [
    'a migration',
    migration,
    'create table challenges.goal (\n area int references areas.area);\n',
    ':2  areas.area',
  ],
  [
    'the platform',
    'packages/server/src/platform/a.ts',
    'sql`select 1 from areas.v_area`\n',
    'only the slice areas',
  ],
])('sees a planted fault: %s', async (_what, path, text, expected) => {
  const { findings } = await sql.run(plantTree({ [path]: text }))
  expect(findings.join('\n')).toContain(path)
  expect(findings.join('\n')).toContain(expected)
})

it('refuses stores in which it recognises no SQL', async () => {
  const { findings } = await sql.run(plantTree({ [store]: 'export const read = 1\n' }))
  expect(findings.join()).toContain('blind')
})
