import { expect, it } from 'vitest'
import { placeWithin } from './area-labels.ts'
import { middleOf } from './room.ts'

const FRAME = { left: 0, right: 400, top: 0, bottom: 400 }
const name = (left: number, top: number) => ({ left, right: left + 80, top, bottom: top + 20 })
/** West of the border lies one area, east of it another. */
const areaAt = (border: number) => (box: Parameters<typeof middleOf>[0]) =>
  middleOf(box).x < border ? 'west' : 'east'

it('moves the name of an area away from a station, but not into the next area', () => {
  const stations = [{ left: 135, right: 145, top: 0, bottom: 400 }]
  expect(placeWithin([name(100, 100)], FRAME, stations, () => 'one')).toEqual([{ x: -48, y: 0 }])
  expect(placeWithin([name(100, 100)], FRAME, stations, areaAt(120))).toEqual([{ x: 48, y: 0 }])
})

it('leaves a name out where there is room in another area only', () => {
  const wall = { left: 0, right: 190, top: 0, bottom: 400 }
  const anywhere = placeWithin([name(150, 100)], FRAME, [wall], () => 'one')
  expect(anywhere).toEqual([{ x: 48, y: 0 }])
  expect(placeWithin([name(150, 100)], FRAME, [wall], areaAt(195))).toEqual([undefined])
})
