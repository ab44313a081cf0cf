import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { useDatabase } from '../../testing/server.ts'
import { migrate, NewerSchemaError } from './migrate.ts'

const opened = useDatabase()
let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'samenspel-migrations-'))
})
afterEach(() => rm(folder, { recursive: true }))

const folders = (slice: string) => [{ slice, folder: pathToFileURL(`${folder}/`) }]
const put = (name: string, statements: string) => writeFile(join(folder, name), statements)

describe('migrations', () => {
  it('are applied once, in order, also by two servers that start together', async () => {
    await put('0001-a.sql', 'create table public.a (x int); insert into public.a values (1);')
    await put('0002-b.sql', 'insert into public.a values (2);')
    const { db } = opened.database
    const applied = await Promise.all([migrate(db, folders('a')), migrate(db, folders('a'))])
    expect(
      applied
        .flat()
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['0001-a', '0002-b'])
    expect((await sql`select x from public.a order by x`.execute(db)).rows).toEqual([{ x: 1 }, { x: 2 }])
  })

  it('leave nothing behind when they fail, and say which one', async () => {
    await put('0001-bad.sql', 'create table public.half (x int); select nonsense;')
    const { db } = opened.database
    await expect(migrate(db, folders('bad'))).rejects.toThrow('Migration bad/0001-bad failed')
    expect((await sql`select to_regclass('public.half') as half`.execute(db)).rows).toEqual([{ half: null }])
  })

  it('refuse a database that a newer version changed in a breaking way', async () => {
    const { db } = opened.database
    await sql`insert into platform.migration (slice, number, name, breaking)
      values ('future', 1, '0001-all-new-breaking', true)`.execute(db)
    await expect(migrate(db, [])).rejects.toThrow(NewerSchemaError)
    await sql`delete from platform.migration where slice = 'future'`.execute(db)
  })

  it('must be numbered without a gap', async () => {
    await put('0002-late.sql', 'select 1;')
    await expect(migrate(opened.database.db, folders('gap'))).rejects.toThrow('numbered 1')
  })
})
