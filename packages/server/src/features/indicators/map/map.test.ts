import { VectorTile } from '@mapbox/vector-tile'
import { PbfReader } from 'pbf'
import { beforeAll, expect, it } from 'vitest'
import { MARCH, steady, useIndicators } from '../testing/world.ts'

const world = useIndicators()
let slug: string

beforeAll(async () => {
  slug = (await world.create({ minimumCoverage: 0 })).slug
  await world.measure(MARCH, [...steady(8), ...steady(20, 10)])
})

async function read(tile: string, query = '', key = slug) {
  const url = `/api/v1/indicators/${key}/tiles/${tile}${query}`
  const answer = await world.server.request({ url })
  expect(answer.statusCode, answer.body).toBe(200)
  expect(answer.headers['cache-control']).toBe('no-store')
  const layer = new VectorTile(new PbfReader(answer.rawPayload)).layers.areas
  return Array.from({ length: layer?.length ?? 0 }, (_, index) => ({ ...layer?.feature(index).properties }))
}

it('draws areas with the newest figure until now, or that of the moment that is asked', async () => {
  const area = { code: 'GM9001', name: 'Waterrijk' }
  const first = { ...area, value: 8, coverage: 1, stations: 1, periodStart: MARCH / 1000 }
  expect(await read('8/132/84', '?at=2026-03-01T11:00:00Z')).toEqual([first])
  expect(await read('8/132/84')).toEqual([
    { ...first, value: 20, coverage: 0.417, periodStart: MARCH / 1000 + 86_400 },
  ])
  expect(await read('8/132/84', '?at=2025-03-01T11:00:00Z')).toEqual([area])
  expect(await read('8/120/84')).toEqual([])
})

it('gives nothing of an indicator that is not published', async () => {
  const hidden = await world.create({ title: 'Verborgen', published: false })
  const url = `/api/v1/indicators/${hidden.slug}/tiles/8/132/84`
  expect((await world.server.request({ url })).statusCode).toBe(404)
  expect((await world.server.request({ url, headers: world.expert().headers })).statusCode).toBe(200)
})
