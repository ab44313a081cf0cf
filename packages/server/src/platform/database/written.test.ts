import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { useServer } from '../../testing/server.ts'
import { Given, writeStatement } from './written.ts'

const server = useServer()

it('asks a statement that was written once with other values each time', async () => {
  const { db } = server.database
  const sum = writeStatement<{ sum: number }>(
    db,
    sql`select ${new Given('first')}::int + ${10}::int + ${new Given('second')}::int + ${new Given('first')}::int as sum`,
  )
  for (const [first, second] of [
    [1, 2],
    [3, 4],
    [1, 2],
  ] as const) {
    const values = new Map(Object.entries({ first, second }))
    expect((await sum.fill(values).execute(db)).rows).toEqual([{ sum: 2 * first + 10 + second }])
  }
})

it('asks nothing while a value is missing', () => {
  const statement = writeStatement(server.database.db, sql`select ${new Given('now')}::timestamptz`)
  expect(() => statement.fill(new Map([['then', 1]]))).toThrow('without its “now”')
})
