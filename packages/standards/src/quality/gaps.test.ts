import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findGaps, findUsualInterval } from './gaps.ts'

test('the usual interval is not disturbed by gaps', () => {
  expect(findUsualInterval([0, 10, 20, 500, 510, 520])).toBe(10)
  expect(findUsualInterval([7])).toBeNaN()
})

test('a gap is a step of more than three intervals', () => {
  expect(findGaps([0, 10, 40, 71, 80], 10)).toEqual([{ from: 40, to: 71, missing: 2 }])
})

test('gaps and steps that are none make the whole period', () => {
  const steps = fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1 })
  fc.assert(
    fc.property(steps, (list) => {
      const times = [0]
      for (const step of list) times.push((times.at(-1) ?? 0) + step)
      const missing = findGaps(times, 10).reduce((sum, { from, to }) => sum + to - from, 0)
      const rest = list.filter((step) => step <= 30).reduce((sum, step) => sum + step, 0)
      expect(missing + rest).toBe(times.at(-1))
    }),
  )
})
