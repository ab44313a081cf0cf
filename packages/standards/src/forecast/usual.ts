/** What is usual at this time of the day, week or year, with what is unusual now fading away. */
import type { Ahead } from './model.ts'

/** Sines and cosines per pattern that comes back: so many times within it the usual value can turn. */
const PAIRS = 3

/** How much of what is unusual is left after a step, at most. */
const MOST_LEFT = 0.99

/**
 * Forecasts by a regression on the patterns that come back, and the first-order autocorrelation of what is left: weather and what follows
 * it return to what is usual, where exponential smoothing keeps what there was last.
 * @returns undefined when there are too few values
 */
export function forecastUsual(
  values: Float64Array,
  seasons: readonly number[],
  horizon: number,
): Ahead | undefined {
  const known = seasons.filter((season) => values.length >= 2 * season)
  const rowAt = (index: number) => [
    1,
    ...known.flatMap((season) =>
      Array.from({ length: Math.min(PAIRS, Math.floor((season - 1) / 2)) }, (_, pair) => {
        const angle = (2 * Math.PI * (pair + 1) * index) / season
        return [Math.cos(angle), Math.sin(angle)]
      }).flat(),
    ),
  ]
  const weights = regress(values, rowAt)
  if (!weights) return undefined
  const usualAt = (index: number) =>
    rowAt(index).reduce((total, each, place) => total + each * (weights[place] ?? 0), 0)
  const rest = values.map((value, index) => value - usualAt(index))
  const variance = meanOf(rest, (each) => each * each)
  const shared = meanOf(rest.subarray(1), (each, index) => each * (rest[index] ?? 0))
  const left = variance > 0 ? Math.min(Math.max(shared / variance, 0), MOST_LEFT) : 0
  const now = rest.at(-1) ?? 0
  const steps = Array.from({ length: horizon }, (_, step) => left ** (step + 1))
  return {
    point: steps.map((share, step) => usualAt(values.length + step) + share * now),
    spread: steps.map((share) => Math.sqrt(variance * (1 - share * share))),
  }
}

function meanOf(values: Float64Array, read: (value: number, index: number) => number): number {
  return values.reduce((total, value, index) => total + read(value, index), 0) / Math.max(values.length, 1)
}

/** Least squares by the normal equations; undefined when there are too few values for the variables. */
function regress(values: Float64Array, rowAt: (index: number) => number[]): number[] | undefined {
  const width = rowAt(0).length
  if (values.length < 2 * width + 2) return undefined
  const table = Array.from({ length: width }, () => new Float64Array(width + 1))
  values.forEach((value, index) => {
    const row = rowAt(index)
    for (let a = 0; a < width; a += 1) {
      const line = table[a] as Float64Array
      for (let b = 0; b < width; b += 1) line[b] = (line[b] ?? 0) + (row[a] ?? 0) * (row[b] ?? 0)
      line[width] = (line[width] ?? 0) + (row[a] ?? 0) * value
    }
  })
  for (let a = 0; a < width; a += 1) {
    const pivot = table[a] as Float64Array
    const scale = pivot[a] ?? 0
    if (Math.abs(scale) < 1e-9) return undefined
    for (let other = 0; other < width; other += 1) {
      const line = table[other] as Float64Array
      const share = other === a ? 0 : (line[a] ?? 0) / scale
      if (share !== 0) for (let b = a; b <= width; b += 1) line[b] = (line[b] ?? 0) - share * (pivot[b] ?? 0)
    }
  }
  return table.map((line, a) => (line[width] ?? 0) / (line[a] ?? 1))
}
