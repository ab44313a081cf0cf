import { sql } from 'kysely'
import { beforeEach, expect, it } from 'vitest'
import { signInAs, type TestActor } from '../../../testing/actors.ts'
import { useServer } from '../../../testing/server.ts'
import { planWorld } from './testing/world.ts'

/** The owner of a personal dataset, who has every role and wants to know where a resident lives and what is measured there. */
const server = useServer()
const world = planWorld(server)
const HOME: [number, number] = [5.3951, 52.1593]
const AT = '2026-03-02T09:00:00Z'

let owner: TestActor
let datasetId: string
let hosted: { thingId: number; datastreamId: number }
let own: { thingId: number; datastreamId: number }
let ids: { location: number; feature: number; property: number; sensor: number }

beforeEach(async () => {
  owner = await signInAs(server, 'administrator')
  datasetId = await world.publish(owner, { kind: 'restricted' })
  const observations = [{ phenomenonTime: AT, result: 7.25 }]
  hosted = await world.station(owner, datasetId, { name: 'huis', point: HOME, observations })
  const other = await world.publish(owner, { kind: 'open' })
  own = await world.station(owner, other, { name: 'plein', point: [5.2, 52], observations })
  const { rows } = await sql<typeof ids>`
    select tl.location_id::int as location, f.feature_of_interest_id::int as feature, d.sensor_id::int as sensor,
      d.observed_property_id::int as property
    from measurements.datastream d join measurements.thing_location tl on tl.thing_id = d.thing_id
    join measurements.datastream_feature f on f.datastream_id = d.id where d.id = ${hosted.datastreamId}`.execute(
    server.database.db,
  )
  if (!rows[0]) throw new Error('The hosted station has a location and a feature.')
  ids = rows[0]
  await sql`update measurements.thing set host_id = gen_random_uuid() where id = ${hosted.thingId}`.execute(
    server.database.db,
  )
  await world.republish(datasetId, { kind: 'personal', minimumGroup: 3 })
})

const send = (method: 'POST' | 'PATCH' | 'PUT' | 'DELETE' | 'GET', url: string, payload?: object) =>
  server.request({
    method,
    url,
    headers: { ...owner.headers, dataset: datasetId },
    ...(payload && { payload }),
  })

async function stored(): Promise<unknown> {
  const { rows } = await sql`
    select t.name, t.description, ST_AsText(t.place) as place, l.name as at, o.result_number as value, d.sensor_id
    from measurements.thing t join measurements.thing_location tl on tl.thing_id = t.id
    join measurements.location l on l.id = tl.location_id join measurements.datastream d on d.thing_id = t.id
    join measurements.observation o on o.datastream_id = d.id where t.id = ${hosted.thingId}`.execute(
    server.database.db,
  )
  return rows
}

/** What an answer says, without the id that was asked. */
function saidOf(answer: { statusCode: number; json(): { errors?: { pointer: string; detail: string }[] } }) {
  const errors = answer.json().errors ?? []
  return [answer.statusCode, errors.map(({ pointer, detail }) => [pointer, detail.replaceAll(/\d+/g, '?')])]
}

it('cannot link to, adopt, change or delete what is of a resident, nor learn that it is there', async () => {
  const before = await stored()
  const link = (id: number) => ({ '@iot.id': id })
  const sta = (path: string) => `/sta/v1.1/${path}`
  const { thingId, datastreamId } = hosted
  const unknown = 99_999_999
  const tries: [
    string,
    'POST' | 'PATCH' | 'PUT' | 'DELETE',
    string,
    (id: number) => object | undefined,
    number,
  ][] = [
    [
      'thing at the place',
      'POST',
      'Things',
      (id) => ({ name: 'x', description: 'x', Locations: [link(id)] }),
      ids.location,
    ],
    [
      'own thing to the place',
      'PATCH',
      `Things(${own.thingId})`,
      (id) => ({ Locations: [link(id)] }),
      ids.location,
    ],
    [
      'series to own thing',
      'PATCH',
      `Things(${own.thingId})`,
      (id) => ({ Datastreams: [link(id)] }),
      datastreamId,
    ],
    [
      'series to own sensor',
      'POST',
      'Sensors',
      (id) => ({ name: 'x', description: 'x', encodingType: 'x', metadata: 'x', Datastreams: [link(id)] }),
      datastreamId,
    ],
    [
      'series to own property',
      'POST',
      'ObservedProperties',
      (id) => ({ name: 'pm25', definition: 'y', description: '', Datastreams: [link(id)] }),
      datastreamId,
    ],
    [
      'observation of the feature',
      'POST',
      `Datastreams(${own.datastreamId})/Observations`,
      (id) => ({ phenomenonTime: '2026-03-02T09:30:00Z', result: 1, FeatureOfInterest: link(id) }),
      ids.feature,
    ],
    [
      'another place',
      'POST',
      'HistoricalLocations',
      (id) => ({ time: AT, Thing: link(id), Locations: [link(ids.location)] }),
      thingId,
    ],
    [
      'place of a thing',
      'POST',
      'Locations',
      (id) => ({
        name: 'x',
        description: 'x',
        encodingType: 'application/geo+json',
        location: { type: 'Point', coordinates: [5, 52] },
        Things: [link(id)],
      }),
      thingId,
    ],
  ]
  for (const [what, method, path, body, id] of tries) {
    const answer = await send(method, sta(path), body(id))
    expect(answer.statusCode, what).toBe(400)
    const other = await send(method, sta(path), body(unknown))
    expect(saidOf(answer), what).toEqual(saidOf(other))
  }
  for (const path of [
    `Things(${thingId})`,
    `Datastreams(${datastreamId})`,
    `Locations(${ids.location})`,
    `FeaturesOfInterest(${ids.feature})`,
    `Sensors(${ids.sensor})`,
  ]) {
    for (const method of ['PATCH', 'DELETE'] as const) {
      const answer = await send(method, sta(path), method === 'PATCH' ? { description: 'x' } : undefined)
      expect(answer.statusCode, `${method} ${path}`).toBe(404)
    }
  }
  await send(
    'DELETE',
    sta('Observations?$filter=result%20gt%200%20and%20Datastream/Thing/name%20eq%20%27huis%27'),
  )
  expect(await stored()).toEqual(before)
  expect((await server.request({ url: `/api/v1/stations/${own.thingId}` })).json().location).toEqual([
    5.2, 52,
  ])
})

it('does not learn a value by sending another, nor that there is one', async () => {
  await send('PATCH', `/api/v1/datasets/${datasetId}`, { corrections: 'refuse' })
  const before = await stored()
  const rows = (id: number, time: string) => [
    { Datastream: { '@iot.id': id }, components: ['phenomenonTime', 'result'], dataArray: [[time, -1]] },
  ]
  const said: string[] = []
  for (const time of [AT, '2026-03-02T08:00:00Z']) {
    for (const id of [hosted.datastreamId, 9_999_999]) {
      const single = await send('POST', `/sta/v1.1/Datastreams(${id})/Observations`, {
        phenomenonTime: time,
        result: -1,
      })
      const many = await send('POST', '/sta/v1.1/CreateObservations', rows(id, time))
      said.push(
        [single.statusCode, single.body, many.statusCode, many.body].join().replaceAll(String(id), '?'),
      )
    }
  }
  expect(new Set(said).size).toBe(1)
  expect(said[0]).not.toContain('7.25')
  expect(await stored()).toEqual(before)
})

it('cannot make groups smaller or show sooner what residents consented to, as long as they host sensors in it', async () => {
  const change = (precision: object) => send('PATCH', `/api/v1/datasets/${datasetId}`, { precision })
  expect((await change({ minimumGroup: 5, delayMinutes: 60 })).statusCode).toBe(200)
  expect((await change({ minimumGroup: 2 })).json()).toMatchObject({
    status: 400,
    errors: [{ pointer: '/precision/minimumGroup', detail: expect.stringContaining('was 5') }],
  })
  expect((await change({ delayMinutes: 59 })).json()).toMatchObject({
    status: 400,
    errors: [{ pointer: '/precision/delayMinutes', detail: expect.stringContaining('60 minutes') }],
  })
  expect((await change({ place: '100m' })).statusCode).toBe(200)
})

it('cannot make the dataset something else as long as residents host sensors in it', async () => {
  for (const access of ['open', 'restricted']) {
    const answer = await send('PATCH', `/api/v1/datasets/${datasetId}`, { access })
    expect(answer.json()).toMatchObject({ status: 400, errors: [{ pointer: '/access' }] })
  }
  await sql`update measurements.thing set host_id = null where id = ${hosted.thingId}`.execute(
    server.database.db,
  )
  const answer = await send('PATCH', `/api/v1/datasets/${datasetId}`, { access: 'restricted' })
  expect(answer.statusCode).toBe(200)
})
