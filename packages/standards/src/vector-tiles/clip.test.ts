import fc from 'fast-check'
import { expect, it } from 'vitest'
import { clipRing } from './clip.ts'
import type { TilePoint } from './encode.ts'

const box = (west: number, north: number, east: number, south: number): TilePoint[] => [
  [west, north],
  [east, north],
  [east, south],
  [west, south],
]

it('keeps of a box what a box keeps of it', () => {
  const side = fc.integer({ min: -20_000, max: 20_000 })
  fc.assert(
    fc.property(
      side,
      side,
      fc.integer({ min: 1, max: 30_000 }),
      fc.integer({ min: 1, max: 30_000 }),
      (x, y, w, h) => {
        const [west, north] = [Math.max(x, -64), Math.max(y, -64)]
        const [east, south] = [Math.min(x + w, 4160), Math.min(y + h, 4160)]
        const clipped = clipRing(box(x, y, x + w, y + h), 64)
        if (west > east || north > south) {
          expect(clipped).toEqual([])
          return
        }
        const across = clipped.map(([at]) => at)
        const down = clipped.map(([, at]) => at)
        expect([Math.min(...across), Math.max(...across)]).toEqual([west, east])
        expect([Math.min(...down), Math.max(...down)]).toEqual([north, south])
      },
    ),
  )
})

it('leaves alone what is inside, and gives the tile of what is all around it', () => {
  const triangle: TilePoint[] = [
    [10, 10],
    [900, 50],
    [400, 4000],
  ]
  expect(clipRing(triangle, 0)).toEqual(triangle)
  const all = clipRing(box(-1e6, -1e6, 1e6, 1e6), 0)
  expect(new Set(all.map(String))).toEqual(new Set(box(0, 0, 4096, 4096).map(String)))
})
