import { openChance } from '../chance.ts'
import { type Aggregate, type AggregateOf, listAggregates } from './aggregate.ts'
import { bootstrap, type Estimate, findInfluence, prepareEstimator } from './bootstrap.ts'
import { addUp, type ComparedWith, canCompare, listCells, listGroups, readStarts } from './cells.ts'
import { findMean } from './checks.ts'
import type { Balanced, Panel } from './panel.ts'
import { type EffectPicture, type PanelEffect, RUNS, type Unassessable } from './result.ts'
import { checkStaggered } from './staggered-checks.ts'
import { findStaggered, readForStaggered, type StaggeredOptions } from './staggered-run.ts'
import { estimateTwoWay } from './two-way.ts'

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

/**
 * Staggered adoption: areas that began at different times, each group against areas that did not begin (Callaway and Sant'Anna 2021). The estimate is the simple aggregate. The p value is by
 * permutation of the starts over the areas (Athey and Imbens 2022).
 */
export function estimateStaggered(
  panel: Panel,
  options: StaggeredOptions = {},
): StaggeredEffect | Unassessable {
  const method = 'staggered-adoption'
  const data = readForStaggered(panel, options)
  if (typeof data === 'string')
    return { assessable: false, method, reason: data, leftOut: { areas: [], periods: [] } }
  const { seed = 1, runs = RUNS, season, onProgress = () => {} } = options
  const { periods, places, treated, compared, leftOut, comparedWith } = data
  const rows = [...treated, ...compared]
  const series = rows.map(({ values }) => values)
  const starts = readStarts(rows)
  const cells = listCells(starts, periods.length, comparedWith)
  const aggregates = listAggregates(cells, places)
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
  const { found, by, drawn, intervals } = findStaggered(data, {
    runs,
    seed,
    onProgress: (share) => onProgress(0.3 + 0.3 * share),
  })
  const first = Math.min(...starts)
  const picture = draw(data, ofViews, first)
  const checked = checkStaggered({
    data,
    cells,
    comparedWith,
    found,
    gapsBefore: ofViews.filter(({ at }) => at < first).map((each) => each.estimate),
    runs,
    seed,
    season,
  })
  onProgress(1)
  return {
    assessable: true,
    method,
    estimate: found.estimate,
    interval: found.interval,
    intervalLevel: found.level,
    intervalBy: by,
    test: { ...drawn, pValue: found.pValue, smallestP: found.smallestP },
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
    intervals,
    twoWayFixedEffects: estimateTwoWay(rows),
  }
}

const pair = <T>(of: T, found: Estimate | undefined) => (found ? [{ ...of, ...found }] : [])

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
