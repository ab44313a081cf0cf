import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { useDatabase } from '../../../testing/server.ts'
import { createTestStation } from '../testing/datastreams.ts'
import { packIndexes } from './pack-indexes.ts'
import { storeObservations } from './store-observations.ts'
import { verifyRollups } from './verify-rollups.ts'

const opened = useDatabase()
const now = new Date('2026-06-20T10:00:00Z')
const MINUTE = 60_000_000

/** Values of a network that come in turns, so that room is left in the pages of the key. */
async function fill(ids: readonly number[], from: string, times: number) {
  const start = Date.parse(from) * 1000
  for (let time = 0; time < times; time += 10) {
    const moments = Array.from({ length: 10 }, (_, each) => start + (time + each) * MINUTE)
    const rows = moments.flatMap((moment) => ids.map((id) => ({ id, moment })))
    await storeObservations(
      opened.database.db,
      {
        datastreamId: rows.map(({ id }) => id),
        phenomenonStart: rows.map(({ moment }) => moment),
        resultNumber: rows.map((_, row) => row % 17),
      },
      { now },
    )
  }
}

async function measure(partition: string) {
  const { rows } = await sql<{ bytes: number; file: number; unfinished: number; count: number }>`
    select pg_relation_size(k.oid) as bytes, k.relfilenode::int8 as file,
      (select count(*) from pg_index where indrelid = i.indrelid and not indisvalid)::int as unfinished,
      (select count(*) from ${sql.id('measurements', partition)})::int as count
    from pg_index i join pg_class k on k.oid = i.indexrelid
    where i.indrelid = ${`measurements.${partition}`}::regclass and i.indisprimary`.execute(
    opened.database.db,
  )
  const [found] = rows
  if (!found) throw new Error(`${partition} has no key`)
  return found
}

it('makes the key of a closed month anew once, and leaves the rest alone', async () => {
  const { db } = opened.database
  const { datastreamIds } = await createTestStation(db, { count: 150 })
  await fill(datastreamIds, '2026-05-10T00:00:00Z', 200)
  await fill(datastreamIds, '2026-06-10T00:00:00Z', 200)
  const [may, june] = [await measure('observation_2026_05'), await measure('observation_2026_06')]
  // May is not closed on 4 June, and nothing is begun once the server stops.
  expect(await packIndexes(db, new Date('2026-06-04T00:00:00Z'))).toEqual([])
  expect(await packIndexes(db, now, AbortSignal.abort())).toEqual([])
  // What is left of a time that was cut off: an index that is not valid, with the ending that PostgreSQL gives it.
  await expect(
    sql`create unique index concurrently observation_2026_05_pkey_ccnew
      on measurements.observation_2026_05 (datastream_id)`.execute(db),
  ).rejects.toMatchObject({ code: '23505' })
  expect(await measure('observation_2026_05')).toMatchObject({ unfinished: 1 })

  expect(await packIndexes(db, now)).toEqual(['observation_2026_05_pkey'])
  const packed = await measure('observation_2026_05')
  expect(packed).toMatchObject({ count: 30_000, unfinished: 0 })
  expect(packed.bytes).toBeLessThan(may.bytes / 1.05)
  expect(packed.bytes / 30_000).toBeLessThan(29)
  expect(await measure('observation_2026_06')).toEqual(june)

  expect(await packIndexes(db, now)).toEqual([])
  expect(await measure('observation_2026_05')).toEqual(packed)
})

it('still takes late values, and knows those it has', async () => {
  const { db } = opened.database
  const { datastreamIds } = await createTestStation(db, { count: 150 })
  await fill(datastreamIds, '2026-04-10T00:00:00Z', 200)
  const storing = fill(datastreamIds, '2026-04-11T00:00:00Z', 30)
  expect(await packIndexes(db, now)).toContain('observation_2026_04_pkey')
  await storing
  await fill(datastreamIds, '2026-04-10T03:00:00Z', 30)
  expect(await measure('observation_2026_04')).toMatchObject({ count: 150 * 240, unfinished: 0 })
  const [id = 0] = datastreamIds
  expect(await verifyRollups(db, id)).toEqual({ datastreamId: id, hours: 0, days: 0, state: false })
})
