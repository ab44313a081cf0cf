import { expect, test } from 'vitest'
import { type Scenario, simulatePanels } from './index.ts'

// Of 30 runs at 95 %, fewer than 24 hold the truth once in 3,000 times; `samenspel bench-effects` shows a whole table.
test.each<Scenario>([
  { method: 'difference-in-differences', areas: 20, treated: 3, before: 16, after: 8, likeness: 0.5 },
  { method: 'controlled-interrupted-series', areas: 20, treated: 3, before: 16, after: 8, likeness: 0.5 },
  { method: 'synthetic-control', areas: 20, treated: 1, before: 16, after: 8, likeness: 0 },
  { method: 'staggered-adoption', areas: 12, treated: 4, before: 3, after: 4, likeness: 0.5 },
])('$method finds a known effect, with intervals that hold it', (scenario) => {
  const shares: number[] = []
  const [row] = simulatePanels({ runs: 30, onProgress: (share) => shares.push(share) }, [scenario])
  expect(Math.abs(row?.bias ?? 1)).toBeLessThan(4 * (row?.biasError ?? 0))
  expect(row?.coverage).toBeGreaterThanOrEqual(0.8)
  expect(row?.size).toBeLessThanOrEqual(0.2)
  expect(shares).toEqual(shares.toSorted((one, other) => one - other))
})

test('sees nothing where nothing can be seen', () => {
  const [row] = simulatePanels({ runs: 20 }, [
    { method: 'difference-in-differences', areas: 12, treated: 1, before: 16, after: 8, likeness: 0.5 },
  ])
  expect(row).toMatchObject({ size: 0, power: 0, smallestP: 1 / 12, level: 11 / 12 })
})
