import { pairsOf, type Rows, regress, type Series, withoutUsual } from './least-squares.ts'

/** In the approximation of the error function of Winitzki (2008). */
const A = 0.147

/** The values as what their ranks would be in a normal distribution (van der Waerden); those that are equal get the mean of theirs. */
export function scoresOf(values: Series): Series {
  const sorted = values.flatMap((value) => value ?? []).toSorted((a, b) => a - b)
  const scores = new Map<number, number>()
  for (let from = 0; from < sorted.length; ) {
    const value = sorted[from] ?? 0
    let to = from
    while (sorted[to + 1] === value) to += 1
    scores.set(value, normalAt(((from + to) / 2 + 0.5) / sorted.length))
    from = to + 1
  }
  return values.map((value) => (value === null ? null : (scores.get(value) ?? null)))
}

/**
 * The ranks of values as scores, after what all variables but the first tell was taken off: with the season in them, the highest weeks of summer could not
 * be higher.
 */
export function scoresWithoutUsual(values: Series, rows: Rows): Series {
  const [, ...weights] = regress(pairsOf(values, rows))
  return scoresOf(
    withoutUsual(
      values,
      rows.map(([, ...usual]) => usual),
      weights,
    ),
  )
}

/** The value below which this share of a standard normal distribution lies. */
function normalAt(share: number): number {
  const x = 2 * share - 1
  const log = Math.log(1 - x * x)
  const half = 2 / (Math.PI * A) + log / 2
  return Math.SQRT2 * Math.sign(x) * Math.sqrt(Math.sqrt(half * half - log / A) - half)
}
