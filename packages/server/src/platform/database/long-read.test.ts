import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, it, vi } from 'vitest'
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

it('goes on trying when the database cannot be opened again', { timeout: 240_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'samenspel-'))
  const address = { kind: 'embedded', folder: join(folder, 'db'), readingMilliseconds: 1000 } as const
  const database = await openDatabase(address)
  try {
    const control = join(address.folder, 'global', 'pg_control')
    const warned = new Promise<void>((resolve) =>
      process.on('warning', ({ message }) => message.includes('cannot be opened again') && resolve()),
    )
    const ended = expect(count(1e15).execute(database.reading)).rejects.toMatchObject({ code: '57014' })
    await pause(300)
    const kept = await readFile(control)
    await truncate(control)
    await ended
    await warned
    expect(database.isBlocked()).toBe(true)
    await writeFile(control, kept)
    await vi.waitFor(() => expect(database.isBlocked()).toBe(false), { timeout: 60_000 })
    expect((await sql`select 1 as one`.execute(database.db)).rows).toEqual([{ one: 1 }])
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
