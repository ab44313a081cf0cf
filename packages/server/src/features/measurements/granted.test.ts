import { beforeAll, beforeEach, expect, it } from 'vitest'
import { signInAs, signInAsPerson, type TestActor } from '../../testing/actors.ts'
import { useServer } from '../../testing/server.ts'
import { createOrganisation, createToken } from '../parties/index.ts'
import { storeObservations } from './ingest/store-observations.ts'
import { useMqtt } from './mqtt/testing/clients.ts'
import { createTestStation, type TestStation } from './testing/datastreams.ts'

/*
 * A health service reads the restricted measurements of a municipality on every path, for as long as their agreement is in force, for the
 * purpose that they agreed on.
 */

const server = useServer()
const mqtt = useMqtt(server)
type Sender = { headers: Record<string, string> }
type Party = { organisationId: string; officer: Sender; decider: Sender; mandateId: string }

let municipality: Party
let healthService: Party
let station: TestStation
let challengeId: string
let reader: TestActor
let agreement: string
let minute = 0

async function must<T>(
  method: 'POST' | 'PATCH' | 'GET',
  url: string,
  payload: object,
  { headers }: Sender,
): Promise<T> {
  const answer = await server.request({
    method,
    url: `/api/v1/${url}`,
    headers,
    ...(method === 'GET' ? {} : { payload }),
  })
  expect(answer.statusCode, answer.body).toBeLessThan(300)
  return answer.json<T>()
}

async function makeParty(name: string, kind: 'municipality' | 'company'): Promise<Party> {
  const organisationId = await createOrganisation(server.database.db, { name, kind })
  const [officer, decider] = [
    await signInAsPerson(server, [{ organisationId, role: 'policy-officer' }]),
    await signInAsPerson(server, [{ organisationId, role: 'decision-maker' }]),
  ]
  const { id: mandateId } = await must<{ id: string }>(
    'POST',
    'mandates',
    {
      organisationId,
      function: 'directeur Data',
      holderName: 'A. de Groot',
      subject: 'Afspraken over gegevens',
      field: 'data',
      since: '2026-01-01',
      basis: 'Mandaatbesluit 2026',
    },
    await signInAs(server, 'administrator', { organisationId }),
  )
  return { organisationId, officer, decider, mandateId }
}

async function publishChallenge({ officer }: Party): Promise<string> {
  const { id } = await must<{ id: string }>('POST', 'challenges', { title: 'Schone lucht' }, officer)
  await must(
    'POST',
    `challenges/${id}/sources`,
    { kind: 'visit', title: 'Bezoek', citation: 'Het stinkt.' },
    officer,
  )
  const goal = { title: 'Schoner', unit: 'µg/m³', target: 5, targetDate: '2030-12-31', direction: 'lower' }
  await must('POST', `challenges/${id}/goals`, goal, officer)
  await must(
    'PATCH',
    `challenges/${id}`,
    { affected: 'Ouderen', dataRole: 'Meten', published: true },
    officer,
  )
  return id
}

/** An agreement that lets the health service read the dataset, but for the change, signed by both. */
async function agree(change: object = {}): Promise<string> {
  const permission = {
    id: 'lezen',
    organisationIds: [healthService.organisationId],
    roles: [],
    datasetIds: [station.datasetId],
    properties: [],
    actions: ['read'],
    challengeIds: [challengeId],
    purposes: [],
    from: null,
    until: null,
    retentionDays: 30,
    areaCodes: [],
    fields: [],
    minimumGroup: null,
    place: 'exact',
    time: 'raw',
    delayMinutes: 0,
    duties: [],
    ...change,
  }
  const text = {
    challengeId,
    title: 'Lucht',
    why: 'De GGD onderzoekt wat lucht doet.',
    permissions: [permission],
  }
  const { slug } = await must<{ slug: string }>('POST', 'agreements', text, municipality.officer)
  await step(slug, 'offer', municipality)
  await step(slug, 'acceptance', healthService, { version: 1 })
  return slug
}

function step(slug: string, name: string, { mandateId, decider }: Party, body: object = {}) {
  return must('POST', `agreements/${slug}/${name}`, { mandateId, ...body }, decider)
}

async function tokenFor(organisationId: string, purpose: string | null): Promise<TestActor> {
  const { secret } = await createToken(server.database.db, {
    organisationId,
    name: 'lezer',
    role: 'data-expert',
    datasetId: null,
    purpose,
  })
  return { headers: { authorization: `Bearer ${secret}` }, organisationId }
}

async function store(value: number) {
  minute += 1
  const time = Date.parse('2026-03-02T08:00:00Z') + minute * 60_000
  await storeObservations(
    server.database.db,
    { datastreamId: [station.datastreamIds[0] ?? 0], phenomenonStart: [time * 1000], resultNumber: [value] },
    { now: server.now },
  )
}

/** What each way of reading gives: how much of the dataset is in it. */
async function readEverywhere({ headers }: Sender): Promise<Record<string, number>> {
  const [id = 0] = station.datastreamIds
  const get = async (url: string, accept = 'application/json') => {
    const answer = await server.request({ url, headers: { ...headers, accept } })
    return { status: answer.statusCode, text: answer.body }
  }
  const count = (text: string, what: RegExp) => [...text.matchAll(what)].length
  const series = `/api/v1/series?datastream=${id}&from=2026-03-02T00:00:00Z&to=2026-03-03T00:00:00Z&resolution=hour`
  const batch = await server.request({
    method: 'POST',
    url: '/sta/v1.1/$batch',
    headers,
    payload: {
      requests: [{ id: '1', method: 'get', url: `Datastreams(${id})/Observations?$select=result` }],
    },
  })
  return {
    entity: count((await get(`/sta/v1.1/Datastreams(${id})`)).text, /"@iot.id"/g),
    observations: count((await get(`/sta/v1.1/Datastreams(${id})/Observations`)).text, /"result"/g),
    'all observations': count((await get('/sta/v1.1/Observations?$filter=result gt 0')).text, /"result"/g),
    counted: Number((await get('/sta/v1.1/Observations/$count')).text),
    expanded: count((await get('/sta/v1.1/Things?$expand=Datastreams/Observations')).text, /"result"/g),
    grouped: count((await get('/sta/v1.1/Observations?$apply=aggregate($count as n)')).text, /"n":[1-9]/g),
    csv: count(
      (await get(`/sta/v1.1/Datastreams(${id})/Observations?$resultFormat=CSV`)).text,
      /2026-03-02T/g,
    ),
    batch: count(batch.body, /"result"/g),
    stations: count((await get('/api/v1/stations')).text, /"thingId"/g),
    'station count': JSON.parse((await get('/api/v1/station-counts')).text).stations,
    station: count((await get(`/api/v1/stations/${station.thingId}`)).text, /"thingId"/g),
    series: count((await get(series)).text, /"points":\[\[/g),
  }
}

const nothing = (seen: Record<string, number>) => Object.entries(seen).filter(([, amount]) => amount > 0)

beforeAll(async () => {
  server.now = new Date('2026-03-02T10:00:00Z')
  municipality = await makeParty('Gemeente Waterrijk', 'municipality')
  healthService = await makeParty('GGD', 'company')
  const { db } = server.database
  station = await createTestStation(db, {
    count: 1,
    access: 'restricted',
    ownerId: municipality.organisationId,
  })
  challengeId = await publishChallenge(municipality)
  reader = await tokenFor(healthService.organisationId, challengeId)
  await store(7.5)
}, 60_000)

beforeEach(() => {
  server.now = new Date('2026-03-02T10:00:00Z')
})

it('is read on every path while the agreement is in force, and on none when it is not', async () => {
  expect(nothing(await readEverywhere(reader))).toEqual([])
  agreement = await agree()
  const seen = await readEverywhere(reader)
  expect(Object.entries(seen).filter(([, amount]) => amount === 0)).toEqual([])
  expect(seen).toEqual(await readEverywhere(await signInAs(server, 'data-expert', municipality)))

  await step(agreement, 'suspension', municipality, { reason: 'Er is een lek gevonden.' })
  expect(nothing(await readEverywhere(reader))).toEqual([])
  await step(agreement, 'resumption', municipality)
  expect(await readEverywhere(reader)).toEqual(seen)
})

it('is read for nothing else, and by nobody else', async () => {
  const others = [
    await tokenFor(healthService.organisationId, null),
    await tokenFor(healthService.organisationId, 'https://w3id.org/dpv#Marketing'),
    await tokenFor((await makeParty('Waterschap', 'company')).organisationId, challengeId),
    { headers: {} },
  ]
  for (const other of others) expect(nothing(await readEverywhere(other))).toEqual([])
})

it('can be written by nobody else', async () => {
  const answer = await server.request({
    method: 'POST',
    url: `/sta/v1.1/Datastreams(${station.datastreamIds[0]})/Observations`,
    headers: reader.headers,
    payload: { phenomenonTime: '2026-03-02T09:59:00Z', result: 1 },
  })
  expect(answer.statusCode).toBeGreaterThanOrEqual(400)
})

it('is no longer told over MQTT to who subscribed before it was suspended', async () => {
  const [id] = station.datastreamIds
  const { client, messages, received } = await mqtt.connect(reader)
  await client.subscribeAsync(`v1.1/Datastreams(${id})/Observations?retain=false&$select=result`)
  await store(8.5)
  expect(await received(1)).toEqual(['{"result":8.5}'])
  await step(agreement, 'suspension', healthService, { reason: 'Wij onderzoeken een lek.' })
  const owner = await mqtt.connect(await signInAs(server, 'data-expert', municipality))
  await owner.client.subscribeAsync(`v1.1/Datastreams(${id})/Observations?retain=false&$select=result`)
  await store(9.5)
  expect(await owner.received(1)).toEqual(['{"result":9.5}'])
  expect(messages.map(({ text }) => text)).toEqual(['{"result":8.5}'])
  await step(agreement, 'resumption', healthService)
})
