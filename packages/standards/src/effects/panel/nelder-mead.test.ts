import { expect, test } from 'vitest'
import { seekLowest } from './nelder-mead.ts'

const OPTIONS = { step: 1, turns: 400, close: 1e-14 }
const square = (value: number) => value * value

test.each([
  {
    name: 'a bowl in one direction',
    measure: ([x = 0]: readonly number[]) => 2 + square(x - 7),
    start: [0],
    at: [7],
    value: 2,
  },
  {
    name: 'a bowl in four, long in one of them',
    measure: (at: readonly number[]) =>
      1 + at.reduce((sum, each, index) => sum + 10 ** index * square(each - index), 0),
    start: [5, 5, 5, 5],
    at: [0, 1, 2, 3],
    value: 1,
  },
  {
    name: 'the valley of Rosenbrock (1960)',
    measure: ([x = 0, y = 0]: readonly number[]) => 100 * square(y - x * x) + square(1 - x),
    start: [-1.2, 1],
    at: [1, 1],
    value: 0,
  },
  {
    name: 'the bowl of Himmelblau (1972) that is nearest',
    measure: ([x = 0, y = 0]: readonly number[]) => square(x * x + y - 11) + square(x + y * y - 7),
    start: [2.5, 2.5],
    at: [3, 2],
    value: 0,
  },
  {
    name: 'what has no derivative at its lowest',
    measure: ([x = 0, y = 0]: readonly number[]) => Math.abs(x - 1) + 2 * Math.abs(y + 1),
    start: [4, 4],
    at: [1, -1],
    value: 0,
  },
])('finds the lowest place of $name', ({ measure, start, at, value }) => {
  const found = seekLowest(measure, start, OPTIONS)
  for (const [index, each] of at.entries()) expect(found.at[index]).toBeCloseTo(each, 5)
  expect(found.value).toBeCloseTo(value, 8)
  expect(found.value).toBe(measure(found.at))
})

test('never ends higher than it began, also where a function has no value', () => {
  const measure = ([x = 0]: readonly number[]) => (x < 1 ? Number.POSITIVE_INFINITY : x)
  expect(seekLowest(measure, [3], OPTIONS).value).toBeCloseTo(1, 8)
  expect(seekLowest(() => 4, [3, 3], OPTIONS)).toEqual({ at: [3, 3], value: 4 })
})

test('ends as soon where values are below zero as where they are above', () => {
  const looksAt = (level: number) => {
    let looks = 0
    seekLowest(
      ([x = 0, y = 0]) => {
        looks += 1
        return level + square(x) + square(y)
      },
      [3, 4],
      { ...OPTIONS, close: 1e-6 },
    )
    return looks
  }
  expect(looksAt(-1)).toBeLessThan(2 * looksAt(1))
})
