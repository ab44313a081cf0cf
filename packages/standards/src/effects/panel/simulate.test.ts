import { expect, test } from 'vitest'
import { simulatePanels } from './index.ts'

/** Of 40 runs at 95 %, fewer than 33 hold the truth less than once in 1,000 times; `simulate.long.test.ts` is stricter. */
test('finds a known effect, with intervals that hold it', () => {
  const shares: number[] = []
  const rows = simulatePanels({ runs: 40, onProgress: (share) => shares.push(share) }, [
    { method: 'difference-in-differences', areas: 20, treated: 3, before: 16, after: 8, likeness: 0.5 },
    { method: 'controlled-interrupted-series', areas: 20, treated: 3, before: 16, after: 8, likeness: 0.5 },
    { method: 'synthetic-control', areas: 20, treated: 1, before: 16, after: 8, likeness: 0 },
    { method: 'staggered-adoption', areas: 20, treated: 6, before: 4, after: 4, likeness: 0.5 },
  ])
  for (const { method, bias, biasError, coverage, size } of rows) {
    expect(Math.abs(bias), method).toBeLessThan(4 * biasError)
    expect(coverage, method).toBeGreaterThanOrEqual(0.825)
    expect(size, method).toBeLessThanOrEqual(0.175)
  }
  expect(shares).toEqual(shares.toSorted((one, other) => one - other))
})

test('sees nothing where nothing can be seen', () => {
  const [row] = simulatePanels({ runs: 20 }, [
    { method: 'difference-in-differences', areas: 12, treated: 1, before: 16, after: 8, likeness: 0.5 },
  ])
  expect(row).toMatchObject({ size: 0, power: 0, smallestP: 1 / 12, level: 11 / 12 })
})
