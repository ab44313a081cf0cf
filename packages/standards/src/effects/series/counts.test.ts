import { expect, test } from 'vitest'
import { fitCounts } from './counts.ts'

test('quasi-Poisson gives the figures of the example of Dobson (1990) in the manual of R’s glm', () => {
  const counts = [18, 17, 15, 20, 10, 20, 25, 13, 12]
  const is = (value: boolean) => (value ? 1 : 0)
  const rows = counts.map((_, index) => [
    1,
    is(index % 3 === 1),
    is(index % 3 === 2),
    is(Math.floor(index / 3) === 1),
    is(Math.floor(index / 3) === 2),
  ])
  const { amounts, errors, dispersion, deviance } = fitCounts(rows, counts)
  expect(amounts[0]).toBeCloseTo(3.0445, 4)
  expect(amounts[1]).toBeCloseTo(-0.4543, 4)
  expect(amounts[2]).toBeCloseTo(-0.293, 4)
  expect(deviance).toBeCloseTo(5.1291, 4)
  expect(dispersion).toBeCloseTo(1.2933, 4)
  // The errors of a Poisson regression there, times the root of the dispersion.
  expect((errors[0] ?? 0) / Math.sqrt(dispersion)).toBeCloseTo(0.1709, 4)
  expect((errors[1] ?? 0) / Math.sqrt(dispersion)).toBeCloseTo(0.2022, 4)
})
