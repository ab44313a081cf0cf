import { sql } from 'kysely'
import { beforeAll, beforeEach, expect } from 'vitest'
import { createOrganisation } from '../features/parties/index.ts'
import { signInAsPerson } from './actors.ts'
import { type TestServer, useServer } from './server.ts'
import { CONTENT } from './walk/fill-consent.ts'

export type Sender = { headers: Record<string, string>; personId: string }
type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'

/** A remark as far as tests look at it. */
type Written = { id: string; text: string; location: number[] }
type Station = { thingId: number; datastreamId: number }

/** Where all stations of the tests are. */
export const POINT = [5.2915, 52.092]
const SQUARE = [
  [5.2, 52],
  [5.4, 52],
  [5.4, 52.2],
  [5.2, 52.2],
  [5.2, 52],
]
const NEIGHBOURHOOD = JSON.stringify({
  type: 'FeatureCollection',
  features: [
    {
      type: 'Feature',
      properties: { code: 'BU90010101', name: 'De Kom' },
      geometry: { type: 'Polygon', coordinates: [SQUARE] },
    },
  ],
})
const LICENCE = 'https://definities.geostandaarden.nl/dcat-ap-nl/id/waardelijst/licenties/cc0'
const NOT_OPEN = 'https://definities.geostandaarden.nl/dcat-ap-nl/id/waardelijst/licenties/niet_open'
const PUBLIC = 'https://w3id.org/dpv#DataAltruism'

/** How a dataset is published in these tests. */
const OPEN = { access: 'open', licence: LICENCE }
export const CLOSED = { access: 'restricted', licence: NOT_OPEN }

/** Makes the world of {@link useRemarks} through the API. */
async function makeWorld(server: TestServer) {
  const organisation = { name: 'Gemeente Waterrijk', kind: 'municipality' } as const
  const organisationId = await createOrganisation(server.database.db, organisation)
  const signIn = (...roles: ('administrator' | 'clerk' | 'data-expert' | 'privacy-officer')[]) =>
    signInAsPerson(
      server,
      roles.map((role) => ({ organisationId, role })),
    )
  const officer = await signIn('data-expert', 'privacy-officer')
  const administrator = await signIn('administrator')
  async function make<T>(
    method: Method,
    url: string,
    payload: object | string,
    actor: Sender,
    more = {},
  ): Promise<T> {
    const headers = { 'content-type': 'application/json', ...actor.headers, ...more }
    const body = payload === '' ? { headers: actor.headers } : { payload, headers }
    const answer = await server.request({ method, url, ...body })
    expect(answer.statusCode, answer.body).toBeLessThan(300)
    return answer.json()
  }
  await make(
    'POST',
    '/api/v1/area-imports?level=neighbourhood&codeProperty=code&nameProperty=name',
    NEIGHBOURHOOD,
    administrator,
    { 'content-type': 'application/geo+json' },
  )
  const dataset = async (change: object) => {
    const about = { title: 'Metingen', theme: 'environment', contact: 'data@example.org', ...OPEN }
    return (await make<{ id: string }>('POST', '/api/v1/datasets', { ...about, ...change }, officer)).id
  }
  async function station(datasetId: string, name: string): Promise<Station> {
    const described = { name, description: name }
    const place = { type: 'Point', coordinates: POINT }
    const stream = {
      ...described,
      unitOfMeasurement: { name: 'microgram', symbol: 'µg/m³', definition: 'ucum:ug/m3' },
      observationType: 'http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement',
      Sensor: { ...described, encodingType: 'text/plain', metadata: 'sensor' },
      ObservedProperty: { name: 'pm25', description: 'Fijnstof', definition: 'https://example.org/pm25' },
    }
    const thing = {
      ...described,
      Locations: [{ ...described, encodingType: 'application/geo+json', location: place }],
      Datastreams: [stream],
    }
    const url = '/sta/v1.1/Things'
    const { '@iot.id': thingId } = await make<{ '@iot.id': number }>('POST', url, thing, officer, {
      dataset: datasetId,
    })
    const streams = await server.request({ url: `${url}(${thingId})/Datastreams`, headers: officer.headers })
    return { thingId, datastreamId: streams.json().value[0]['@iot.id'] }
  }
  const openDatasetId = await dataset({})
  const closedDatasetId = await dataset(CLOSED)
  return {
    ...{ organisationId, officer, administrator, openDatasetId, closedDatasetId },
    clerk: await signIn('clerk'),
    writer: await signIn(),
    reader: await signIn(),
    third: await signIn(),
    open: await station(openDatasetId, 'Stationsplein'),
    coarse: await station(await dataset({ precision: { place: '500m' } }), 'Grof'),
    closed: await station(closedDatasetId, 'Dicht'),
    resident: await hostSensor(),
  }

  /** A sensor of a resident that everybody sees, because the resident consents to that. */
  async function hostSensor(): Promise<Station> {
    const datasetId = await dataset({ access: 'personal', precision: { minimumGroup: 5 } })
    const offer = { ...CONTENT.offer, recipientIds: [] }
    const notice = { datasetId, purpose: PUBLIC, ...CONTENT, offer }
    const { id } = await make<{ id: string }>('POST', '/api/v1/consent-notices', notice, officer)
    await make('POST', `/api/v1/consent-notices/${id}/publication`, '', officer)
    const host = await signIn()
    const yes = {
      answer: 'yes',
      noticeVersion: 1,
      language: 'nl',
      place: '100m',
      time: 'hour',
      inGroups: true,
    }
    await make('PUT', `/api/v1/me/consents/${id}`, yes, host)
    const [longitude, latitude] = POINT
    const sensor = { datasetId, kit: 'mqtt-climate', name: 'Balkon', longitude, latitude }
    const { stationId, datastreams } = await make<{ stationId: number; datastreams: { id: number }[] }>(
      'POST',
      '/api/v1/me/sensors',
      sensor,
      host,
    )
    const seen = await server.request({ url: `/api/v1/stations/${stationId}` })
    expect(seen.statusCode, 'Everybody sees the sensor of the resident.').toBe(200)
    return { thingId: stationId, datastreamId: datastreams[0]?.id ?? 0 }
  }
}

/**
 * A municipality with two moderators, some residents, and stations: of an open dataset, one whose place is coarsened, one that is closed, and one
 * of a resident. Read it inside a test; the clock is set back before each.
 */
export function useRemarks(environment: Record<string, string> = {}) {
  const server = useServer(environment)
  let made: Awaited<ReturnType<typeof makeWorld>> | undefined
  let written = 0

  function world() {
    if (!made) throw new Error('The world is made in beforeAll; use it inside a test.')
    return made
  }
  const send = (method: Method, path: string, payload?: object, actor?: Sender) =>
    server.request({
      method,
      url: `/api/v1/${path}`,
      ...(payload === undefined ? {} : { payload }),
      ...(actor ? { headers: actor.headers } : {}),
    })

  beforeAll(async () => {
    made = await makeWorld(server)
  }, 60_000)
  beforeEach(async () => {
    server.now = new Date('2026-03-02T10:00:00Z')
    // Each test may write and report as often as people can in an hour.
    await sql`delete from parties.attempt`.execute(server.database.db)
  })
  return {
    server,
    world,
    send,
    /** Publishes a dataset otherwise. */
    async republish(datasetId: string, change: object = OPEN): Promise<void> {
      const answer = await send('PATCH', `datasets/${datasetId}`, change, world().officer)
      expect(answer.statusCode, answer.body).toBe(200)
    },
    /** Writes a remark, on the open station unless said otherwise. */
    async write(change: object = {}, actor: Sender = world().writer): Promise<Written> {
      written += 1
      const { thingId: thing } = world().open
      const place = ['thing', 'datastream', 'area'].some((key) => key in change) ? {} : { thing }
      const text = `Wegwerkzaamheden ${written}`
      const answer = await send('POST', 'remarks', { kind: 'works', text, ...place, ...change }, actor)
      expect(answer.statusCode, answer.body).toBe(201)
      return answer.json<Written>()
    },
    /** The ids in a list of remarks. */
    async list(query: string, actor?: Sender): Promise<string[]> {
      const answer = await send('GET', `remarks?${query}`, undefined, actor)
      expect(answer.statusCode, answer.body).toBe(200)
      return answer.json<{ items: Written[] }>().items.map(({ id }) => id)
    },
  }
}
