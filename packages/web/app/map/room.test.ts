import { expect, it } from 'vitest'
import { chooseApart, zoomWithRoom } from './room.ts'

it('writes values at once on a wide map, and one zoom level later on a quarter of it', () => {
  expect(zoomWithRoom(12, { width: 700, height: 600 }, 60)).toBe(12)
  expect(zoomWithRoom(12, { width: 350, height: 300 }, 60)).toBe(13)
  expect(zoomWithRoom(12, { width: 0, height: 0 }, 0)).toBeGreaterThan(12)
})

it('leaves out a name that would cover an earlier one', () => {
  const box = (left: number, top: number) => ({ left, right: left + 80, top, bottom: top + 20 })
  expect(chooseApart([box(0, 0), box(40, 10), box(80, 0), box(0, 20)])).toEqual([true, false, true, true])
})

it('leaves out a name that would cover what is there anyway', () => {
  const box = (left: number) => ({ left, right: left + 80, top: 0, bottom: 20 })
  expect(chooseApart([box(0), box(100)], [box(170)])).toEqual([true, false])
})
