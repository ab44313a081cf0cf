import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readCrsName } from './crs.ts'
import type { AreaGeometry, Ring } from './geometry.ts'
import { drawGridCell, findGridCell, GRID_SIZES, snapToGrid } from './grid.ts'
import { containsPoint, findCentroid, findLabelPoint, measureArea, measureDistance } from './measure.ts'
import { type Point2D, toRd, toWgs84 } from './rd.ts'

const ring = (...points: Point2D[]): Ring => [...points, points[0] ?? [0, 0]]
const square = ring([5, 52], [5.01, 52], [5.01, 52.01], [5, 52.01])
const hole = ring([5.004, 52.004], [5.006, 52.004], [5.006, 52.006], [5.004, 52.006])
const horseshoe: AreaGeometry = {
  type: 'Polygon',
  coordinates: [ring([0, 0], [3, 0], [3, 3], [2, 3], [2, 1], [1, 1], [1, 3], [0, 3])],
}
const dutchPoint = fc
  .tuple(fc.double({ min: 3.6, max: 7, noNaN: true }), fc.double({ min: 50.9, max: 53.4, noNaN: true }))
  .map(([x, y]): Point2D => [x, y])

test('Dom in Utrecht to Martinitoren in Groningen is about 161 km', () => {
  expect(measureDistance([5.1214, 52.0907], [6.5682, 53.2194])).toBeGreaterThan(158_000)
  expect(measureDistance([5.1214, 52.0907], [6.5682, 53.2194])).toBeLessThan(163_000)
})

test('a square kilometre drawn in RD measures a square kilometre', () => {
  const cell = {
    code: '',
    size: 500 as const,
    centre: [0, 0] as Point2D,
    corner: [140_000, 455_000] as Point2D,
  }
  expect(measureArea(drawGridCell(cell))).toBeGreaterThan(0.99 * 250_000)
  expect(measureArea(drawGridCell(cell))).toBeLessThan(1.01 * 250_000)
})

test('a hole is outside, and takes off area', () => {
  const area: AreaGeometry = { type: 'MultiPolygon', coordinates: [[square, hole]] }
  expect(containsPoint(area, [5.002, 52.002])).toBe(true)
  expect(containsPoint(area, [5.005, 52.005])).toBe(false)
  expect(containsPoint(area, [5.02, 52.005])).toBe(false)
  expect(measureArea(area) / measureArea({ type: 'Polygon', coordinates: [square] })).toBeCloseTo(0.96, 3)
})

test('the label of a bent area lies inside, its centroid may not', () => {
  expect(findCentroid({ type: 'Polygon', coordinates: [square] })[0]).toBeCloseTo(5.005, 9)
  expect(containsPoint(horseshoe, findCentroid(horseshoe))).toBe(false)
  expect(containsPoint(horseshoe, findLabelPoint(horseshoe))).toBe(true)
})

test('all points of a grid cell give one centre, inside that cell', () => {
  fc.assert(
    fc.property(dutchPoint, fc.constantFrom(...GRID_SIZES), (point, size) => {
      const cell = findGridCell(point, size)
      expect(containsPoint(drawGridCell(cell), cell.centre)).toBe(true)
      expect(findGridCell(cell.centre, size).code).toBe(cell.code)
      expect(snapToGrid(cell.centre, size)).toEqual(cell.centre)
      expect(measureDistance(point, cell.centre)).toBeLessThan(size * 0.72)
    }),
  )
})

test('a 500 m cell is made of whole 100 m cells', () => {
  fc.assert(
    fc.property(dutchPoint, (point) => {
      expect(findGridCell(snapToGrid(point, 100), 500).code).toBe(findGridCell(point, 500).code)
    }),
  )
})

test('the code of a cell is its south-west corner in hectometres', () => {
  expect(findGridCell(toWgs84([140_547, 454_887]), 100).code).toBe('E1405N4548')
  expect(findGridCell(toWgs84([140_547, 454_887]), 500).code).toBe('E1405N4545')
  expect(toRd(snapToGrid(toWgs84([140_547, 454_887]), 100))[0]).toBeCloseTo(140_550, 3)
})

test.each([
  ['EPSG:28992', 'EPSG:28992'],
  ['urn:ogc:def:crs:EPSG::28992', 'EPSG:28992'],
  ['http://www.opengis.net/def/crs/EPSG/0/28992', 'EPSG:28992'],
  ['urn:ogc:def:crs:OGC:1.3:CRS84', 'EPSG:4326'],
  ['urn:ogc:def:crs:EPSG:4326', 'EPSG:4326'],
  ['EPSG:4258', 'EPSG:4326'],
  ['EPSG:3857', null],
  ['RD', null],
])('the system %s is read as %s', (name, code) => {
  expect(readCrsName(name)).toBe(code)
})
