import { sql } from 'kysely'
import { beforeAll, expect, it } from 'vitest'
import type { Db } from '../../../platform/database/connect.ts'
import { useDatabase } from '../../../testing/server.ts'
import { removeEntity } from '../entities/remove.ts'
import { createTestStation } from '../testing/datastreams.ts'
import { createIntake } from './intake.ts'
import { applyRetention } from './retention.ts'
import { lockDatastreams } from './state.ts'
import { storeObservations } from './store-observations.ts'

/** Who waits for whom; the embedded engine works on one transaction at a time, so there nobody does. */
const opened = useDatabase()
const now = new Date('2026-11-02T10:00:00Z')
let isServer = false
beforeAll(() => {
  isServer = opened.database.engine === 'server'
})

/** A transaction that does a part, and goes on with the rest when it is told to. */
async function begin(first: (db: Db) => Promise<unknown>, second: (db: Db) => Promise<unknown>) {
  const { promise: may, resolve: goOn } = Promise.withResolvers<void>()
  const { promise: begun, resolve: tellBegun } = Promise.withResolvers<void>()
  const ended = opened.database.db.transaction().execute(async (transaction) => {
    await first(transaction)
    tellBegun()
    await may
    await second(transaction)
  })
  await Promise.race([begun, ended])
  return {
    async finish() {
      goOn()
      await ended
    },
  }
}

async function waitUntilBlocked() {
  for (;;) {
    const { rows } = await sql<{ blocked: boolean }>`select exists (select from pg_stat_activity
      where datname = current_database() and cardinality(pg_blocking_pids(pid)) > 0) as blocked`.execute(
      opened.database.db,
    )
    if (rows[0]?.blocked) return
    await new Promise(setImmediate)
  }
}

it('deletes datastreams while others store in them and then change them', async ({ skip }) => {
  skip(!isServer)
  const { db } = opened.database
  const [id = 0] = (await createTestStation(db, { count: 1 })).datastreamIds
  await storeObservations(db, { datastreamId: [id], phenomenonStart: [0], resultNumber: [1] }, { now })
  const storing = await begin(
    (transaction) => lockDatastreams(transaction, [id]),
    (transaction) =>
      sql`update measurements.datastream set description = 'x' where id = ${id}`.execute(transaction),
  )
  const deleted = db
    .transaction()
    .execute((transaction) =>
      removeEntity(
        { transaction, actor: undefined as never, now, arrival: () => 0, clientIds: 'refuse' },
        'Datastream',
        id,
      ),
    )
  await waitUntilBlocked()
  await storing.finish()
  await deleted
  const { rows } = await sql`select from measurements.datastream where id = ${id}`.execute(db)
  expect(rows).toEqual([])
})

it('does not let retention wait for who looks for observations and then wants their datastream', async ({
  skip,
}) => {
  skip(!isServer)
  const { db } = opened.database
  const { datasetId, datastreamIds } = await createTestStation(db, { count: 1 })
  const [id = 0] = datastreamIds
  await sql`delete from measurements.datastream where dataset_id <> ${datasetId}`.execute(db)
  await sql`update catalogue.dataset set raw_days = 30`.execute(db)
  const old = Date.UTC(2026, 7, 5) * 1000
  await storeObservations(
    db,
    { datastreamId: [id, id], phenomenonStart: [old, now.getTime() * 1000], resultNumber: [1, 2] },
    { now: new Date('2026-08-06T00:00:00Z') },
  )
  const looking = await begin(
    (transaction) => sql`select count(*) from measurements.observation`.execute(transaction),
    (transaction) => lockDatastreams(transaction, [id]),
  )
  // Ends although the other holds the table: what cannot be dropped is deleted.
  await applyRetention(db, now)
  await looking.finish()
  const { rows } = await sql`select result_number as value from measurements.observation`.execute(db)
  expect(rows).toEqual([{ value: 2 }])
  await applyRetention(db, now)
  const left = await sql`select to_regclass('measurements.observation_2026_08') as name`.execute(db)
  expect(left.rows).toEqual([{ name: null }])
})

it('stores what met a deadlock after all', async ({ skip }) => {
  skip(!isServer)
  const { db } = opened.database
  const [a = 0, b = 0] = (await createTestStation(db, { count: 2 })).datastreamIds
  await db.transaction().execute((transaction) => lockDatastreams(transaction, [a, b]))
  const other = await begin(
    (transaction) => lockDatastreams(transaction, [b]),
    (transaction) => lockDatastreams(transaction, [a]),
  )
  const intake = createIntake({ ...opened.database, clock: () => now, report: () => {} })
  const time = now.getTime() * 1000
  const sent = intake.submit({ datastreamId: [a, b], phenomenonStart: [time, time], resultNumber: [1, 2] })
  await waitUntilBlocked()
  // One of both is ended by PostgreSQL; that is for the intake not to notice.
  await other.finish().catch(() => {})
  expect(await sent).toMatchObject({ stored: 2 })
  await intake.stop()
})

it('stores a datastream while thousands of others are waited for', async ({ skip }) => {
  skip(!isServer)
  const { db } = opened.database
  const [held = 0, free = 0] = (await createTestStation(db, { count: 2 })).datastreamIds
  await db.transaction().execute((transaction) => lockDatastreams(transaction, [held, free]))
  const other = await begin(
    (transaction) => lockDatastreams(transaction, [held]),
    async () => {},
  )
  const intake = createIntake({ ...opened.database, clock: () => now, report: () => {} })
  const time = now.getTime() * 1000
  const many = [held, ...Array.from({ length: 100_000 }, (_, id) => free + 1 + id)]
  const waiting = intake.submit({
    datastreamId: many,
    phenomenonStart: many.map(() => time),
    resultNumber: many.map(() => 1),
  })
  await waitUntilBlocked()
  expect(
    await intake.submit({ datastreamId: [free], phenomenonStart: [time], resultNumber: [2] }),
  ).toMatchObject({ stored: 1 })
  await other.finish()
  expect(await waiting).toMatchObject({ stored: 1 })
  await intake.stop()
})
