import { openChance } from '../chance.ts'
import { assign, type Sets } from './assignments.ts'
import type { Finding } from './checks.ts'
import { contrastAreas, drawContrasts } from './contrast.ts'
import { countLeastBefore, type Shape } from './design.ts'
import { balanceCommonStart, type CommonStart, type Panel, type Row } from './panel.ts'
import { invertTest } from './permutation.ts'
import type { Reason } from './result.ts'

/** Areas, the treated ones first, with the ways in which they could have been treated. */
export interface Trial {
  rows: Row[]
  treated: number
  assignments: Sets
}

export function arrangeTrial(
  treated: readonly Row[],
  others: readonly Row[],
  { runs, seed }: { runs: number; seed: number },
): Trial {
  const rows = [...treated, ...others]
  const assignments = assign(rows.length, treated.length, { runs, chance: openChance(seed) })
  return { rows, treated: treated.length, assignments }
}

/** What is found of a weighted sum of the figures of each area. */
export function find({ rows, assignments }: Trial, weights: Float64Array): Finding {
  const draws = drawContrasts(contrastAreas(rows, weights), assignments)
  return { estimate: draws[0]?.value ?? 0, ...invertTest(draws) }
}

/** The panel as a model of this shape needs it, or why that cannot be. */
export function readForShape(
  panel: Panel,
  shape: Shape,
  without: readonly string[] = [],
): CommonStart | Reason {
  const data = balanceCommonStart(panel, without)
  if (typeof data === 'string') return data
  if (data.compared.length === 0) return 'no-compared-areas'
  if (data.start < countLeastBefore(shape)) return 'too-few-periods-before'
  if (data.periods.length <= data.start) return 'too-few-periods-after'
  return data
}
