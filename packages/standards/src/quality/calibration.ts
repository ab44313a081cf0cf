/** What besides the raw value a calibration may take into account. */
export const CALIBRATION_TERMS = ['temperature', 'relative-humidity'] as const

export type CalibrationTerm = (typeof CALIBRATION_TERMS)[number]

/** An hour in which sensor and reference both measured. */
export type Pair = {
  /** The raw value, followed by the value of each term, in the order of the terms. */
  predictors: readonly number[]
  reference: number
}

/** A straight line (or plane) through pairs, and how good it is. Errors are in the unit of the reference. */
export type LinearFit = {
  /** Intercept, slope, and a coefficient per term. */
  coefficients: number[]
  /** Number of pairs. */
  n: number
  /** Share of the variance of the reference that is explained, 0 to 1. */
  r2: number
  /** Root of the mean of the squared residuals. */
  residualError: number
  /** The same when each pair is predicted from a fit on all others: what to expect of a new value. */
  leaveOneOutError: number
  /** Expanded uncertainty of a value, with coverage factor 2 (about 95 %). */
  uncertainty: number
}

/** Below this share of a predictor's own size, what other predictors leave of it is rounding. */
const RANK_TOLERANCE = 1e-8

/**
 * Ordinary least squares through pairs of a sensor and a reference that stand together. The leave-one-out error comes from the
 * leverages (PRESS; Allen, Technometrics 16, 1974, 125–127), so that it costs no more than the fit.
 * @returns undefined when there are too few pairs for the coefficients, or they do not decide them (a predictor stands still, or
 * follows from the others)
 */
export function fitLinear(pairs: readonly Pair[]): LinearFit | undefined {
  const n = pairs.length
  const terms = pairs[0]?.predictors.length ?? 0
  if (n < terms + 2) return undefined
  const columns = [
    new Float64Array(n).fill(1),
    ...Array.from({ length: terms }, (_, term) =>
      Float64Array.from(pairs, ({ predictors }) => predictors[term] ?? Number.NaN),
    ),
  ]
  const reference = Float64Array.from(pairs, (pair) => pair.reference)
  const factors = orthogonalise(columns)
  if (!factors) return undefined
  const { basis, upper } = factors
  const projections = basis.map((direction) => dot(direction, reference))
  const coefficients = solveUpper(upper, projections)
  const mean = reference.reduce((sum, value) => sum + value, 0) / n
  let [residuals, predicted, total] = [0, 0, 0]
  for (let row = 0; row < n; row++) {
    const value = reference[row] ?? 0
    const fitted = basis.reduce((sum, direction, k) => sum + (direction[row] ?? 0) * (projections[k] ?? 0), 0)
    const leverage = basis.reduce((sum, direction) => sum + (direction[row] ?? 0) ** 2, 0)
    residuals += (value - fitted) ** 2
    predicted += ((value - fitted) / Math.max(1 - leverage, Number.EPSILON)) ** 2
    total += (value - mean) ** 2
  }
  const leaveOneOutError = Math.sqrt(predicted / n)
  return {
    coefficients,
    n,
    r2: total === 0 ? 0 : Math.max(0, 1 - residuals / total),
    residualError: Math.sqrt(residuals / n),
    leaveOneOutError,
    uncertainty: 2 * leaveOneOutError,
  }
}

/** The value a fit makes of a raw value and its terms. */
export function calibrate(coefficients: readonly number[], predictors: readonly number[]): number {
  const [intercept = 0, ...slopes] = coefficients
  return slopes.reduce((sum, slope, index) => sum + slope * (predictors[index] ?? Number.NaN), intercept)
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0)
}

/** Gram and Schmidt, twice over so that rounding does not grow: columns = basis × upper. Undefined when they depend on each other. */
function orthogonalise(columns: readonly Float64Array[]) {
  const basis: Float64Array[] = []
  const upper = columns.map(() => new Array<number>(columns.length).fill(0))
  for (const [j, column] of columns.entries()) {
    const rest = Float64Array.from(column)
    for (let pass = 0; pass < 2; pass++) {
      for (const [k, direction] of basis.entries()) {
        const part = dot(direction, rest)
        ;(upper[k] as number[])[j] = (upper[k]?.[j] ?? 0) + part
        for (let row = 0; row < rest.length; row++)
          rest[row] = (rest[row] ?? 0) - part * (direction[row] ?? 0)
      }
    }
    const length = Math.sqrt(dot(rest, rest))
    if (!(length > RANK_TOLERANCE * Math.sqrt(dot(column, column)))) return undefined
    ;(upper[j] as number[])[j] = length
    basis.push(rest.map((value) => value / length))
  }
  return { basis, upper }
}

function solveUpper(upper: readonly (readonly number[])[], right: readonly number[]): number[] {
  const solution = new Array<number>(right.length).fill(0)
  for (let row = right.length - 1; row >= 0; row--) {
    let rest = right[row] ?? 0
    for (let column = row + 1; column < right.length; column++) {
      rest -= (upper[row]?.[column] ?? 0) * (solution[column] ?? 0)
    }
    solution[row] = rest / (upper[row]?.[row] ?? Number.NaN)
  }
  return solution
}
