import { describe, expect, it } from 'vitest'
import type { Place, Station } from './api.ts'
import { distanceBetween, nearestTo } from './nearby.ts'

const AMERSFOORT: Place = [5.3872, 52.1552]
const UTRECHT: Place = [5.1214, 52.0907]

const stationAt = (thingId: number, location: Place | null) => ({ thingId, location }) as Station

describe('what is near a station', () => {
  it('is measured over the surface', () => {
    expect(distanceBetween(AMERSFOORT, UTRECHT)).toBeCloseTo(19.5, 0)
    expect(distanceBetween(UTRECHT, UTRECHT)).toBe(0)
  })

  it('is the nearest first, without the station itself and those of which the place is not known', () => {
    const others = [
      stationAt(1, AMERSFOORT),
      stationAt(2, UTRECHT),
      stationAt(3, [5.39, 52.15]),
      stationAt(4, null),
      stationAt(5, [5.38, 52.2]),
    ]
    const found = nearestTo({ thingId: 1, location: AMERSFOORT }, others, 2)
    expect(found.map(({ station }) => station.thingId)).toEqual([3, 5])
    expect(nearestTo({ thingId: 1, location: null }, others, 2)).toEqual([])
  })
})
