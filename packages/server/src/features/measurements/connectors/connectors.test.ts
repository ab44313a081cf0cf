import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { FetchError, type Fetcher } from '../../../platform/http-client/fetcher.ts'
import { signInAs, type TestActor } from '../../../testing/actors.ts'
import { useServer } from '../../../testing/server.ts'
import { findWrongRollups } from '../testing/datastreams.ts'
import { chooseNext, chooseRetry } from './rules.ts'
import { runConnectors } from './run.ts'
import { hastenConnector, noteError, takeDue } from './store.ts'

const server = useServer({ CONNECTOR_HOSTS: 'sta.test, api.test' })
let actor: TestActor
beforeAll(async () => {
  actor = await signInAs(server, 'data-expert')
})
beforeEach(async () => {
  await sql`truncate measurements.connector, measurements.dead_letter`.execute(server.database.db)
  server.now = new Date('2026-03-02T10:00:00Z')
})

const send = (
  method: 'POST' | 'PATCH' | 'DELETE' | 'GET',
  url: string,
  payload?: object,
  headers = actor.headers,
) => server.request({ method, url, headers, ...(payload ? { payload } : {}) })
async function create(settings: object, over: object = {}) {
  const answer = await send('POST', '/api/v1/connectors', { name: 'Proef', settings, ...over })
  expect([answer.statusCode, answer.body]).toEqual([201, expect.anything()])
  return answer.json().id as string
}
const get = async (id: string) => (await send('GET', `/api/v1/connectors/${id}`)).json()

/** Answers the first page whose address contains a key; a function decides anew each time. */
type Pages = Record<string, unknown>
function answering(pages: Pages): { fetcher: Fetcher; asked: string[] } {
  const asked: string[] = []
  return {
    asked,
    fetcher: {
      async get(url) {
        const plain = decodeURIComponent(url)
        asked.push(plain)
        const found = Object.entries(pages).find(([key]) => plain.includes(key))
        const page = typeof found?.[1] === 'function' ? found[1](plain) : found?.[1]
        if (page instanceof Error) throw page
        if (page === undefined)
          throw new FetchError({ nl: 'x antwoordde met 404.', en: 'x answered 404.' }, { status: 404 })
        return { url, text: typeof page === 'string' ? page : JSON.stringify(page) }
      },
    },
  }
}
const run = (fetcher: Fetcher) => runConnectors(server.app.platform, { fetcher, random: () => 0.5 })

async function readAll(station: string) {
  const { rows } = await sql<{
    text: string
  }>`select p.source_key || ' ' || coalesce(o.result_number::text, o.detail ->> 'result') || ' '
      || coalesce(d.unit_of_measurement ->> 'symbol', '') || ' ' || to_char(phenomenon_start at time zone 'UTC', 'MM-DD HH24:MI')
      || coalesce('/' || to_char(phenomenon_end at time zone 'UTC', 'MM-DD HH24:MI'), '') as text
    from measurements.observation o join measurements.datastream d on d.id = o.datastream_id
    join measurements.observed_property p on p.id = d.observed_property_id
    join measurements.thing t on t.id = d.thing_id where t.name = ${station}
    order by p.source_key, phenomenon_start`.execute(server.database.db)
  return rows.map(({ text }) => text)
}

const ROOT = 'https://sta.test/v1.0'
const THING = {
  '@iot.id': 7270,
  name: 'HLL_1',
  Locations: [{ location: { type: 'Point', coordinates: [4.6, 52.5] } }],
}
const STREAM = {
  '@iot.id': 1,
  name: 'HLL_1-6-pm25_kal',
  unitOfMeasurement: { definition: 'https://qudt.org/vocab/unit/MicroGM-PER-M3', symbol: 'ug/m3' },
  ObservedProperty: { name: 'pm25_kal' },
}
const hour = (n: number, result: unknown = n) => ({
  phenomenonTime: `2026-03-01T${String(n).padStart(2, '0')}:00:00Z`,
  result,
})

describe('a SensorThings server', () => {
  const settings = { kind: 'sensorthings', root: ROOT, filter: "contains(name,'HLL')" }

  it('is harvested page by page, and goes on after the newest that is stored', async () => {
    const id = await create(settings)
    const pages: Pages = {
      "Things?$expand=Locations&$top=100&$filter=contains(name,'HLL')": { value: [THING] },
      'Things(7270)/Datastreams': { value: [STREAM] },
      'more=1': { value: [hour(3), hour(4, -999), hour(5, -99.9), hour(6, null)] },
      'gt 2026': { value: [hour(3), hour(7)] },
      'Datastreams(1)/Observations': {
        value: [hour(1), hour(2)],
        '@iot.nextLink': `${ROOT}/Datastreams(1)/Observations?more=1`,
      },
    }
    const first = answering(pages)
    await run(first.fetcher)
    expect(await readAll('HLL_1')).toEqual([
      'pm25 1 µg/m³ 03-01 01:00',
      'pm25 2 µg/m³ 03-01 02:00',
      'pm25 3 µg/m³ 03-01 03:00',
    ])
    expect(await get(id)).toMatchObject({
      health: 'healthy',
      rows: 3,
      refused: 0,
      lastError: null,
      lastSuccessAt: '2026-03-02T10:00:00Z',
      nextRunAt: '2026-03-02T11:00:00Z',
    })
    server.now = new Date('2026-03-02T11:00:00Z')
    const second = answering(pages)
    await run(second.fetcher)
    expect(second.asked.at(-1)).toContain('$filter=phenomenonTime gt 2026-03-01T03:00:00.000Z')
    expect((await readAll('HLL_1')).at(-1)).toBe('pm25 7 µg/m³ 03-01 07:00')
    expect(await get(id)).toMatchObject({ rows: 4 })
    expect(await findWrongRollups(server.database.db)).toEqual([])
  })

  it('may give two datastreams of a thing the same name', async () => {
    await create(settings)
    const twin = { ...STREAM, '@iot.id': 2 }
    const { fetcher } = answering({
      'Things?': { value: [{ ...THING, name: 'twins', '@iot.id': 22 }] },
      'Things(22)/Datastreams': { value: [STREAM, twin] },
      'Datastreams(1)/Observations': { value: [hour(1, 5)] },
      'Datastreams(2)/Observations': { value: [hour(1, 6)] },
    })
    await run(fetcher)
    expect(await readAll('twins')).toEqual(['pm25 5 µg/m³ 03-01 01:00', 'pm25 6 µg/m³ 03-01 01:00'])
  })

  it('that breaks off is gone on with where it stopped', async () => {
    const id = await create(settings)
    const things = ['a', 'b', 'c'].map((name, n) => ({ ...THING, name: `stop-${name}`, '@iot.id': n + 1 }))
    const busy = new FetchError(
      { nl: 'sta.test antwoordde met 503.', en: 'sta.test answered 503.' },
      { status: 503, retryAfter: 7200 },
    )
    const pages: Pages = {
      'Things?': { value: things },
      'Things(3)/Datastreams': busy,
      '/Datastreams?': (url: string) => ({
        value: [{ ...STREAM, name: 's', '@iot.id': url.includes('(1)') ? 1 : 2 }],
      }),
      '/Observations': { value: [hour(1)] },
    }
    const first = answering(pages)
    await run(first.fetcher)
    expect(await get(id)).toMatchObject({
      health: 'failing',
      failures: 1,
      rows: 2,
      lastError: { nl: 'sta.test antwoordde met 503.', en: 'sta.test answered 503.' },
      nextRunAt: '2026-03-02T12:00:00Z',
    })
    server.now = new Date('2026-03-02T12:00:00Z')
    const second = answering({ ...pages, 'Things(3)/Datastreams': { value: [{ ...STREAM, '@iot.id': 3 }] } })
    await run(second.fetcher)
    expect(second.asked.filter((url) => url.includes('Things(1)') || url.includes('Things(2)'))).toEqual([])
    expect(await get(id)).toMatchObject({ health: 'healthy', failures: 0, rows: 3 })
  })

  it('is read on after a thing that answers an error, and from the start when the page at which it stopped is gone', async () => {
    const id = await create(settings)
    const things = ['a', 'b'].map((name, n) => ({ ...THING, name: `err-${name}`, '@iot.id': n + 1 }))
    const broken = new FetchError(
      { nl: 'sta.test antwoordde met 500.', en: 'sta.test answered 500.' },
      { status: 500 },
    )
    const pages: Pages = {
      'Things?$expand': { value: things },
      'Things(1)/Datastreams': broken,
      '/Datastreams?': { value: [STREAM] },
      '/Observations': { value: [hour(1)] },
    }
    await sql`update measurements.connector set cursor = ${JSON.stringify({ page: `${ROOT}/Things?$skiptoken=9`, done: 3, pages: 7 })}::json
      where id = ${id}`.execute(server.database.db)
    const { fetcher, asked } = answering(pages)
    await run(fetcher)
    expect(asked[0]).toContain('skiptoken=9')
    expect(asked[1]).toContain('Things?$expand')
    expect(await get(id)).toMatchObject({
      health: 'failing',
      failures: 0,
      rows: 1,
      lastError: { en: 'err-a: sta.test answered 500.' },
    })
    server.now = new Date('2026-03-02T12:00:00Z')
    const { rows } = await sql`select cursor from measurements.connector where id = ${id}`.execute(
      server.database.db,
    )
    expect(rows).toEqual([{ cursor: null }])
    await run(answering({ ...pages, 'Things(1)/Datastreams': { value: [] } }).fetcher)
    expect(await get(id)).toMatchObject({ health: 'healthy', rows: 1 })
  })

  it('may give things the same name, and results that are no numbers', async () => {
    const id = await create(settings)
    const OM = 'http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_'
    const streamOf = (number: number, type: string) => ({
      ...STREAM,
      '@iot.id': number,
      observationType: `${OM}${type}`,
      ObservedProperty: { name: 'state' },
    })
    const { fetcher } = answering({
      'Things?': { value: [71, 72].map((number) => ({ ...THING, name: 'same', '@iot.id': number })) },
      'Things(71)/Datastreams': {
        value: [streamOf(11, 'CategoryObservation'), streamOf(12, 'TruthObservation')],
      },
      'Things(72)/Datastreams': { value: [streamOf(13, 'Measurement')] },
      'Datastreams(11)/Observations': { value: [hour(1, 'open'), hour(2, '5')] },
      'Datastreams(12)/Observations': { value: [hour(1, true)] },
      'Datastreams(13)/Observations': { value: [hour(1, '7.5'), hour(2, 'defect'), hour(3, '')] },
    })
    await run(fetcher)
    expect((await readAll('same')).toSorted()).toEqual([
      'state 5  03-01 02:00',
      'state 7.5 µg/m³ 03-01 01:00',
      'state open  03-01 01:00',
      'state true µg/m³ 03-01 01:00',
    ])
    const things = await sql`select count(*)::int from measurements.thing where name = 'same'`.execute(
      server.database.db,
    )
    expect(things.rows).toEqual([{ count: 2 }])
    expect(await get(id)).toMatchObject({ health: 'healthy', rows: 4, refused: 1 })
    const letters = await sql`select reason from measurements.dead_letter`.execute(server.database.db)
    expect(letters.rows).toEqual([{ reason: 'does-not-fit' }])
  })

  it.each(['https://evil.test/v1.0/Things', 'http://sta.test/v1.0/Things', 'https://sta.test/admin'])(
    'cannot lead to %s',
    async (next) => {
      const id = await create(settings)
      const { fetcher, asked } = answering({ 'Things?': { value: [], '@iot.nextLink': next } })
      await run(fetcher)
      expect(asked).toHaveLength(1)
      expect(await get(id)).toMatchObject({ health: 'failing' })
    },
  )

  it('must be on the list of the operator', async () => {
    const answer = await send('POST', '/api/v1/connectors', {
      name: 'x',
      settings: { kind: 'sensorthings', root: 'http://169.254.169.254/v1.0' },
    })
    expect(answer.json()).toMatchObject({ status: 400, errors: [{ pointer: '/settings/root' }] })
  })
})

it('Sensor.Community gives outdoor sensors, times in UTC and pressure in pascal', async () => {
  await create({ kind: 'sensor-community', latitude: 52.5, longitude: 6.1, kilometres: 10 })
  const message = (id: number, indoor: number, values: object[]) => ({
    id: 1,
    timestamp: '2026-03-02 09:58:11',
    location: { id, latitude: '52.5', longitude: '6.1', indoor },
    sensor: { id: 900 },
    sensordatavalues: values,
  })
  const { fetcher, asked } = answering({
    'area=52.5,6.1,10': [
      message(11, 0, [
        { value_type: 'P2', value: '4.30' },
        { value_type: 'P1', value: 'unknown' },
        { value_type: 'pressure', value: '101325.00' },
      ]),
      message(12, 1, [{ value_type: 'P2', value: '9' }]),
    ],
  })
  await run(fetcher)
  expect(asked).toEqual(['https://data.sensor.community/airrohr/v1/filter/area=52.5,6.1,10'])
  expect(await readAll('sensor-community-11')).toEqual([
    'air-pressure 1013.25 hPa 03-02 09:58',
    'pm25-uncalibrated 4.3 µg/m³ 03-02 09:58',
  ])
  expect(await readAll('sensor-community-12')).toEqual([])
})

it('openSenseMap is read in parts, by the titles and units that people gave', async () => {
  const id = await create({ kind: 'opensensemap', boxes: ['box1'] })
  const box = {
    currentLocation: { coordinates: [6.1, 52.5, 3] },
    sensors: [
      { _id: 's1', title: 'PM2.5', unit: 'µg/m³' },
      { _id: 's2', title: 'Luftdruck', unit: 'Pa' },
      { _id: 's3', title: 'UV-Intensität', unit: 'µW/cm²' },
    ],
  }
  const pages = {
    '/data/s1': (url: string) =>
      url.includes('to-date=2026-03-02') ? [{ value: '4.2', createdAt: '2026-03-01T08:24:34.000Z' }] : [],
    '/data/s2': [{ value: '101300', createdAt: '2026-03-01T08:24:34.000Z' }],
    '/data/s3': [{ value: '5', createdAt: '2026-03-01T08:24:34.000Z' }],
    '/boxes/box1': box,
  }
  const { fetcher, asked } = answering(pages)
  await run(fetcher)
  expect(await readAll('opensensemap-box1')).toEqual([
    'air-pressure 1013 hPa 03-01 08:24',
    'pm25-uncalibrated 4.2 µg/m³ 03-01 08:24',
    'uv-intensitat 5 µW/cm² 03-01 08:24',
  ])
  expect(asked.filter((url) => url.includes('/s1'))).toHaveLength(6)
  server.now = new Date('2026-03-02T11:00:00Z')
  const later = answering(pages)
  await run(later.fetcher)
  expect(later.asked.filter((url) => url.includes('/s1'))).toEqual([
    expect.stringContaining('from-date=2026-03-01T08:24:34'),
  ])
  expect(await get(id)).toMatchObject({ health: 'healthy', rows: 3 })
})

it('openSenseMap is read on after a box that is gone, which is told, and goes on where a run ended', async () => {
  const boxes = ['gone', 'here', ...Array.from({ length: 5 }, (_, n) => `down${n}`), 'last']
  const id = await create({ kind: 'opensensemap', boxes }, { intervalMinutes: 60 })
  const down = new FetchError({ nl: 'x antwoordde met 500.', en: 'x answered 500.' }, { status: 500 })
  const box = { sensors: [{ _id: 's1', title: 'PM10', unit: 'µg/m³' }] }
  const pages: Pages = {
    '/data/s1': [{ value: '4', createdAt: '2026-03-01T08:00:00.000Z' }],
    '/boxes/here': box,
    '/boxes/last': box,
    '/boxes/down': down,
  }
  const first = answering(pages)
  await run(first.fetcher)
  // So many in a row are the fault of the server.
  expect(first.asked.at(-1)).toContain('down4')
  expect(await readAll('opensensemap-here')).toHaveLength(1)
  expect(await get(id)).toMatchObject({ health: 'failing', failures: 1 })
  server.now = new Date('2026-03-02T12:00:00Z')
  const second = answering({ ...pages, '/boxes/down': { sensors: [] } })
  await run(second.fetcher)
  expect(second.asked[0]).toContain('down4')
  expect(await get(id)).toMatchObject({ health: 'healthy', failures: 0, rows: 2 })
  server.now = new Date('2026-03-02T13:00:00Z')
  await run(second.fetcher)
  expect(await get(id)).toMatchObject({
    health: 'failing',
    failures: 0,
    lastError: { nl: 'gone: x antwoordde met 404.', en: 'gone: x answered 404.' },
    nextRunAt: '2026-03-02T14:00:00Z',
  })
})

it('openSenseMap is asked for shorter periods when it holds more than it gives at once', async () => {
  const id = await create({ kind: 'opensensemap', boxes: ['fast'] })
  const { fetcher } = answering({
    '/data/s1': (url: string) => {
      const [from = 0, to = 0] = [...url.matchAll(/-date=([^&]+)/g)].map(([, date = '']) => Date.parse(date))
      const value = { value: '1', createdAt: new Date(from).toISOString() }
      return to - from > 3 * 86_400_000 ? Array(10_000).fill(value) : [value]
    },
    '/boxes/fast': { sensors: [{ _id: 's1', title: 'PM10', unit: 'µg/m³' }] },
  })
  await run(fetcher)
  expect(await get(id)).toMatchObject({ health: 'healthy', rows: 12 })
})

it('Luchtmeetnet gives hours from their start, in pages', async () => {
  await create({ kind: 'luchtmeetnet', stations: ['NL1'] })
  const measured = (at: string, formula: string, value: number) => ({
    station_number: 'NL1',
    value,
    timestamp_measured: at,
    formula,
  })
  const { fetcher } = answering({
    '/stations/NL1': { data: { geometry: { type: 'point', coordinates: [5.82224, 50.98445] } } },
    'page=2': { pagination: { last_page: 2 }, data: [measured('2026-03-01T02:00:00+01:00', 'NO2', -1.2)] },
    'end=2026-03-02': {
      pagination: { last_page: 2 },
      data: [measured('2026-03-01T00:00:00+00:00', 'PM25', 8)],
    },
    measurements: { pagination: { last_page: 1 }, data: [] },
  })
  await run(fetcher)
  expect(await readAll('NL1')).toEqual([
    'no2 -1.2 µg/m³ 03-01 01:00/03-01 02:00',
    'pm25 8 µg/m³ 03-01 00:00/03-01 01:00',
  ])
})

const KNMI = `# Hourly values
# STN         LON(east)   LAT(north)     ALT(m)  NAME
# 260         5.180       52.100      1.900      De Bilt
# STN,YYYYMMDD,   HH,   DD,   FH,    T,   RH,    P
  260,20260228,   24,  990,   30,   -5,   -1,10215
  260,20260301,    1,  360,   25,     ,    4,10211
`

it('KNMI gives tenths, hours 1 to 24 of UTC, and nothing for what was not measured', async () => {
  await create({ kind: 'knmi', stations: [260], period: 'hour', since: '2026-02-28' })
  const { fetcher, asked } = answering({ uurgegevens: KNMI })
  await run(fetcher)
  expect(asked).toEqual([
    'https://www.daggegevens.knmi.nl/klimatologie/uurgegevens?stns=260&vars=ALL&start=2026022801&end=2026030224',
  ])
  expect(await readAll('knmi-260')).toEqual([
    'air-pressure 1021.5 hPa 03-01 00:00',
    'air-pressure 1021.1 hPa 03-01 01:00',
    'rain 0 mm 02-28 23:00/03-01 00:00',
    'rain 0.4 mm 03-01 00:00/03-01 01:00',
    'temperature -0.5 °C 03-01 00:00',
    'wind-direction 360 ° 03-01 01:00',
    'wind-speed 3 m/s 02-28 23:00/03-01 00:00',
    'wind-speed 2.5 m/s 03-01 00:00/03-01 01:00',
  ])
  server.now = new Date('2026-03-03T10:00:00Z')
  const later = answering({ uurgegevens: KNMI })
  await run(later.fetcher)
  expect(later.asked[0]).toContain('start=2026022801')
})

describe('a connector', () => {
  const settings = { kind: 'knmi', stations: [260], period: 'hour', since: '2026-02-28' }

  it('keeps what the dataset does not take with the dead letters, from where it can be replayed', async () => {
    const id = await create(settings)
    await run(answering({ uurgegevens: KNMI }).fetcher)
    const { datasetId } = await get(id)
    await sql`update catalogue.dataset set corrections = 'refuse' where id = ${datasetId}`.execute(
      server.database.db,
    )
    server.now = new Date('2026-03-03T10:00:00Z')
    await run(answering({ uurgegevens: KNMI.replace('10211', '10212') }).fetcher)
    expect(await get(id)).toMatchObject({ health: 'healthy', refused: 1 })
    const [letter] = (await send('GET', '/api/v1/dead-letters')).json().items
    expect(letter).toMatchObject({
      origin: 'connector',
      reason: 'differs-from-stored',
      address: 'knmi-260 P',
    })
    const replay = () => send('POST', `/api/v1/dead-letters/${letter.id}/replays`, {})
    expect((await replay()).json()).toMatchObject({ state: 'waiting' })
    await sql`update catalogue.dataset set corrections = 'replace' where id = ${datasetId}`.execute(
      server.database.db,
    )
    expect((await replay()).json()).toMatchObject({ state: 'replayed' })
    expect(await readAll('knmi-260')).toContain('air-pressure 1021.2 hPa 03-01 01:00')
  })

  it('is paused, resumed, run at once, changed and removed by who may write in its dataset', async () => {
    const id = await create(settings, { paused: true })
    const { fetcher, asked } = answering({ uurgegevens: KNMI })
    await run(fetcher)
    expect(asked).toEqual([])
    expect(await get(id)).toMatchObject({ health: 'paused', nextRunAt: null })
    expect((await send('POST', `/api/v1/connectors/${id}/runs`, {})).statusCode).toBe(409)
    const changed = await send('PATCH', `/api/v1/connectors/${id}`, {
      paused: false,
      intervalMinutes: 120,
      name: 'Weer',
    })
    expect(changed.json()).toMatchObject({ health: 'waiting', intervalMinutes: 120, name: 'Weer' })
    await run(fetcher)
    expect(await get(id)).toMatchObject({ nextRunAt: '2026-03-02T12:00:00Z' })
    const other = await signInAs(server, 'data-expert')
    for (const method of ['GET', 'DELETE'] as const) {
      expect((await send(method, `/api/v1/connectors/${id}`, undefined, other.headers)).statusCode).toBe(404)
    }
    expect((await send('GET', '/api/v1/connectors', undefined, other.headers)).json().items).toEqual([])
    expect((await send('GET', '/api/v1/connectors')).json().items).toHaveLength(1)
    expect((await send('DELETE', `/api/v1/connectors/${id}`)).statusCode).toBe(204)
    expect((await send('GET', `/api/v1/connectors/${id}`)).statusCode).toBe(404)
  })

  it('loses neither of two changes at once', async () => {
    const id = await create(settings)
    let second: ReturnType<typeof send> | undefined
    await server.database.db.transaction().execute(async (transaction) => {
      await sql`update measurements.connector set paused = true where id = ${id}`.execute(transaction)
      second = send('PATCH', `/api/v1/connectors/${id}`, { name: 'Anders' })
      // Time to come to the row; where it does not, there is nothing to lose.
      await new Promise((resolve) => setTimeout(resolve, 200))
    })
    expect((await second)?.json()).toMatchObject({ name: 'Anders', intervalMinutes: 60, health: 'paused' })
  })

  it('is not taken by another process when it is hastened or changed while it runs', async () => {
    const id = await create(settings)
    const asked = Promise.withResolvers<void>()
    const answer = Promise.withResolvers<string>()
    const slow: Fetcher = {
      async get(url) {
        asked.resolve()
        return { url, text: await answer.promise }
      },
    }
    const first = run(slow)
    await asked.promise
    await hastenConnector(server.database.db, id, server.now)
    await send('PATCH', `/api/v1/connectors/${id}`, { intervalMinutes: 10 })
    server.now = new Date('2026-03-02T10:14:00Z')
    const second = answering({ uurgegevens: KNMI })
    await run(second.fetcher)
    expect(second.asked).toEqual([])
    answer.resolve(KNMI)
    await first
    expect(await get(id)).toMatchObject({ health: 'healthy', nextRunAt: '2026-03-02T10:24:00Z' })
    server.now = new Date('2026-03-02T10:24:00Z')
    await run(second.fetcher)
    expect(second.asked).toHaveLength(1)
  })

  it('is taken by another process when the one that had it does not come back', async () => {
    const id = await create(settings)
    const { db } = server.database
    const lost = await takeDue(db, server.now, 15)
    server.now = new Date('2026-03-02T10:15:00Z')
    const taken = await takeDue(db, server.now, 15)
    if (!lost || !taken) throw new Error('A connector should be taken again after its lease.')
    await noteError(db, lost, { nl: 'te laat', en: 'too late' }, server.now, server.now)
    expect(await takeDue(db, server.now, 15)).toBeUndefined()
    expect(await get(id)).toMatchObject({ failures: 0, lastError: null })
  })

  it('is run by one process at a time', async () => {
    await create(settings)
    const one = answering({ uurgegevens: KNMI })
    const two = answering({ uurgegevens: KNMI })
    await Promise.all([run(one.fetcher), run(two.fetcher)])
    expect([...one.asked, ...two.asked]).toHaveLength(1)
  })

  it('says so when the other server answers something else', async () => {
    const id = await create(settings)
    await run(answering({ uurgegevens: '<html>Onderhoud</html>' }).fetcher)
    expect(await get(id)).toMatchObject({
      health: 'failing',
      lastError: { nl: expect.stringContaining('anders dan verwacht') },
    })
  })
})

describe('waiting after failures', () => {
  const now = new Date('2026-03-02T10:00:00Z')
  const minutes = (failures: number, over = {}, chance = 0.5) =>
    (chooseRetry(now, { failures, intervalMinutes: 1, retryAfter: undefined, ...over }, chance).getTime() -
      now.getTime()) /
    60_000

  it('doubles, up to a day, and is spread by chance', () => {
    expect([0, 1, 2, 5].map((failures) => minutes(failures))).toEqual([1, 2, 4, 32])
    expect(minutes(50)).toBe(24 * 60)
    expect([minutes(2, {}, 0), minutes(2, {}, 1)]).toEqual([3, 5])
  })
  it('is never shorter than the other side asks', () => {
    expect(minutes(0, { retryAfter: 3600 })).toBe(60)
  })
  it('is not needed when a run ended because it took long', () => {
    expect(chooseNext(now, 60, false)).toEqual(now)
  })
})
