/** What tells quickly that a comparison cannot give anything, or must not. */
import { pairsOf, type Rows, regress, type Series, withoutUsual } from './least-squares.ts'

/**
 * Least t statistic without regard to likeness in time. With it the statistic of values that resemble each other is smaller, so that less than this is
 * not enough; of values that alternate it can be larger, and of those a change can be missed.
 */
const LEAST = 2.8

/** Whether the first variable, in an ordinary regression, could matter at all. */
export function passesScreen(values: Series, rows: Rows): boolean {
  // With the first variable last, its coefficient over its error is one cell of the factor of Cholesky.
  const known = pairsOf(values, rows).map(({ value, row: [change = 0, ...row] }) => [...row, change, value])
  const size = (rows[0]?.length ?? 0) + 1
  const factor = Array.from({ length: size }, () => new Float64Array(size))
  const at = (a: number, b: number) => factor[a]?.[b] ?? 0
  for (let a = 0; a < size; a += 1) {
    for (let b = 0; b <= a; b += 1) {
      let rest = known.reduce((total, line) => total + (line[a] ?? 0) * (line[b] ?? 0), 0)
      for (let c = 0; c < b; c += 1) rest -= at(a, c) * at(b, c)
      const line = factor[a]
      if (line) line[b] = a === b ? Math.sqrt(Math.max(rest, 1e-300)) : rest / at(b, b)
    }
  }
  const error = at(size - 1, size - 1) / Math.sqrt(Math.max(known.length - size + 1, 1))
  return Math.abs(at(size - 1, size - 2)) > LEAST * error
}

/** Whether the newest stretch lies further from what is usual before it than any stretch of that length before it. */
export function liesBeyond(values: Series, rows: Rows, length: number): boolean {
  const since = values.length - length
  const usual = rows.map(([, ...row]) => row)
  const weights = regress(pairsOf(values.slice(0, since), usual.slice(0, since)))
  const rest = withoutUsual(values, usual, weights)
  const distanceOf = (from: number) => {
    const known = rest.slice(from, from + length).flatMap((each) => each ?? [])
    return known.length < length / 2 ? 0 : Math.abs(known.reduce((a, b) => a + b, 0) / known.length)
  }
  const newest = distanceOf(since)
  return Array.from({ length: since - length + 1 }, (_, from) => from).every(
    (from) => distanceOf(from) < newest,
  )
}
