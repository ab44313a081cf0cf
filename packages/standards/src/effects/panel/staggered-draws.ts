import { type Aggregate, aggregate } from './aggregate.ts'
import { type Draws, orderLabels } from './assignments.ts'
import { addUp, type Cell, type ComparedWith, computeCells, type Sums } from './cells.ts'
import type { Draw } from './permutation.ts'

/** One aggregate of the figures of areas. */
export interface Question {
  cells: readonly Cell[]
  aggregate: Aggregate
  comparedWith: ComparedWith
}

/** The aggregate of all cells, each as heavy as its group. */
export const wholeOf = (cells: readonly Cell[]): Aggregate => ({
  of: { kind: 'simple', at: null },
  parts: [cells.map((_, index) => index)],
  bySize: false,
})

export function answer({ cells, aggregate: of, comparedWith }: Question, sums: Sums): number {
  const effects = computeCells(sums, cells, comparedWith)
  return aggregate(of, effects, (cell) => sums.get(cells[cell]?.group ?? 0)?.areas ?? 0)
}

/** The aggregate under each order of the starts, and that of an effect of one in the areas and periods that were really treated. */
export function drawOrders(
  series: readonly Float64Array[],
  starts: readonly number[],
  question: Question,
  { onProgress = () => {}, ...draws }: Draws & { onProgress?: (share: number) => void },
) {
  const treatment = series.map((values, area) => values.map((_, at) => (at >= (starts[area] ?? 0) ? 1 : 0)))
  const { kind, possible, orders } = orderLabels(starts, draws)
  const found = orders.map((order, index): Draw => {
    if (index % 100 === 0) onProgress(index / orders.length)
    return {
      value: answer(question, addUp(series, order)),
      share: answer(question, addUp(treatment, order)),
    }
  })
  return { kind, possible, draws: found }
}
