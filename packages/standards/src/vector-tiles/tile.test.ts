import fc from 'fast-check'
import { expect, it } from 'vitest'
import { boundsOf, DEEPEST_ZOOM, degreesOf, EXTENT, isTile, placeInTile } from './tile.ts'

it('knows which tiles there are', () => {
  expect(isTile({ z: 0, x: 0, y: 0 })).toBe(true)
  expect(isTile({ z: 1, x: 1, y: 2 })).toBe(false)
  expect(isTile({ z: -1, x: 0, y: 0 })).toBe(false)
  expect(isTile({ z: DEEPEST_ZOOM + 1, x: 0, y: 0 })).toBe(false)
  expect(isTile({ z: 2, x: 0.5, y: 0 })).toBe(false)
})

it('has the whole world at zoom 0, with the width that EPSG:3857 gives', () => {
  expect(boundsOf({ z: 0, x: 0, y: 0 })).toEqual([
    -20037508.342789244, -20037508.342789244, 20037508.342789244, 20037508.342789244,
  ])
  const [west, south, east, north] = degreesOf({ z: 0, x: 0, y: 0 })
  expect([west, east]).toEqual([-180, 180])
  expect(south).toBeCloseTo(-85.0511287798, 9)
  expect(north).toBeCloseTo(85.0511287798, 9)
})

it('puts the corners of a tile in its corners, and every place of it inside', () => {
  const tiles = fc
    .integer({ min: 0, max: 18 })
    .chain((z) => fc.record({ z: fc.constant(z), x: fc.nat(2 ** z - 1), y: fc.nat(2 ** z - 1) }))
  fc.assert(
    fc.property(tiles, fc.double({ min: 0, max: 1, noNaN: true }), (tile, share) => {
      const [west, south, east, north] = degreesOf(tile)
      expect(placeInTile([west, north], tile)).toEqual([0, 0])
      expect(placeInTile([east, south], tile)).toEqual([EXTENT, EXTENT])
      const inside = placeInTile([west + (east - west) * share, south + (north - south) * share], tile)
      for (const n of inside) expect(n >= 0 && n <= EXTENT).toBe(true)
    }),
  )
})
