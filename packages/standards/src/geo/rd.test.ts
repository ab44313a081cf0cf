import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toRd, toWgs84 } from './rd.ts'

const shared = process.env.SAMENSPEL_SHARED ?? '../shared'
const controlPoints = join(shared, 'standards/pdok/rd-control-points.json')

function distance([ax, ay]: number[], [bx, by]: number[]): number {
  return Math.hypot((ax ?? 0) - (bx ?? 0), (ay ?? 0) - (by ?? 0))
}

test('the origin of RD is the Onze Lieve Vrouwetoren in Amersfoort', () => {
  // Published for the tower: RD 155000, 463000; ETRS89 52° 9' 18.63", 5° 23' 13.95".
  expect(distance(toRd([5.387204, 52.155174]), [155_000, 463_000])).toBeLessThan(0.5)
})

test('the Westertoren in Amsterdam', () => {
  // RD 120700.7, 487525.5; 52.37453° N, 4.88352° E.
  expect(distance(toRd([4.88352559, 52.37453253]), [120_700.723, 487_525.502])).toBeLessThan(0.5)
})

test('there and back ends within a millimetre', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 10_000, max: 280_000, noNaN: true }),
      fc.double({ min: 305_000, max: 620_000, noNaN: true }),
      (x, y) => {
        expect(distance(toRd(toWgs84([x, y])), [x, y])).toBeLessThan(1e-3)
      },
    ),
  )
})

describe.skipIf(!existsSync(controlPoints))('published control points', () => {
  interface ControlPoint {
    rd: [number, number]
    wgs84: [number, number]
    bron: string
  }
  const points: ControlPoint[] = existsSync(controlPoints)
    ? JSON.parse(readFileSync(controlPoints, 'utf8'))
    : []
  const exact = points.filter(({ bron }) => bron.startsWith('PDOK'))

  test('there are some', () => expect(exact.length).toBeGreaterThan(4))
  test.each(exact)('$rd to within 6 mm', ({ rd, wgs84 }) => {
    expect(distance(toRd(wgs84), rd)).toBeLessThan(0.006)
    expect(distance(toWgs84(rd), wgs84)).toBeLessThan(8e-8)
  })
})
