import { beforeAll, expect } from 'vitest'
import { signInAs, type TestActor } from '../../../testing/actors.ts'
import { useServer } from '../../../testing/server.ts'

export const HOUR = 3_600_000
/** The first hour of 1 March 2026 in Amsterdam. */
export const MARCH = Date.parse('2026-02-28T23:00:00Z')

/** The mean of fine dust per day, with a signal above 15. */
export const DUST = {
  title: 'Fijnstof per dag',
  unit: 'µg/m³',
  property: 'PM2.5',
  statistic: 'mean',
  period: 'day',
  level: 'municipality',
  published: true,
  signalRule: { line: 15, direction: 'above', clearLine: 12, minimumPeriods: 1 },
}

const AREA = {
  type: 'Feature',
  properties: { code: 'GM9001', name: 'Waterrijk' },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [6, 52],
        [6.2, 52],
        [6.2, 52.6],
        [6, 52.6],
        [6, 52],
      ],
    ],
  },
}

const STATION = {
  name: 'Tuinstation 1',
  description: 'In de tuin',
  Locations: [
    {
      name: 'Tuin',
      description: '',
      encodingType: 'application/geo+json',
      location: { type: 'Point', coordinates: [6.1, 52.5] },
    },
  ],
  Datastreams: [
    {
      name: 'Fijnstof',
      description: '',
      observationType: 'http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement',
      unitOfMeasurement: { name: 'microgram per kubieke meter', symbol: 'µg/m³', definition: '' },
      Sensor: { name: 'SDS011', description: '', encodingType: 'text/plain', metadata: 'SDS011' },
      ObservedProperty: { name: 'PM2.5', definition: 'http://vocab.nerc.ac.uk/PM25', description: '' },
    },
  ],
}

type Signal = { id: string; state: string; openedAt: string; sentence: { nl: string } }

/** A municipality with a station of which the hours are told one by one. */
export function useIndicators() {
  const server = useServer()
  let expert: TestActor
  let datastreamId: number

  function send(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    payload?: object,
    actor = expert,
  ) {
    return server.request({ method, url, ...(payload ? { payload } : {}), headers: actor.headers })
  }
  const post = (url: string, payload: object, actor?: TestActor) => send('POST', url, payload, actor)

  /** Makes another station at the same place, of the same property or another; gives the ids of it and its datastream. */
  async function addStation(property = 'PM2.5') {
    const Datastreams = STATION.Datastreams.map((stream) => ({
      ...stream,
      ObservedProperty: {
        ...stream.ObservedProperty,
        name: property,
        definition: `http://vocab.nerc.ac.uk/${property}`,
      },
    }))
    const made = await post('/sta/v1.1/Things', property === 'PM2.5' ? STATION : { ...STATION, Datastreams })
    expect(made.statusCode).toBe(201)
    const url = `${new URL(made.headers.location ?? '').pathname}?$select=id&$expand=Datastreams($select=id),Locations($select=id)`
    const thing = (await server.request({ url, headers: expert.headers })).json<{
      '@iot.id': number
      Datastreams: { '@iot.id': number }[]
      Locations: { '@iot.id': number }[]
    }>()
    return {
      thingId: thing['@iot.id'],
      datastreamId: thing.Datastreams[0]?.['@iot.id'] ?? 0,
      locationId: thing.Locations[0]?.['@iot.id'] ?? 0,
    }
  }
  beforeAll(async () => {
    expert = await signInAs(server, 'data-expert')
    const query = 'level=municipality&crs=EPSG:4326&codeProperty=code&nameProperty=name'
    await post(`/api/v1/area-imports?${query}`, { type: 'FeatureCollection', features: [AREA] })
    datastreamId = (await addStation()).datastreamId
  })
  return {
    server,
    expert: () => expert,
    send,
    post,
    addStation,
    /** Sends one value per hour from `start` on, and lets the listeners hear of it. */
    async measure(start: number, values: number[], id = datastreamId) {
      const dataArray = values.map((value, index) => [new Date(start + index * HOUR).toISOString(), value])
      const rows = { Datastream: { '@iot.id': id }, components: ['phenomenonTime', 'result'], dataArray }
      expect((await post('/sta/v1.1/CreateObservations', [rows])).statusCode).toBe(201)
      await server.deliver()
    },
    async create(change: object = {}) {
      const answer = await post('/api/v1/indicators', { ...DUST, ...change })
      expect(answer.statusCode).toBe(201)
      return answer.json<{ id: string; slug: string }>()
    },
    async valuesOf(slug: string) {
      const answer = await server.request({ url: `/api/v1/indicators/${slug}/values` })
      return answer.json<{
        items: {
          value: number | null
          coverage: number
          periodStart: string
          periodEnd: string
          provisional: boolean
        }[]
      }>().items
    },
    async signalsOf(indicatorId: string, state = '') {
      const answer = await server.request({ url: `/api/v1/signals?indicatorId=${indicatorId}${state}` })
      return answer.json<{ items: Signal[] }>().items
    },
  }
}

/** The same value each hour. */
export const steady = (value: number, hours = 24) => Array.from({ length: hours }, () => value)
