import { readAreaCode } from '@samenspel/standards/cbs'
import {
  containsPoint,
  findLabelPoint,
  isWithin,
  measureArea,
  NETHERLANDS,
  type Point2D,
  type PolygonGeometry,
  readGeoJson,
} from '@samenspel/standards/geo'
import { expect, test } from 'vitest'
import { NEIGHBOURHOODS } from './neighbourhoods.ts'
import { drawAreas, drawRiver } from './shapes.ts'
import { placeStations } from './stations.ts'
import { listStatistics } from './statistics.ts'

const areas = drawAreas()
const byLevel = (level: string) => areas.filter((area) => area.level === level)
const totalArea = (level: string) =>
  byLevel(level).reduce((sum, { geometry }) => sum + measureArea(geometry), 0)

test('one municipality, three districts, twelve neighbourhoods, with codes that fit together', () => {
  expect(['municipality', 'district', 'neighbourhood'].map((level) => byLevel(level).length)).toEqual([
    1, 3, 12,
  ])
  for (const { code, level, parentCode } of areas) {
    expect(readAreaCode(code)).toMatchObject({ level, parent: parentCode ?? 'NL00' })
  }
})

test('the shapes are valid GeoJSON in the Netherlands', () => {
  const read = readGeoJson({
    type: 'FeatureCollection',
    features: areas.map(({ geometry, code }) => ({ type: 'Feature', id: code, properties: {}, geometry })),
  })
  expect(read.ok).toBe(true)
  for (const { geometry } of areas) expect(isWithin(findLabelPoint(geometry), NETHERLANDS)).toBe(true)
})

function edgesOf({ coordinates }: PolygonGeometry): string[] {
  const ring = coordinates[0] ?? []
  return ring.slice(1).map((point, index) => `${ring[index]} ${point}`)
}

test('neighbours share their border point for point, and nothing is left over', () => {
  const edges = byLevel('neighbourhood').flatMap(({ geometry }) => edgesOf(geometry))
  expect(new Set(edges).size).toBe(edges.length)
  const all = new Set(edges)
  const outer = edges.filter((edge) => !all.has(edge.split(' ').reverse().join(' ')))
  const [municipality] = areas
  expect(outer.sort()).toEqual(edgesOf(municipality?.geometry ?? expect.unreachable()).sort())
  expect(totalArea('neighbourhood') / totalArea('municipality')).toBeCloseTo(1, 4)
  expect(totalArea('district') / totalArea('municipality')).toBeCloseTo(1, 4)
})

/** Do two stretches cross, other than at shared ends? */
function cross([a, b]: [Point2D, Point2D], [c, d]: [Point2D, Point2D]): boolean {
  const side = (p: Point2D, q: Point2D, r: Point2D) =>
    Math.sign((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]))
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0
}

test('no border crosses another', () => {
  const seen = new Set<string>()
  const stretches: [Point2D, Point2D][] = []
  for (const { geometry } of byLevel('neighbourhood')) {
    const ring = geometry.coordinates[0] ?? []
    for (const [index, end] of ring.entries()) {
      const start = ring[index - 1]
      if (!start || seen.has(`${end} ${start}`)) continue
      seen.add(`${start} ${end}`)
      stretches.push([start, end])
    }
  }
  const crossings = stretches.filter((one, index) =>
    stretches.slice(index + 1).some((other) => cross(one, other)),
  )
  expect(crossings).toEqual([])
})

test('the river runs from west to east through the town', () => {
  const { coordinates } = drawRiver()
  expect(coordinates.length).toBeGreaterThan(90)
  expect(coordinates.at(-1)?.[0]).toBeGreaterThan((coordinates[0]?.[0] ?? 0) + 0.1)
})

test('sixty gardens and four street gauges stand inside their neighbourhoods, each under its own key', () => {
  const stations = placeStations(1)
  expect(stations.filter(({ kind }) => kind === 'garden')).toHaveLength(60)
  expect(stations.filter(({ kind }) => kind === 'street')).toHaveLength(4)
  expect(new Set(stations.map(({ key }) => key)).size).toBe(64)
  for (const { position, neighbourhoodCode } of stations) {
    const area = areas.find(({ code }) => code === neighbourhoodCode)
    expect(area && containsPoint(area.geometry, position)).toBe(true)
  }
  for (const { code } of NEIGHBOURHOODS) {
    expect(stations.filter((station) => station.neighbourhoodCode === code).length).toBeGreaterThanOrEqual(2)
  }
  expect(placeStations(1)).toEqual(stations)
  expect(placeStations(2)).not.toEqual(stations)
})

test('statistics of several years for every area', () => {
  const statistics = listStatistics(1, [2021, 2022, 2023])
  expect(statistics).toHaveLength(3 * 16 * 12)
  const find = (areaCode: string, measure: string, year = 2022) =>
    statistics.find((row) => row.areaCode === areaCode && row.measure === measure && row.year === year)
      ?.value ?? Number.NaN
  const residents = NEIGHBOURHOODS.reduce((sum, { code }) => sum + find(code, 'population'), 0)
  expect(Math.abs(find('GM9001', 'population') - residents)).toBeLessThan(60)
  expect(find('GM9001', 'population')).toBeGreaterThan(35_000)
  expect(find('BU90010202', 'population', 2023)).toBeGreaterThan(find('BU90010202', 'population', 2021))
  for (const { code } of NEIGHBOURHOODS) {
    expect(find(code, 'green-share') + find(code, 'paved-share')).toBeLessThanOrEqual(100)
  }
  expect(listStatistics(1, [2021, 2022, 2023])).toEqual(statistics)
})
