import fc from 'fast-check'
import { expect, it } from 'vitest'
import { placeApart, zoomWithRoom } from './room.ts'

it('writes values at once on a wide map, and one zoom level later on a quarter of it', () => {
  expect(zoomWithRoom(12, { width: 700, height: 600 }, 60)).toBe(12)
  expect(zoomWithRoom(12, { width: 350, height: 300 }, 60)).toBe(13)
  expect(zoomWithRoom(12, { width: 0, height: 0 }, 0)).toBeGreaterThan(12)
})

const FRAME = { left: -500, right: 1000, top: -500, bottom: 1000 }
const box = (left: number, top: number) => ({ left, right: left + 80, top, bottom: top + 20 })

it('moves a name that would cover an earlier one', () => {
  expect(placeApart([box(0, 0), box(40, 10), box(80, 0)], FRAME)).toEqual([
    { x: 0, y: 0 },
    { x: 0, y: 20 },
    { x: 0, y: 0 },
  ])
})

it('moves a name away from what stays, and leaves it out where there is no room', () => {
  const wall = { left: -200, right: 300, top: -100, bottom: 0 }
  expect(placeApart([box(0, -10)], FRAME, [wall])).toEqual([{ x: 0, y: 20 }])
  expect(placeApart([box(0, 0)], FRAME, [{ ...wall, bottom: 200 }])).toEqual([undefined])
})

it('keeps a name within the map', () => {
  const narrow = { left: 0, right: 110, top: 0, bottom: 100 }
  expect(placeApart([box(-20, 0), box(-100, 0)], narrow)).toEqual([{ x: 48, y: 0 }, undefined])
})

it('moves a name only to where it may stand', () => {
  const below = (_: number, { top }: { top: number }) => top >= 20
  expect(placeApart([box(0, 10)], FRAME, [], undefined, below)).toEqual([{ x: 0, y: 20 }])
  expect(placeApart([box(0, 10)], FRAME, [], undefined, () => false)).toEqual([undefined])
})

it('never shows two names over each other', () => {
  const boxes = fc.array(fc.tuple(fc.nat(300), fc.nat(100)).map(([left, top]) => box(left, top)))
  fc.assert(
    fc.property(boxes, (given) => {
      const moves = placeApart(given, FRAME)
      const shown = given.flatMap(({ left, top }, index) => {
        const move = moves[index]
        return move ? [{ left: left + move.x, top: top + move.y }] : []
      })
      for (const [index, one] of shown.entries())
        for (const other of shown.slice(index + 1))
          expect(Math.abs(one.left - other.left) >= 79.999 || Math.abs(one.top - other.top) >= 19.999).toBe(
            true,
          )
    }),
  )
})
