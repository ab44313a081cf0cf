import { sql } from 'kysely'
import { describe, expect, inject, it } from 'vitest'
import { useDatabase } from '../../testing/server.ts'
import { DatabaseAway } from './away.ts'
import { beginDatabase, unlessGone } from './connect.ts'
import { hasSqlstate } from './sqlstate.ts'

const opened = useDatabase()

describe('the one driver, on either engine', () => {
  it('never mixes the statements of concurrent connections', async () => {
    const { pool } = opened.database
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        pool.query<{ index: number }>('select $1::int as index', [index]).then(({ rows }) => rows[0]?.index),
      ),
    )
    expect(answers).toEqual(Array.from({ length: 100 }, (_, index) => index))
  })

  it('keeps transactions apart: what is rolled back leaves nothing', async () => {
    const { db } = opened.database
    await sql`create table public.kept (who int)`.execute(db)
    await Promise.allSettled(
      Array.from({ length: 12 }, (_, who) =>
        db.transaction().execute(async (transaction) => {
          await sql`insert into public.kept values (${who})`.execute(transaction)
          await sql`select 1`.execute(transaction)
          if (who % 3 === 0) throw new Error('changed my mind')
        }),
      ),
    )
    const { rows } = await sql<{ who: number }>`select who from public.kept order by who`.execute(db)
    expect(rows.map(({ who }) => who)).toEqual([1, 2, 4, 5, 7, 8, 10, 11])
  })

  it('rolls back what a vanished connection left open', async () => {
    const { pool } = opened.database
    await pool.query('create table public.vanished (who int)')
    const client = await pool.connect()
    client.on('error', () => {})
    await client.query('begin')
    await client.query('insert into public.vanished values (1)')
    client.release(true)
    expect((await pool.query('select * from public.vanished')).rows).toEqual([])
  })

  it('goes on after an error, and tells its SQLSTATE', async () => {
    const { db } = opened.database
    const error = await sql`select 1 / 0`.execute(db).catch((caught: unknown) => caught)
    expect(hasSqlstate(error, 'divisionByZero')).toBe(true)
    expect(hasSqlstate(error, 'uniqueViolation')).toBe(false)
    expect((await sql`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }])
  })

  it('gives dates as text and counts as numbers', async () => {
    const { rows } =
      await sql`select date '2026-03-29' as day, count(*) as count from (values (1), (2)) v`.execute(
        opened.database.db,
      )
    expect(rows).toEqual([{ day: '2026-03-29', count: 2 }])
  })
})

it('waits no longer for a read when who asked has gone, and reads on for others', async () => {
  const { reading } = opened.database
  const gone = new AbortController()
  const slow = sql`select count(*) from generate_series(1, 300000::int8) n where n % 7 = 3`.execute(
    reading,
    unlessGone(gone.signal),
  )
  const ended = expect(slow).rejects.toMatchObject({ name: 'AbortError' })
  gone.abort()
  await ended
  expect((await sql`select 1 as one`.execute(reading)).rows).toEqual([{ one: 1 }])
})

describe.skipIf(inject('template').kind === 'embedded')('on a server', () => {
  const settingOf = async (db: typeof opened.database.db, name: string) => {
    const { rows } = await sql<{ value: string }>`select current_setting(${name}) as value`.execute(db)
    return rows[0]?.value
  }

  it('limits how long a statement may take, and lets readers change nothing', async () => {
    const { db, reading } = opened.database
    expect(await settingOf(db, 'statement_timeout')).toBe('5min')
    expect(await settingOf(reading, 'statement_timeout')).toBe('10s')
    expect(await settingOf(reading, 'default_transaction_read_only')).toBe('on')
    const change = sql`create table public.made (who int)`.execute(reading)
    await expect(change).rejects.toMatchObject({ code: '25006' })
  })

  it('has dates written as ISO 8601, and says so of a URL that prevents it', async () => {
    expect(await settingOf(opened.database.reading, 'datestyle')).toMatch(/^ISO/)
    const url = `${process.env.TEST_DATABASE_URL}?options=-c%20datestyle%3DGerman`
    const database = await beginDatabase({ kind: 'server', url, connections: 2 })
    await expect(database.opened).rejects.toThrow('add “-c datestyle=ISO” there')
    await database.close()
  })

  it('stops what takes longer', async () => {
    await opened.database.reading.connection().execute(async (connection) => {
      await sql`set statement_timeout = '100ms'`.execute(connection)
      await expect(sql`select pg_sleep(20)`.execute(connection)).rejects.toMatchObject({ code: '57014' })
      await sql`reset statement_timeout`.execute(connection)
    })
  })

  it('stops a read in PostgreSQL when who asked has gone', async () => {
    const { db, reading } = opened.database
    const sleeping = async () => {
      const { rows } = await sql<{ count: number }>`select count(*) from pg_stat_activity
        where datname = current_database() and state = 'active' and query = 'select pg_sleep(9)'`.execute(db)
      return rows[0]?.count
    }
    const gone = new AbortController()
    const asked = sql`select pg_sleep(9)`.execute(reading, unlessGone(gone.signal))
    const ended = expect(asked).rejects.toMatchObject({ name: 'AbortError' })
    await expect.poll(sleeping, { timeout: 5000 }).toBe(1)
    gone.abort()
    await ended
    await expect.poll(sleeping, { timeout: 5000 }).toBe(0)
  })
})

it('tells a reader that the database is away, and not that too many ask', async () => {
  const database = await beginDatabase({
    kind: 'server',
    url: 'postgres://x:x@127.0.0.1:1/x',
    connections: 2,
  })
  await database.opened.catch(() => {})
  for (const db of [database.db, database.reading]) {
    await expect(sql`select 1`.execute(db)).rejects.toBeInstanceOf(DatabaseAway)
  }
  await database.close()
})
