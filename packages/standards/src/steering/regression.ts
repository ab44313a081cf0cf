/** Regression of a series in time, of which each value resembles the one before. */
import { studentBelow } from '../student/index.ts'

/** A coefficient with its 95 % interval. */
export type Estimate = {
  estimate: number
  low: number
  high: number
  /** Two-sided probability of an estimate at least this far from zero when there is nothing. */
  p: number
  /** Values that there are. */
  count: number
  /** With how many independent values these tell as much: fewer, the more each resembles the one before. */
  effective: number
}

const LEVEL = 0.95

/** How values resemble each other: what they share with the one before, and which part of them is noise of the moment alone. */
type Likeness = { share: number; noise: number; logPrior: number }

/** The likenesses that are weighed; more dense near 1, where it matters most. All degrees count the same beforehand. */
const LIKENESSES: readonly Likeness[] = Array.from({ length: 15 }, (_, index) =>
  Math.tanh(-0.4 + index * 0.185),
).flatMap((share) =>
  (share > 0.2 ? [0, 0.3, 0.6, 0.85] : [0]).map((noise, _, all) => ({
    share,
    noise,
    logPrior: Math.log(1 - share * share) * 0.5 - Math.log(all.length),
  })),
)

/** What one likeness says of the coefficient. */
type Fit = { repeats: number; logWeight: number; estimate: number; error: number }

/**
 * Estimates one coefficient of a linear regression whose errors are a first-order autoregression with noise on top, by restricted maximum
 * likelihood (REML). How much neighbours resemble each other is not taken as known: the interval is that of the mixture over all degrees of
 * it, each weighed by its restricted likelihood with Student's t at n − p degrees of freedom, which keeps the size right in short
 * series. Missing values stay missing.
 * @param values the series at equal steps, null where there is none
 * @param rows per step the explaining variables
 * @param column which of these
 * @returns undefined with fewer than three values more than there are variables, or variables that cannot be told apart
 */
export function estimateCoefficient(
  values: readonly (number | null)[],
  rows: readonly (readonly number[])[],
  column: number,
): Estimate | undefined {
  const known = values.flatMap((value, index) => (value === null ? [] : [{ index, value }]))
  const width = rows[0]?.length ?? 0
  const degrees = known.length - width
  if (degrees < 3) return undefined
  const spread = spreadOf(known.map(({ value }) => value))
  const fits = LIKENESSES.flatMap((likeness) => fitAt(known, rows, column, likeness, spread) ?? [])
  if (fits.length === 0) return undefined
  const top = Math.max(...fits.map(({ logWeight }) => logWeight))
  const weighed = fits
    .map((fit) => ({ ...fit, weight: Math.exp(fit.logWeight - top) }))
    .filter(({ weight }) => weight > 1e-4)
  const total = sum(weighed.map(({ weight }) => weight))
  const mix = (read: (fit: Fit) => number) => sum(weighed.map((fit) => fit.weight * read(fit))) / total
  const estimate = mix(({ estimate: each }) => each)
  const repeats = mix(({ repeats: each }) => each)
  const below = (limit: number) =>
    mix((fit) => studentBelow((limit - fit.estimate) / Math.max(fit.error, 1e-12 * spread), degrees))
  const atZero = below(0)
  const reach = Math.max(
    ...weighed.map(({ estimate: each, error }) => Math.abs(each - estimate) + 60 * error),
  )
  const quantile = (share: number) =>
    bisect((limit) => below(limit) - share, estimate - reach, estimate + reach)
  return {
    estimate,
    low: quantile((1 - LEVEL) / 2),
    high: quantile((1 + LEVEL) / 2),
    p: Math.min(1, 2 * Math.min(atZero, 1 - atZero)),
    count: known.length,
    effective: known.length / Math.max(repeats, 1 / known.length),
  }
}

function fitAt(
  known: readonly { index: number; value: number }[],
  rows: readonly (readonly number[])[],
  column: number,
  likeness: Likeness,
  spread: number,
): Fit | undefined {
  const width = rows[0]?.length ?? 0
  const size = width + 1
  // The products of all columns and the values, each freed from what those before it tell (Kalman's filter).
  const products = new Float64Array(size * size)
  const row = new Float64Array(size)
  const expected = new Float64Array(size)
  const { share, noise, logPrior } = likeness
  const signal = 1 - noise
  let doubt = signal
  let logDeterminant = 0
  known.forEach(({ index, value }, place) => {
    const before = place === 0 ? undefined : known[place - 1]
    const kept = before === undefined ? 0 : share ** (index - before.index)
    doubt = kept * kept * doubt + signal * (1 - kept * kept)
    const variance = doubt + noise
    const gain = doubt / variance
    const scale = 1 / Math.sqrt(variance)
    logDeterminant += Math.log(variance)
    const given = rows[index]
    for (let each = 0; each < size; each += 1) {
      const own = each === width ? value : (given?.[each] ?? 0)
      const foreseen = kept * (expected[each] ?? 0)
      const surprise = own - foreseen
      expected[each] = foreseen + gain * surprise
      row[each] = surprise * scale
    }
    doubt *= 1 - gain
    for (let a = 0; a < size; a += 1) {
      for (let b = 0; b <= a; b += 1) {
        products[a * size + b] = (products[a * size + b] ?? 0) + (row[a] ?? 0) * (row[b] ?? 0)
      }
    }
  })
  const repeats = 1 + (2 * signal * share) / (1 - share)
  return solve(products, size, column, known.length - width, {
    repeats,
    logDeterminant: logDeterminant - 2 * logPrior,
    spread,
  })
}

/** Solves the normal equations by Cholesky: the last row of the factor holds the residual, and the coefficients by substitution. */
function solve(
  products: Float64Array,
  size: number,
  column: number,
  degrees: number,
  { repeats, logDeterminant, spread }: { repeats: number; logDeterminant: number; spread: number },
): Fit | undefined {
  const width = size - 1
  const factor = new Float64Array(size * size)
  const at = (a: number, b: number) => factor[a * size + b] ?? 0
  for (let a = 0; a < size; a += 1) {
    for (let b = 0; b <= a; b += 1) {
      let rest = products[a * size + b] ?? 0
      for (let c = 0; c < b; c += 1) rest -= at(a, c) * at(b, c)
      if (a !== b) factor[a * size + b] = rest / at(b, b)
      else if (a === width) factor[a * size + a] = Math.sqrt(Math.max(rest, 0))
      else if (rest <= 1e-10 * (products[a * size + a] ?? 0)) return undefined
      else factor[a * size + a] = Math.sqrt(rest)
    }
  }
  const backward = (right: (place: number) => number): number[] => {
    const solution = Array.from({ length: width }, () => 0)
    for (let a = width - 1; a >= 0; a -= 1) {
      let rest = right(a)
      for (let b = a + 1; b < width; b += 1) rest -= at(b, a) * (solution[b] ?? 0)
      solution[a] = rest / at(a, a)
    }
    return solution
  }
  const forward: number[] = []
  for (let a = 0; a < width; a += 1) {
    let rest = a === column ? 1 : 0
    for (let b = 0; b < a; b += 1) rest -= at(a, b) * (forward[b] ?? 0)
    forward.push(rest / at(a, a))
  }
  const residual = Math.max(at(width, width) ** 2, 1e-20 * spread * spread)
  const logInformation = 2 * sum(Array.from({ length: width }, (_, a) => Math.log(at(a, a))))
  return {
    repeats,
    estimate: backward((a) => at(width, a))[column] ?? Number.NaN,
    error: Math.sqrt((residual / degrees) * sum(forward.map((each) => each * each))),
    logWeight: -(logDeterminant + logInformation + degrees * Math.log(residual)) / 2,
  }
}

/** Of values that are all zero. Its square must still be a number. */
const LEAST_SPREAD = 1e-100

function spreadOf(values: readonly number[]): number {
  return Math.max(Math.max(...values) - Math.min(...values), Math.abs(values[0] ?? 0) * 1e-9, LEAST_SPREAD)
}

function bisect(rises: (at: number) => number, from: number, to: number): number {
  let [low, high] = [from, to]
  for (let turn = 0; turn < 40; turn += 1) {
    const middle = (low + high) / 2
    if (rises(middle) < 0) low = middle
    else high = middle
  }
  return (low + high) / 2
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
