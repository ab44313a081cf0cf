import fc from 'fast-check'
import { expect, it } from 'vitest'
import { listRings } from './spec-parts-round.ts'

it.each([
  [9.17, [2, 4, 6, 8]],
  [10, [2, 4, 6, 8, 10]],
  [0.62, [0.2, 0.4, 0.6]],
  [248, [50, 100, 150, 200]],
  [0, []],
])('has round rings up to %d', (most, rings) => {
  expect(listRings(most)).toEqual(rings)
})

it('has three to five rings, whatever the highest value', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (most) => {
      const rings = listRings(most)
      expect(rings.length).toBeGreaterThanOrEqual(3)
      expect(rings.length).toBeLessThanOrEqual(5)
      expect(rings.at(-1)).toBeLessThanOrEqual(most * (1 + 1e-6))
    }),
  )
})
