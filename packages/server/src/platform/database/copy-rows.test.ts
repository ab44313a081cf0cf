import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { useDatabase } from '../../testing/server.ts'
import { DatabaseAway } from './away.ts'
import type { Db } from './connect.ts'
import { copyRows, takesCopies } from './copy-rows.ts'

const opened = useDatabase()

/** Rows of one `int4`, in binary format. */
function rowsOf(numbers: readonly number[]): Buffer {
  const header = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1')
  const rows = numbers.map((number) => {
    const row = Buffer.alloc(10)
    row.writeInt16BE(1)
    row.writeInt32BE(4, 2)
    row.writeInt32BE(number, 6)
    return row
  })
  return Buffer.concat([header, ...rows, Buffer.from([0xff, 0xff])])
}

async function numbersIn(db: Db): Promise<number[]> {
  const { rows } = await sql<{ number: number }>`select number from copied order by number`.execute(db)
  return rows.map(({ number }) => number)
}

/** A connection with a table of its own, where the database takes copies. */
async function withTable(work: (db: Db) => Promise<void>): Promise<void> {
  await opened.database.db.connection().execute(async (db) => {
    await sql`create temporary table copied (number int primary key)`.execute(db)
    await work(db)
    await sql`drop table copied`.execute(db).catch(() => {})
  })
}

it('is for a server, within a transaction too', async () => {
  const { db, engine } = opened.database
  expect(takesCopies(db)).toBe(engine === 'server')
  await db.transaction().execute(async (transaction) => {
    expect(takesCopies(transaction)).toBe(engine === 'server')
  })
})

it('copies again and again, also many more rows than are sent at once', async ({ skip }) => {
  if (opened.database.engine === 'embedded') skip('Takes no copies.')
  await withTable(async (db) => {
    for (const number of [1, 2, 3, 4]) await copyRows(db, 'copied (number)', rowsOf([number]))
    const many = Array.from({ length: 500_000 }, (_, row) => 10 + row)
    await copyRows(db, 'copied (number)', rowsOf(many))
    expect(await numbersIn(db)).toHaveLength(500_004)
  })
})

it('tells what is wrong with rows, and the connection goes on', async ({ skip }) => {
  if (opened.database.engine === 'embedded') skip('Takes no copies.')
  await withTable(async (db) => {
    const many = Array.from({ length: 300_000 }, (_, row) => row)
    await expect(copyRows(db, 'copied (number)', rowsOf([1, ...many]))).rejects.toMatchObject({
      code: '23505',
    })
    await expect(copyRows(db, 'copied (unknown)', rowsOf(many))).rejects.toMatchObject({ code: '42703' })
    await expect(copyRows(db, 'copied (number)', Buffer.from('no rows'))).rejects.toMatchObject({
      code: '22P04',
    })
    expect(await numbersIn(db)).toEqual([])
    await copyRows(db, 'copied (number)', rowsOf([7]))
    expect(await numbersIn(db)).toEqual([7])
  })
})

it('tells that the connection was lost while it copied', async ({ skip }) => {
  const { db, engine } = opened.database
  if (engine === 'embedded') skip('Takes no copies.')
  await sql`create table waiting (number int)`.execute(db)
  await expect(
    db.connection().execute(async (copying) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(copying)
      await db.transaction().execute(async (locking) => {
        await sql`lock table waiting`.execute(locking)
        const copied = copyRows(copying, 'waiting (number)', rowsOf([1]))
        copied.catch(() => {})
        await sql`select pg_terminate_backend(${rows[0]?.pid}::int, 5000)`.execute(locking)
        await copied
      })
    }),
  ).rejects.toBeInstanceOf(DatabaseAway)
  const { rows } = await sql`select from waiting`.execute(db)
  expect(rows).toEqual([])
  await sql`drop table waiting`.execute(db)
})
