import { sql } from 'kysely'
import { expect, it, vi } from 'vitest'
import { useDatabase } from '../testing/server.ts'
import { createOutbox, type Listener, publish } from './outbox.ts'
import { listFailedEvents, requestReplay } from './outbox-failed.ts'
import { createPolling } from './polling.ts'
import type { Report } from './report.ts'
import { createSignal } from './signal.ts'

const opened = useDatabase()
const polling = createPolling(createSignal())
const HOUR = 3_600_000

/** A listener that cannot handle events with these payloads, and writes what it did in a table. */
function fragile(name: string, bad: Set<unknown>) {
  const handled: unknown[] = []
  let tries = 0
  const listener: Listener = {
    name,
    kinds: [`${name}.happened`],
    async handle(transaction, events) {
      tries += 1
      for (const { payload } of events) {
        await sql`insert into platform.outbox_reader (name) values (${`${name} ${payload}`})`.execute(
          transaction,
        )
        if (bad.has(payload)) throw new Error(`cannot handle ${payload}`)
      }
      handled.push(...events.map(({ payload }) => payload))
    },
  }
  return { listener, handled, tries: () => tries }
}

/** Transactions of other test files in the same cluster can hold events back for a moment. */
function deliverUntil(deliver: () => Promise<void>, done: () => boolean) {
  return vi.waitFor(
    async () => {
      await deliver()
      expect(done()).toBe(true)
    },
    { timeout: 20_000 },
  )
}

async function setAsideOf(name: string) {
  return (await listFailedEvents(opened.database.db)).filter(({ listener }) => listener === name)
}

it('sets aside an event that keeps failing, hands over the others, and tries it again when asked', async () => {
  const { db } = opened.database
  const reports: Report[] = []
  const bad = new Set<unknown>(['bad'])
  const { listener, handled } = fragile('stuck', bad)
  const { deliver } = createOutbox(db, [listener], {
    polling,
    report: (report) => void reports.push(report),
    pauses: [0],
  })
  for (const payload of ['a', 'bad', 'b']) await publish(db, 'stuck.happened', payload)
  await deliverUntil(deliver, () => handled.length >= 2)
  expect(handled).toEqual(['a', 'b'])
  const [failed, ...others] = await setAsideOf('stuck')
  expect(others).toEqual([])
  expect(failed).toMatchObject({ kind: 'stuck.happened', payload: 'bad', error: 'Error: cannot handle bad' })
  const { rows } =
    await sql`select name from platform.outbox_reader where name like 'stuck %' order by 1`.execute(db)
  expect(rows).toEqual([{ name: 'stuck a' }, { name: 'stuck b' }])
  expect(reports).toContainEqual(expect.objectContaining({ kind: 'event-set-aside', listener: 'stuck' }))

  await publish(db, 'stuck.happened', 'c')
  await deliverUntil(deliver, () => handled.length >= 3)

  expect(await requestReplay(db, [failed?.id ?? 0])).toBe(1)
  await deliver()
  expect(await setAsideOf('stuck')).toMatchObject([{ payload: 'bad', replay: false }])
  bad.clear()
  await requestReplay(db, [])
  await deliver()
  expect(handled).toEqual(['a', 'b', 'c', 'bad'])
  expect(await setAsideOf('stuck')).toEqual([])
})

it('pauses longer after each failure, also in a process that starts later', async () => {
  const { db } = opened.database
  const { listener, handled, tries } = fragile('tired', new Set(['bad']))
  const outbox = () => createOutbox(db, [listener], { polling, report() {}, pauses: [0, HOUR] })
  await publish(db, 'tired.happened', 'bad')
  await deliverUntil(outbox().deliver, () => tries() >= 2)
  await outbox().deliver()
  await outbox().deliver()
  expect(tries()).toBe(2)
  expect(await setAsideOf('tired')).toEqual([])
  await sql`update platform.outbox_reader set next_try_at = clock_timestamp() where name = 'tired'`.execute(
    db,
  )
  await outbox().deliver()
  expect(await setAsideOf('tired')).toHaveLength(1)
  await publish(db, 'tired.happened', 'good')
  await deliverUntil(outbox().deliver, () => handled.length > 0)
  const { rows } =
    await sql`select failures, next_try_at from platform.outbox_reader where name = 'tired'`.execute(db)
  expect(rows).toEqual([{ failures: 0, next_try_at: null }])
})

it('keeps an event that only met what others were doing', async () => {
  const { db } = opened.database
  let deadlocks = 2
  const handled: unknown[] = []
  const listener: Listener = {
    name: 'crossed',
    kinds: ['crossed.happened'],
    async handle(_, events) {
      if (deadlocks > 0) {
        deadlocks -= 1
        throw Object.assign(new Error('deadlock detected'), { code: '40P01' })
      }
      handled.push(...events.map(({ payload }) => payload))
    },
  }
  const { deliver } = createOutbox(db, [listener], { polling, report() {}, pauses: [0] })
  await publish(db, 'crossed.happened', 1)
  await deliverUntil(deliver, () => handled.length > 0)
  expect(handled).toEqual([1])
  expect(await setAsideOf('crossed')).toEqual([])
})
