import { beforeAll, expect, it } from 'vitest'
import { signInAs, type TestActor } from '../../testing/actors.ts'
import { useServer } from '../../testing/server.ts'

const server = useServer()
let expert: TestActor

const HOUR = 3_600_000
/** The first hour of 1 March 2026 in Amsterdam. */
const MARCH = Date.parse('2026-02-28T23:00:00Z')
const PROPERTY = 'http://example.org/pm'

const DUST = {
  title: 'Fijnstof per dag',
  unit: 'µg/m³',
  property: PROPERTY,
  statistic: 'mean',
  period: 'day',
  level: 'municipality',
  published: true,
}

/** Three stations at one place that measure the same, each in its own unit. */
beforeAll(async () => {
  expert = await signInAs(server, 'data-expert')
  await post('/api/v1/area-imports?level=municipality&crs=EPSG:4326&codeProperty=code&nameProperty=name', {
    type: 'FeatureCollection',
    features: [
      {
        type: 'Feature',
        properties: { code: 'GM9001', name: 'Waterrijk' },
        geometry: {
          type: 'Polygon',
          coordinates: [
            [
              [6, 52],
              [6.2, 52],
              [6.2, 52.6],
              [6, 52],
            ],
          ],
        },
      },
    ],
  })
  await measureIn('µg/m³', 10)
  await measureIn('mg/m3', 0.03)
  await measureIn('ppb', 5000)
  await server.deliver()
}, 60_000)

function post(url: string, payload: object) {
  return server.request({ method: 'POST', url, payload, headers: expert.headers })
}

/** A station that measures a day long, one value per hour. */
async function measureIn(symbol: string, result: number, property = PROPERTY) {
  const answer = await post('/sta/v1.1/Things', {
    name: `Station ${symbol}`,
    description: '',
    Locations: [
      {
        name: symbol,
        description: '',
        encodingType: 'application/geo+json',
        location: { type: 'Point', coordinates: [6.15, 52.2] },
      },
    ],
    Datastreams: [
      {
        name: symbol,
        description: '',
        observationType: 'http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement',
        unitOfMeasurement: { name: symbol, symbol, definition: '' },
        Sensor: { name: symbol, description: '', encodingType: 'text/plain', metadata: '' },
        ObservedProperty: { name: property, definition: property, description: '' },
        Observations: Array.from({ length: 24 }, (_, hour) => ({
          phenomenonTime: new Date(MARCH + hour * HOUR).toISOString(),
          result,
        })),
      },
    ],
  })
  expect(answer.statusCode).toBe(201)
}

/** Defines an indicator and gives it as it is after the computation, with its figures. */
async function define(change: object) {
  const made = await post('/api/v1/indicators', { ...DUST, ...change })
  expect(made.statusCode).toBe(201)
  await server.deliver()
  const answer = await server.request({ url: `/api/v1/indicators/${made.json().slug}/values` })
  return answer.json<{
    indicator: { slug: string; leftOutSeries: number }
    items: { value: number; stations: number; expected: number }[]
  }>()
}

it.each([
  ['mean', 'µg/m³', 20],
  ['mean', 'mg/m³', 0.02],
  ['maximum', 'ug/m3', 30],
  ['minimum', 'µg/m³', 10],
])('gives the %s in %s of what is measured in other units', async (statistic, unit, expected) => {
  const { indicator, items } = await define({ title: `${statistic} ${unit}`, statistic, unit })
  expect(items).toHaveLength(1)
  expect(items[0]?.value).toBeCloseTo(expected, 9)
  expect(items[0]).toMatchObject({ stations: 2, expected: 48 })
  expect(indicator.leftOutSeries).toBe(1)
})

it('counts by a new definition at once which series are left out, before the figures are computed', async () => {
  const { indicator } = await define({ title: 'Nieuwe eenheid' })
  expect(indicator.leftOutSeries).toBe(1)
  const url = `/api/v1/indicators/${indicator.slug}`
  const payload = { unit: 'ppb' }
  const changed = await server.request({ method: 'PATCH', url, payload, headers: expert.headers })
  expect(changed.json()).toMatchObject({ version: 2, leftOutSeries: 2 })
  expect((await server.request({ url })).json()).toMatchObject({ leftOutSeries: 2 })
})

it('compares hour values with the norm in the unit of the norm', async () => {
  const { items } = await define({ unit: '%', statistic: 'share-above', norm: 0.015, normUnit: 'mg/m3' })
  expect(items).toMatchObject([{ value: 50, stations: 2 }])
})

it.each([
  [{ unit: 'appels' }, '/unit'],
  [{ unit: '°C' }, '/unit'],
  [{ unit: '%', statistic: 'share-above', norm: 1, normUnit: '°C' }, '/normUnit'],
])(
  'refuses %o, to which no series can be converted, and names the units that fit',
  async (change, pointer) => {
    const refused = await post('/api/v1/indicators', { ...DUST, ...change })
    expect(refused.statusCode).toBe(400)
    const { errors } = refused.json<{ errors: { pointer: string; detail: string }[] }>()
    expect(errors).toMatchObject([{ pointer }])
    for (const fits of ['mg/m3', 'ppb', 'µg/m³']) expect(errors[0]?.detail).toContain(fits)
    const made = await post('/api/v1/indicators', { ...DUST, title: 'Eerst goed' })
    const url = `/api/v1/indicators/${made.json().slug}`
    const changed = await server.request({ method: 'PATCH', url, payload: change, headers: expert.headers })
    expect(changed.json()).toMatchObject({ status: 400, errors: [{ pointer }] })
  },
)

it('takes any unit of what nobody measures yet, keeps it when other things change, and tells that no series counts', async () => {
  const property = 'http://example.org/apples'
  const { indicator } = await define({ title: 'Appels', unit: 'appels', property })
  await measureIn('kg', 3, property)
  await server.deliver()
  const url = `/api/v1/indicators/${indicator.slug}`
  const change = (payload: object) =>
    server.request({ method: 'PATCH', url, payload, headers: expert.headers })
  const renamed = await change({ title: 'Oogst', unit: 'appels', minimumCoverage: 0.5 })
  expect(renamed.statusCode).toBe(200)
  await server.deliver()
  expect((await server.request({ url })).json()).toMatchObject({ title: 'Oogst', leftOutSeries: 1 })
  expect((await change({ unit: 'peren' })).statusCode).toBe(400)
  expect((await change({ unit: 'kg' })).statusCode).toBe(200)
})

it('names as units of a sum those without per hour', async () => {
  const property = 'http://example.org/rain'
  await measureIn('mm/h', 1, property)
  const rain = { ...DUST, property, statistic: 'sum' }
  const refused = await post('/api/v1/indicators', { ...rain, unit: 'appels' })
  expect(refused.json().detail).toContain('measured in mm.')
  expect((await post('/api/v1/indicators', { ...rain, unit: 'mm' })).statusCode).toBe(201)
})
