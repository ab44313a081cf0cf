import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { beforeEach, describe, expect, it } from 'vitest'
import { takeRows } from '../../../platform/personal-data.ts'
import { signInAs, signInAsPerson } from '../../../testing/actors.ts'
import { useServer } from '../../../testing/server.ts'
import { createTestStation, type TestStation } from '../testing/datastreams.ts'
import { exportMeasurements, exportReplaced } from './measurements.ts'
import { eraseThings } from './remove.ts'
import { exportThings, listOwnThings } from './things.ts'

const server = useServer()
let personId: string
let station: TestStation
let other: TestStation

beforeEach(async () => {
  personId = randomUUID()
  const { organisationId, headers } = await signInAs(server, 'data-expert')
  station = await createTestStation(server.database.db, { count: 2, ownerId: organisationId })
  other = await createTestStation(server.database.db, { count: 1, ownerId: organisationId })
  await host(station.thingId, personId)
  await host(other.thingId, randomUUID())
  for (const id of [...station.datastreamIds, ...other.datastreamIds]) {
    for (const minute of ['00', '10', '20']) {
      const answer = await server.request({
        method: 'POST',
        url: `/sta/v1.1/Datastreams(${id})/Observations`,
        headers,
        payload: { phenomenonTime: `2026-03-01T10:${minute}:00Z`, result: id + Number(minute) / 100 },
      })
      expect(answer.statusCode, answer.body).toBe(201)
    }
  }
  await server.deliver()
})

async function host(thingId: number, person: string) {
  await sql`update measurements.thing set host_id = ${person} where id = ${thingId}`.execute(
    server.database.db,
  )
}

const subject = () => ({ personId, email: 'x@example.org' })
const count = async (table: string, where: ReturnType<typeof sql>) => {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from ${sql.table(table)}
    where ${where}`.execute(server.database.db)
  return rows[0]?.count
}

describe('measurements of own sensors', () => {
  it.each([1, 2, 3, 5000])('are all given, in pieces of %i, and none of others', async (piece) => {
    const { rows, complete } = await takeRows(exportMeasurements(server.database.db, subject(), piece), 100)
    expect(complete).toBe(true)
    const [first, second] = station.datastreamIds as [number, number]
    expect(rows.map((row) => (row as { value: number }).value)).toEqual(
      [first, first + 0.1, first + 0.2, second, second + 0.1, second + 0.2].map((value) =>
        expect.closeTo(value),
      ),
    )
    expect(rows[0]).toMatchObject({
      sensor: 'Station',
      property: 'pm25',
      unit: 'µg/m³',
      time: '2026-03-01T10:00:00.000Z',
    })
  })

  it('are given with all that was sent along', async () => {
    const [id] = station.datastreamIds
    const { headers } = await signInAs(server, 'data-expert', { organisationId: station.ownerId })
    const answer = await server.request({
      method: 'POST',
      url: `/sta/v1.1/Datastreams(${id})/Observations`,
      headers,
      payload: {
        phenomenonTime: '2026-03-01T11:00:00Z/2026-03-01T12:00:00Z',
        resultTime: '2026-03-01T12:05:00Z',
        result: 1.5,
        parameters: { plaats: 'balkon' },
      },
    })
    expect(answer.statusCode, answer.body).toBe(201)
    const { rows } = await takeRows(exportMeasurements(server.database.db, subject()), 100)
    expect(rows[3]).toMatchObject({
      time: '2026-03-01T11:00:00.000Z',
      until: '2026-03-01T12:00:00.000Z',
      value: 1.5,
      resultTime: '2026-03-01T12:05:00.000Z',
      more: { parameters: { plaats: 'balkon' } },
    })
    expect(rows[0]).toMatchObject({ until: null, more: null })
  })

  it.each([1, 5000])(
    'have the values that they took the place of beside them, in pieces of %i',
    async (piece) => {
      const { db } = server.database
      const [id] = station.datastreamIds
      for (const value of [7, 8]) {
        await sql`insert into measurements.observation_history (datastream_id, phenomenon_start, replaced_at, id, result_number)
        values (${id}, '2026-03-01T10:00:00Z', '2026-03-01T11:00:00Z', 1, ${value}),
          (${other.datastreamIds[0]}, '2026-03-01T10:00:00Z', '2026-03-01T11:00:00Z', 2, 9)`.execute(db)
      }
      const { rows } = await takeRows(exportReplaced(db, subject(), piece), 100)
      const same = {
        sensor: 'Station',
        time: '2026-03-01T10:00:00.000Z',
        replacedAt: '2026-03-01T11:00:00.000Z',
      }
      expect(rows).toEqual([
        expect.objectContaining({ ...same, value: 7 }),
        expect.objectContaining({ ...same, value: 8 }),
      ])
    },
  )

  it('have their sensors beside them', async () => {
    expect(await exportThings(server.database.db, subject())).toMatchObject([
      { id: station.thingId, name: 'Station', dataset: 'Test' },
    ])
    expect(await listOwnThings(server.database.db, randomUUID())).toEqual([])
  })
})

describe('erasing', () => {
  const erase = (sensors: 'remove' | 'figures') =>
    server.database.db
      .transaction()
      .execute((transaction) => eraseThings(transaction, subject(), { at: server.now, sensors }))
  const told = () =>
    count(
      'platform.outbox',
      sql`kind = 'measurements.series-changed' and payload->>'datasetId' = ${station.datasetId}`,
    )

  it('leaves nothing of the sensors, nor of where they were, and all of others', async () => {
    await erase('remove')
    expect(await listOwnThings(server.database.db, personId)).toEqual([])
    const ids = sql`datastream_id = any(${station.datastreamIds})`
    for (const table of ['observation', 'hour_rollup', 'day_rollup', 'datastream_state']) {
      expect(await count(`measurements.${table}`, ids), table).toBe(0)
    }
    for (const table of ['location', 'feature_of_interest', 'datastream', 'thing']) {
      expect(await count(`measurements.${table}`, sql`dataset_id = ${station.datasetId}`), table).toBe(0)
      expect(await count(`measurements.${table}`, sql`dataset_id = ${other.datasetId}`), table).toBe(1)
    }
    expect(await told()).toBe(1)
  })

  it('tells nobody who makes figures when those may stay', async () => {
    await erase('figures')
    expect(await count('measurements.observation', sql`datastream_id = any(${station.datastreamIds})`)).toBe(
      0,
    )
    expect(await told()).toBe(0)
  })
})

it('is shown to whom the sensor is, with what it led to', async () => {
  const resident = await signInAsPerson(server)
  await host(station.thingId, resident.personId)
  const data = await server.request({ url: '/api/v1/me/data', headers: resident.headers })
  const tables = data.json().slices.flatMap((slice: { tables: object[] }) => slice.tables)
  const rowsOf = (name: string) => tables.find(({ table }: { table: string }) => table === name).rows
  expect(rowsOf('measurements.thing')).toHaveLength(1)
  expect(rowsOf('measurements.observation')).toHaveLength(6)
  const { headers } = await signInAs(server, 'data-expert', { organisationId: station.ownerId })
  const { db } = server.database
  await sql`insert into areas.area (code, level, name, search_name, label_point, geometry)
    select 'BU1', 'neighbourhood', 'Oever', 'oever', ST_PointOnSurface(shape), ST_Multi(shape)
    from (select ST_MakeEnvelope(6, 52, 6.2, 53, 4326) as shape) s`.execute(db)
  const place = (longitude: number) =>
    sql`update measurements.thing set place = ST_SetSRID(ST_MakePoint(${longitude}, 52.5), 4326)`.execute(db)
  await place(6.1)
  const definition = {
    title: 'Fijnstof',
    description: '',
    unit: 'µg/m³',
    property: 'pm25',
    datasetIds: [station.datasetId],
    statistic: 'mean',
    percentile: null,
    norm: null,
    normUnit: null,
    period: 'day',
    level: 'neighbourhood',
    minimumCoverage: 0.01,
    goodDirection: 'lower',
    lines: [],
    signalRule: null,
  }
  const make = (title: string, datasetId: string) =>
    server.request({
      method: 'POST',
      url: '/api/v1/indicators',
      headers,
      payload: { ...definition, title, datasetIds: [datasetId], published: true, challengeId: null },
    })
  const made = await make('Fijnstof', station.datasetId)
  expect(made.statusCode, made.body).toBe(201)
  expect((await make('Van een ander', other.datasetId)).statusCode).toBe(201)
  const ledTo = async () =>
    (await server.request({ url: '/api/v1/me/data-uses', headers: resident.headers })).json().ledTo
  // There are no figures yet.
  expect(await ledTo()).toEqual({ indicators: [], decisions: [] })
  await server.deliver()
  expect(await ledTo()).toEqual({
    indicators: [{ id: made.json().id, slug: 'fijnstof', title: 'Fijnstof' }],
    decisions: [],
  })
  await place(7)
  expect(await ledTo()).toEqual({ indicators: [], decisions: [] })
  const nobody = await signInAsPerson(server)
  const theirs = await server.request({ url: '/api/v1/me/data-uses', headers: nobody.headers })
  expect(theirs.json().ledTo).toEqual({ indicators: [], decisions: [] })
})
