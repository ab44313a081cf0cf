import { correlate, correlateRanks, type Pair, rank } from '@samenspel/standards/correlation'
import { computeMean, findMaximum, findMinimum } from '@samenspel/standards/indicators'
import type { AreaProfile } from './schema.ts'

/** An area with the mean of its figures, and of how many periods that is. */
export type AreaMean = { code: string; mean: number | null; periods: number }

/** A measure with its newest values by area. */
export type MeasuredByArea = {
  measure: string
  title: string
  unit: string
  year: number
  values: [code: string, value: number][]
}

/** The part of the periods of the best measured area below which the mean of an area is not compared: it could be of another season. */
const SHARE_OF_PERIODS = 0.5

/** Digits of a mean that do not depend on the order in which figures were added: that tells of how rows are stored. */
const DIGITS = 12

/** The means that can be compared, and how many areas have figures of too few periods. */
export function compareMeans(areas: readonly AreaMean[]): { values: Map<string, number>; leftOut: number } {
  const most = findMaximum(areas.map(({ periods }) => periods)) ?? 0
  const measured = areas.filter(({ periods }) => periods > 0)
  const values = new Map(
    measured.flatMap(({ code, mean, periods }): [string, number][] =>
      mean !== null && periods >= most * SHARE_OF_PERIODS ? [[code, Number(mean.toPrecision(DIGITS))]] : [],
    ),
  )
  return { values, leftOut: measured.length - values.size }
}

/** How the value of one area is among those of the others. */
export function compareWith(code: string, values: ReadonlyMap<string, number>) {
  const own = values.get(code)
  const others: number[] = []
  for (const [other, value] of values) if (other !== code) others.push(value)
  return {
    mean: computeMean(others),
    lowest: findMinimum(others),
    highest: findMaximum(others),
    rank: own === undefined ? null : 1 + others.filter((value) => value > own).length,
    areas: values.size,
  }
}

/** The statistics of an area beside the others, and how each goes together with the indicator over all areas. */
export function describeStatistics(
  code: string,
  figures: ReadonlyMap<string, number>,
  measures: readonly MeasuredByArea[],
): AreaProfile['statistics'] {
  // Of a measure that all areas have, the figures have the same ranks.
  const ranks = rank([...figures.values()])
  return measures.map(({ values, ...measure }) => {
    const known = new Map(values)
    const pairs: Pair[] = []
    for (const [area, figure] of figures) {
      const value = known.get(area)
      if (value !== undefined) pairs.push([value, figure])
    }
    return {
      ...measure,
      value: known.get(code) ?? null,
      ...compareWith(code, known),
      pairs: pairs.length,
      pearson: withoutPairs(correlate(pairs)),
      spearman: withoutPairs(correlateRanks(pairs, pairs.length === figures.size ? ranks : undefined)),
    }
  })
}

/** In four digits: further ones depend on the order of the sum. */
function withoutPairs(found: ReturnType<typeof correlate>) {
  if (!found) return null
  const round = (value: number) => Math.round(value * 10_000) / 10_000
  return { coefficient: round(found.coefficient), low: round(found.low), high: round(found.high) }
}
