import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { signInAs, type TestActor } from '../../../testing/actors.ts'
import { useServer } from '../../../testing/server.ts'
import { describeStation, speakAs } from './testing/seed.ts'

const server = useServer()
let actor: TestActor
let send: ReturnType<typeof speakAs>

beforeAll(async () => {
  actor = await signInAs(server, 'data-expert')
  send = speakAs(server, actor)
}, 60_000)

const BASE = 'http://localhost:8080/sta/'

async function readOld(path: string): Promise<Record<string, unknown>> {
  const answer = await server.request({ method: 'GET', url: `/sta/v1.0${path}` })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}

const COLLECTIONS = [
  'Things',
  'Locations',
  'HistoricalLocations',
  'Datastreams',
  'Sensors',
  'Observations',
  'ObservedProperties',
  'FeaturesOfInterest',
  'MultiDatastreams',
]

describe('version 1.0 (15-078r6)', () => {
  it('has a service root with entity sets only, absolute', async () => {
    const value = COLLECTIONS.map((name) => ({ name, url: `${BASE}v1.0/${name}` }))
    expect(await readOld('')).toEqual({ value })
    expect(await readOld('/')).toEqual({ value })
    const { serverSettings, value: newer } = (await send('GET', '')).json<{
      serverSettings: { conformance: string[] }
      value: unknown
    }>()
    expect(newer).toEqual(COLLECTIONS.map((name) => ({ name, url: `${BASE}v1.1/${name}` })))
    expect(serverSettings.conformance).toContain(
      'http://www.opengis.net/spec/iot_sensing/1.1/req/multi-datastream',
    )
  })

  it('shows the same entities at its own addresses, without the properties that 1.1 added', async () => {
    const made = await send('POST', 'Things', describeStation('old', [5, 52]))
    const path = (made.location ?? '').slice(`${BASE}v1.1`.length)
    await send('PATCH', `Datastreams(1)`, { properties: { a: 1 } })
    const newest = (await send('GET', path.slice(1))).text
    expect(JSON.stringify(await readOld(path))).toBe(newest.replaceAll('/v1.1/', '/v1.0/'))
    const datastream = await readOld('/Datastreams(1)')
    expect(datastream).not.toHaveProperty('properties')
    expect(datastream['@iot.selfLink']).toBe(`${BASE}v1.0/Datastreams(1)`)
    expect((await send('GET', 'Datastreams(1)')).json()).toMatchObject({ properties: { a: 1 } })
    expect(await readOld('/Datastreams(1)?$select=properties')).toEqual({ properties: { a: 1 } })
    const page = await readOld('/Observations?$top=1')
    expect(page['@iot.nextLink']).toContain(`${BASE}v1.0/Observations?`)
  })

  it('leaves what its clients cannot see as it is when they replace an entity', async () => {
    const own = { name: 's', description: 'd', encodingType: 'text/plain', metadata: 'm' }
    const made = await server.request({
      method: 'POST',
      url: '/sta/v1.0/Sensors',
      headers: { ...actor.headers, 'content-type': 'application/json' },
      payload: JSON.stringify({ ...own, properties: { keep: true } }),
    })
    expect(made.statusCode).toBe(201)
    expect(made.headers.location).toMatch(/\/sta\/v1\.0\/Sensors\(\d+\)$/)
    const path = String(made.headers.location).slice(`${BASE}v1.0/`.length)
    const change = (version: string, type: string, method: 'PUT' | 'PATCH', body: unknown) =>
      server.request({
        method,
        url: `/sta/${version}/${path}`,
        headers: { ...actor.headers, 'content-type': type },
        payload: JSON.stringify(body),
      })
    await change('v1.0', 'application/json', 'PUT', { ...own, name: 'new' })
    const patch = [{ op: 'replace', path: '/description', value: 'new' }]
    await change('v1.0', 'application/json-patch+json', 'PATCH', patch)
    expect((await send('GET', path)).json()).toMatchObject({
      name: 'new',
      description: 'new',
      properties: { keep: true },
    })
    await change('v1.1', 'application/json', 'PUT', own)
    expect((await send('GET', path)).json()).not.toHaveProperty('properties')
  })
})

describe('details of requests', () => {
  it.each([
    ['Things(9223372036854775807)', 404],
    ['Things(-1)', 404],
    ['Things(9223372036854775808)', 404],
    ['Things(99999999999999999999999999)', 404],
    ["Things('a')", 400],
    ['Datastreams(9223372036854775807)/Observations', 404],
    ['Nothings', 404],
    ['Things?$filter=id eq 9223372036854775807', 200],
    ['Things?$filter=id eq 9223372036854775808', 400],
    ['Things?$count=maybe', 400],
    ['Things?$nothing=1', 501],
    ['Things?$top=-1', 400],
    ['Things(1)/nothing', 404],
  ])('%s is %d', async (path, status) => {
    expect((await send('GET', path)).status).toBe(status)
  })

  it('gives references with $ref and bare values with $value', async () => {
    await send('POST', 'Things', describeStation('ref', [5, 52]))
    expect((await send('GET', 'Things/$ref?$top=1')).json()).toMatchObject({
      value: [{ '@iot.selfLink': `${BASE}v1.1/Things(1)` }],
    })
    expect((await send('GET', 'Datastreams(1)/Thing/$ref')).json()).toEqual({
      '@iot.selfLink': `${BASE}v1.1/Things(1)`,
    })
    expect((await send('GET', 'Observations(1)/phenomenonTime/$value')).text).toBe('2026-03-01T00:00:00.000Z')
    expect((await send('GET', 'Things(1)/properties/height/$value')).text).toBe('3.5')
    expect((await send('GET', 'Things(1)/properties/nothing')).status).toBe(204)
  })

  it('places a Thing as Locations and HistoricalLocations say', async () => {
    const place = (name: string, encodingType: string) => ({
      name,
      description: 'd',
      encodingType,
      location: encodingType.includes('geo') ? { type: 'Point', coordinates: [5, 52] } : 'room 1',
    })
    const GEO = 'application/geo+json'
    const made = await send('POST', 'Things', {
      name: 'T',
      description: 'D',
      Locations: [place('map', GEO), place('room', 'text/plain')],
    })
    const thing = (made.location ?? '').slice(`${BASE}v1.1/`.length)
    const names = async () =>
      (await send('GET', `${thing}/Locations?$select=name&$orderby=name`))
        .json<{ value: { name: string }[] }>()
        .value.map(({ name }) => name)
    expect(await names()).toEqual(['map', 'room'])
    const twice = { name: 'T', description: 'D', Locations: [place('a', GEO), place('b', GEO)] }
    expect((await send('POST', 'Things', twice)).status).toBe(400)
    const older = { time: '2020-01-01T00:00:00Z', Locations: [place('before', GEO)] }
    expect((await send('POST', `${thing}/HistoricalLocations`, older)).status).toBe(201)
    expect(await names()).toEqual(['map', 'room'])
    const newer = { time: '2030-01-01T00:00:00Z', Locations: [place('later', GEO)] }
    expect((await send('POST', `${thing}/HistoricalLocations`, newer)).status).toBe(201)
    expect(await names()).toEqual(['later'])
    expect((await send('POST', `${thing}/Locations`, place('now', GEO))).status).toBe(201)
    expect(await names()).toEqual(['now'])
    expect((await send('GET', `${thing}/HistoricalLocations/$count`)).text).toBe('4')
  })
})

/** Requests and answers recorded from other servers; not part of this repository. */
const folder = resolve(
  join(import.meta.dirname, '../../../../../..'),
  process.env.SAMENSPEL_SHARED ?? '../shared',
  'data/sensorthings',
)

describe.skipIf(!existsSync(folder))('recorded from other servers', () => {
  const recorded = (file: string) => readFileSync(join(folder, file), 'utf8')

  it.each(['frost/entitiesDefault.json', 'frost/demoEntities-co2.json'])(
    '%s is taken whole',
    async (file) => {
      const body = JSON.parse(recorded(file))
      const made = await send('POST', 'Things', body)
      expect(made.status, made.text).toBe(201)
      const thing = (made.location ?? '').slice(`${BASE}v1.1/`.length)
      const whole = (
        await send(
          'GET',
          `${thing}?$expand=Locations,Datastreams($expand=Observations,Sensor,ObservedProperty),MultiDatastreams($expand=Observations,ObservedProperties)`,
        )
      ).json()
      const { Datastreams, MultiDatastreams = [] } = body
      expect(whole).toMatchObject({ name: body.name, properties: body.properties })
      expect(whole.Datastreams).toMatchObject(
        Datastreams.map((each: { name: string; Observations: { result: number }[] }) => ({
          name: each.name,
          Observations: each.Observations.map(({ result }) => ({ result })),
        })),
      )
      expect(whole.MultiDatastreams).toMatchObject(
        MultiDatastreams.map(
          (each: { Observations: { result: number[] }[]; ObservedProperties: { name: string }[] }) => ({
            ObservedProperties: each.ObservedProperties.map(({ name }) => ({ name })),
            Observations: each.Observations.map(({ result }) => ({ result })),
          }),
        ),
      )
    },
  )

  it('FROST’s example entities are taken one by one', async () => {
    const blocks = [
      ...recorded('frost/4_ExampleEntities.md').matchAll(/## (\w+)\n[^#]*?```javascript\n([^`]+)```/g),
    ]
    const collections: Record<string, string> = {
      FeatureOfInterest: 'FeaturesOfInterest',
      ObservedProperty: 'ObservedProperties',
    }
    for (const [, type = '', text = ''] of blocks) {
      if (type === 'Datastream' || type === 'Observation') continue
      const answer = await send('POST', collections[type] ?? `${type}s`, JSON.parse(text))
      expect(answer.status, `${type} ${answer.text}`).toBe(201)
    }
    expect(blocks.length).toBeGreaterThan(5)
    const ids = { Thing: { '@iot.id': 1 }, Sensor: { '@iot.id': 1 }, ObservedProperty: { '@iot.id': 1 } }
    const [, , datastream = '{}'] = blocks.find(([, type]) => type === 'Datastream') ?? []
    const made = await send('POST', 'Datastreams', { ...JSON.parse(datastream), ...ids })
    expect(made.status, made.text).toBe(201)
  })

  it('answers of the Samen Meten service have the shape of ours', async () => {
    const {
      value: [thing],
    } = JSON.parse(recorded('rivm-samenmeten/Things_filter_HLL_hl_device_465.json'))
    const { value: datastreams } = JSON.parse(recorded('rivm-samenmeten/Things_7270_Datastreams.json'))
    const withoutControls = (entity: Record<string, unknown>) =>
      Object.fromEntries(Object.entries(entity).filter(([key]) => !key.includes('@iot.')))
    const made = await send('POST', 'Things', {
      ...withoutControls(thing),
      Datastreams: datastreams.map((each: { unitOfMeasurement: object }) => ({
        ...withoutControls(each as never),
        unitOfMeasurement: { name: null, ...each.unitOfMeasurement },
        Sensor: { name: 's', description: 'd', encodingType: 'text/plain', metadata: 'm' },
        ObservedProperty: { name: 'p', description: 'd', definition: 'https://example.org/p' },
      })),
    })
    expect(made.status, made.text).toBe(201)
    const path = (made.location ?? '').slice(`${BASE}v1.1`.length)
    const ours = await readOld(path)
    // Theirs has no MultiDatastreams; everything else by the same names, the properties in the same order.
    const { 'MultiDatastreams@iot.navigationLink': _, ...same } = ours
    expect(Object.keys(same).sort()).toEqual(Object.keys(thing).sort())
    expect(JSON.stringify(ours.properties)).toBe(JSON.stringify(thing.properties))
    const ourDatastreams = (await readOld(`${path}/Datastreams`)).value as Record<string, unknown>[]
    expect(Object.keys(ourDatastreams[0] ?? {}).sort()).toEqual(Object.keys(datastreams[0]).sort())
  })
})
