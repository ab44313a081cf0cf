import { type Aggregate, type AggregateOf, listAggregates } from './aggregate.ts'
import { bootstrap, type Estimate, findInfluence, prepareEstimator } from './bootstrap.ts'
import { addUp, type ComparedWith, canCompare, listCells, listGroups, readStarts } from './cells.ts'
import { openChance } from './chance.ts'
import { findMean } from './checks.ts'
import { type Balanced, balanceStaggered, type Panel } from './panel.ts'
import { invertTest } from './permutation.ts'
import {
  ALPHA,
  type EffectPicture,
  type PanelEffect,
  type PanelOptions,
  type Reason,
  RUNS,
  type Unassessable,
} from './result.ts'
import { checkStaggered } from './staggered-checks.ts'
import { drawOrders, wholeOf } from './staggered-draws.ts'
import { estimateTwoWay } from './two-way.ts'

export interface StaggeredOptions extends PanelOptions {
  /** `never-treated` when absent and there are such areas; otherwise `not-yet-treated`. */
  comparedWith?: ComparedWith
}

export interface StaggeredEffect extends PanelEffect {
  method: 'staggered-adoption'
  comparedWith: ComparedWith
  /** The effect on each group (areas that began together) in each period; before its start what changed in that one step. */
  cells: ({ group: string; period: string } & Estimate)[]
  /** For `group` and `calendar`, `at` is the place of a period; for `dynamic` the periods since the start; null for the overall one. */
  aggregates: (AggregateOf & Estimate)[]
  /** The interval by the multiplier bootstrap and that by permutation; `interval` is one of these. */
  intervals: {
    bootstrap: { low: number; high: number }
    permutation: { low: number | null; high: number | null }
  }
  /** The coefficient of a regression with effects of areas and periods, for reference only: with effects that differ it can be far off. */
  twoWayFixedEffects: number
}

/** With fewer areas on either side the bootstrap is too sure of itself, and the interval is that of the permutation test. */
const LEAST_FOR_BOOTSTRAP = 20

/**
 * Staggered adoption: areas that began at different times, each group against areas that did not begin (Callaway and Sant'Anna 2021). The estimate is the simple aggregate. The p value is by
 * permutation of the starts over the areas (Athey and Imbens 2022).
 */
export function estimateStaggered(
  panel: Panel,
  options: StaggeredOptions = {},
): StaggeredEffect | Unassessable {
  const method = 'staggered-adoption'
  const data = read(panel, options)
  if (typeof data === 'string')
    return { assessable: false, method, reason: data, leftOut: { areas: [], periods: [] } }
  const { seed = 1, runs = RUNS, onProgress = () => {} } = options
  const { periods, treated, compared, leftOut } = data
  const { comparedWith = compared.length > 0 ? 'never-treated' : 'not-yet-treated' } = options
  const rows = [...treated, ...compared]
  const series = rows.map(({ values }) => values)
  const starts = readStarts(rows)
  const cells = listCells(starts, periods.length, comparedWith)
  const aggregates = listAggregates(cells)
  const views = viewPeriods(starts, periods.length, comparedWith)
  const estimator = prepareEstimator([
    { cells, aggregates, comparedWith },
    { cells: views.cells, aggregates: views.aggregates, comparedWith },
  ])
  const influence = findInfluence(series, starts, estimator)
  onProgress(0.1)
  const kinds = [
    ...cells.map(() => 'cell'),
    ...aggregates.map(({ of: { kind, at } }) => (at === null ? `all ${kind}` : kind)),
    ...views.cells.map(() => 'view'),
    ...views.aggregates.map(() => 'view'),
  ]
  const estimates = bootstrap(estimator(addUp(series, starts)), influence, kinds, {
    runs,
    chance: openChance(seed),
  })
  onProgress(0.3)
  const ofCells = cells.flatMap((cell, index) => pair(cell, estimates[index]))
  const ofAggregates = aggregates.flatMap(({ of }, index) => pair(of, estimates[cells.length + index]))
  const ofViews = views.aggregates.flatMap(({ of: { at } }, index) =>
    pair({ at: at ?? 0 }, estimates[cells.length + aggregates.length + views.cells.length + index]),
  )
  const simple = ofAggregates.find(({ kind }) => kind === 'simple')
  const after = cells.filter(({ group, period }) => period >= group)
  const { kind, possible, draws } = drawOrders(
    series,
    starts,
    { cells: after, aggregate: wholeOf(after), comparedWith },
    { runs, chance: openChance(seed), onProgress: (share) => onProgress(0.3 + 0.3 * share) },
  )
  const test = invertTest(draws)
  const { estimate, low, high } = simple ?? { estimate: 0, low: 0, high: 0 }
  const many = Math.min(treated.length, compared.length) >= LEAST_FOR_BOOTSTRAP
  const interval = many ? { low, high } : test.interval
  const first = Math.min(...starts)
  const picture = draw(data, ofViews, first)
  const checked = checkStaggered({
    data,
    cells,
    comparedWith,
    found: { ...test, estimate, interval },
    gapsBefore: ofViews.filter(({ at }) => at < first).map((each) => each.estimate),
    runs,
    seed,
  })
  onProgress(1)
  const { pValue, smallestP } = test
  return {
    assessable: true,
    method,
    estimate,
    interval,
    intervalLevel: many ? 1 - ALPHA : test.level,
    intervalBy: many ? 'multiplier-bootstrap' : 'permutation',
    test: { kind, tried: draws.length, possible, pValue, smallestP },
    size: {
      treated: treated.length,
      compared: compared.length,
      before: first,
      after: periods.length - first,
    },
    leftOut,
    picture,
    ...checked,
    comparedWith,
    cells: ofCells.map(({ group, period, base: _, ...found }) => ({
      group: periods[group] ?? '',
      period: periods[period] ?? '',
      ...found,
    })),
    aggregates: ofAggregates,
    intervals: { bootstrap: { low, high }, permutation: test.interval },
    twoWayFixedEffects: estimateTwoWay(rows),
  }
}

const pair = <T>(of: T, found: Estimate | undefined) => (found ? [{ ...of, ...found }] : [])

function read(panel: Panel, { without = [], comparedWith }: StaggeredOptions): Balanced | Reason {
  const data = balanceStaggered(panel, without)
  if (typeof data === 'string') return data
  const { treated, compared } = data
  if (comparedWith === 'never-treated' && compared.length === 0) return 'no-compared-areas'
  // Without areas that never began, the last group has none to be compared with.
  if (compared.length === 0 && listGroups(readStarts(treated)).length < 2) return 'no-compared-areas'
  return data
}

/**
 * For a chart: the effect on all treated areas together in each period, each group against the last period before its start, also in the periods before that.
 */
function viewPeriods(starts: readonly number[], periods: number, comparedWith: ComparedWith) {
  const cells = listGroups(starts).flatMap((group) =>
    Array.from({ length: periods }, (_, period) => ({ group, period, base: group - 1 })).filter((cell) =>
      canCompare(starts, cell, comparedWith),
    ),
  )
  const places = [...Map.groupBy(cells.keys(), (index) => cells[index]?.period ?? 0)]
  const aggregates = places
    .sort(([one], [other]) => one - other)
    .map(([at, part]): Aggregate => ({ of: { kind: 'calendar', at }, parts: [part], bySize: false }))
  return { cells, aggregates }
}

function draw(
  { periods, treated }: Balanced,
  views: readonly ({ at: number } & Estimate)[],
  start: number,
): EffectPicture {
  const actual = views.map(({ at }) => findMean(treated.map(({ values }) => values[at] ?? 0)))
  return {
    periods: views.map(({ at }) => periods[at] ?? ''),
    start,
    actual,
    counterfactual: views.map(({ estimate }, index) => (actual[index] ?? 0) - estimate),
    effects: views.map(({ estimate, low, high }) => ({ estimate, low, high })),
  }
}
