import { sql } from 'kysely'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { signInAs, signInAsPerson, type TestActor } from '../../../testing/actors.ts'
import { useServer } from '../../../testing/server.ts'
import { speakAs } from '../sta/testing/seed.ts'
import { PUBLIC_PURPOSE } from './plan.ts'
import { planWorld } from './testing/world.ts'

const server = useServer()
const world = planWorld(server)
const RESEARCH = 'https://w3id.org/dpv#AcademicResearch'
/** Ten metres from the edge of a square of 500 m, whose middle is in the next neighbourhood. */
const HOME: [number, number] = [5.3951, 52.1593]

let owner: TestActor
let partner: TestActor
let datasetId: string
let station: { thingId: number; datastreamId: number }

/** Values each 20 minutes, from 07:00 until 09:40. The clock is at 10:00. */
const OBSERVATIONS = Array.from({ length: 9 }, (_, n) => ({
  phenomenonTime: `2026-03-02T${String(7 + Math.floor(n / 3)).padStart(2, '0')}:${String((n % 3) * 20).padStart(2, '0')}:00Z`,
  result: n,
}))

beforeAll(async () => {
  owner = await signInAs(server, 'data-expert')
  const { organisationId } = await signInAs(server, 'data-expert')
  partner = await signInAs(server, 'data-expert', { organisationId, purpose: RESEARCH })
  await sql`insert into areas.area (code, level, name, search_name, label_point, geometry)
    select code, 'neighbourhood', name, lower(name), ST_PointOnSurface(shape), ST_Multi(shape) from (values
      ('BU01', 'Oeverwijk', ST_MakeEnvelope(5.35, 52.10, 5.3965, 52.20, 4326)),
      ('BU02', 'Dijkhoek', ST_MakeEnvelope(5.3965, 52.10, 5.45, 52.20, 4326))) as a (code, name, shape)`.execute(
    server.database.db,
  )
}, 60_000)

beforeEach(async () => {
  datasetId = await world.publish(owner, { kind: 'open' })
  station = await world.station(owner, datasetId, { name: 'thuis', point: HOME, observations: OBSERVATIONS })
})

type Value = Record<string, unknown>

/** What someone sees of the station, by every way that tells something else. */
async function look(actor?: { headers: Record<string, string> }) {
  const get = async (url: string) => {
    const answer = await server.request({ url, headers: actor?.headers ?? {} })
    return { status: answer.statusCode, body: answer.json() }
  }
  const { thingId, datastreamId } = station
  const thing = await get(`/sta/v1.1/Things(${thingId})?$expand=Locations,HistoricalLocations`)
  const observations = await get(`/sta/v1.1/Datastreams(${datastreamId})/Observations?$count=true`)
  const stream = await get(`/sta/v1.1/Datastreams(${datastreamId})`)
  const listed = await get(`/api/v1/stations/${thingId}`)
  const points = async (resolution: string) => {
    const series = await get(
      `/api/v1/series?datastream=${datastreamId}&from=2026-03-01T00:00:00Z&to=2026-03-03T00:00:00Z&resolution=${resolution}`,
    )
    return series.status === 200 ? series.body.points.length : series.status
  }
  const location = thing.body.Locations?.[0]
  return {
    status: thing.status,
    description: thing.body.description,
    properties: thing.body.properties,
    place: location?.location.coordinates,
    location: location && [location.name, location.description, location.properties],
    history: thing.body.HistoricalLocations?.length,
    observations: observations.body['@iot.count'],
    listedObservations: observations.body.value?.length,
    features: (
      await get(`/sta/v1.1/Observations?$expand=FeatureOfInterest&$filter=Datastream/id eq ${datastreamId}`)
    ).body.value
      .map((each: Value) => each.FeatureOfInterest)
      .filter((each: unknown) => each).length,
    phenomenonTime: stream.body.phenomenonTime,
    station: listed.status,
    at: listed.body.location,
    areaCode: listed.body.areaCode,
    latest: listed.body.latest?.map(({ value, time }: Value) => [value, time])[0],
    raw: await points('raw'),
    hours: await points('hour'),
    days: await points('day'),
    counted: (await get(`/api/v1/station-counts?dataset=${datasetId}`)).body.stations,
  }
}

const asItIs = {
  status: 200,
  description: 'beschrijving van thuis',
  properties: { adres: 'straat van thuis' },
  place: HOME,
  history: 1,
  observations: 9,
  listedObservations: 9,
  features: 9,
  phenomenonTime: '2026-03-02T07:00:00.000Z/2026-03-02T09:40:00.000Z',
  station: 200,
  areaCode: 'BU01',
  latest: [8, '2026-03-02T09:40:00.000Z'],
  raw: 9,
  hours: 3,
  days: 1,
  counted: 1,
}
const absent = { status: 404, station: 404, raw: 404, hours: 404, days: 404 }

it('shows an open dataset to everybody as precisely as it is published, and to its owner as it is', async () => {
  expect(await look()).toMatchObject(asItIs)
  await world.republish(datasetId, { kind: 'open', place: '500m' })
  const seen = await look()
  expect(seen).toMatchObject({
    status: 200,
    description: '',
    history: 0,
    location: ['500 m', '', undefined],
    observations: 9,
    features: 0,
    areaCode: 'BU02',
    latest: asItIs.latest,
  })
  expect(seen.properties).toBeUndefined()
  expect(seen.place).toEqual(seen.at)
  expect(Math.hypot(seen.place[0] - HOME[0], seen.place[1] - HOME[1])).toBeGreaterThan(0.001)
  expect(await look(owner)).toMatchObject(asItIs)

  await world.republish(datasetId, { kind: 'open', time: 'hour' })
  expect(await look()).toMatchObject({
    place: HOME,
    observations: 0,
    listedObservations: 0,
    phenomenonTime: undefined,
    latest: [7, '2026-03-02T10:00:00.000Z'],
    raw: 0,
    hours: 3,
    days: 0,
  })
  await world.republish(datasetId, { kind: 'open', delayMinutes: 60 })
  expect(await look()).toMatchObject({
    observations: 7,
    listedObservations: 7,
    latest: [6, '2026-03-02T09:00:00.000Z'],
    raw: 7,
    hours: 2,
  })
  await world.republish(datasetId, { kind: 'open', place: 'area' })
  expect(await look()).toMatchObject({ areaCode: 'BU01', location: ['BU01', '', undefined] })
  await world.republish(datasetId, { kind: 'open', minimumGroup: 5 })
  expect(await look()).toMatchObject(absent)
})

it('filters and orders by what is shown, so that a place cannot be found by asking', async () => {
  await world.republish(datasetId, { kind: 'open', place: '500m' })
  const anyone = speakAs(server, undefined)
  const around = (metres: number) =>
    `Things?$filter=id eq ${station.thingId} and geo.distance(Locations/location,geography'POINT(${HOME.join(' ')})') lt ${metres / 111_000}`
  expect((await anyone('GET', around(20))).json().value).toEqual([])
  expect((await speakAs(server, owner)('GET', around(20))).json<{ value: unknown[] }>().value).toHaveLength(1)
  for (const filter of [
    `contains(description,'thuis')`,
    `properties/adres ne null`,
    `Locations/name eq 'thuis'`,
    `HistoricalLocations/time gt 2000-01-01T00:00:00Z`,
  ]) {
    const path = `Things?$filter=id eq ${station.thingId} and ${encodeURIComponent(filter)}`
    expect((await anyone('GET', path)).json().value, filter).toEqual([])
    expect(
      (await speakAs(server, owner)('GET', path)).json<{ value: unknown[] }>().value,
      filter,
    ).toHaveLength(1)
  }
  const box = [-1, 1].flatMap((side) => HOME.map((at) => (at + side * 0.0005).toFixed(4))).join()
  expect(
    (await server.request({ url: `/api/v1/stations?dataset=${datasetId}&bbox=${box}` })).json().items,
  ).toEqual([])
})

it('gives a party what an agreement gives, as coarse as that or the dataset asks, and stops when it ends', async () => {
  await world.republish(datasetId, { kind: 'restricted', place: '100m' })
  expect(await look(partner)).toMatchObject(absent)
  const agreement = await world.agree({
    datasetId,
    ownerId: owner.organisationId,
    partyId: partner.organisationId,
    purposes: [RESEARCH],
    time: 1,
    properties: ['pm25'],
    areas: ['BU01'],
  })
  expect(await look(partner)).toMatchObject({
    location: ['100 m', '', undefined],
    observations: 0,
    raw: 0,
    hours: 3,
  })
  const elsewhere = await signInAs(server, 'data-expert', { organisationId: partner.organisationId })
  expect(await look(elsewhere)).toMatchObject(absent)
  expect(await look()).toMatchObject(absent)
  await world.end(agreement, new Date(server.now.getTime() - 1))
  expect(await look(partner)).toMatchObject(absent)
  for (const less of [{ properties: ['no2'] }, { areas: ['BU02'] }, { minimumGroup: 3 }]) {
    const narrow = await world.agree({
      datasetId,
      ownerId: owner.organisationId,
      partyId: partner.organisationId,
      ...less,
    })
    expect(await look(partner), JSON.stringify(less)).toMatchObject(absent)
    await world.end(narrow, new Date(server.now.getTime() - 1))
  }
})

it('shows a personal sensor as its host consents for the purpose, and to nobody without', async () => {
  const host = await signInAsPerson(server)
  const administrator = await signInAs(server, 'administrator', { organisationId: owner.organisationId })
  await sql`update measurements.thing set host_id = ${host.personId} where id = ${station.thingId}`.execute(
    server.database.db,
  )
  await world.republish(datasetId, { kind: 'personal', place: '100m', minimumGroup: 3 })
  const others = [undefined, owner, administrator, partner]
  for (const actor of others) expect(await look(actor)).toMatchObject(absent)
  expect(await look(host)).toMatchObject(asItIs)

  const consent = { personId: host.personId, datasetId, recipients: [partner.organisationId] }
  const published = await world.consent({ ...consent, purpose: PUBLIC_PURPOSE, place: '500m', time: 'hour' })
  for (const actor of others) {
    expect(await look(actor)).toMatchObject({ location: ['500 m', '', undefined], observations: 0, hours: 3 })
  }
  await world.withdraw(published)
  for (const actor of others) expect(await look(actor)).toMatchObject(absent)

  await world.agree({
    datasetId,
    ownerId: owner.organisationId,
    partyId: partner.organisationId,
    purposes: [RESEARCH],
  })
  expect(await look(partner)).toMatchObject(absent)
  await world.consent({ ...consent, purpose: RESEARCH, until: new Date(server.now.getTime() + 1000) })
  const researcher = await signInAs(server, 'data-expert', {
    organisationId: owner.organisationId,
    purpose: RESEARCH,
  })
  for (const actor of [partner, researcher]) {
    expect(await look(actor)).toMatchObject({ location: ['100 m', '', undefined], observations: 9 })
  }
  for (const actor of [undefined, owner, administrator]) expect(await look(actor)).toMatchObject(absent)
  await world.consent({ ...consent, purpose: RESEARCH, until: server.now })
  expect(await look(partner)).toMatchObject(absent)
})

it('gives only the fields that an agreement names, and descriptions only with the place', async () => {
  await world.republish(datasetId, { kind: 'restricted' })
  const parties = { datasetId, ownerId: owner.organisationId, partyId: partner.organisationId }
  const bare = { description: '', properties: undefined, history: 0, features: 0, observations: 9 }
  const values = await world.agree({ ...parties, fields: ['result'] })
  const seen = await look(partner)
  expect(seen).toMatchObject({ ...asItIs, ...bare, areaCode: null, place: undefined, at: null })
  const described = await world.agree({ ...parties, fields: ['result', 'details'] })
  expect(await look(partner)).toEqual(seen)
  await world.agree({ ...parties, fields: ['result', 'location'] })
  expect(await look(partner)).toMatchObject({ ...asItIs, ...bare, location: ['exact', '', undefined] })
  await world.agree({ ...parties, fields: ['result', 'location', 'details'] })
  expect(await look(partner)).toMatchObject(asItIs)
  for (const id of [values, described]) await world.end(id, new Date(server.now.getTime() - 1000))
  expect(await look(partner)).toMatchObject(asItIs)
})
