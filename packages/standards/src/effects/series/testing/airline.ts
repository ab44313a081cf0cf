/**
 * The airline model, ARIMA(0,1,1)(0,1,1)₁₂ with explaining variables (Box and Jenkins 1970), by exact likelihood: of the differences, whose covariance reaches 13
 * steps, by a banded factor. Only to compare with: of the product's models none is this one.
 */
import { regress } from '../least-squares.ts'

const SEASON = 12
const BAND = SEASON + 1

/** Coefficients of the terms. Parameters are looked for by a grid that gets finer. */
export function estimateAirline(rows: readonly (readonly number[])[], values: readonly number[]): number[] {
  const table = values.map((value, index) => [...(rows[index] ?? []), value])
  const steps = difference(difference(table, 1), SEASON)
  let best = { cost: Number.POSITIVE_INFINITY, amounts: [] as number[], at: [-0.5, -0.5] }
  for (let reach = 0.45; reach > 1e-7; reach *= 0.6) {
    const [own = 0, seasonal = 0] = best.at
    for (let a = -2; a <= 2; a += 1) {
      for (let b = -2; b <= 2; b += 1) {
        const at = [own + (a * reach) / 2, seasonal + (b * reach) / 2].map((each) =>
          Math.max(-1, Math.min(1, each)),
        )
        const found = fit(steps, at[0] ?? 0, at[1] ?? 0)
        if (found.cost < best.cost) best = { ...found, at }
      }
    }
  }
  return best.amounts
}

function difference(table: readonly (readonly number[])[], lag: number): number[][] {
  return table
    .slice(lag)
    .map((row, index) => row.map((value, column) => value - (table[index]?.[column] ?? 0)))
}

function fit(steps: readonly (readonly number[])[], own: number, seasonal: number) {
  const weights = Array.from({ length: BAND + 1 }, () => 0)
  for (const [lag, weight] of [
    [0, 1],
    [1, own],
    [SEASON, seasonal],
    [BAND, own * seasonal],
  ] as const)
    weights[lag] = weight
  const covariances = weights.map((_, lag) =>
    weights.reduce((total, weight, index) => total + weight * (weights[index + lag] ?? 0), 0),
  )
  // Row by row: Cholesky's factor of the band, and the columns freed by it.
  const factor: number[][] = []
  const freed: number[][] = []
  let logScale = 0
  for (const [index, row] of steps.entries()) {
    const line: number[] = Array.from({ length: BAND + 1 }, () => 0)
    for (let back = Math.min(BAND, index); back >= 0; back -= 1) {
      let rest = covariances[back] ?? 0
      for (let further = back + 1; further <= Math.min(BAND, index); further += 1)
        rest -=
          (line[further] ?? 0) *
          (back === 0 ? (line[further] ?? 0) : (factor[index - back]?.[further - back] ?? 0))
      line[back] = back === 0 ? Math.sqrt(Math.max(rest, 1e-12)) : rest / (factor[index - back]?.[0] ?? 1)
    }
    factor.push(line)
    freed.push(
      row.map((value, column) => {
        let rest = value
        for (let back = 1; back <= Math.min(BAND, index); back += 1)
          rest -= (line[back] ?? 0) * (freed[index - back]?.[column] ?? 0)
        return rest / (line[0] ?? 1)
      }),
    )
    logScale += 2 * Math.log(line[0] ?? 1)
  }
  const { amounts, residuals } = regress(
    freed.map((row) => row.slice(0, -1)),
    freed.map((row) => row.at(-1) ?? 0),
  )
  const left = residuals.reduce((total, each) => total + each * each, 0)
  return { amounts, cost: steps.length * Math.log(left) + logScale }
}
