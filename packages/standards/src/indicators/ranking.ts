/** The order of areas by a figure, in which figures that may well be the same do not get a different position. */

/** A figure with the ends of its 95 % interval; without them it is not known how uncertain it is. */
export interface Estimate {
  value: number | null
  low: number | null
  high: number | null
}

/** From the highest, counted from 1: between which positions a figure is. They are one when all others are surely higher or lower. */
export interface Position {
  from: number
  to: number
}

/** Does one figure lie above another, at 95 %; `unclear` when their difference is within the uncertainty. */
export type Comparison = 'higher' | 'lower' | 'unclear'

/**
 * Compares two figures by the interval around their difference, made of their own two: method of variance estimates recovery (Zou and Donner,
 * Statistics in Medicine 27, 2008, formula 5), as if what they rest on is independent. When it is not known of both how uncertain they
 * are, the values themselves decide.
 */
export function compareEstimates(one: Known, other: Known): Comparison {
  const difference = one.value - other.value
  if (difference === 0) return 'unclear'
  const isUp = difference > 0
  const [upper, lower] = isUp ? [one, other] : [other, one]
  return Math.abs(difference) > reach(upper, lower) ? (isUp ? 'higher' : 'lower') : 'unclear'
}

/** An estimate of which the value is known. */
export type Known = Estimate & { value: number }

/**
 * The position of each figure, by what is surely higher and what is surely lower; null of one without a value. Each pair is judged on its
 * own, so of many pairs about one in twenty that are the same is told apart by chance.
 */
export function rankEstimates(estimates: readonly Estimate[]): (Position | null)[] {
  const known = estimates.filter(isKnown).toSorted((a, b) => b.value - a.value)
  const widest = known.reduce((most, one) => Math.max(most, below(one) ?? 0, above(one) ?? 0), 0)
  return estimates.map((one) => {
    if (!isKnown(one)) return null
    // Outside this all others are surely higher or lower, however uncertain: only those inside are compared.
    const far = Math.hypot(Math.max(below(one) ?? 0, above(one) ?? 0), widest)
    const first = countUntil(known, (other) => other.value <= one.value + far)
    const last = countUntil(known, (other) => other.value < one.value - far)
    let [higher, lower] = [first, known.length - last]
    for (const other of known.slice(first, last)) {
      const found = compareEstimates(other, one)
      if (found === 'higher') higher += 1
      if (found === 'lower') lower += 1
    }
    return { from: higher + 1, to: known.length - lower }
  })
}

const isKnown = (one: Estimate): one is Known => one.value !== null
const below = ({ value, low }: Known) => (low === null ? undefined : value - low)
const above = ({ value, high }: Known) => (high === null ? undefined : high - value)

/** How far two figures can lie apart while they may well be the same. */
function reach(upper: Known, lower: Known): number {
  const [down, up] = [below(upper), above(lower)]
  return down === undefined || up === undefined ? 0 : Math.hypot(down, up)
}

/** How many come before the first for which this holds, of a list in which it holds from there on. */
function countUntil<T>(list: readonly T[], holds: (one: T) => boolean): number {
  let [from, to] = [0, list.length]
  while (from < to) {
    const middle = (from + to) >>> 1
    const one = list[middle]
    if (one !== undefined && holds(one)) to = middle
    else from = middle + 1
  }
  return from
}
