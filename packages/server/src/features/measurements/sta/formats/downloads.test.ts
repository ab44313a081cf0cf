import { parquetReadObjects } from 'hyparquet'
import { beforeAll, describe, expect, it } from 'vitest'
import { useServer } from '../../../../testing/server.ts'
import { SECRET, seedOpenAndSecret, speakAs } from '../testing/seed.ts'

const server = useServer()
let send: ReturnType<typeof speakAs>
let series: string

const MANY = 12_345

beforeAll(async () => {
  const { open } = await seedOpenAndSecret(server)
  send = speakAs(server, open)
  const all = (await send('GET', "Datastreams?$filter=name eq 'PM2.5 1'&$select=id")).json<{
    value: { '@iot.id': number }[]
  }>()
  series = `Datastreams(${all.value[0]?.['@iot.id']})/Observations`
}, 60_000)

async function download(path: string, accept?: string) {
  const answer = await server.request({
    url: `/sta/v1.1/${path}`,
    headers: accept === undefined ? {} : { accept },
  })
  return {
    status: answer.statusCode,
    type: answer.headers['content-type'],
    name: answer.headers['content-disposition'],
    text: answer.body,
    bytes: answer.rawPayload,
  }
}
const linesOf = ({ text }: { text: string }) => text.split('\r\n').slice(0, -1)

async function readParquet(path: string): Promise<Record<string, unknown>[]> {
  const { status, bytes, text } = await download(path, 'application/vnd.apache.parquet')
  expect(status, text).toBe(200)
  return parquetReadObjects({ file: new Uint8Array(bytes).buffer })
}

describe('CSV', () => {
  it('has a line per entity, with the columns of entities that are linked to it', async () => {
    const answer = await download(
      `${series}?$resultFormat=csv&$top=2&$select=phenomenonTime,result&$expand=Datastream($select=name,unitOfMeasurement;$expand=Thing($select=properties/height))`,
    )
    expect(answer).toMatchObject({
      status: 200,
      type: 'text/csv; charset=utf-8',
      name: expect.stringMatching(/^attachment; filename="Datastreams-\d+-Observations\.csv"$/),
    })
    expect(linesOf(answer)).toEqual([
      'phenomenonTime,result,Datastream/name,Datastream/unitOfMeasurement/name,Datastream/unitOfMeasurement/symbol,Datastream/unitOfMeasurement/definition,Datastream/Thing/properties/height',
      '2026-03-01T00:00:00.000Z,0,PM2.5 1,microgram,ug/m3,ucum:ug/m3,3.5',
      '2026-03-01T01:00:00.000Z,2.5,PM2.5 1,microgram,ug/m3,ucum:ug/m3,3.5',
    ])
  })

  it('gives every kind of result, and JSON as text', async () => {
    const answer = await download(
      "Observations?$filter=Datastream/name eq 'Notes 1'&$select=phenomenonTime,result,resultQuality,parameters",
      'text/csv',
    )
    expect(linesOf(answer)).toEqual([
      'phenomenonTime,result,resultQuality,parameters',
      '2026-03-01T00:00:00.000Z/2026-03-01T01:00:00.000Z,fog 1,,"{""a"":1}"',
      '2026-03-01T02:00:00.000Z,"{""a"":{""b"":2}}",poor,',
      '2026-03-01T03:00:00.000Z,true,,',
      '2026-03-01T04:00:00.000Z,,,',
      '2026-03-01T05:00:00.000Z,3,,',
      '2026-03-01T06:00:00.000Z,"[1,2]",,',
    ])
  })

  it('keeps texts from being run by a spreadsheet, and numbers as they are', async () => {
    const name = '=HYPERLINK("https://example.org")'
    await send('POST', 'Things', { name, description: 'a, "b"\nc', properties: { low: -5 } })
    const answer = await download(
      "Things?$resultFormat=CSV&$select=name,description,properties/low&$filter=startswith(name,'=')",
    )
    expect(answer.text).toBe(
      `name,description,properties/low\r\n"'=HYPERLINK(""https://example.org"")","a, ""b""\nc",-5\r\n`,
    )
  })

  it('gives a list of any length in pages, in order and each row once', async () => {
    const { open } = { open: send }
    const made = await open('POST', 'CreateObservations', [
      {
        Datastream: { '@iot.id': Number(/\d+/.exec(series)?.[0]) },
        components: ['phenomenonTime', 'result'],
        dataArray: Array.from({ length: MANY }, (_, index) => [
          new Date(Date.UTC(2026, 3, 1) + index * 60_000).toISOString(),
          index,
        ]),
      },
    ])
    expect(made.status).toBe(201)
    const filter = '$filter=phenomenonTime ge 2026-04-01T00:00:00Z'
    const all = await download(`${series}?${filter}&$select=result&$resultFormat=CSV`)
    expect(linesOf(all).slice(1).map(Number)).toEqual(Array.from({ length: MANY }, (_, index) => index))
    const some = await download(
      `${series}?${filter}&$select=result&$orderby=result desc&$skip=10&$top=7000&$resultFormat=CSV`,
    )
    expect(linesOf(some).slice(1).map(Number)).toEqual(
      Array.from({ length: 7000 }, (_, index) => MANY - 11 - index),
    )
    const rows = await readParquet(`Observations?${filter}&$select=result`)
    expect(rows.map(({ result }) => result)).toEqual(Array.from({ length: MANY }, (_, index) => index))
  }, 60_000)

  it('has only a header for an empty list, and shows nothing of what is withheld', async () => {
    expect((await download('Things?$filter=id lt 0&$select=name,id', 'text/csv')).text).toBe('name,id\r\n')
    for (const path of [
      'Things',
      'Datastreams',
      'Observations',
      'Locations',
      'Sensors',
      'HistoricalLocations',
    ]) {
      for (const format of ['CSV', 'GeoJSON']) {
        const { status, text } = await download(`${path}?$resultFormat=${format}`)
        expect(status).toBe(200)
        expect(text).not.toContain(SECRET)
      }
    }
    expect((await download('Things(999999)/Datastreams', 'text/csv')).status).toBe(404)
  })
})

describe('GeoJSON', () => {
  it('has a feature per entity, with its own place or that of what it belongs to', async () => {
    const read = async (path: string) => {
      const answer = await download(path, 'application/geo+json')
      expect(answer.type).toBe('application/geo+json; charset=utf-8')
      return JSON.parse(answer.text) as { type: string; features: Record<string, unknown>[] }
    }
    const things = await read("Things?$filter=name eq 'Station 1'&$select=name,properties")
    expect(things).toMatchObject({
      type: 'FeatureCollection',
      features: [
        {
          type: 'Feature',
          id: expect.any(Number),
          geometry: { type: 'Point', coordinates: [5.1, 52.3] },
          properties: { name: 'Station 1', properties: { height: 3.5 } },
        },
      ],
    })
    const [place] = (await read("Locations?$filter=name eq 'Place 2'")).features
    expect(place).toMatchObject({ geometry: { coordinates: [5.3, 52.5] }, properties: { name: 'Place 2' } })
    expect(place).not.toHaveProperty('properties.location')
    const [note] = (
      await read(
        "Observations?$filter=Datastream/name eq 'Notes 1' and phenomenonTime ge 2026-03-01T06:00:00Z&$expand=Datastream($select=name)",
      )
    ).features
    expect(note).toMatchObject({
      geometry: { type: 'Polygon' },
      properties: { result: [1, 2], 'Datastream/name': 'Notes 1' },
    })
    expect((await read("Datastreams?$filter=name eq 'PM2.5 2'")).features[0]).toMatchObject({
      geometry: { coordinates: [5.3, 52.5] },
    })
    expect((await read('Sensors?$top=1')).features[0]).toMatchObject({ geometry: null })
    expect((await read('Sensors?$filter=id lt 0')).features).toEqual([])
  })
})

describe('Parquet', () => {
  it('has columns with types of their own', async () => {
    const rows = await readParquet(
      "Observations?$filter=Datastream/name in ('Notes 1','PM2.5 1') and phenomenonTime lt 2026-03-01T03:00:00Z&$orderby=Datastream/name,phenomenonTime&$expand=Datastream($select=id,name)",
    )
    expect(rows).toHaveLength(5)
    expect(rows[0]).toEqual({
      id: expect.any(BigInt),
      phenomenonTime: new Date('2026-03-01T00:00:00Z'),
      phenomenonTimeEnd: new Date('2026-03-01T01:00:00Z'),
      result: null,
      resultText: 'fog 1',
      resultTime: null,
      resultQuality: null,
      validTime: null,
      validTimeEnd: null,
      parameters: { a: 1 },
      'Datastream/id': expect.any(BigInt),
      'Datastream/name': 'Notes 1',
    })
    expect(rows[1]).toMatchObject({ resultText: '{"a":{"b":2}}', resultQuality: 'poor' })
    expect(rows[4]).toMatchObject({
      phenomenonTimeEnd: null,
      result: 5,
      resultText: null,
      resultTime: new Date('2026-03-01T02:00:00Z'),
    })
  })

  it('can be empty', async () => {
    expect(await readParquet('Observations?$filter=id lt 0')).toEqual([])
  })
})

describe('a form', () => {
  it.each([
    ['Observations', undefined, 'application/json; charset=utf-8'],
    ['Observations', '*/*', 'application/json; charset=utf-8'],
    ['Observations', 'text/html, */*;q=0.8', 'application/json; charset=utf-8'],
    ['Observations', 'text/csv;q=0.5, application/json', 'application/json; charset=utf-8'],
    ['Observations?$resultFormat=JSON', 'text/csv', 'application/json; charset=utf-8'],
    ['Observations?$resultFormat=geojson', 'text/csv', 'application/geo+json; charset=utf-8'],
    ['Observations/$count', 'text/csv', 'text/plain; charset=utf-8'],
    ['Things(1)', 'text/csv', 'application/json; charset=utf-8'],
  ])('of %s for %s is %s', async (path, accept, type) => {
    expect((await download(path, accept)).type).toBe(type)
  })

  it.each([
    ['Things?$resultFormat=CSV&$expand=Datastreams', 400],
    ['Things?$resultFormat=CSV&$count=true', 400],
    ['Things?$resultFormat=GeoJSON&$expand=Locations', 400],
    ['Observations?$resultFormat=CSV&$expand=Datastream($expand=Observations)', 400],
    ['Observations?$resultFormat=XML', 501],
  ])('is refused for %s', async (path, status) => {
    expect((await download(path)).status).toBe(status)
  })

  it('sends no body to HEAD', async () => {
    const answer = await server.request({ method: 'HEAD', url: '/sta/v1.1/Observations?$resultFormat=CSV' })
    expect([answer.statusCode, answer.body]).toEqual([200, ''])
  })
})
