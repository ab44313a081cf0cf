import { expect, test } from 'vitest'
import { chiSquareBeyond, normalBelow, normalQuantile, ratioBeyond, studentBeyond } from './distributions.ts'

test('distributions are as in printed tables', () => {
  expect(normalQuantile(0.975)).toBeCloseTo(1.959964, 6)
  expect(normalBelow(-1.644854)).toBeCloseTo(0.05, 6)
  expect(studentBeyond(-2.2281, 10)).toBeCloseTo(0.05, 5)
  expect(chiSquareBeyond(3.841459, 1)).toBeCloseTo(0.05, 6)
  expect(chiSquareBeyond(18.307, 10)).toBeCloseTo(0.05, 5)
  expect(ratioBeyond(3.7168, 10, 10)).toBeCloseTo(0.05, 4)
  expect(ratioBeyond(1 / 3.7168, 10, 10)).toBeCloseTo(0.05, 4)
})

test('a chi-square below nothing is certain to be passed', () => {
  expect(chiSquareBeyond(0, 3)).toBe(1)
  expect(chiSquareBeyond(-1, 3)).toBe(1)
})
