import { openChance } from '../chance.ts'
import { bootstrap, findInfluence, prepareEstimator } from './bootstrap.ts'
import { addUp, type ComparedWith, listCells, listGroups, readStarts } from './cells.ts'
import type { Finding } from './checks.ts'
import { type Balanced, balanceStaggered, type Panel } from './panel.ts'
import { invertTest } from './permutation.ts'
import { ALPHA, type PanelOptions, type Reason } from './result.ts'
import { drawOrders, wholeOf } from './staggered-draws.ts'

export interface StaggeredOptions extends PanelOptions {
  /** `never-treated` when absent and there are such areas; otherwise `not-yet-treated`. */
  comparedWith?: ComparedWith
}

/** With fewer areas on either side the bootstrap is too sure of itself, and the interval is that of the permutation test. */
const LEAST_FOR_BOOTSTRAP = 20

export interface StaggeredData extends Balanced {
  comparedWith: ComparedWith
}

/** The panel as a staggered adoption needs it, or why that cannot be. */
export function readForStaggered(
  panel: Panel,
  { without = [], ...asked }: StaggeredOptions,
): StaggeredData | Reason {
  const data = balanceStaggered(panel, without)
  if (typeof data === 'string') return data
  const { treated, compared } = data
  const { comparedWith = compared.length > 0 ? 'never-treated' : 'not-yet-treated' } = asked
  if (comparedWith === 'never-treated' && compared.length === 0) return 'no-compared-areas'
  // Without areas that never began, the last group has none to be compared with.
  if (compared.length === 0 && listGroups(readStarts(treated)).length < 2) return 'no-compared-areas'
  return { ...data, comparedWith }
}

/** The mean effect over all groups and periods after their start, with its test and interval. */
export function findStaggered(
  { treated, compared, periods, comparedWith }: StaggeredData,
  { runs, seed, onProgress }: { runs: number; seed: number; onProgress?: (share: number) => void },
) {
  const rows = [...treated, ...compared]
  const series = rows.map(({ values }) => values)
  const starts = readStarts(rows)
  const cells = listCells(starts, periods.length, comparedWith).filter(({ group, period }) => period >= group)
  const whole = wholeOf(cells)
  const estimator = prepareEstimator([{ cells, aggregates: [whole], comparedWith }])
  const all = estimator(addUp(series, starts)).slice(-1)
  const influence = findInfluence(series, starts, (sums) => estimator(sums).slice(-1))
  const [booted] = bootstrap(all, influence, ['simple'], { runs, chance: openChance(seed) })
  const { low, high } = booted ?? { low: 0, high: 0 }
  const { kind, possible, draws } = drawOrders(
    series,
    starts,
    { cells, aggregate: whole, comparedWith },
    { runs, chance: openChance(seed), ...(onProgress && { onProgress }) },
  )
  const test = invertTest(draws)
  const many = Math.min(treated.length, compared.length) >= LEAST_FOR_BOOTSTRAP
  const found: Finding = {
    ...test,
    estimate: draws[0]?.value ?? 0,
    ...(many && { interval: { low, high }, level: 1 - ALPHA }),
  }
  return {
    found,
    by: many ? ('multiplier-bootstrap' as const) : ('permutation' as const),
    drawn: { kind, possible, tried: draws.length },
    intervals: { bootstrap: { low, high }, permutation: test.interval },
  }
}
