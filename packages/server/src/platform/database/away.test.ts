import pg from 'pg'
import { expect, it } from 'vitest'
import { useDatabase } from '../../testing/server.ts'
import { asProblem } from '../http/problem.ts'
import { DatabaseAway, tellAway } from './away.ts'
import { hasSqlstate } from './sqlstate.ts'

const opened = useDatabase()

it('tells a connection that was lost from a statement that is wrong', async () => {
  const { pool } = opened.database
  const taken = new Promise<pg.PoolClient>((resolve) => pool.once('acquire', resolve))
  const client = await tellAway(pool).connect()
  const wrong = await client.query('select 1 / 0', []).catch((error: unknown) => error)
  expect(hasSqlstate(wrong, 'divisionByZero')).toBe(true)

  const { connection } = (await taken) as pg.PoolClient & { connection: { stream: { destroy(): void } } }
  connection.stream.destroy()
  await expect(client.query('select 1', [])).rejects.toBeInstanceOf(DatabaseAway)
  client.release(true)
})

it('tells that there is nobody to connect to, and a client of it to try again', async () => {
  const pool = new pg.Pool({ host: '127.0.0.1', port: 1 })
  const error = await tellAway(pool)
    .connect()
    .catch((caught: unknown) => caught)
  expect(error).toBeInstanceOf(DatabaseAway)
  expect(asProblem(error)).toMatchObject({ code: 'unavailable', retryAfter: 5 })
  await pool.end()
})

it.each([
  ['57014', 30],
  ['40P01', 1],
  ['40001', 1],
])('tells a client of a statement that was ended with %s to try again', (code, retryAfter) => {
  const error = Object.assign(new Error('ended'), { code })
  expect(asProblem(error)).toMatchObject({ code: 'unavailable', retryAfter })
})
