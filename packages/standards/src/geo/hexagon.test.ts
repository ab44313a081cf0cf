import fc from 'fast-check'
import { expect, it } from 'vitest'
import { drawHexagon, findHexagon, HEXAGON_WIDTHS } from './hexagon.ts'
import { type Point2D, toRd } from './rd.ts'

const places = fc.tuple(
  fc.double({ min: 3.4, max: 7.2, noNaN: true }),
  fc.double({ min: 50.8, max: 53.5, noNaN: true }),
)
const widths = fc.constantFrom(...HEXAGON_WIDTHS)
const distance = ([x, y]: Point2D, [toX, toY]: Point2D) => Math.hypot(x - toX, y - toY)

it('puts every place in the hexagon of which the middle is nearest', () => {
  fc.assert(
    fc.property(places, widths, (place, width) => {
      const found = findHexagon(place, width)
      const here = toRd(place)
      const own = distance(here, toRd(drawHexagon(found, width).centre))
      expect(own).toBeLessThanOrEqual(width / Math.sqrt(3) + 0.01)
      for (const [q, r] of [
        [1, 0],
        [-1, 0],
        [0, 1],
        [0, -1],
        [1, -1],
        [-1, 1],
      ] as const) {
        const next = drawHexagon({ q: found.q + q, r: found.r + r }, width).centre
        expect(distance(here, toRd(next))).toBeGreaterThanOrEqual(own - 0.01)
      }
    }),
  )
})

it('draws hexagons as wide as is said, whose middle is in them', () => {
  fc.assert(
    fc.property(places, widths, (place, width) => {
      const hexagon = findHexagon(place, width)
      const { centre, corners } = drawHexagon(hexagon, width)
      expect(findHexagon(centre, width)).toEqual(hexagon)
      const drawn = corners.map(toRd)
      expect(Math.max(...drawn.map(([x]) => x)) - Math.min(...drawn.map(([x]) => x))).toBeCloseTo(width, 1)
    }),
  )
})
