/**
 * Regression around a level that wanders: a random walk plus noise (the local level model of Harvey 1989, for interventions Harvey and Durbin 1986),
 * which is ARIMA(0,1,1) with explaining variables. Exact Gaussian likelihood by Kalman's filter, also with missing values.
 */
import { regress } from './least-squares.ts'

export type LocalLevel = {
  amounts: number[]
  errors: number[]
  /** Variance of a step of the level in units of that of the noise; Infinity is a random walk alone. */
  ratio: number
  /** Standard deviation of the noise (of a step of the level, when there is no noise). */
  spread: number
  /** What is left of each value after the first, free of what those before it tell. */
  surprises: number[]
}

/** Ratios are looked for between these powers of ten. */
const SMALLEST = -6
const LARGEST = 4
const COARSE = 40
const FINE = 60

/** For the bend of the likelihood at its top; what bends less than this has none. */
const STEP = 0.02
const FLAT = 0.01

/**
 * @param rows per value its terms, without a constant: the level has its place
 * @param places at which step each value is, rising
 * @param likelihood `full` as most programs do; `restricted` allows for the terms that were estimated, which short series need
 */
export function estimateLocalLevel(
  rows: readonly (readonly number[])[],
  places: readonly number[],
  values: readonly number[],
  likelihood: 'full' | 'restricted' = 'restricted',
): LocalLevel {
  const cost = (power: number) => fitAt(10 ** power).cost
  const fitAt = (ratio: number) => fit(rows, places, values, ratio, likelihood)
  const powers = Array.from(
    { length: COARSE + 1 },
    (_, index) => SMALLEST + ((LARGEST - SMALLEST) * index) / COARSE,
  )
  const costs = powers.map(cost)
  const least = costs.indexOf(Math.min(...costs))
  const power = narrow(cost, powers[Math.max(0, least - 1)] ?? 0, powers[Math.min(COARSE, least + 1)] ?? 0)
  const { amounts, errors, spread, surprises } = fitAt(10 ** power)
  const [before, after] = [fitAt(10 ** (power - STEP)), fitAt(10 ** (power + STEP))]
  const bend = (before.cost - 2 * cost(power) + after.cost) / STEP ** 2
  return {
    amounts,
    // That the ratio is not known makes amounts less certain by as much as they change with it.
    errors: errors.map((error, term) => {
      const change = ((after.amounts[term] ?? 0) - (before.amounts[term] ?? 0)) / (2 * STEP)
      return bend > FLAT ? Math.hypot(error, change * Math.sqrt(2 / bend)) : error
    }),
    spread,
    surprises,
    ratio: 10 ** power,
  }
}

function fit(
  rows: readonly (readonly number[])[],
  places: readonly number[],
  values: readonly number[],
  ratio: number,
  likelihood: 'full' | 'restricted',
) {
  const { columns, logScale } = filter(rows, places, values, ratio)
  const terms = columns.map((row) => row.slice(0, -1))
  const regression = regress(
    terms,
    columns.map((row) => row.at(-1) ?? 0),
  )
  const { residuals, inverse, degrees } = regression
  const left = residuals.reduce((total, each) => total + each * each, 0)
  const counted = likelihood === 'full' ? terms.length : degrees
  let cost = counted * Math.log(left) + logScale
  if (likelihood === 'restricted') cost -= logDeterminant(inverse.to2DArray())
  const variance = left / counted
  return {
    cost,
    amounts: regression.amounts,
    errors: regression.amounts.map((_, term) => Math.sqrt(variance * inverse.get(term, term))),
    spread: Math.sqrt(variance),
    surprises: residuals.map((each) => each / Math.sqrt(variance)),
  }
}

/** Frees terms and values from what those before tell; the first, which fixes the level, goes. */
function filter(
  rows: readonly (readonly number[])[],
  places: readonly number[],
  values: readonly number[],
  ratio: number,
) {
  let doubt = 1
  let logScale = 0
  let level = [...(rows[0] ?? []), values[0] ?? 0]
  const columns: number[][] = []
  for (let index = 1; index < values.length; index += 1) {
    doubt += ratio * ((places[index] ?? 0) - (places[index - 1] ?? 0))
    const variance = doubt + 1
    const gain = doubt / variance
    const own = [...(rows[index] ?? []), values[index] ?? 0]
    const surprise = own.map((value, column) => value - (level[column] ?? 0))
    columns.push(surprise.map((value) => value / Math.sqrt(variance)))
    level = level.map((value, column) => value + gain * (surprise[column] ?? 0))
    logScale += Math.log(variance)
    doubt = gain
  }
  return { columns, logScale }
}

/** Of a positive matrix. */
function logDeterminant(matrix: number[][]): number {
  let total = 0
  const rest = matrix.map((row) => [...row])
  for (let a = 0; a < rest.length; a += 1) {
    const pivot = rest[a]?.[a] ?? 0
    total += Math.log(pivot)
    for (let b = a + 1; b < rest.length; b += 1) {
      const share = (rest[b]?.[a] ?? 0) / pivot
      rest[b] = (rest[b] ?? []).map((value, column) => value - share * (rest[a]?.[column] ?? 0))
    }
  }
  return total
}

/** The lowest point between two, by golden section. */
export function narrow(cost: (at: number) => number, from: number, to: number): number {
  const golden = (Math.sqrt(5) - 1) / 2
  let [low, high] = [from, to]
  let [left, right] = [high - golden * (high - low), low + golden * (high - low)]
  let [costLeft, costRight] = [cost(left), cost(right)]
  for (let turn = 0; turn < FINE; turn += 1) {
    if (costLeft < costRight) {
      ;[high, right, costRight] = [right, left, costLeft]
      left = high - golden * (high - low)
      costLeft = cost(left)
    } else {
      ;[low, left, costLeft] = [left, right, costRight]
      right = low + golden * (high - low)
      costRight = cost(right)
    }
  }
  return (low + high) / 2
}
