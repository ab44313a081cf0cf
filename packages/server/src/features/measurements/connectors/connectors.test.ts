import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { FetchError } from '../../../platform/http-client/fetcher.ts'
import { findWrongRollups } from '../testing/datastreams.ts'
import { answering, KNMI, type Pages, useConnectors } from './testing/connectors.ts'

const { server, send, create, get, run, readAll } = useConnectors()

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
