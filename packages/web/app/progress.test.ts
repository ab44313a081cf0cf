import { expect, it } from 'vitest'
import { progressOf } from './progress.ts'

it.each([
  [{ baseline: 22, target: 18 }, 22, 0],
  [{ baseline: 22, target: 18 }, 20, 0.5],
  [{ baseline: 22, target: 18 }, 17, 1.25],
  [{ baseline: 22, target: 18 }, 23, -0.25],
  [{ baseline: 10, target: 30 }, 15, 0.25],
  [{ baseline: null, target: 30 }, 15, undefined],
  [{ baseline: 30, target: 30 }, 15, undefined],
])('of %o at %d is %s', (goal, value, expected) => {
  expect(progressOf(goal, value)).toBe(expected)
})
