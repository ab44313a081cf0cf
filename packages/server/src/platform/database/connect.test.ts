import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { useDatabase } from '../../testing/server.ts'
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
