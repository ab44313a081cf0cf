import { sql } from 'kysely'
import { describe, expect, it, vi } from 'vitest'
import { useDatabase } from '../testing/server.ts'
import { createOutbox, type Listener, type Outbox, publish, selectDue, selectNext } from './outbox.ts'
import { createPolling } from './polling.ts'
import type { Report } from './report.ts'
import { createSignal } from './signal.ts'

const opened = useDatabase()
const polling = createPolling(createSignal())

function listener(name: string, handle: (payloads: unknown[]) => void): Listener {
  return {
    name,
    kinds: [`${name}.happened`],
    handle: async (_, events) => handle(events.map((each) => each.payload)),
  }
}

/** Transactions of other test files in the same cluster can hold events back for a moment. */
function deliverUntil(outbox: Outbox, done: () => boolean) {
  return vi.waitFor(
    async () => {
      await outbox.deliver()
      expect(done()).toBe(true)
    },
    { timeout: 10_000 },
  )
}

it('hands each event once to who wants it, in order, and nothing of a transaction that was rolled back', async () => {
  const { db } = opened.database
  const seen: unknown[] = []
  const outbox = createOutbox(db, [listener('order', (payloads) => void seen.push(...payloads))], {
    polling,
    report() {},
  })
  await db.transaction().execute(async (transaction) => {
    await publish(transaction, 'order.happened', 1)
    await publish(transaction, 'order.other', 'not wanted')
    await publish(transaction, 'order.happened', 2)
  })
  await db
    .transaction()
    .execute(async (transaction) => {
      await publish(transaction, 'order.happened', 'undone')
      throw new Error('rolled back')
    })
    .catch(() => {})
  await publish(db, 'order.happened', 3)
  await deliverUntil(outbox, () => seen.length >= 3)
  await outbox.deliver()
  expect(seen).toEqual([1, 2, 3])
})

it('tries again what a listener could not handle, and does not let it hold up others', async () => {
  const { db } = opened.database
  const reports: Report[] = []
  let broken = true
  const handled: unknown[] = []
  const other: unknown[] = []
  const outbox = createOutbox(
    db,
    [
      listener('fragile', (payloads) => {
        if (broken) throw new Error('not now')
        handled.push(...payloads)
      }),
      listener('steady', (payloads) => void other.push(...payloads)),
    ],
    { polling, report: (report) => void reports.push(report) },
  )
  await publish(db, 'fragile.happened', 'a')
  await publish(db, 'steady.happened', 'b')
  await deliverUntil(outbox, () => other.length > 0)
  expect({ handled, other }).toEqual({ handled: [], other: ['b'] })
  expect(reports.map(({ kind }) => kind)).toContain('event-failed')
  broken = false
  await deliverUntil(outbox, () => handled.length > 0)
  expect(handled).toEqual(['a'])
})

it('delivers at once what is committed while nothing was going on', async () => {
  const { db, commits } = opened.database
  const seen: unknown[] = []
  const seldom = createPolling(commits, { lively: 50, quiet: 60_000, calm: 200 })
  const listeners = [listener('waking', (payloads) => void seen.push(...payloads))]
  const outbox = createOutbox(db, listeners, { polling: seldom, report() {} })
  outbox.start()
  await new Promise((resolve) => setTimeout(resolve, 1000))
  await db.transaction().execute((transaction) => publish(transaction, 'waking.happened', 'news'))
  await vi.waitFor(() => expect(seen).toEqual(['news']), { timeout: 10_000 })
  await outbox.stop()
  seldom.stop()
}, 20_000)

it('looks in an index for what waits, however many events are kept', async () => {
  const { db } = opened.database
  await sql`insert into platform.outbox (kind, payload) select 'many.happened', '{}' from generate_series(1, 5000)`.execute(
    db,
  )
  // What other tests wrote was perhaps counted before: without this PostgreSQL may think that there are few.
  await sql`analyze platform.outbox`.execute(db)
  const questions = [
    selectDue([listener('many', () => {}), listener('others', () => {})]),
    selectNext(['many.happened'], { transactionId: '5', position: 4900 }, 200),
  ]
  for (const question of questions) {
    const { rows } = await sql<{ 'QUERY PLAN': string }>`explain ${question}`.execute(db)
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
    expect(plan).toMatch(/ (using|on) outbox_order /)
    expect(plan).toContain('Index Cond: ((ROW(transaction_id, id) >')
    expect(plan).not.toContain('Seq Scan on outbox ')
  }
})

describe('a listener that wants nothing of what happened', () => {
  const readers = ['eager', 'bored'].map((name) => listener(name, () => {}))
  const placesOf = async () => {
    const { rows } = await sql<{ eager: number; bored: number }>`
      select (select position from platform.outbox_reader where name = 'eager') as eager,
        (select position from platform.outbox_reader where name = 'bored') as bored`.execute(
      opened.database.db,
    )
    return rows[0]
  }
  const publishAndPlace = async () => {
    const { db } = opened.database
    await createOutbox(db, readers, { polling, report() {} }).deliver()
    const before = await placesOf()
    await publish(db, 'eager.happened', 'news')
    const { rows } = await sql<{ id: number }>`select max(id) as id from platform.outbox`.execute(db)
    return { before, last: rows[0]?.id ?? 0 }
  }

  it('is moved past it, and one that wants it is not', async () => {
    const { db } = opened.database
    const { before, last } = await publishAndPlace()
    // Another transaction that still runs holds events back, of other test files too.
    await vi.waitFor(
      async () => {
        const { rows } = await selectDue(readers).execute(db)
        expect(rows.map(({ name }) => name)).toEqual(['eager'])
        expect(await placesOf()).toEqual({ eager: before?.eager, bored: last })
      },
      { timeout: 10_000 },
    )
  })

  it('stays where it is while another process is at it', async ({ skip }) => {
    const { db, engine } = opened.database
    if (engine === 'embedded') skip('There is one process.')
    const { before, last } = await publishAndPlace()
    await db.transaction().execute(async (transaction) => {
      await sql`select from platform.outbox_reader where name = 'bored' for update`.execute(transaction)
      await vi.waitFor(
        async () => {
          const { rows } = await selectDue(readers).execute(db)
          expect(rows.map(({ name }) => name)).toEqual(['eager'])
        },
        { timeout: 10_000 },
      )
      expect(await placesOf()).toEqual(before)
    })
    await selectDue(readers).execute(db)
    expect((await placesOf())?.bored).toBeGreaterThanOrEqual(last)
  })
})
