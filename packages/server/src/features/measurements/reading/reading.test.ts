import { sql } from 'kysely'
import { beforeAll, expect, it } from 'vitest'
import { signInAs, type TestActor } from '../../../testing/actors.ts'
import { useServer } from '../../../testing/server.ts'
import { storeObservations } from '../ingest/store-observations.ts'
import { createTestStation, type TestStation } from '../testing/datastreams.ts'
import { placeThings } from '../things/place-things.ts'

const server = useServer()
let open: TestStation
let closed: TestStation
let owner: TestActor

const micros = (text: string) => Date.parse(text) * 1000

beforeAll(async () => {
  const { db } = server.database
  owner = await signInAs(server, 'data-expert')
  open = await createTestStation(db, { count: 2 })
  closed = await createTestStation(db, { count: 1, access: 'restricted', ownerId: owner.organisationId })
  const times = ['09:00', '09:20', '09:40', '10:00'].map((time) => micros(`2026-03-02T${time}:00Z`))
  for (const [id = 0, offset] of [
    [open.datastreamIds[0], 0],
    [closed.datastreamIds[0], 0],
    [open.datastreamIds[1], -86_400_000_000],
  ] as const) {
    await storeObservations(
      db,
      {
        datastreamId: times.map(() => id),
        phenomenonStart: times.map((time) => time + offset),
        resultNumber: [1, 2, 6, 4],
      },
      { now: server.now },
    )
  }
  await placeThings(db, [open.thingId, closed.thingId])
  await addAreas(1001)
})

/** Areas BU10000000 and on, all in one place where no station is. */
async function addAreas(count: number) {
  const border = 'SRID=4326;MULTIPOLYGON(((4 51,4.1 51,4.1 51.1,4 51.1,4 51)))'
  await sql`insert into areas.area (code, level, name, search_name, label_point, geometry)
    select 'BU' || 10000000 + n, 'neighbourhood', 'Buurt', 'buurt', 'SRID=4326;POINT(4.05 51.05)', ${border}
    from generate_series(0, ${count - 1}::int) n`.execute(server.database.db)
}

it('shows stations with their latest values and says which are stale', async () => {
  const { items, next } = (await server.request({ url: '/api/v1/stations' })).json()
  expect(next).toBeNull()
  expect(items).toEqual([
    {
      thingId: open.thingId,
      name: 'Station',
      location: [6.1, 52.5],
      areaCode: null,
      datasetId: open.datasetId,
      states: [],
      precision: { place: 'exact', time: 'raw' },
      reference: false,
      latest: [
        {
          datastreamId: open.datastreamIds[0],
          property: 'pm25',
          title: 'pm25',
          unit: 'µg/m³',
          value: 4,
          quality: 0,
          calibrated: false,
          time: '2026-03-02T10:00:00.000Z',
          stale: false,
        },
        expect.objectContaining({ time: '2026-03-01T10:00:00.000Z', stale: true }),
      ],
    },
  ])
})

it('shows what is not open only to its owner', async () => {
  const mine = (await server.request({ url: '/api/v1/stations', headers: owner.headers })).json()
  expect(mine.items.map(({ thingId }: { thingId: number }) => thingId)).toEqual([
    open.thingId,
    closed.thingId,
  ])
  const url = `/api/v1/series?datastream=${closed.datastreamIds[0]}`
  expect((await server.request({ url })).statusCode).toBe(404)
  expect((await server.request({ url, headers: owner.headers })).json().points).toHaveLength(1)
})

it('shows no values of a datastream, or names of what is measured, that may not be read', async () => {
  const { db } = server.database
  const station = await createTestStation(db, { count: 2 })
  const [first, second] = station.datastreamIds
  await sql`update measurements.datastream set dataset_id = ${closed.datasetId} where id = ${first}`.execute(
    db,
  )
  const url = `/api/v1/stations/${station.thingId}`
  const shown = async (headers = {}) =>
    (await server.request({ url, headers }))
      .json<{ latest: { datastreamId: number }[] }>()
      .latest.map(({ datastreamId }) => datastreamId)
  expect(await shown()).toEqual([second])
  expect(await shown(owner.headers)).toEqual([first, second])
  await sql`update measurements.observed_property set dataset_id = ${closed.datasetId}
    where dataset_id = ${station.datasetId}`.execute(db)
  expect((await server.request({ url })).statusCode).toBe(404)
  await sql`delete from measurements.datastream where thing_id = ${station.thingId}`.execute(db)
  await sql`delete from measurements.thing where id = ${station.thingId}`.execute(db)
})

it('gives one station as in the list, and hides what may not be read', async () => {
  const read = (id: number | string, headers = {}) =>
    server.request({ url: `/api/v1/stations/${id}`, headers })
  const [listed] = (await server.request({ url: '/api/v1/stations' })).json().items
  expect((await read(open.thingId)).json()).toEqual(listed)
  expect((await read(closed.thingId)).statusCode).toBe(404)
  expect((await read(closed.thingId, owner.headers)).json()).toMatchObject({ thingId: closed.thingId })
  expect((await read(2_147_483_648)).statusCode).toBe(404)
  expect((await read('nothing')).statusCode).toBe(400)
})

it.each([
  ['property=pm25', 1],
  ['property=http://example.org/pm25', 1],
  ['property=no2', 0],
  ['bbox=6,52,6.2,53', 1],
  ['bbox=4,52,5,53', 0],
  ['area=BU10000000', 0],
  ['datastream=2147483647', 0],
  ['datastream=2147483648', 0],
  ['datastream=9007199254740991', 0],
  ['reference=true', 0],
  ['reference=false', 1],
])('filters stations by %s', async (query, count) => {
  const answer = await server.request({ url: `/api/v1/stations?${query}` })
  expect(answer.json().items).toHaveLength(count)
})

it('tells which stations are a reference, by a property of their thing', async () => {
  const say = (properties: object) =>
    sql`update measurements.thing set properties = ${JSON.stringify(properties)}::json
      where id = ${open.thingId}`.execute(server.database.db)
  await say({ reference: true })
  const { items } = (await server.request({ url: '/api/v1/stations?reference=true' })).json()
  expect(items).toMatchObject([{ thingId: open.thingId, reference: true }])
  await say({})
})

it('gives the station of one datastream, with only that one, to who may read it', async () => {
  const [, second] = open.datastreamIds
  const read = async (id: number | undefined, headers = {}) =>
    (await server.request({ url: `/api/v1/stations?datastream=${id}`, headers })).json().items
  expect(await read(second)).toEqual([
    expect.objectContaining({
      thingId: open.thingId,
      latest: [expect.objectContaining({ datastreamId: second })],
    }),
  ])
  expect(await read(closed.datastreamIds[0])).toEqual([])
  expect(await read(closed.datastreamIds[0], owner.headers)).toHaveLength(1)
})

it('counts the stations that someone may read, each once however many areas are named', async () => {
  const count = async (query: string, headers = {}) =>
    (await server.request({ url: `/api/v1/station-counts${query}`, headers })).json()
  expect(await count('')).toEqual({ stations: 1 })
  expect(await count('', owner.headers)).toEqual({ stations: 2 })
  expect(await count('?property=pm25&property=rain')).toEqual({ stations: 1 })
  expect(await count('?property=rain')).toEqual({ stations: 0 })
  expect(await count('?area=BU10000000&area=BU10000001')).toEqual({ stations: 0 })
})

it('counts in as many areas as a challenge may name, also over the network', async () => {
  const url = await server.app.http.listen({ port: 0, host: '127.0.0.1' })
  const many = Array.from({ length: 1000 }, (_, index) => `area=BU${10_000_000 + index}`)
  const answer = await fetch(`${url}/api/v1/station-counts?${many.join('&')}`, {
    headers: { cookie: 'x'.repeat(4000) },
  })
  expect(await answer.json()).toEqual({ stations: 0 })
})

it('pages stations', async () => {
  const first = (await server.request({ url: '/api/v1/stations?pageSize=1', headers: owner.headers })).json()
  expect(first.items).toHaveLength(1)
  const url = `/api/v1/stations?pageSize=1&cursor=${first.next}`
  const second = (await server.request({ url, headers: owner.headers })).json()
  expect(second).toMatchObject({ items: [{ thingId: closed.thingId }], next: null })
})

it('gives stations as CSV, one row per latest value, with the way to the next page', async () => {
  const url = '/api/v1/stations?pageSize=1&format=csv'
  const answer = await server.request({ url, headers: owner.headers })
  expect(answer.body.split('\r\n')).toEqual([
    'thingId,name,longitude,latitude,areaCode,datastreamId,property,value,unit,time,calibrated',
    `${open.thingId},Station,6.1,52.5,,${open.datastreamIds[0]},pm25,4,µg/m³,2026-03-02T10:00:00.000Z,false`,
    expect.stringMatching(/,2026-03-01T10:00:00.000Z,false$/),
    '',
  ])
  const next = /^<([^>]+)>; rel="next"$/.exec(String(answer.headers.link))?.[1] ?? ''
  const second = await server.request({ url: next, headers: owner.headers })
  expect(second.body).toContain(`\r\n${closed.thingId},`)
  expect(second.headers.link).toBeUndefined()
})

it('gives raw values, hours and days', async () => {
  const read = async (resolution: string) =>
    (
      await server.request({
        url: `/api/v1/series?datastream=${open.datastreamIds[0]}&resolution=${resolution}&from=2026-03-01T00:00:00Z&to=2026-03-03T00:00:00Z`,
      })
    ).json()
  expect(await read('raw')).toEqual({
    datastreamId: open.datastreamIds[0],
    unit: 'µg/m³',
    resolution: 'raw',
    points: [
      ['2026-03-02T09:00:00.000Z', 1, 0],
      ['2026-03-02T09:20:00.000Z', 2, 0],
      ['2026-03-02T09:40:00.000Z', 6, 0],
      ['2026-03-02T10:00:00.000Z', 4, 0],
    ],
  })
  expect((await read('hour')).points).toEqual([
    ['2026-03-02T09:00:00.000Z', 3, 1, 6, 3, 0],
    ['2026-03-02T10:00:00.000Z', 4, 4, 4, 1, 0],
  ])
  expect((await read('day')).points).toEqual([['2026-03-01T23:00:00.000Z', 3.25, 1, 6, 4, 0]])
})

it('gives a series as CSV to who asks for it in the address or with Accept', async () => {
  const url = `/api/v1/series?datastream=${open.datastreamIds[0]}&from=2026-03-01T00:00:00Z&to=2026-03-03T00:00:00Z`
  const hours = await server.request({ url: `${url}&format=csv` })
  expect(hours.headers).toMatchObject({
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="datastream-${open.datastreamIds[0]}-hour.csv"`,
  })
  expect(hours.body.split('\r\n')).toEqual([
    'start,mean,minimum,maximum,count,flagged,unit',
    '2026-03-02T09:00:00.000Z,3,1,6,3,0,µg/m³',
    '2026-03-02T10:00:00.000Z,4,4,4,1,0,µg/m³',
    '',
  ])
  const raw = await server.request({ url: `${url}&resolution=raw`, headers: { accept: 'text/csv' } })
  expect(raw.headers.vary).toContain('accept')
  expect(raw.body.split('\r\n').slice(0, 2)).toEqual([
    'time,value,quality,unit',
    '2026-03-02T09:00:00.000Z,1,0,µg/m³',
  ])
  const hidden = `/api/v1/series?datastream=${closed.datastreamIds[0]}&format=csv`
  expect((await server.request({ url: hidden })).statusCode).toBe(404)
})

it.each([
  ['datastream=1&from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z'],
  ['datastream=1&from=1900-01-01T00:00:00Z&resolution=hour'],
  ['datastream=9007199254740993'],
  ['datastream=1&from=yesterday'],
  ['datastream=1&resolution=week'],
])('refuses %s', async (query) => {
  expect((await server.request({ url: `/api/v1/series?${query}` })).statusCode).toBe(400)
})

it.each([
  'series?',
  'coverage?from=2026-02-01T00:00:00Z&to=2026-02-05T00:00:00Z&',
  'quality-rulings?',
  'calibrations?',
])('knows no datastream beyond 32 bits at %s, where any id of SensorThings is taken', async (address) => {
  for (const id of ['2147483647', '2147483648', '9007199254740991']) {
    const url = `/api/v1/${address}datastream=${id}`
    const answer = await server.request({ url, headers: owner.headers })
    expect(answer.json()).toMatchObject({ status: 404, errors: [{ in: 'query', pointer: '/datastream' }] })
  }
})

it('knows no datastream beyond 32 bits in a body', async () => {
  const post = (path: string, payload: object) =>
    server.request({ method: 'POST', url: `/api/v1/${path}`, payload, headers: owner.headers })
  const [from, to] = ['2026-02-01T00:00:00Z', '2026-03-01T00:00:00Z']
  const ruling = { datastreamId: 2 ** 31, from, to, verdict: 'good', reason: 'Nagekeken' }
  expect((await post('quality-rulings', ruling)).json()).toMatchObject({
    status: 404,
    errors: [{ in: 'body', pointer: '/datastreamId' }],
  })
  const calibration = { sourceId: 2 ** 31, referenceId: 2 ** 40, from, to }
  expect((await post('calibrations', calibration)).json()).toMatchObject({
    status: 404,
    errors: [{ in: 'body', pointer: '/sourceId' }],
  })
})

it('puts stations in their neighbourhood again when boundaries change', async () => {
  const { db } = server.database
  await sql`update measurements.thing set area_code = 'old'`.execute(db)
  await sql`insert into platform.outbox (kind, payload) values ('areas.boundaries-changed', '{}')`.execute(db)
  await server.deliver()
  const { rows } = await sql`select distinct area_code from measurements.thing`.execute(db)
  expect(rows).toEqual([{ area_code: null }])
})

it('gives the nearest stations first, and none from further away than asked', async () => {
  const { db } = server.database
  const away = async (thingId: number, degrees: number) =>
    sql`update measurements.thing set place = ST_SetSRID(ST_MakePoint(6.1 + ${degrees}::float8, 52.5), 4326)
      where id = ${thingId}`.execute(db)
  const others = [
    await createTestStation(db, { count: 1 }),
    await createTestStation(db, { count: 1 }),
  ] as const
  // A hundredth of a degree is 677 m here.
  await away(others[0].thingId, 0.02)
  await away(others[1].thingId, -0.01)
  const near = async (query: string) => {
    const { items, next } = (await server.request({ url: `/api/v1/stations?near=6.1,52.5${query}` })).json()
    expect(next).toBeNull()
    return items.map(({ thingId }: { thingId: number }) => thingId)
  }
  expect(await near('')).toEqual([open.thingId, others[1].thingId, others[0].thingId])
  expect(await near('&within=1')).toEqual([open.thingId, others[1].thingId])
  expect(await near('&pageSize=1')).toEqual([open.thingId])
  const answer = await server.request({ url: '/api/v1/stations?near=6.1&within=0' })
  expect(answer.json().errors).toMatchObject([{ pointer: '/near' }, { pointer: '/within' }])
})

it('judges what is stale by what is usual, not by the mean over a past with holes', async () => {
  const { db } = server.database
  const { datastreamIds, thingId } = await createTestStation(db, { count: 1 })
  const [id = 0] = datastreamIds
  const hours = Array.from({ length: 24 }, (_, hour) => micros('2026-02-27T12:00:00Z') + hour * 3_600_000_000)
  // One value of long ago makes the mean interval 15 days.
  const phenomenonStart = [micros('2025-03-01T00:00:00Z'), ...hours]
  const batch = {
    datastreamId: phenomenonStart.map(() => id),
    phenomenonStart,
    resultNumber: phenomenonStart.map(() => 1),
  }
  await storeObservations(db, batch, { now: server.now })
  await sql`update measurements.datastream_state set usual_seconds = 3600 where datastream_id = ${id}`.execute(
    db,
  )
  const station = (await server.request({ url: `/api/v1/stations/${thingId}` })).json()
  expect(station.latest).toMatchObject([{ time: '2026-02-28T11:00:00.000Z', stale: true }])
})

it('takes no forecast for the latest value, until its time has come', async () => {
  const { db } = server.database
  const { datastreamIds, thingId } = await createTestStation(db, { count: 2 })
  const [id = 0, foretold = 0] = datastreamIds
  const asked = server.now
  const hoursOn = (hours: number) => new Date(asked.getTime() + hours * 3_600_000)
  const store = (datastreamId: number, hours: readonly number[], values: readonly number[]) =>
    storeObservations(
      db,
      {
        datastreamId: hours.map(() => datastreamId),
        phenomenonStart: hours.map((hour) => hoursOn(hour).getTime() * 1000),
        resultNumber: [...values],
      },
      { now: server.now },
    )
  await store(id, [-1, 0, 1, 24], [5, 6, 7, 99])
  await store(foretold, [24], [99])
  const latest = async () => (await server.request({ url: `/api/v1/stations/${thingId}` })).json().latest
  expect(await latest()).toMatchObject([
    { value: 6, time: asked.toISOString(), stale: false },
    { value: null, time: null, stale: true },
  ])
  // The clock of a sensor may be a little ahead.
  server.now = new Date(hoursOn(1).getTime() - 60_000)
  expect(await latest()).toMatchObject([{ value: 7, time: hoursOn(1).toISOString() }, { value: null }])
  server.now = hoursOn(25)
  expect(await latest()).toMatchObject([{ value: 99 }, { value: 99, stale: false }])
  server.now = asked
})
