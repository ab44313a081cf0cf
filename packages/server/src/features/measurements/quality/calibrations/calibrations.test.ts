import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { signInAs, type TestActor } from '../../../../testing/actors.ts'
import { useServer } from '../../../../testing/server.ts'
import { deleteObservations } from '../../ingest/delete-observations.ts'
import { storeObservations } from '../../ingest/store-observations.ts'
import { createTestStation, findWrongRollups } from '../../testing/datastreams.ts'
import { deriveAfter } from './derive.ts'

const server = useServer()
let keeper: TestActor
const HOUR = 3_600_000_000
const START = Date.parse('2026-02-01T00:00:00Z') * 1000

beforeAll(async () => {
  keeper = await signInAs(server, 'data-expert')
})

const raw = (hour: number) => 20 + 12 * Math.sin(hour / 3.8) + 5 * Math.sin(hour * 1.7)
const warmth = (hour: number) => 8 + 5 * Math.sin(hour / 3.8 + 1)
const at = (hour: number) => new Date((START + hour * HOUR) / 1000).toISOString()

async function store(id: number, value: (hour: number) => number, from: number, to: number) {
  const hours = Array.from({ length: to - from }, (_, index) => from + index)
  await storeObservations(
    server.database.db,
    {
      datastreamId: hours.map(() => id),
      phenomenonStart: hours.map((hour) => START + hour * HOUR),
      resultNumber: hours.map(value),
    },
    { now: server.now },
  )
}

/** A sensor with its thermometer, and a reference at another station of which the sensor reads half, minus a bit for warmth. */
async function makeStations() {
  const { db } = server.database
  const ownerId = keeper.organisationId
  const own = await createTestStation(db, { count: 2, ownerId, corrections: 'refuse' })
  const other = await createTestStation(db, { count: 1 })
  const [sourceId = 0, warmthId = 0] = own.datastreamIds
  const [referenceId = 0] = other.datastreamIds
  await sql`with property as (insert into measurements.observed_property (dataset_id, name, definition, description)
      values (${own.datasetId}, 'temperature', 'x', '') returning id)
    update measurements.datastream set observed_property_id = property.id from property where datastream.id = ${warmthId}`.execute(
    db,
  )
  await store(sourceId, raw, 0, 200)
  await store(warmthId, warmth, 0, 200)
  await store(referenceId, (hour) => 3 + 2 * raw(hour) + 0.5 * warmth(hour), 0, 200)
  return { ...own, sourceId, warmthId, referenceId }
}

const send = (method: 'POST', url: string, payload: object, headers: object = keeper.headers) =>
  server.request({ method, url, headers: headers as never, payload })

async function readValues(id: number): Promise<Map<number, number>> {
  const { rows } = await sql<{ hour: number; value: number }>`
    select ((extract(epoch from phenomenon_start) * 1000000)::int8 - ${START}) / ${HOUR} as hour, result_number as value
    from measurements.observation where datastream_id = ${id}`.execute(server.database.db)
  return new Map(rows.map(({ hour, value }) => [Number(hour), value]))
}

describe('a calibration', () => {
  it('makes the values of a long period in pieces, each in a transaction of its own', async () => {
    const { sourceId, referenceId } = await makeStations()
    const period = { sourceId, referenceId, from: at(0), to: at(200) }
    const { id } = (await send('POST', '/api/v1/calibrations', period)).json()
    const accepted = await send('POST', `/api/v1/calibrations/${id}/acceptance`, { validFrom: at(0) })
    const { derivedId } = accepted.json()
    expect((await readValues(derivedId)).size).toBe(0)
    const due = { kind: 'measurements.derivation-due', payload: { derivedId, from: at(0), to: 'infinity' } }
    await server.database.db
      .transaction()
      .execute((transaction) =>
        deriveAfter(transaction, [{ id: 1, ...due, occurredAt: server.now }], server.now, 40),
      )
    expect((await readValues(derivedId)).size).toBe(40)
    await server.deliver()
    expect((await readValues(derivedId)).size).toBe(200)
  })

  it('is proposed with its errors, accepted from a time on, and follows what changes in the raw values', async () => {
    const { sourceId, warmthId, referenceId, datastreamIds } = await makeStations()
    const period = { sourceId, referenceId, from: at(0), to: at(200) }
    const plain = (await send('POST', '/api/v1/calibrations', period)).json()
    const full = (await send('POST', '/api/v1/calibrations', { ...period, terms: ['temperature'] })).json()
    expect(full).toMatchObject({
      status: 'proposed',
      terms: ['temperature'],
      fit: { n: 200 },
      derivedId: null,
    })
    expect(full.coefficients.map((value: number) => Math.round(value * 1e6) / 1e6)).toEqual([3, 2, 0.5])
    expect(full.fit.r2).toBeCloseTo(1, 9)
    expect(plain.fit.leaveOneOutError).toBeGreaterThan(full.fit.leaveOneOutError)
    expect(plain.fit.leaveOneOutError).toBeGreaterThan(plain.fit.residualError)
    expect(plain.fit.uncertainty).toBeCloseTo(2 * plain.fit.leaveOneOutError, 9)

    // The plain one first; the full one follows it from hour 100.
    const accept = (id: string, validFrom: string) =>
      send('POST', `/api/v1/calibrations/${id}/acceptance`, { validFrom })
    const { derivedId } = (await accept(plain.id, at(50))).json()
    expect((await accept(full.id, at(100))).json()).toMatchObject({
      status: 'accepted',
      derivedId,
      validFrom: at(100),
      validTo: null,
    })
    expect((await accept(full.id, at(100))).statusCode).toBe(409)
    const listed = (await server.request({ url: `/api/v1/calibrations?datastream=${derivedId}` })).json()
    expect(listed.items).toMatchObject([
      { id: full.id, validTo: null },
      { id: plain.id, validFrom: at(50), validTo: at(100) },
    ])
    await server.deliver()
    const made = await readValues(derivedId)
    expect([...made.keys()].sort((a, b) => a - b)).toEqual(
      Array.from({ length: 150 }, (_, hour) => hour + 50),
    )
    expect(made.get(99)).toBeCloseTo(plain.coefficients[0] + plain.coefficients[1] * raw(99), 9)
    expect(made.get(150)).toBeCloseTo(3 + 2 * raw(150) + 0.5 * warmth(150), 6)

    // New values; the thermometer comes later.
    await store(sourceId, raw, 200, 210)
    await server.deliver()
    expect((await readValues(derivedId)).size).toBe(150)
    await store(warmthId, warmth, 200, 210)
    await server.deliver()
    expect((await readValues(derivedId)).get(205)).toBeCloseTo(3 + 2 * raw(205) + 0.5 * warmth(205), 6)

    // A term that is taken away takes along what was made with it.
    await deleteObservations(server.database.db, {
      datastreamIds: [warmthId],
      where: sql`o.phenomenon_start = ${at(205)}::timestamptz`,
    })
    await server.deliver()
    expect((await readValues(derivedId)).has(205)).toBe(false)
    expect((await readValues(derivedId)).has(204)).toBe(true)

    await deleteObservations(server.database.db, {
      datastreamIds: [sourceId],
      where: sql`o.phenomenon_start = ${at(60)}::timestamptz`,
    })
    await server.deliver()
    expect((await readValues(derivedId)).has(60)).toBe(false)
    expect(await findWrongRollups(server.database.db)).toEqual([])

    const properties = async (id: number) =>
      (await server.request({ url: `/sta/v1.1/Datastreams(${id})?$select=properties` })).json().properties
    expect(await properties(derivedId)).toMatchObject({
      processing: 'calibrated',
      source: { datastream: sourceId },
    })
    expect(await properties(sourceId)).toEqual({
      processing: 'raw',
      calibrated: { datastream: derivedId },
    })
    expect(datastreamIds).not.toContain(derivedId)
    const isCalibrated = async (id: number) =>
      (await server.request({ url: `/api/v1/stations?datastream=${id}` })).json().items[0].latest[0]
        .calibrated
    expect(await isCalibrated(derivedId)).toBe(true)
    expect(await isCalibrated(sourceId)).toBe(false)
  }, 60_000)

  it('needs a week of common hours, terms that are measured, and a reference that may be shown', async () => {
    const { sourceId, referenceId } = await makeStations()
    const propose = (change: object) =>
      send('POST', '/api/v1/calibrations', { sourceId, referenceId, from: at(0), to: at(200), ...change })
    expect((await propose({ to: at(100) })).json()).toMatchObject({
      status: 422,
      detail: expect.stringContaining('100'),
    })
    expect((await propose({ terms: ['relative-humidity'] })).json().errors).toMatchObject([
      { pointer: '/terms' },
    ])
    const closed = await createTestStation(server.database.db, {
      count: 1,
      access: 'restricted',
      ownerId: keeper.organisationId,
    })
    expect((await propose({ referenceId: closed.datastreamIds[0] })).json().errors).toMatchObject([
      { pointer: '/referenceId' },
    ])
    const stranger = await signInAs(server, 'data-expert')
    const answer = await send(
      'POST',
      '/api/v1/calibrations',
      { sourceId, referenceId, from: at(0), to: at(200) },
      stranger.headers,
    )
    expect(answer.statusCode).toBe(403)
  })
})
