/** What a series was before and after a moment, as it is: no effect, only what was measured. */
import { regress } from './least-squares.ts'
import type { Series } from './terms.ts'

export type Part = {
  /** Values that there are, steps without, and the longest row of steps without. */
  count: number
  missing: number
  longestGap: number
  mean: number | null
  deviation: number | null
  /** By how much the values rise per step (least squares); null with fewer than three. */
  trend: number | null
}

export type Summary = { before: Part; after: Part; difference: number | null; relative: number | null }

/** Before and after, without saying why they differ. @param start index of the first value after the start */
export function summariseSeries({ values }: Series, start: number): Summary {
  const before = summarise(values.slice(0, start))
  const after = summarise(values.slice(start))
  const difference = before.mean === null || after.mean === null ? null : after.mean - before.mean
  const relative = difference === null || !before.mean ? null : difference / Math.abs(before.mean)
  return { before, after, difference, relative }
}

function summarise(values: readonly (number | null)[]): Part {
  const known = values.flatMap((value, place) => (value === null ? [] : [{ value, place }]))
  const mean = known.reduce((total, { value }) => total + value, 0) / known.length
  const squares = known.reduce((total, { value }) => total + (value - mean) ** 2, 0)
  const rows = known.map(({ place }) => [1, place])
  return {
    count: known.length,
    missing: values.length - known.length,
    longestGap: longestGap(values),
    mean: known.length > 0 ? mean : null,
    deviation: known.length > 1 ? Math.sqrt(squares / (known.length - 1)) : null,
    trend:
      known.length < 3
        ? null
        : (regress(
            rows,
            known.map(({ value }) => value),
          ).amounts[1] ?? null),
  }
}

function longestGap(values: readonly (number | null)[]): number {
  let [longest, current] = [0, 0]
  for (const value of values) {
    current = value === null ? current + 1 : 0
    longest = Math.max(longest, current)
  }
  return longest
}
