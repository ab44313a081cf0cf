import { existsSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createFetcher, type Fetcher } from '../../../platform/http-client/fetcher.ts'
import { signInAs, type TestActor } from '../../../testing/actors.ts'
import { useServer } from '../../../testing/server.ts'
import { findWrongRollups } from '../testing/datastreams.ts'
import { runConnectors } from './run.ts'

/** What the real servers answered, told again by a server on this machine, through the real fetcher. */
const folder = join(process.env.SAMENSPEL_SHARED ?? '../shared', 'data')
const read = (name: string) => {
  const bytes = readFileSync(join(folder, name))
  return (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString()
}

describe.skipIf(!existsSync(folder))('recorded answers', { timeout: 120_000 }, () => {
  const server = useServer({ CONNECTOR_HOSTS: 'api-samenmeten.rivm.nl' })
  let actor: TestActor
  let other: Server
  let fetcher: Fetcher
  const answers = new Map<string, (url: URL) => string>()

  beforeAll(async () => {
    actor = await signInAs(server, 'data-expert')
    other = createServer((request, reply) => {
      const url = new URL(request.url ?? '/', 'http://data.test')
      const found = [...answers].find(([start]) => decodeURI(url.pathname).startsWith(start))
      if (found) reply.end(found[1](url))
      else reply.writeHead(404).end()
    })
    await new Promise<void>((done) => other.listen(0, '127.0.0.1', done))
    const host = `data.test:${(other.address() as AddressInfo).port}`
    const local = createFetcher({
      hosts: [host],
      resolveName: async () => ['127.0.0.1'],
      isAllowed: (address) => address === '127.0.0.1',
    })
    fetcher = { get: (url) => local.get(url.replace(/^https:\/\//, `http://${host}/`)) }
  })
  afterAll(() => void other?.close())

  async function fetchWith(settings: object) {
    server.now = new Date(server.now.getTime() + 60_000)
    const made = await server.request({
      method: 'POST',
      url: '/api/v1/connectors',
      headers: actor.headers,
      payload: { name: 'Opgenomen', settings },
    })
    expect([made.statusCode, made.body]).toEqual([201, expect.anything()])
    await runConnectors(server.app.platform, { fetcher, random: () => 0.5 })
    return (
      await server.request({ url: `/api/v1/connectors/${made.json().id}`, headers: actor.headers })
    ).json()
  }
  const listStreams = async (station: string) => {
    const { rows } = await sql<{
      property: string
      unit: string
      count: number
      least: number
      most: number
    }>`
      select p.source_key as property, d.unit_of_measurement ->> 'symbol' as unit, count(*)::int as count,
        min(o.result_number) as least, max(o.result_number) as most
      from measurements.observation o join measurements.datastream d on d.id = o.datastream_id
      join measurements.observed_property p on p.id = d.observed_property_id
      join measurements.thing t on t.id = d.thing_id where t.name = ${station}
      group by 1, 2 order by 1`.execute(server.database.db)
    return rows
  }

  it('of Samen Meten: things and datastreams without a count or a name of the unit, and sentinels', async () => {
    const values = read('sensorthings/rivm-samenmeten/ATdatabase_ex_data.csv.gz')
      .split('\n')
      .map((line) => line.replaceAll('"', '').split(','))
      .filter(([, parameter]) => parameter === 'rh')
      .slice(0, 400)
    const observations = values.map(([, , result, , , , time], n) => ({
      '@iot.id': n,
      phenomenonTime: new Date(Date.parse(time ?? '') + n * 1000).toISOString(),
      result: result === 'NA' ? null : Number(result),
    }))
    const good = observations.filter(
      ({ result }) => result !== null && result !== -99.9 && result !== -999,
    ).length
    answers.set('/api-samenmeten.rivm.nl/v1.0/Things(7270)/Datastreams', () =>
      read('sensorthings/rivm-samenmeten/Things_7270_Datastreams.json'),
    )
    answers.set('/api-samenmeten.rivm.nl/v1.0/Things', () =>
      read('sensorthings/rivm-samenmeten/Things_filter_HLL_hl_device_465.json'),
    )
    answers.set('/api-samenmeten.rivm.nl/v1.0/Datastreams(38619)/Observations', () =>
      JSON.stringify({ value: observations }),
    )
    answers.set('/api-samenmeten.rivm.nl/v1.0/Datastreams', () => JSON.stringify({ value: [] }))
    const connector = await fetchWith({
      kind: 'sensorthings',
      root: 'https://api-samenmeten.rivm.nl/v1.0',
      filter: "contains(name,'HLL_hl_device_465')",
    })
    expect(connector).toMatchObject({ health: 'healthy', lastError: null, rows: good, refused: 0 })
    expect(await listStreams('HLL_hl_device_465')).toEqual([
      expect.objectContaining({ property: 'relative-humidity', unit: '%', count: good }),
    ])
  })

  it('of KNMI: every hour of January 2000 at De Bilt', async () => {
    const lines = read('sensors/knmi/uurgeg_260_1991-2000.txt.gz').split(/\r?\n/)
    const text = lines.filter((line) => !/^\s*260,/.test(line) || line.includes(',200001')).join('\n')
    answers.set('/www.daggegevens.knmi.nl/klimatologie/uurgegevens', () => text)
    server.now = new Date('2000-02-01T00:00:00Z')
    const connector = await fetchWith({ kind: 'knmi', stations: [260], period: 'hour', since: '2000-01-01' })
    expect(connector).toMatchObject({ health: 'healthy', lastError: null, refused: 0 })
    const cells = (index: number) =>
      lines
        .filter((line) => line.includes(',200001'))
        .map((line) => line.split(',')[index]?.trim() ?? '')
        .filter((cell) => cell !== '')
        .map(Number)
    const pressure = cells(14)
    expect(await listStreams('knmi-260')).toEqual(
      expect.arrayContaining([
        {
          property: 'air-pressure',
          unit: 'hPa',
          count: 744,
          least: Math.min(...pressure) / 10,
          most: Math.max(...pressure) / 10,
        },
        expect.objectContaining({ property: 'rain', unit: 'mm', count: 744, least: 0 }),
        expect.objectContaining({ property: 'temperature', count: 744, least: Math.min(...cells(7)) / 10 }),
        expect.objectContaining({
          property: 'wind-direction',
          count: cells(3).filter((d) => d !== 0 && d !== 990).length,
        }),
      ]),
    )
  })

  it('of KNMI: daily rain of observers, from eight to eight', async () => {
    const lines = read('sensors/knmi/neerslaggeg_VILSTEREN_342.txt.gz').split(/\r?\n/)
    const text = lines.filter((line) => !line.startsWith('342,') || line.startsWith('342,195201')).join('\n')
    answers.set('/www.daggegevens.knmi.nl/klimatologie/daggegevens', () => text)
    server.now = new Date('1952-02-01T00:00:00Z')
    const connector = await fetchWith({ kind: 'knmi', stations: [342], period: 'day', since: '1952-01-01' })
    expect(connector).toMatchObject({ health: 'healthy', rows: 31 })
    const { rows } = await sql`select o.result_number as rain, o.phenomenon_start as start
      from measurements.observation o join measurements.datastream d on d.id = o.datastream_id
      join measurements.thing t on t.id = d.thing_id where t.source_key = 'knmi-342' and o.result_number = 9.5`.execute(
      server.database.db,
    )
    expect(rows).toEqual([{ rain: 9.5, start: new Date('1952-01-01T08:00:00Z') }])
  })

  it('of Luchtmeetnet: a station, and its hours around New Year', async () => {
    const measured = read('sensors/luchtmeetnet/newyear-2023-2024/NL01485.csv')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(','))
    answers.set('/api.luchtmeetnet.nl/open_api/stations', () =>
      read('sensors/luchtmeetnet/station-api-response.json'),
    )
    answers.set('/api.luchtmeetnet.nl/open_api/measurements', (url) => {
      const within = measured.filter(([, time = '']) => {
        const at = Date.parse(time)
        return (
          at >= Date.parse(url.searchParams.get('start') ?? '') &&
          at < Date.parse(url.searchParams.get('end') ?? '')
        )
      })
      const data = within.map(([value, time = '']) => ({
        station_number: 'NL01485',
        value: Number(value),
        timestamp_measured: time.replace(' ', 'T'),
        formula: 'PM25',
      }))
      return JSON.stringify({ pagination: { last_page: 1 }, data })
    })
    server.now = new Date('2024-01-05T00:00:00Z')
    const connector = await fetchWith({ kind: 'luchtmeetnet', stations: ['NL01485'] })
    expect(connector).toMatchObject({ health: 'healthy', rows: measured.length })
    const figures = measured.map(([value]) => Number(value))
    expect(await listStreams('NL01485')).toEqual([
      {
        property: 'pm25',
        unit: 'µg/m³',
        count: figures.length,
        least: Math.min(...figures),
        most: Math.max(...figures),
      },
    ])
    expect(await findWrongRollups(server.database.db)).toEqual([])
  })

  it('of openSenseMap: values of one sensor', async () => {
    const [first = '', ...rest] = read('sensors/opensensemap/pm25_berlin.csv.gz')
      .split('\n')
      .slice(1, 20_000)
      .map((line) => line.replaceAll('"', ''))
    const sensor = first.split(',')[1] ?? ''
    const values = [first, ...rest].map((line) => line.split(',')).filter(([, id]) => id === sensor)
    const box = {
      currentLocation: { coordinates: [13.38, 52.46] },
      sensors: [{ _id: sensor, title: 'PM2.5', unit: 'µg/m³' }],
    }
    answers.set('/api.opensensemap.org/boxes/box/data', (url) =>
      JSON.stringify(
        values
          .filter(
            ([at = '']) =>
              at >= (url.searchParams.get('from-date') ?? '') && at < (url.searchParams.get('to-date') ?? ''),
          )
          .map(([createdAt, , value]) => ({ value, createdAt })),
      ),
    )
    answers.set('/api.opensensemap.org/boxes/box', () => JSON.stringify(box))
    server.now = new Date('2023-03-02T00:00:00Z')
    const connector = await fetchWith({ kind: 'opensensemap', boxes: ['box'] })
    expect(connector).toMatchObject({ health: 'healthy', rows: new Set(values.map(([at]) => at)).size })
  })
})
