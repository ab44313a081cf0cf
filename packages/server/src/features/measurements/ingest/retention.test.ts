import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { useDatabase } from '../../../testing/server.ts'
import { createTestStation } from '../testing/datastreams.ts'
import { applyRetention } from './retention.ts'
import { storeObservations } from './store-observations.ts'
import { rebuildRollups, verifyRollups } from './verify-rollups.ts'

const opened = useDatabase()
const now = new Date('2026-03-02T10:00:00Z')
const daysAgo = (days: number) => (now.getTime() - days * 86_400_000) * 1000

/** A datastream with a value a day and the hour after it, of 100 days. */
async function fill(options: { corrections?: 'replace' | 'refuse' } = {}) {
  const { db } = opened.database
  const { datastreamIds, datasetId } = await createTestStation(db, { count: 1, ...options })
  const [id = 0] = datastreamIds
  const start = Array.from({ length: 100 }, (_, day) => [daysAgo(day), daysAgo(day) - 3_600_000_000]).flat()
  await storeObservations(
    db,
    { datastreamId: start.map(() => id), phenomenonStart: start, resultNumber: start.map((_, n) => n) },
    { now },
  )
  return { id, datasetId }
}

async function keep(datasetId: string, rawDays: number, hourDays: number) {
  await sql`update catalogue.dataset set raw_days = ${rawDays}, hour_days = ${hourDays} where id = ${datasetId}`.execute(
    opened.database.db,
  )
}

async function count(id: number) {
  const { rows } = await sql<{ raw: number; hours: number; days: number; state: number }>`select
      (select count(*) from measurements.observation where datastream_id = ${id})::int as raw,
      (select count(*) from measurements.hour_rollup where datastream_id = ${id})::int as hours,
      (select count(*) from measurements.day_rollup where datastream_id = ${id})::int as days,
      (select count from measurements.datastream_state where datastream_id = ${id})::int as state`.execute(
    opened.database.db,
  )
  return rows[0]
}

it('deletes values and hours that a dataset keeps no longer, and nothing else', async () => {
  const { db } = opened.database
  const kept = await fill()
  const short = await fill()
  await keep(short.datasetId, 30, 60)
  await applyRetention(db, now, AbortSignal.abort())
  expect(await count(short.id)).toEqual({ raw: 200, hours: 200, days: 100, state: 200 })
  await applyRetention(db, now)
  expect(await count(kept.id)).toEqual({ raw: 200, hours: 200, days: 100, state: 200 })
  expect(await count(short.id)).toEqual({ raw: 62, hours: 122, days: 100, state: 62 })
  for (const { id } of [kept, short]) {
    expect(await verifyRollups(db, id)).toEqual({ datastreamId: id, hours: 0, days: 0, state: false })
  }
})

it('refuses what is older than kept, also after the dataset began to keep longer', async () => {
  const { db } = opened.database
  const { id, datasetId } = await fill()
  await keep(datasetId, 30, 60)
  const late = (days: number) =>
    storeObservations(
      db,
      { datastreamId: [id], phenomenonStart: [daysAgo(days) + 60_000_000], resultNumber: [1] },
      { now },
    )
  expect((await late(40)).refused).toEqual([{ index: 0, kind: 'older-than-kept' }])
  expect((await late(20)).stored).toBe(1)
  await applyRetention(db, now)
  await keep(datasetId, 365, 365)
  expect((await late(40)).refused).toEqual([{ index: 0, kind: 'older-than-kept' }])
  expect(await verifyRollups(db, id)).toMatchObject({ hours: 0, days: 0, state: false })
})

it('drops a month as a whole when every dataset keeps it no longer', async () => {
  const { db } = opened.database
  const { id } = await fill()
  await sql`update catalogue.dataset set raw_days = 30`.execute(db)
  await applyRetention(db, now)
  const { rows } = await sql<{ name: string }>`select inhrelid::regclass::text as name from pg_inherits
    where inhparent = 'measurements.observation'::regclass`.execute(db)
  const names = rows.map(({ name }) => name)
  expect(names).not.toContain('measurements.observation_2025_12')
  expect(names).toContain('measurements.observation_2026_01')
  expect(await count(id)).toMatchObject({ raw: 62, days: 100, state: 62 })
  await sql`update catalogue.dataset set raw_days = null`.execute(db)
})

it('finds and repairs rollups and states that are wrong', async () => {
  const { db } = opened.database
  const { id } = await fill()
  await sql`update measurements.hour_rollup set sum = sum + 1 where datastream_id = ${id} and first < 4`.execute(
    db,
  )
  await sql`delete from measurements.day_rollup where datastream_id = ${id} and first < 5`.execute(db)
  await sql`update measurements.datastream_state set count = 3 where datastream_id = ${id}`.execute(db)
  const found = await verifyRollups(db, id)
  expect(found).toMatchObject({ state: true })
  expect(found.hours).toBeGreaterThan(0)
  expect(found.days).toBeGreaterThan(0)
  await rebuildRollups(db, id)
  expect(await verifyRollups(db, id)).toEqual({ datastreamId: id, hours: 0, days: 0, state: false })
})
