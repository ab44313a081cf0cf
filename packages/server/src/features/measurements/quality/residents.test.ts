import { sql } from 'kysely'
import { beforeAll, expect, it } from 'vitest'
import { signInAs } from '../../../testing/actors.ts'
import { useServer } from '../../../testing/server.ts'
import { storeObservations } from '../ingest/store-observations.ts'
import { PUBLIC_PURPOSE } from '../plan/plan.ts'
import { planWorld } from '../plan/testing/world.ts'
import { createTestStation } from '../testing/datastreams.ts'
import { markPeriod } from './due.ts'
import { judgeDue } from './judge-due.ts'
import { listNeighbours } from './read-series.ts'

/*
 * Flags of a value tell of what decides about them. Of residents only those are neighbours whose values everybody sees, at the places that
 * everybody sees; and nobody moves the limits.
 */

const server = useServer()
const world = planWorld(server)
const HOUR = 3_600_000_000
const START = Date.parse('2026-02-01T00:00:00Z') * 1000
const HOURS = 240
type Meter = { thingId: number; id: number; hostId: string }
let personal: string
let meters: Meter[]

const PERIOD = [new Date(START / 1000), new Date(START / 1000 + HOURS * 3_600_000)] as const

beforeAll(async () => {
  meters = []
  for (let n = 0; n < 5; n += 1) meters.push(await addMeter(n, n === 0 ? 25 : 0))
}, 60_000)

/** A sensor of a resident; all but the first measure about the same. */
async function addMeter(seed: number, more: number): Promise<Meter> {
  const { db } = server.database
  const station = await createTestStation(db, { count: 1, access: 'personal' })
  personal ??= station.datasetId
  const [id = 0] = station.datastreamIds
  const hostId = crypto.randomUUID()
  await sql`update measurements.thing set dataset_id = ${personal}, host_id = ${hostId},
    place = 'SRID=4326;POINT(5.0 52.0)', area_point = 'SRID=4326;POINT(5.01 52.01)' where id = ${station.thingId}`.execute(
    db,
  )
  await sql`update measurements.datastream set dataset_id = ${personal} where id = ${id}`.execute(db)
  const hours = Array.from({ length: HOURS }, (_, hour) => hour)
  await storeObservations(
    db,
    {
      datastreamId: hours.map(() => id),
      phenomenonStart: hours.map((hour) => START + hour * HOUR),
      resultNumber: hours.map(
        (hour) => 12 + 6 * Math.sin(hour / 3.8) + Math.sin(hour * (seed + 2.3)) * 0.5 + more,
      ),
    },
    { now: server.now },
  )
  return { thingId: station.thingId, id, hostId }
}

/** The flags of the last value of the first, who measures very different values. */
async function judge() {
  const { db } = server.database
  const [{ id }] = meters as [Meter]
  await markPeriod(db, id, ...PERIOD)
  await judgeDue(db, () => server.now)
  const { rows } = await sql<{ quality: number }>`select quality from measurements.observation
    where datastream_id = ${id} order by phenomenon_start desc limit 1`.execute(db)
  return rows[0]?.quality
}

const share = (time: string) =>
  Promise.all(
    meters
      .slice(1)
      .map(({ hostId: personId }) =>
        world.consent({ personId, datasetId: personal, purpose: PUBLIC_PURPOSE, time, place: 'area' }),
      ),
  )
const neighbours = () => listNeighbours(server.database.db, meters[0]?.id ?? 0, 15, server.now)

it('does not judge by residents who share nothing, or not the hours, with everybody', async () => {
  expect(await judge()).toBe(0)
  await share('day')
  expect(await judge()).toBe(0)
  expect(await neighbours()).toEqual([])
  await share('hour')
  expect(await judge()).toBe(32)
  expect(await neighbours()).toEqual(meters.slice(1).map(({ id }) => ({ id, inHours: true })))
  await share('raw')
  expect(await neighbours()).toEqual(meters.slice(1).map(({ id }) => ({ id, inHours: false })))
}, 60_000)

it('judges by where everybody may know that they are, not by where they are', async () => {
  const put = (place: string, areaPoint: string) =>
    sql`update measurements.thing set place = ${place}, area_point = ${areaPoint} where id = ${meters[1]?.thingId}`.execute(
      server.database.db,
    )
  await put('SRID=4326;POINT(6.5 53.0)', 'SRID=4326;POINT(5.01 52.01)')
  expect(await neighbours()).toHaveLength(4)
  await put('SRID=4326;POINT(5.0 52.0)', 'SRID=4326;POINT(6.5 53.0)')
  expect(await neighbours()).toHaveLength(3)
})

it('judges by the other sensors of the same resident', async () => {
  await sql`update measurements.thing set host_id = ${meters[0]?.hostId} where id = ${meters[2]?.thingId}`.execute(
    server.database.db,
  )
  await share('day')
  expect(await neighbours()).toEqual([{ id: meters[2]?.id, inHours: false }])
})

it('has the usual limits, which nobody moves to see what counts in a mean', async () => {
  const { headers, organisationId } = await signInAs(server, 'data-expert')
  await sql`update catalogue.dataset set owner_id = ${organisationId} where id = ${personal}`.execute(
    server.database.db,
  )
  for (const method of ['PUT', 'PATCH'] as const) {
    const url = `/api/v1/datasets/${personal}/quality-limits`
    const payload = { limits: { pm25: { range: { minimum: 0, maximum: 13 } } } }
    const answer = await server.request({ method, url, headers, payload })
    expect(answer.statusCode).toBe(403)
    expect(answer.json().detail).toContain('residents')
  }
})
