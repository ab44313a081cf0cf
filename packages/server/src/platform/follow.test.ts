import { sql } from 'kysely'
import { afterEach, expect, inject, it, vi } from 'vitest'
import { useDatabase } from '../testing/server.ts'
import type { Db } from './database/connect.ts'
import { createFollower, type Follower } from './follow.ts'
import { cleanOutbox, publish } from './outbox.ts'
import { createSignal } from './signal.ts'

const opened = useDatabase()
const followers: Follower[] = []

afterEach(async () => {
  for (const follower of followers.splice(0)) await follower.stop()
})

/** A follower that never looks by itself in the time of a test, unless asked for a pause. */
function createFor(pause = 60_000): Follower {
  const follower = createFollower(opened.database, () => {}, { pause, rest: 5 })
  followers.push(follower)
  return follower
}

function collect(follower: Follower) {
  const seen: unknown[] = []
  const following = follower.follow(['test.happened'], (events) =>
    seen.push(...events.map(({ payload }) => payload)),
  )
  return { seen, following }
}

function happen(payload: unknown, meanwhile: (transaction: Db) => Promise<void> = async () => {}) {
  return opened.database.db.transaction().execute(async (transaction) => {
    await publish(transaction, 'test.happened', payload)
    await meanwhile(transaction)
  })
}

it('tells at once what this process commits, once, in order, and nothing from before or undone', async () => {
  await happen('before')
  const { seen, following } = collect(createFor())
  const stop = await following
  const started = performance.now()
  for (const number of [1, 2, 3]) await happen(number)
  await happen('undone', () => Promise.reject(new Error('rolled back'))).catch(() => {})
  await vi.waitFor(() => expect(seen).toEqual([1, 2, 3]), { interval: 5 })
  expect(performance.now() - started).toBeLessThan(1000)
  stop()
  await happen('after')
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(seen).toEqual([1, 2, 3])
})

// The embedded database has one transaction at a time.
const isEmbedded = inject('template').kind === 'embedded'

it.skipIf(isEmbedded)(
  'waits for no transaction that runs, and tells its events when it has ended',
  async () => {
    const { seen, following } = collect(createFor(20))
    await following
    await happen('slow', async () => {
      await happen('quick')
      await vi.waitFor(() => expect(seen).toEqual(['quick']), { interval: 5, timeout: 5000 })
    })
    await vi.waitFor(() => expect(seen).toEqual(['quick', 'slow']), { interval: 5, timeout: 5000 })
  },
)

it('tells what another process wrote', async () => {
  const other = createFollower({ ...opened.database, commits: createSignal() }, () => {}, {
    pause: 20,
    rest: 5,
  })
  followers.push(other)
  const { seen, following } = collect(other)
  await following
  await happen('elsewhere')
  await vi.waitFor(() => expect(seen).toEqual(['elsewhere']), { interval: 5, timeout: 5000 })
})

it('removes events that every listener has had, after an hour', async () => {
  const { db } = opened.database
  const listener = { name: 'cleaning', kinds: [], handle: async () => {} }
  const inTwoHours = () => new Date(Date.now() + 2 * 3_600_000)
  const count = async () => (await sql`select 1 from platform.outbox`.execute(db)).rows.length
  await cleanOutbox(db, [listener], inTwoHours).handle({})
  expect(await count()).toBeGreaterThan(0)
  await sql`insert into platform.outbox_reader (name, transaction_id, position)
    select 'cleaning', max(transaction_id), max(id) from platform.outbox`.execute(db)
  await cleanOutbox(db, [listener], () => new Date()).handle({})
  expect(await count()).toBeGreaterThan(0)
  await cleanOutbox(db, [listener], inTwoHours).handle({})
  expect(await count()).toBe(0)
})
