import type { Row } from './panel.ts'

/** Areas that are compared with: those that never began, or also those that have not begun yet. */
export type ComparedWith = 'never-treated' | 'not-yet-treated'

/** The effect on the areas that began at `group`, in `period`, against the change since `base`. All three are places of periods. */
export interface Cell {
  group: number
  period: number
  base: number
}

/** When areas began that never did. */
export const NEVER = Number.POSITIVE_INFINITY

/** The sum of the figures of the areas that began together, and how many these are. */
export interface Sum {
  total: Float64Array
  areas: number
}

export type Sums = ReadonlyMap<number, Sum>

export const readStarts = (rows: readonly Row[]): number[] => rows.map(({ startedAt }) => startedAt ?? NEVER)

/** The starts that occur, the earliest first. */
export const listGroups = (starts: readonly number[]) =>
  [...new Set(starts)].filter((start) => start !== NEVER).sort((one, other) => one - other)

/**
 * The cells of which an effect can be told. After the start the base is the last period before it; before the start it is the period before, so that such a cell shows what changed in that
 * one step.
 */
export function listCells(starts: readonly number[], periods: number, comparedWith: ComparedWith): Cell[] {
  return listGroups(starts).flatMap((group) =>
    Array.from({ length: periods - 1 }, (_, index) => {
      const period = index + 1
      return { group, period, base: period < group ? period - 1 : group - 1 }
    }).filter((cell) => canCompare(starts, cell, comparedWith)),
  )
}

export const canCompare = (starts: readonly number[], cell: Cell, comparedWith: ComparedWith) =>
  starts.some((start) => isCompared(start, cell, comparedWith))

/** Whether an area that began at `start` is one that a cell compares with. */
const isCompared = (start: number, { group, period, base }: Cell, comparedWith: ComparedWith) =>
  start !== group && (comparedWith === 'never-treated' ? start === NEVER : start > Math.max(period, base))

export function addUp(series: readonly Float64Array[], starts: readonly number[]): Map<number, Sum> {
  const sums = new Map<number, Sum>()
  for (let area = 0; area < series.length; area += 1) {
    const values = series[area] ?? new Float64Array()
    const start = starts[area] ?? NEVER
    const sum = sums.get(start)
    if (!sum) {
      sums.set(start, { total: values.slice(), areas: 1 })
      continue
    }
    const { total } = sum
    for (let at = 0; at < total.length; at += 1) total[at] = (total[at] ?? 0) + (values[at] ?? 0)
    sum.areas += 1
  }
  return sums
}

/**
 * Group-time average effects without covariates: the mean change of the group less that of those it is compared with (Callaway and Sant'Anna 2021).
 */
export function computeCells(sums: Sums, cells: readonly Cell[], comparedWith: ComparedWith): Float64Array {
  return Float64Array.from(cells, (cell) => {
    const { group, period, base } = cell
    let [change, count, own] = [0, 0, 0]
    for (const [start, { total, areas }] of sums) {
      const changed = (total[period] ?? 0) - (total[base] ?? 0)
      if (start === group) own = changed / areas
      else if (isCompared(start, cell, comparedWith)) {
        change += changed
        count += areas
      }
    }
    return own - change / count
  })
}
