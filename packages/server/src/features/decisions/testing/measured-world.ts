import { beforeAll, expect } from 'vitest'
import { signInAs, type TestActor } from '../../../testing/actors.ts'
import { useServer } from '../../../testing/server.ts'

export const HOUR = 3_600_000
/** The first hour of 1 March 2026 in Amsterdam. */
export const MARCH = Date.parse('2026-02-28T23:00:00Z')

const ring = [
  [6, 52],
  [6.2, 52],
  [6.2, 52.6],
  [6, 52.6],
  [6, 52],
]
const AREA = {
  type: 'Feature',
  properties: { code: 'GM9001', name: 'Waterrijk' },
  geometry: { type: 'Polygon', coordinates: [ring] },
}

const STATION = {
  name: 'Tuinstation',
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

const DUST = {
  title: 'Fijnstof per dag',
  unit: 'µg/m³',
  property: 'PM2.5',
  statistic: 'mean',
  period: 'day',
  level: 'municipality',
  published: true,
  signalRule: { line: 15, direction: 'above', clearLine: 12, minimumPeriods: 1 },
}

/** A municipality with one station, and who makes indicators of what it measures. */
export function useMeasured() {
  const server = useServer()
  let expert: TestActor
  let datastreamId = 0

  async function post(url: string, payload: object) {
    const answer = await server.request({ method: 'POST', url, payload, headers: expert.headers })
    expect(answer.statusCode, answer.body).toBeLessThan(300)
    return answer
  }
  beforeAll(async () => {
    expert = await signInAs(server, 'data-expert')
    const query = 'level=municipality&crs=EPSG:4326&codeProperty=code&nameProperty=name'
    await post(`/api/v1/area-imports?${query}`, { type: 'FeatureCollection', features: [AREA] })
    const made = await post('/sta/v1.1/Things', STATION)
    const url = `${new URL(made.headers.location ?? '').pathname}?$select=id&$expand=Datastreams($select=id)`
    const thing = await server.request({ url, headers: expert.headers })
    datastreamId = thing.json<{ Datastreams: { '@iot.id': number }[] }>().Datastreams[0]?.['@iot.id'] ?? 0
  })
  return {
    server,
    expert: () => expert,
    /** Measures the same in each hour from `start` on, and has figures and signals made of it. */
    async measure(start: number, value: number, hours: number) {
      const dataArray = Array.from({ length: hours }, (_, hour) => [
        new Date(start + hour * HOUR).toISOString(),
        value,
      ])
      const components = ['phenomenonTime', 'result']
      await post('/sta/v1.1/CreateObservations', [
        { Datastream: { '@iot.id': datastreamId }, components, dataArray },
      ])
      await server.deliver()
    },
    async create(change: object = {}) {
      return (await post('/api/v1/indicators', { ...DUST, ...change })).json<{ id: string; slug: string }>()
    },
  }
}
