import { request } from 'node:http'
import { sql } from 'kysely'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { useServer } from '../../../testing/server.ts'

const server = useServer()

/** Reads of clients that PostgreSQL is at work on. */
async function countReads(): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) from pg_stat_activity
    where datname = current_database() and state = 'active' and query like 'with readable%'`.execute(
    server.database.db,
  )
  return rows[0]?.count ?? 0
}

describe.skipIf(inject('template').kind === 'embedded')('who hangs up', () => {
  let address: string
  beforeAll(async () => {
    address = await server.app.http.listen({ port: 0, host: '127.0.0.1' })
  })

  it.each(['Things', 'Things?$resultFormat=CSV'])('ends the read of %s', async (path) => {
    await server.database.db.transaction().execute(async (transaction) => {
      await sql`lock table measurements.thing in access exclusive mode`.execute(transaction)
      const asked = request(`${address}/sta/v1.1/${path}`).end()
      asked.on('error', () => {})
      await expect.poll(countReads, { timeout: 5000 }).toBe(1)
      asked.destroy()
      await expect.poll(countReads, { timeout: 5000 }).toBe(0)
    })
    expect(server.reports.filter(({ kind }) => kind === 'request-failed')).toEqual([])
    expect((await fetch(`${address}/sta/v1.1/${path}`)).status).toBe(200)
  })
})
