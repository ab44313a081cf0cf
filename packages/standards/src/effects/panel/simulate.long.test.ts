import { expect, test } from 'vitest'
import { simulatePanels } from './index.ts'
import { scenarios } from './simulate.ts'

const RUNS = 400

// Four standard errors of a share of 0.05 in 400 runs.
const REACH = 0.044

// The seed of each is as in the whole table.
test.each(scenarios.map((scenario, index) => ({ ...scenario, seed: 1 + 7919 * index })))(
  '$method, $treated of $areas areas, likeness $likeness',
  ({ seed, ...scenario }) => {
    const [row] = simulatePanels({ runs: RUNS, seed }, [scenario])
    if (!row) throw new Error('There is no row.')
    const { bias, biasError, coverage, level, size, smallestP } = row
    expect(Math.abs(bias)).toBeLessThan(3.5 * biasError)
    expect(coverage).toBeGreaterThan(level - REACH)
    expect(coverage).toBeLessThan(level + REACH)
    if (smallestP > 0.05) expect(size).toBe(0)
    else {
      expect(size).toBeGreaterThan(0.05 - REACH)
      expect(size).toBeLessThan(0.05 + REACH)
    }
  },
)
