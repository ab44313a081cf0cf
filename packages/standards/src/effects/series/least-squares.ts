/** Ordinary least squares with the usual standard errors: for comparison, and for designs in which values do not resemble each other. */
import { inverse, Matrix, QrDecomposition } from 'ml-matrix'

/** A linear regression. `inverse` is that of the products of the terms. */
export type Regression = {
  amounts: number[]
  residuals: number[]
  degrees: number
  inverse: Matrix
}

/** @throws when terms cannot be told apart */
export function regress(rows: readonly (readonly number[])[], values: readonly number[]): Regression {
  const terms = new Matrix(rows.map((row) => [...row]))
  const solved = new QrDecomposition(terms).solve(Matrix.columnVector([...values]))
  const fitted = terms.mmul(solved)
  return {
    amounts: solved.to1DArray(),
    residuals: values.map((value, index) => value - fitted.get(index, 0)),
    degrees: terms.rows - terms.columns,
    inverse: inverse(terms.transpose().mmul(terms)),
  }
}

/** `plain`: equal spread and independent. `robust`: unequal spread (HC1: White 1980, with n/(n−p)). A number: Newey and West (1987) with so many lags. */
export type ErrorKind = 'plain' | 'robust' | number

/** Lags as Newey and West (1994) are mostly used: 4 (n/100)^(2/9). */
export function usualLags(count: number): number {
  return Math.floor(4 * (count / 100) ** (2 / 9))
}

/** The standard error of each amount. */
export function errorsOf(
  { residuals, degrees, inverse: bread }: Regression,
  rows: readonly (readonly number[])[],
  kind: ErrorKind,
): number[] {
  const count = residuals.length
  const width = bread.rows
  if (kind === 'plain') {
    const variance = residuals.reduce((total, each) => total + each * each, 0) / degrees
    return Array.from({ length: width }, (_, term) => Math.sqrt(variance * bread.get(term, term)))
  }
  const scores = new Matrix(rows.map((row, index) => row.map((value) => value * (residuals[index] ?? 0))))
  const meat = scores.transpose().mmul(scores)
  const lags = kind === 'robust' ? 0 : kind
  for (let lag = 1; lag <= lags; lag += 1) {
    const later = scores.subMatrix(lag, count - 1, 0, width - 1)
    const earlier = scores.subMatrix(0, count - 1 - lag, 0, width - 1)
    const products = later.transpose().mmul(earlier)
    meat.add(
      products
        .clone()
        .add(products.transpose())
        .mul(1 - lag / (lags + 1)),
    )
  }
  const covariance = bread
    .mmul(meat)
    .mmul(bread)
    .mul(count / degrees)
  return Array.from({ length: width }, (_, term) => Math.sqrt(covariance.get(term, term)))
}
