import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { openDatabase } from './connect.ts'

/** Keeps the embedded engine busy for seconds, or without end. */
const count = (rows: number) =>
  sql`select count(*) from generate_series(1, ${rows}::int8) a(n) where n % 7 = 3`
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

it('ends a read that takes too long, and goes on with what was stored', { timeout: 240_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'samenspel-'))
  const database = await openDatabase({
    kind: 'embedded',
    folder: join(folder, 'db'),
    readingMilliseconds: 1500,
  })
  try {
    const { db, reading } = database
    await sql`create table public.kept (what text)`.execute(db)
    await sql`insert into public.kept values ('stored')`.execute(db)
    await sql`select 1`.execute(reading)
    const endless = count(1e15).execute(reading)
    const endlessFails = expect(endless).rejects.toMatchObject({ code: '57014' })
    await pause(200)
    const waiting = sql`select 1`.execute(db)
    const waitingFails = expect(waiting).rejects.toMatchObject({ code: 'unavailable' })
    await Promise.all([endlessFails, waitingFails])
    expect(database.isBlocked()).toBe(true)
    expect((await sql`select what from public.kept`.execute(db)).rows).toEqual([{ what: 'stored' }])
    expect((await sql`select what from public.kept`.execute(reading)).rows).toEqual([{ what: 'stored' }])
    expect(database.isBlocked()).toBe(false)
  } finally {
    await database.close()
    await rm(folder, { recursive: true })
  }
})

it('says of a database in memory that others have to wait', { timeout: 240_000 }, async () => {
  const database = await openDatabase({ kind: 'embedded', readingMilliseconds: 100 })
  await sql`select 1`.execute(database.reading)
  const long = count(3e6).execute(database.reading)
  for (let tries = 0; tries < 200 && !database.isBlocked(); tries += 1) await pause(20)
  expect(database.isBlocked()).toBe(true)
  await long
  await pause(50)
  expect(database.isBlocked()).toBe(false)
  await database.close()
})
