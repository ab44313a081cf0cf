import { VectorTile } from '@mapbox/vector-tile'
import { drawHexagon, findHexagon, type Point2D, toWgs84 } from '@samenspel/standards/geo'
import { PbfReader } from 'pbf'
import { beforeAll, expect, it } from 'vitest'
import { signInAs, type TestActor } from '../../../testing/actors.ts'
import { useServer } from '../../../testing/server.ts'
import { storeObservations } from '../ingest/store-observations.ts'
import { planWorld } from '../plan/testing/world.ts'
import { createTestStation } from '../testing/datastreams.ts'
import { placeThings } from '../things/place-things.ts'
import { drawStations } from './draw.ts'

const server = useServer()
const world = planWorld(server)
let owner: TestActor
let partner: TestActor

/** The middle of a hexagon of a kilometre, and of squares of 500 m in it or near it. */
const MIDDLE = drawHexagon(findHexagon(toWgs84([150_000, 456_000]), 1000), 1000).centre

beforeAll(async () => {
  owner = await signInAs(server, 'data-expert')
  partner = await signInAs(server, 'data-expert')
})

const near = (metres: number): Point2D => [MIDDLE[0] + metres / 68_000, MIDDLE[1]]

async function addStation(
  dataset: string,
  name: string,
  property: string,
  values: Record<string, number>,
  point = near(0),
) {
  const observations = Object.entries(values).map(([phenomenonTime, result]) => ({ phenomenonTime, result }))
  const made = await world.station(owner, dataset, { name, point, property, observations })
  await placeThings(server.database.db, [made.thingId])
  return made
}

const tileOf = (zoom: number, [longitude, latitude]: Point2D) => {
  const sine = Math.sin((latitude * Math.PI) / 180)
  const down = 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)
  return [zoom, Math.floor((longitude / 360 + 0.5) * 2 ** zoom), Math.floor(down * 2 ** zoom)].join('/')
}

async function readTile(layer: string, tile: string, query: string, headers: Record<string, string> = {}) {
  const answer = await server.request({ url: `/api/v1/tiles/${layer}/${tile}?${query}`, headers })
  expect(answer.statusCode, answer.body).toBe(200)
  expect(answer.headers).toMatchObject({
    'content-type': 'application/vnd.mapbox-vector-tile',
    'cache-control': 'no-store',
  })
  const found = new VectorTile(new PbfReader(answer.rawPayload)).layers[layer]
  return Array.from({ length: found?.length ?? 0 }, (_, index) => {
    const feature = found?.feature(index)
    return { id: feature?.id, ...feature?.properties }
  })
}

const readList = async (path: string, headers: Record<string, string> = {}) => {
  const answer = await server.request({ url: `/api/v1/${path}`, headers })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}

it('draws stations with their latest value, its age, and over how long it is a mean', async () => {
  const dataset = await world.publish(owner, { kind: 'open' })
  const { thingId, datastreamId } = await addStation(dataset, 'Plein', 'no2', {
    '2026-03-02T09:00:00Z/2026-03-02T10:00:00Z': 7,
  })
  const silent = await addStation(dataset, 'Stil', 'no2', { '2026-02-02T09:00:00Z': 3 }, near(50))
  const stations = await readTile('stations', tileOf(14, MIDDLE), 'property=no2')
  expect(stations).toEqual([
    {
      id: thingId,
      datastreamId,
      name: 'Plein',
      unit: 'µg/m³',
      place: 'exact',
      calibrated: false,
      value: 7,
      time: Date.parse('2026-03-02T10:00:00Z') / 1000,
      averaged: 3600,
      stale: false,
      usable: true,
    },
    expect.objectContaining({ id: silent.thingId, value: 3, averaged: 0, stale: true }),
  ])
  expect(await readTile('stations', tileOf(14, [6, 53]), 'property=no2')).toEqual([])
  expect(await readTile('stations', tileOf(14, MIDDLE), 'property=no2&unit=ppb')).toEqual([])
  expect(await readTile('stations', '0/0/0', 'property=nothing')).toEqual([])
})

it('shows in a tile no more than the reader may see, and only as precisely', async () => {
  const coarse = await world.publish(owner, { kind: 'open', place: '500m', time: 'hour' })
  const closed = await world.publish(owner, { kind: 'restricted' })
  const values = { '2026-03-02T07:10:00Z': 1, '2026-03-02T07:40:00Z': 3, '2026-03-02T09:55:00Z': 50 }
  const { thingId } = await addStation(coarse, 'Grof', 'pm10', values, near(20))
  const hidden = await addStation(closed, 'Dicht', 'pm10', values, near(30))
  const everywhere = await readTile('stations', '0/0/0', 'property=pm10')
  expect(everywhere).toMatchObject([{ id: thingId, place: '500m', value: 50, averaged: 3600 }])
  const mine = await readTile('stations', '0/0/0', 'property=pm10', owner.headers)
  expect(mine).toMatchObject([
    { id: thingId, place: 'exact', value: 50, averaged: 0 },
    { id: hidden.thingId, place: 'exact' },
  ])
  expect(await readTile('stations', '0/0/0', 'property=pm10', partner.headers)).toEqual(everywhere)
  const { items } = await readList('station-values?property=pm10')
  expect(items).toMatchObject([{ thingId, place: '500m' }])
  expect(items[0].location).not.toEqual(near(20))
})

it('puts a station in no hexagon that is narrower than twice how precisely it is seen', async () => {
  const list = (width: number, headers = {}) => readList(`hexagons?property=pm10&width=${width}`, headers)
  expect(await list(500)).toMatchObject({ items: [], leftOut: 1, frames: [] })
  expect(await list(1000)).toMatchObject({
    items: [{ stations: 1, counted: [1], values: [null] }],
    leftOut: 0,
  })
  const { items, leftOut } = await list(250, owner.headers)
  expect([leftOut, items.map(({ stations }: { stations: number }) => stations)]).toEqual([0, [2]])
  expect(await readTile('hexagons', '10/527/337', 'property=pm10&width=500')).toEqual([])
})

it('gives a hexagon the mean of three stations or more that measured, and of fewer none', async () => {
  const dataset = await world.publish(owner, { kind: 'open' })
  const now = '2026-03-02T09:30:00Z'
  await addStation(dataset, 'a', 'rain', { [now]: 1 }, near(-60))
  await addStation(dataset, 'b', 'rain', { [now]: 2 }, near(0))
  await addStation(dataset, 'oud', 'rain', { '2026-01-02T09:30:00Z': 100 }, near(60))
  const query = 'property=rain&width=1000'
  expect(await readList(`hexagons?${query}`)).toMatchObject({
    items: [{ stations: 3, counted: [2], values: [null] }],
  })
  await addStation(dataset, 'c', 'rain', { [now]: 6 }, near(90))
  const { items } = await readList(`hexagons?${query}`)
  expect(items).toMatchObject([{ stations: 4, counted: [3], values: [3] }])
  // Also in a tile of which it is only partly in, with stations outside it.
  const [drawn] = await readTile('hexagons', tileOf(19, near(450)), query)
  expect(drawn).toEqual({ id: undefined, ...drawn, stations: 4, n0: 3, v0: 3 })
})

it('gives the hours of a day and the months of a year, where the clock changes too', async () => {
  const dataset = await world.publish(owner, { kind: 'open' })
  await addStation(dataset, 'Klok', 'noise', {
    '2026-01-15T10:00:00Z': 40,
    '2026-01-16T10:00:00Z': 50,
    '2026-02-27T23:30:00Z': 60,
    '2026-02-28T00:30:00Z': 70,
  })
  const day = await readList('station-values?property=noise&day=2026-02-28')
  expect(day.frames).toHaveLength(24)
  expect(day.frames[0]).toBe('2026-02-27T23:00:00.000Z')
  expect(day.items[0].values.slice(0, 3)).toEqual([60, 70, null])
  const [drawn] = await readTile('stations', tileOf(12, MIDDLE), 'property=noise&day=2026-02-28')
  expect(drawn).toMatchObject({ name: 'Klok', v0: 60, v1: 70 })
  expect(drawn).not.toHaveProperty('v2')
  expect(drawn).not.toHaveProperty('value')
  expect((await readList('station-values?property=noise&day=2026-03-29')).frames).toHaveLength(23)
  const year = await readList('station-values?property=noise&year=2026')
  expect(year.frames).toHaveLength(12)
  expect(year.items[0].values.slice(0, 3)).toEqual([45, 65, null])
  expect((await readList('station-values?property=noise&day=2026-01-17')).items).toEqual([])
})

it('takes of the series of a station the one that tells most, and pages by station', async () => {
  const { db } = server.database
  const { thingId, datastreamIds } = await createTestStation(db, { count: 2 })
  const [old = 0, fresh = 0] = datastreamIds
  const at = (time: string) => [Date.parse(time) * 1000]
  const store = (datastreamId: number, time: string, value: number) =>
    storeObservations(
      db,
      { datastreamId: [datastreamId], phenomenonStart: at(time), resultNumber: [value] },
      { now: server.now },
    )
  await store(old, '2026-02-01T09:00:00Z', 9)
  await store(fresh, '2026-03-02T09:00:00Z', 5)
  const other = await addStation(await world.publish(owner, { kind: 'open' }), 'Ander', 'pm25', {
    '2026-03-02T09:00:00Z': 1,
  })
  const first = await readList('station-values?property=pm25&pageSize=1')
  expect(first.items).toMatchObject([{ thingId, datastreamId: fresh, values: [5] }])
  const second = await readList(`station-values?property=pm25&pageSize=1&cursor=${first.next}`)
  expect(second).toMatchObject({ items: [{ thingId: other.thingId }], next: null })
})

it('tells what is measured, in each unit, of what the reader sees, and where that is', async () => {
  for (const [headers, stations] of [
    [owner.headers, 2],
    [{}, 1],
  ] as const) {
    const seen: { location: Point2D }[] = (await readList('station-values?property=pm10', headers)).items
    const [longitudes, latitudes] = [0, 1].map((at) => seen.map(({ location }) => location[at] ?? Number.NaN))
    const [west, east] = [Math.min(...(longitudes ?? [])), Math.max(...(longitudes ?? []))]
    const [south, north] = [Math.min(...(latitudes ?? [])), Math.max(...(latitudes ?? []))]
    expect((await readList('measured-properties', headers)).items).toContainEqual({
      ...{ name: 'pm10', title: 'pm10', unit: 'µg/m³', stations },
      extent: [west, south, east, north],
    })
  }
})

it.each([
  ['2/4/0', '/x'],
  ['2/0/4', '/y'],
  ['23/0/0', '/z'],
])('refuses %s, of which there is no tile', async (tile, pointer) => {
  const answer = await server.request({ url: `/api/v1/tiles/stations/${tile}?property=pm25` })
  expect(answer.statusCode).toBe(400)
  expect(answer.json().errors).toMatchObject([{ in: 'path', pointer }])
})

it('draws nothing of a station whose place is not known', () => {
  const station = {
    thingId: 1,
    datastreamId: 1,
    name: '',
    location: null,
    areaCode: null,
    unit: '',
    place: 'none',
    time: null,
    averaged: 0,
    stale: false,
    usable: true,
    calibrated: false,
    values: [1],
  } as const
  expect(drawStations([{ ...station, values: [1] }], { z: 0, x: 0, y: 0 }, { kind: 'latest' })).toHaveLength(
    0,
  )
})
