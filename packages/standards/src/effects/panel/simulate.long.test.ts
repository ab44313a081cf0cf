import { expect, test } from 'vitest'
import { simulatePanels } from './index.ts'
import { scenarios } from './simulate.ts'

const RUNS = 400

// Three standard errors of a share of 0.05 in 400 runs are 0.033.
// The seed of each is as in the whole table.
test.each(scenarios.map((scenario, index) => ({ ...scenario, seed: 1 + 7919 * index })))(
  '$method, $treated of $areas areas, likeness $likeness',
  ({ seed, ...scenario }) => {
    const [row] = simulatePanels({ runs: RUNS, seed }, [scenario])
    if (!row) throw new Error('There is no row.')
    const { bias, biasError, coverage, level, size, smallestP } = row
    expect(Math.abs(bias)).toBeLessThan(3.5 * biasError)
    expect(coverage).toBeGreaterThan(level - 0.035)
    expect(coverage).toBeLessThan(level + 0.035)
    if (smallestP > 0.05) expect(size).toBe(0)
    else {
      expect(size).toBeGreaterThan(0.015)
      expect(size).toBeLessThan(0.085)
    }
  },
)
