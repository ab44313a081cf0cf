import { VectorTile } from '@mapbox/vector-tile'
import { PbfReader } from 'pbf'
import { beforeAll, expect, it } from 'vitest'
import { signInAs, type TestActor } from '../../../testing/actors.ts'
import { useServer } from '../../../testing/server.ts'
import { collection, feature, openSender, square } from '../testing/files.ts'

const server = useServer()
let expert: TestActor
const { importShapes } = openSender(server, () => expert)

beforeAll(async () => {
  expert = await signInAs(server, 'data-expert')
  await importShapes(collection(feature('GM9001', 'Waterrijk', square(5, 52, 0.1))), {
    level: 'municipality',
  })
  await importShapes(
    collection(
      feature('BU90010101', 'Dijkdorp', square(5.01, 52.01)),
      feature('BU90010102', 'Oude Haven', square(5.03, 52.01)),
    ),
  )
})

const ask = (tile: string, level: string, headers = {}) =>
  server.request({ url: `/api/v1/tiles/areas/${tile}?level=${level}`, headers })

async function read(tile: string, level: string) {
  const answer = await ask(tile, level)
  expect(answer.statusCode, answer.body).toBe(200)
  const layer = new VectorTile(new PbfReader(answer.rawPayload)).layers.areas
  return Array.from({ length: layer?.length ?? 0 }, (_, index) => layer?.feature(index))
}

it('draws the areas of a level that are in a tile, where they are', async () => {
  const found = await read('10/526/338', 'neighbourhood')
  expect(found.map((one) => ({ ...one?.properties }))).toEqual([
    { code: 'BU90010101', name: 'Dijkdorp' },
    { code: 'BU90010102', name: 'Oude Haven' },
  ])
  const { geometry } = found[0]?.toGeoJSON(526, 338, 10) ?? {}
  if (geometry?.type !== 'Polygon') throw new Error('A square is a polygon.')
  for (const [longitude = 0, latitude = 0] of geometry.coordinates[0] ?? []) {
    expect(Math.min(Math.abs(longitude - 5.01), Math.abs(longitude - 5.02))).toBeLessThan(0.0001)
    expect(Math.min(Math.abs(latitude - 52.01), Math.abs(latitude - 52.02))).toBeLessThan(0.0001)
  }
  expect(await read('10/520/337', 'neighbourhood')).toEqual([])
  expect((await read('0/0/0', 'municipality')).length).toBeLessThanOrEqual(1)
})

it('cuts off what is beyond a tile, and draws nothing along its edge', async () => {
  const [inside] = await read('16/33687/21632', 'municipality')
  const [ring] = inside?.loadGeometry() ?? []
  const places = ring?.flatMap(({ x, y }) => [x, y]) ?? []
  expect([Math.min(...places), Math.max(...places)]).toEqual([-128, 4224])
})

it('may be kept by everybody until an area changes', async () => {
  const first = await ask('10/526/338', 'neighbourhood')
  expect(first.headers['cache-control']).toBe('public, max-age=300, stale-while-revalidate=86400')
  const known = { 'if-none-match': first.headers.etag }
  expect((await ask('10/526/338', 'neighbourhood', known)).statusCode).toBe(304)
  await importShapes(collection(feature('BU90010103', 'Nieuw', square(5.05, 52.01))))
  expect((await ask('10/526/338', 'neighbourhood', known)).statusCode).toBe(200)
})

it('refuses a tile that is not there, and a level that is not known', async () => {
  expect((await ask('3/8/0', 'neighbourhood')).json().errors).toMatchObject([{ in: 'path', pointer: '/x' }])
  expect((await ask('3/0/0', 'street')).statusCode).toBe(400)
})
