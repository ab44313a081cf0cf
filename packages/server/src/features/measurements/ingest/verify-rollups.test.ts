import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { useDatabase } from '../../../testing/server.ts'
import { createTestStation } from '../testing/datastreams.ts'
import { storeObservations } from './store-observations.ts'
import { listDatastreamIds, rebuildRollups, verifyRollups } from './verify-rollups.ts'

const opened = useDatabase()
const HOUR = 3_600_000_000
const START = Date.UTC(2026, 0, 1) * 1000

async function measureDays(days: number): Promise<number> {
  const { db } = opened.database
  const [id = 0] = (await createTestStation(db, { count: 1 })).datastreamIds
  const hours = Array.from({ length: days * 24 }, (_, hour) => hour)
  const start = hours.map((hour) => START + hour * HOUR)
  await storeObservations(
    db,
    {
      datastreamId: hours.map(() => id),
      phenomenonStart: start,
      phenomenonEnd: start.map((time) => time + HOUR),
      resultTime: start.map((time) => time + HOUR),
      resultNumber: hours.map((hour) => Math.sin(hour)),
      detail: hours.map(() => '{"parameters":{"a":1}}'),
    },
    { now: new Date('2026-03-02T10:00:00Z') },
  )
  return id
}

it.each([
  'count = count + 1',
  "first_start = first_start + interval '1 second'",
  "last_end = last_end + interval '1 second'",
  "first_result = first_result - interval '1 second'",
  'last_result = null',
  "latest_start = latest_start - interval '1 second'",
  'latest_end = null',
  'latest_id = latest_id + 1',
  'latest_number = latest_number + 1',
  'latest_quality = 32',
  "latest_result_time = latest_result_time + interval '1 second'",
  'latest_detail = null',
  "same_since = latest_start + interval '1 second'",
])('sees that the state of a datastream is not what its observations say: %s', async (change) => {
  const { db } = opened.database
  const id = await measureDays(2)
  expect(await verifyRollups(db, id)).toMatchObject({ hours: 0, days: 0, state: false })
  await sql`update measurements.datastream_state set ${sql.raw(change)} where datastream_id = ${id}`.execute(
    db,
  )
  expect(await verifyRollups(db, id)).toMatchObject({ hours: 0, days: 0, state: true })
  if (!change.startsWith('same_since')) {
    await rebuildRollups(db, id)
    expect(await verifyRollups(db, id)).toMatchObject({ state: false })
  }
})

it('sees hours and days that differ, are missing or are too many, also when it goes by pieces', async () => {
  const { db } = opened.database
  const id = await measureDays(10)
  expect(await verifyRollups(db, id, 30)).toMatchObject({ hours: 0, days: 0, state: false })
  const day = (number: number) => new Date((START + number * 24 * HOUR) / 1000)
  await sql`update measurements.hour_rollup set maximum = maximum + 1
    where datastream_id = ${id} and start = ${day(1)}`.execute(db)
  await sql`delete from measurements.hour_rollup where datastream_id = ${id} and start = ${day(4)}`.execute(
    db,
  )
  await sql`insert into measurements.hour_rollup select datastream_id, ${day(-40)}, count, sum, sum_squares, minimum,
    maximum, first, last, flagged from measurements.hour_rollup where datastream_id = ${id} and start = ${day(2)}`.execute(
    db,
  )
  await sql`update measurements.day_rollup set flagged = 1 where datastream_id = ${id} and start < ${day(5)}`.execute(
    db,
  )
  const whole = await verifyRollups(db, id)
  expect(whole).toMatchObject({ hours: 3, days: 6, state: false })
  expect(await verifyRollups(db, id, 30)).toEqual(whole)
  expect(await listDatastreamIds(db)).toContain(id)
})

it('sees and mends days with other hours than there are values in, or of which that is not known', async () => {
  const { db } = opened.database
  const id = await measureDays(4)
  const day = (number: number) => new Date((START + number * 24 * HOUR) / 1000)
  await sql`update measurements.day_rollup set hours = case when start < ${day(1)} then 1 << 23 end
    where datastream_id = ${id} and start < ${day(2)}`.execute(db)
  const { days } = await verifyRollups(db, id)
  expect(days).toBeGreaterThan(1)
  await rebuildRollups(db, id)
  expect(await verifyRollups(db, id)).toMatchObject({ hours: 0, days: 0, state: false })
})
