import { expect, it } from 'vitest'
import { createPace, type Pace } from './pace.ts'

/** Moves a map for a second or so; `waitOf` gives how long a frame takes with this share of the pixels. */
function move(pace: Pace, waitOf: (share: number) => number): number[] {
  const shares: number[] = []
  let at = 1000
  for (let frame = 0; frame < 60; frame += 1) {
    pace.hear(at)
    shares.push(pace.share)
    at += waitOf(pace.share)
  }
  pace.rest()
  return shares
}

const lastOf = (shares: number[]) => shares.at(-1)

it('draws every pixel as long as that keeps up', () => {
  expect(new Set(move(createPace(), () => 16.7))).toEqual(new Set([1]))
})

it('draws as few as it takes, and knows that at the next movement', () => {
  const pace = createPace()
  const waitOf = (share: number) => Math.max(16.7, 24 * share)
  expect(new Set(move(pace, waitOf))).toEqual(new Set([1, 0.75]))
  expect(new Set(move(pace, waitOf))).toEqual(new Set([0.75]))
  expect(lastOf(move(createPace(), (share) => 40 * share))).toBe(0.5)
})

it('draws them all again when fewer do not help, as on a screen that is slow itself', () => {
  const pace = createPace()
  expect(new Set(move(pace, () => 33.3))).toEqual(new Set([1, 0.75, 0.5]))
  expect(new Set(move(pace, () => 33.3))).toEqual(new Set([1]))
})

it('does not mind a wait now and then', () => {
  let frames = 0
  const waitOf = () => {
    frames += 1
    return frames % 10 === 0 ? 300 : 16.7
  }
  expect(new Set(move(createPace(), waitOf))).toEqual(new Set([1]))
})
