import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { containsPoint } from './measure.ts'
import { readGeoJson } from './read-geojson.ts'

const square = [
  [5, 52],
  [5.1, 52],
  [5.1, 52.1],
  [5, 52.1],
  [5, 52],
]
const rdSquare = [
  [140_000, 455_000],
  [141_000, 455_000],
  [141_000, 456_000],
  [140_000, 456_000],
  [140_000, 455_000],
]
const polygon = (...rings: unknown[]) => ({ type: 'Polygon', coordinates: rings })
const feature = (geometry: unknown, more = {}) => ({
  type: 'Feature',
  properties: { naam: 'x' },
  geometry,
  ...more,
})
const collection = (features: unknown[], more = {}) => ({ type: 'FeatureCollection', features, ...more })
const named = (name: string) => ({ crs: { type: 'name', properties: { name } } })

function faults(value: unknown, options = {}) {
  const read = readGeoJson(value, options)
  return read.ok ? [] : read.faults
}

test('a collection, a feature and a bare geometry are read', () => {
  expect(
    readGeoJson(collection([feature(polygon(square)), feature({ type: 'Point', coordinates: [5, 52, 1] })])),
  ).toMatchObject({
    ok: true,
    crs: 'EPSG:4326',
    features: [{ properties: { naam: 'x' } }, { geometry: { coordinates: [5, 52] } }],
  })
  expect(readGeoJson(feature(polygon(square), { id: 7 }))).toMatchObject({ features: [{ id: 7 }] })
  expect(readGeoJson(polygon(square))).toMatchObject({ features: [{ id: null, properties: {} }] })
})

test('RD is read when the file or the caller says so', () => {
  for (const read of [
    readGeoJson(collection([feature(polygon(rdSquare))], named('urn:ogc:def:crs:EPSG::28992'))),
    readGeoJson(polygon(rdSquare), { crs: 'EPSG:28992' }),
  ]) {
    if (!read.ok) return expect.unreachable(read.faults[0]?.message.en)
    expect(read.crs).toBe('EPSG:28992')
    const [first] = read.features
    if (first?.geometry.type !== 'Polygon') return expect.unreachable()
    expect(first.geometry.coordinates[0]?.[0]?.[0]).toBeCloseTo(5.168, 2)
    expect(first.geometry.coordinates[0]?.[0]?.[1]).toBeCloseTo(52.083, 2)
  }
})

test('RD coordinates without a stated system are never guessed', () => {
  expect(faults(polygon(rdSquare))).toEqual([
    {
      path: '/coordinates/0',
      message: {
        nl: 'Dit lijken RD-coördinaten (140000, 455000: /coordinates/0/0); noem EPSG:28992.',
        en: 'These look like RD coordinates (140000, 455000: /coordinates/0/0); state EPSG:28992.',
      },
    },
  ])
})

test('a box in RD around WGS84 geometry changes nothing', () => {
  expect(readGeoJson(feature(polygon(square), { bbox: [226_868, 569_546, 247_393, 592_658] })).ok).toBe(true)
})

test('the caller and the file must agree', () => {
  expect(faults(collection([], named('EPSG:28992')), { crs: 'EPSG:4326' })[0]?.path).toBe('/crs')
  expect(faults(collection([], named('EPSG:3857')))[0]?.message.nl).toContain('EPSG:3857')
})

test('every fault is listed with its place', () => {
  const open = square.slice(0, 4)
  const value = collection([
    feature(polygon([...open, [5.3, 52]])),
    feature(polygon(square.slice(0, 3))),
    feature({ type: 'LineString', coordinates: square }),
    feature(
      polygon([
        [5, 52],
        [5.1, '52'],
        [5.1, 52.1],
        [5, 52],
      ]),
    ),
    feature(null),
    { type: 'Polygon' },
    feature({ type: 'MultiPolygon', coordinates: [[square], []] }),
    feature({ type: 'Point', coordinates: [5, 152] }),
    feature(
      polygon([
        [5, 52],
        [6, 53],
        [7, 54],
        [5, 52],
      ]),
    ),
    { ...feature(polygon(square)), id: {}, properties: [] },
  ])
  expect(faults(value).map(({ path }) => path)).toEqual([
    '/features/0/geometry/coordinates/0',
    '/features/1/geometry/coordinates/0',
    '/features/2/geometry/type',
    '/features/3/geometry/coordinates/0/1',
    '/features/4/geometry',
    '/features/5',
    '/features/6/geometry/coordinates/1',
    '/features/7/geometry/coordinates',
    '/features/8/geometry/coordinates/0',
    '/features/9/id',
    '/features/9/properties',
  ])
})

test('a long list of faults is cut but counted', () => {
  const read = readGeoJson(collection(Array.from({ length: 50 }, () => feature(null))), { listAtMost: 3 })
  expect(read).toMatchObject({ ok: false, faultCount: 50, faults: { length: 3 } })
})

test('whatever comes in, an answer comes out', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      for (const wrapped of [
        value,
        feature(value),
        collection([value]),
        polygon(value),
        { ...polygon(square), crs: value },
      ]) {
        expect(typeof readGeoJson(wrapped).ok).toBe('boolean')
      }
    }),
  )
})

const shared = process.env.SAMENSPEL_SHARED ?? '../shared'
const boundaries = join(shared, 'data/boundaries')

describe.skipIf(!existsSync(boundaries))('real boundary files', () => {
  const read = (name: string) => readGeoJson(JSON.parse(readFileSync(join(boundaries, name), 'utf8')))

  test('342 municipalities with boxes in RD', () => {
    const municipalities = read('gemeentegrenzen-algoritmeregister.json')
    if (!municipalities.ok) return expect.unreachable(municipalities.faults[0]?.message.en)
    expect(municipalities.features).toHaveLength(342)
    const zwolle = municipalities.features.find(({ properties }) => properties.statcode === 'GM0193')
    expect(
      zwolle && zwolle.geometry.type !== 'Point' && containsPoint(zwolle.geometry, [6.0944, 52.5126]),
    ).toBe(true)
  })

  test('78 neighbourhoods of Zwolle in RD, which the file declares', () => {
    const neighbourhoods = read('zwolle-demographics_buurt_2024_mapped.geojson')
    expect(neighbourhoods).toMatchObject({ ok: true, crs: 'EPSG:28992', features: { length: 78 } })
  })
})
