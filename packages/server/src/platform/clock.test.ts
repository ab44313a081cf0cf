import { expect, it } from 'vitest'
import { createArrivals } from './clock.ts'

it('gives what comes in one millisecond moments of their own, and goes with the clock otherwise', () => {
  const moments = [1000, 1000, 1000, 1002, 990, 990]
  const arrival = createArrivals(() => new Date(moments.shift() ?? 0))
  expect(Array.from({ length: 6 }, arrival)).toEqual([
    1_000_000, 1_000_001, 1_000_002, 1_002_000, 990_000, 990_001,
  ])
})
