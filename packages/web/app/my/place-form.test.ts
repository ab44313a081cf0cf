import { describe, expect, it } from 'vitest'
import { isPlace, metresBetween, readPlace } from './place-form.ts'
import { coarser, finestOffer, notFinerThan, PLACES, TIMES } from './precision.ts'
import { FRAME, project, unproject, viewOf } from './projection.ts'

describe('a place in a form', () => {
  it.each([
    [{ longitude: '5,1214', latitude: '52.0921' }, { longitude: 5.1214, latitude: 52.0921 }, true],
    [{ longitude: '', latitude: '', areaCode: 'BU1' }, { areaCode: 'BU1' }, true],
    // A point says more than the neighbourhood in which it is.
    [{ longitude: '5', latitude: '52', areaCode: 'BU1' }, { longitude: 5, latitude: 52 }, true],
    [{ longitude: '5', latitude: '' }, { longitude: 5 }, false],
    [{ longitude: 'hier', latitude: '52' }, { longitude: 'hier', latitude: 52 }, false],
    [{}, {}, false],
  ])('%j', (typed, place, whole) => {
    const read = readPlace({ ...typed })
    expect(read).toEqual(place)
    expect(isPlace(read)).toBe(whole)
  })

  it('knows how far two points are', () => {
    expect(metresBetween([5, 52], [5, 52.001])).toBeCloseTo(111, 0)
    expect(metresBetween([5, 52], [5.001, 52])).toBeCloseTo(68.5, 0)
  })
})

describe('precision', () => {
  it('offers what is asked and everything coarser', () => {
    expect(notFinerThan(PLACES, '500m')).toEqual(['500m', 'area'])
    expect(notFinerThan(TIMES, 'raw')).toEqual(['raw', 'hour', 'day'])
  })

  it('never says finer than a notice asks', () => {
    expect(coarser(PLACES, '100m', '500m')).toBe('500m')
    expect(coarser(PLACES, 'area', '500m')).toBe('area')
    expect(coarser(PLACES, 'onzin', '500m')).toBe('500m')
  })

  it('finds the finest of several notices', () => {
    const offer = { longestDays: null, keptDays: null, recipientIds: [] }
    const notices = [
      { offer: { ...offer, place: 'area', time: 'hour', inGroups: false } },
      { offer: { ...offer, place: '500m', time: 'day', inGroups: true } },
    ] as const
    expect(finestOffer(notices as never)).toEqual({ place: '500m', time: 'hour', inGroups: true })
  })
})

describe('the small map', () => {
  it('puts places in the frame, and finds them again where one clicks', () => {
    const view = viewOf([
      [5.1, 52.05],
      [5.2, 52.1],
    ])
    for (const place of [
      [5.1, 52.05],
      [5.15, 52.07],
    ]) {
      const [x, y] = project(view, place)
      expect(x).toBeGreaterThan(0)
      expect(x).toBeLessThan(FRAME.width)
      expect(y).toBeGreaterThan(0)
      expect(y).toBeLessThan(FRAME.height)
      const [longitude, latitude] = unproject(view, [x, y])
      expect(longitude).toBeCloseTo(place[0] ?? 0, 4)
      expect(latitude).toBeCloseTo(place[1] ?? 0, 4)
    }
  })

  it('shows the country when nothing is known', () => {
    expect(viewOf([]).height).toBeGreaterThan(3)
  })
})
