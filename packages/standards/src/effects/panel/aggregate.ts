import type { Cell } from './cells.ts'

/** What an aggregate is of: `at` is a group, a number of periods since the start, or a period; null for the overall one. */
export interface AggregateOf {
  kind: 'simple' | 'group' | 'dynamic' | 'calendar'
  at: number | null
}

/** A mean of means of cells, in which each cell is as heavy as its group has areas. */
export interface Aggregate {
  of: AggregateOf
  /** Places of cells. */
  parts: readonly (readonly number[])[]
  /** Whether the parts are as heavy as the groups of their cells, or all the same. */
  bySize: boolean
}

/**
 * The aggregates of Callaway and Sant'Anna (2021, table 1): `simple` over all cells after the start; per `group` and over groups; `dynamic`, by periods since the start (negative ones are
 * steps before it) and over those from 0 on; per `calendar` period and over periods.
 * @param places place of each period in time, when periods were left out
 */
export function listAggregates(cells: readonly Cell[], places: readonly number[]): Aggregate[] {
  const all = cells.map((cell, index) => ({ ...cell, index }))
  const after = all.filter(({ group, period }) => period >= group)
  const split = (kind: AggregateOf['kind'], of: typeof all, by: (cell: Cell) => number): Aggregate[] =>
    [...Map.groupBy(of, by)]
      .sort(([one], [other]) => one - other)
      .map(([at, members]) => ({
        of: { kind, at },
        parts: [members.map(({ index }) => index)],
        bySize: false,
      }))
  const over = (kind: AggregateOf['kind'], each: readonly Aggregate[], bySize = false): Aggregate => ({
    of: { kind, at: null },
    parts: each.flatMap(({ parts }) => parts),
    bySize,
  })
  const groups = split('group', after, ({ group }) => group)
  const since = split('dynamic', all, (cell) => stepsSince(cell, places))
  const periods = split('calendar', after, ({ period }) => period)
  return [
    { of: { kind: 'simple', at: null }, parts: [after.map(({ index }) => index)], bySize: false },
    over('group', groups, true),
    ...groups,
    over(
      'dynamic',
      since.filter(({ of: { at } }) => (at ?? 0) >= 0),
    ),
    ...since,
    over('calendar', periods),
    ...periods,
  ]
}

/** Steps in time from the first period of a group to that of a cell. */
export const stepsSince = ({ group, period }: Cell, places: readonly number[]): number =>
  (places[period] ?? period) - (places[group] ?? group)

/** @param size how many areas the group of a cell has */
export function aggregate(
  { parts, bySize }: Aggregate,
  effects: Float64Array,
  size: (cell: number) => number,
): number {
  let [sum, weights] = [0, 0]
  for (const part of parts) {
    let [within, areas] = [0, 0]
    for (const cell of part) {
      within += size(cell) * (effects[cell] ?? 0)
      areas += size(cell)
    }
    const weight = bySize ? size(part[0] ?? 0) : 1
    sum += (weight * within) / areas
    weights += weight
  }
  return sum / weights
}
