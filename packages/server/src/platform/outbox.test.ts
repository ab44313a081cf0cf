import { expect, it, vi } from 'vitest'
import { useDatabase } from '../testing/server.ts'
import { createOutbox, type Listener, type Outbox, publish } from './outbox.ts'
import { createPace } from './pace.ts'
import type { Report } from './report.ts'
import { createSignal } from './signal.ts'

const opened = useDatabase()
const pace = createPace(createSignal())

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
    pace,
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
    { pace, report: (report) => void reports.push(report) },
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
