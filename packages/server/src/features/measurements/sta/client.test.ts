import { EventEmitter } from 'node:events'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { useDatabase } from '../../../testing/server.ts'
import { createClients } from './client.ts'
import { ask } from './read.ts'

const opened = useDatabase()
const request = { ip: '192.0.2.1' } as never
const reply = () => {
  const raw = Object.assign(new EventEmitter(), { writableFinished: false })
  return { raw, reply: { raw } as never }
}
/** What PostgreSQL says when a statement took too long, without the time. */
const TOO_LONG = sql`do $$ begin raise exception using errcode = '57014', message = 'took too long'; end $$`
const QUICK = sql<{ n: number }>`select 1 as n`

it('sends away who asked too much of the embedded database, and nobody else', async () => {
  const { reading } = opened.database
  const describeClient = createClients('embedded')
  const client = () => describeClient(request, reply().reply)
  await expect(ask(reading, TOO_LONG, client())).rejects.toMatchObject({ code: 'invalid-query' })
  await expect(ask(reading, QUICK, client())).rejects.toMatchObject({
    code: 'too-many-requests',
    retryAfter: 60,
  })
  const other = describeClient({ ip: '192.0.2.2' } as never, reply().reply)
  expect(await ask(reading, QUICK, other)).toEqual([{ n: 1 }])
})

it('lets those of one network go on whose neighbour asked too much of a server', async () => {
  const { reading } = opened.database
  const describeClient = createClients('server')
  const client = () => describeClient(request, reply().reply)
  await expect(ask(reading, TOO_LONG, client())).rejects.toMatchObject({ code: 'invalid-query' })
  expect(await ask(reading, QUICK, client())).toEqual([{ n: 1 }])
})

it('holds the place of who hangs up at the embedded database until the statement ends', async () => {
  const { reading } = opened.database
  const describeClient = createClients('embedded')
  const { raw, reply: first } = reply()
  const gone = describeClient(request, first)
  const asked = ask(
    reading,
    sql`do $$ begin perform pg_sleep(0.2); raise exception using errcode = '57014'; end $$`,
    gone,
  )
  raw.emit('close')
  await expect(asked).rejects.toThrow()
  await expect(ask(reading, QUICK, describeClient(request, reply().reply))).rejects.toMatchObject({
    code: 'too-many-requests',
  })
  await expect(ask(reading, QUICK, gone)).rejects.toThrow()
})
