import { expect, it } from 'vitest'
import { FRAME, pixelsOf, project } from '../../my/projection.ts'
import { seenOnMap, viewOfSeen } from './seen.tsx'

const OWN = [5.1, 52.09]
const SQUARE = [
  [5.0, 52.0],
  [5.2, 52.0],
  [5.2, 52.2],
  [5.0, 52.2],
  [5.0, 52.0],
]
const shapes = [
  {
    code: 'BU1',
    name: 'Oude Haven',
    labelPoint: [5.1, 52.1],
    geometry: { type: 'Polygon' as const, coordinates: [SQUARE as [number, number][]] },
  },
]
const preview = {
  exact: OWN,
  '100m': [5.1004, 52.0903],
  '500m': [5.103, 52.0915],
  area: { code: 'BU1', name: 'Oude Haven' },
}
const whole = { longitude: 5.3, latitude: 52.2, height: 3.4 }

it.each(['exact', '100m', '500m', 'area'])(
  'shows what others see by %s, with the place itself in it',
  (precision) => {
    const map = { shapes, own: OWN, seen: seenOnMap(preview, precision) }
    const view = viewOfSeen(whole, map)
    const [x, y] = project(view, OWN)
    expect([x > 0, x < FRAME.width, y > 0, y < FRAME.height]).toEqual([true, true, true, true])
    const metres = map.seen && 'metres' in map.seen ? map.seen.metres : 22_000
    expect(pixelsOf(view, metres)).toBeGreaterThan(20)
  },
)

it('shows the map as it was chosen as long as there is no place', () => {
  expect(viewOfSeen(whole, { shapes, own: undefined, seen: undefined })).toBe(whole)
})
