import { Kysely, PostgresDialect, sql } from 'kysely'
import { expect, it } from 'vitest'
import { useDatabase } from '../../testing/server.ts'
import { prepareRepeated } from './prepare-repeated.ts'

const opened = useDatabase()

/** What the connection has prepared of these statements, the first prepared first. */
async function listPrepared(db: Kysely<Record<never, never>>): Promise<string[]> {
  const { rows } = await sql<{ statement: string }>`select statement from pg_prepared_statements
    where statement like 'select $1::int as %' order by prepare_time, name`.execute(db)
  return rows.map(({ statement }) => statement)
}

it('prepares what is asked again, forgets what is asked seldom, and asks again after a table was changed', async () => {
  const db = new Kysely<Record<never, never>>({
    dialect: new PostgresDialect({ pool: prepareRepeated(opened.database.pool, 3) }),
  })
  await db.connection().execute(async (one) => {
    const ask = async (name: string, value: number) =>
      (await sql<Record<string, number>>`select ${value}::int as ${sql.ref(name)}`.execute(one)).rows[0]?.[
        name
      ]
    expect(await ask('a', 1)).toBe(1)
    expect(await listPrepared(one)).toEqual([])
    expect(await ask('a', 2)).toBe(2)
    expect(await ask('a', 3)).toBe(3)
    expect(await listPrepared(one)).toEqual(['select $1::int as "a"'])
    for (const name of ['b', 'c', 'd', 'd']) expect(await ask(name, 4)).toBe(4)
    expect(await listPrepared(one)).toEqual(['select $1::int as "d"'])
    expect(await ask('a', 5)).toBe(5)

    await sql`create table public.grown (number int)`.execute(one)
    const read = () => sql`select * from public.grown where ${true}::boolean`.execute(one)
    await read()
    await read()
    await sql`alter table public.grown add column text text`.execute(one)
    await expect(read()).rejects.toThrow()
    await sql`insert into public.grown values (1, 'x')`.execute(one)
    expect((await read()).rows).toEqual([{ number: 1, text: 'x' }])
    expect((await read()).rows).toEqual([{ number: 1, text: 'x' }])
  })
})

it('never ends a transaction by forgetting a statement that could not be prepared', async () => {
  const db = new Kysely<Record<never, never>>({
    dialect: new PostgresDialect({ pool: prepareRepeated(opened.database.pool, 3) }),
  })
  await db.connection().execute(async (one) => {
    const fail = () => sql`select * from public.nowhere where ${true}::boolean`.execute(one)
    await expect(fail()).rejects.toThrow()
    // Asked again it is prepared, or would be.
    await expect(fail()).rejects.toThrow()
    const names = await one.transaction().execute(async (transaction) => {
      const found: string[] = []
      for (const name of ['e', 'f', 'g', 'h']) {
        const { rows } = await sql<{
          name: string
        }>`select ${name}::text as name, 1 as ${sql.ref(name)}`.execute(transaction)
        found.push(...rows.map((row) => row.name))
      }
      return found
    })
    expect(names).toEqual(['e', 'f', 'g', 'h'])
  })
})
