import type { Chance } from '../chance.ts'
import { type Aggregate, aggregate } from './aggregate.ts'
import { addUp, type Cell, type ComparedWith, computeCells, type Sum, type Sums } from './cells.ts'
import { ALPHA } from './result.ts'

/** An estimate with its standard error and two 95 % intervals: for itself, and for all of its kind at once. */
export interface Estimate {
  estimate: number
  standardError: number
  low: number
  high: number
  /** Of all together: that each lies in its band has a probability of 95 %. */
  band: { low: number; high: number }
}

/** What is estimated from sums of figures, all in one go. */
type Estimator = (sums: Sums) => number[]

/** Cells and the aggregates of them. */
export interface Estimated {
  cells: readonly Cell[]
  aggregates: readonly Aggregate[]
  comparedWith: ComparedWith
}

/** Of each the cells, then the aggregates. */
export function prepareEstimator(all: readonly Estimated[]): Estimator {
  return (sums) =>
    all.flatMap(({ cells, aggregates, comparedWith }) => {
      const effects = computeCells(sums, cells, comparedWith)
      const size = (cell: number) => sums.get(cells[cell]?.group ?? 0)?.areas ?? 0
      return [...effects, ...aggregates.map((each) => aggregate(each, effects, size))]
    })
}

const STEP = 1e-4

/**
 * How each estimate moves with the weight of each area: the infinitesimal jackknife (Jaeckel 1972). These are the influence functions of Callaway and Sant'Anna, the part of the estimated
 * group sizes included, by central differences.
 * @returns a list per estimate, with a number per area
 */
export function findInfluence(
  series: readonly Float64Array[],
  starts: readonly number[],
  estimate: Estimator,
): Float64Array[] {
  const sums = addUp(series, starts)
  const found: Float64Array[] = estimate(sums).map(() => new Float64Array(series.length))
  series.forEach((values, area) => {
    const start = starts[area] ?? 0
    const own = sums.get(start)
    if (!own) return
    const heavier = (by: number): Sum => ({
      total: own.total.map((total, at) => total + by * (values[at] ?? 0)),
      areas: own.areas + by,
    })
    const more = estimate(new Map(sums).set(start, heavier(STEP)))
    const less = estimate(new Map(sums).set(start, heavier(-STEP)))
    found.forEach((each, index) => {
      each[area] = ((more[index] ?? 0) - (less[index] ?? 0)) / (2 * STEP)
    })
  })
  return found
}

/**
 * The multiplier bootstrap, by areas: influences with random signs (Rademacher weights). The intervals are symmetric and studentised; the bands hold the largest of all.
 * @param kinds of each estimate; estimates of the same kind share a band
 */
export function bootstrap(
  estimates: readonly number[],
  influence: readonly Float64Array[],
  kinds: readonly string[],
  { runs, chance }: { runs: number; chance: Chance },
): Estimate[] {
  const errors = influence.map((each) => Math.sqrt(each.reduce((sum, value) => sum + value * value, 0)))
  const sizes = estimates.map(() => new Float64Array(runs))
  const largest = new Map(kinds.map((kind) => [kind, new Float64Array(runs)]))
  const areas = influence[0]?.length ?? 0
  for (let run = 0; run < runs; run += 1) {
    const signs = Float64Array.from({ length: areas }, () => (chance.uniform() < 0.5 ? -1 : 1))
    influence.forEach((each, index) => {
      let sum = 0
      for (let area = 0; area < areas; area += 1) sum += (signs[area] ?? 0) * (each[area] ?? 0)
      const size = Math.abs(sum) / Math.max(errors[index] ?? 0, Number.MIN_VALUE)
      const [own, all] = [sizes[index], largest.get(kinds[index] ?? '')]
      if (own) own[run] = size
      if (all) all[run] = Math.max(all[run] ?? 0, size)
    })
  }
  const reaches = new Map([...largest].map(([kind, values]) => [kind, takeQuantile(values)]))
  return estimates.map((estimate, index) => {
    const standardError = errors[index] ?? 0
    const reach = standardError * takeQuantile(sizes[index] ?? new Float64Array())
    const wide = standardError * (reaches.get(kinds[index] ?? '') ?? 0)
    return {
      estimate,
      standardError,
      low: estimate - reach,
      high: estimate + reach,
      band: { low: estimate - wide, high: estimate + wide },
    }
  })
}

/** The value that 95 % of the runs do not exceed. */
function takeQuantile(values: Float64Array): number {
  const sorted = values.toSorted()
  return sorted[Math.min(Math.ceil((1 - ALPHA) * (sorted.length + 1)), sorted.length) - 1] ?? 0
}
