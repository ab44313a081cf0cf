import { type AddressInfo, createServer } from 'node:net'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { beginDatabase } from '../../platform/database/connect.ts'
import type { Processing } from '../../platform/processing.ts'
import { beginTrace } from '../../platform/trace.ts'
import { useServer } from '../../testing/server.ts'
import { createGatherer } from './gather.ts'
import { openLogbook } from './index.ts'

const LIMITS = { waiting: 100, together: 3 }

describe('what is gathered', () => {
  it('is stored together, in pieces that are not too large', async () => {
    const stored: number[][] = []
    const gatherer = createGatherer<number>(async (numbers) => void stored.push([...numbers]), LIMITS)
    await Promise.all([1, 2, 3, 4, 5].map((number) => gatherer.submit(number, number === 5 ? 50 : 1)))
    expect(stored).toEqual([[1, 2, 3], [4], [5]])
  })

  it('fails only for what cannot be stored', async () => {
    const gatherer = createGatherer<number>(async (numbers) => {
      if (numbers.includes(2)) throw new Error('not two')
    }, LIMITS)
    const outcomes = await Promise.allSettled([1, 2, 3].map((number) => gatherer.submit(number, 1)))
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  })

  it('is refused at once when there is no room, and all that was taken is stored before it settles', async () => {
    let release = () => {}
    const gate = new Promise<void>((resolve) => {
      release = resolve
    })
    const gatherer = createGatherer<number>(() => gate, { waiting: 4, together: 1 })
    const taken = [1, 2, 3, 4].map((number) => gatherer.submit(number, 1))
    await expect(gatherer.submit(5, 1)).rejects.toMatchObject({ code: 'unavailable', retryAfter: 1 })
    const settled = gatherer.settle()
    release()
    await settled
    await Promise.all(taken)
    await expect(gatherer.submit(500, 500)).resolves.toBeUndefined()
  })
})

const server = useServer()

describe('the log', () => {
  const subjects = { type: 'persoon', ids: ['anna'] }
  const record: Omit<Processing, 'trace'> = { activity: 'metingen', subjects }

  it('rejects when the database is away, so that no answer is given', async () => {
    let connections = 0
    const refusing = createServer((socket) => {
      connections++
      socket.destroy()
    })
    await new Promise<void>((resolve) => refusing.listen(0, '127.0.0.1', resolve))
    const { port } = refusing.address() as AddressInfo
    const url = `postgres://x:x@127.0.0.1:${port}/x`
    const database = await beginDatabase({ kind: 'server', url, connections: 4 })
    await database.opened.catch(() => {})
    const before = connections
    const logbook = openLogbook({ ...server.app.platform, db: database.db })
    const sent = Array.from({ length: 200 }, () => logbook.record({ ...record, trace: beginTrace() }))
    for (const outcome of await Promise.allSettled(sent)) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { name: 'DatabaseAway' } })
    }
    expect(connections - before).toBe(1)
    await logbook.stop()
    await database.close()
    await new Promise((resolve) => refusing.close(resolve))
  })

  it.runIf(process.env.TEST_DATABASE_URL)(
    'rejects when its connection is killed while it stores',
    async () => {
      const { db, pool } = server.database
      const logbook = openLogbook(server.app.platform)
      const holder = await pool.connect()
      await holder.query('begin')
      await holder.query('lock table logbook.record in access exclusive mode')
      const sent = logbook.record({ ...record, trace: beginTrace() })
      const outcome = sent.catch((error: unknown) => error)
      let killed = 0
      while (killed === 0) {
        const { rows } = await sql<{ count: number }>`select count(pg_terminate_backend(pid))::int as count
        from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(db)
        killed = rows[0]?.count ?? 0
      }
      expect(await outcome).toMatchObject({ name: 'DatabaseAway' })
      await holder.query('rollback')
      holder.release()
      await expect(logbook.record({ ...record, trace: beginTrace() })).resolves.toBeUndefined()
    },
  )

  it('has stored what it said it stored, for all that came at once', async () => {
    const logbook = openLogbook(server.app.platform)
    const traces = Array.from({ length: 300 }, beginTrace)
    await Promise.all(traces.map((trace) => logbook.record({ ...record, trace })))
    const { rows } = await sql<{ count: number }>`select count(*)::int as count from logbook.record
      where trace_id = any(${traces.map(({ traceId }) => traceId)}::uuid[])`.execute(server.database.db)
    expect(rows).toEqual([{ count: 300 }])
  })
})
