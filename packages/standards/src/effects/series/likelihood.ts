/**
 * The restricted likelihood (REML) of how much values resemble the one before: regression with errors of a first-order autoregression, at a grid
 * of degrees of likeness. Exact with missing values: what is `d` steps apart resembles each other by the likeness to the power `d`.
 * REML because ordinary likelihood estimates likeness too low in short series (for interrupted series: Turner et al. 2021).
 *
 * A lens is made once for a design, and looks at many series. Of a series it takes the few sums on which the likelihood rests at every likeness, so
 * that a look costs about as much as one ordinary regression.
 */
import { Matrix, QrDecomposition } from 'ml-matrix'

/** Degrees of likeness that are looked at, more dense near 1: from −0.50 to 0.98. */
export const LIKENESSES: readonly number[] = Array.from({ length: 28 }, (_, index) =>
  Math.tanh(-0.55 + index * 0.105),
)

/** By so much the logarithm of the likelihood is lower at the upper end: that of a 68 % interval. */
const DROP = 0.5

/** One degree of likeness, made ready. */
type Ready = {
  /** For each length of gap the weights of squares, of products with the one before, and of squares of that. */
  weights: Float64Array
  /** Lower triangle of the factor of the information, row by row. */
  factor: Float64Array
  logDeterminant: number
  contrasts: { weights: Float64Array; length: number }[]
}

/** A design that is ready to look at series, with room for what it finds. Not to be used for two series at once. */
export type Lens = {
  count: number
  width: number
  places: readonly number[]
  /** The terms as perpendicular directions of length 1, row by row; with what turns amounts of these back into amounts of terms. */
  basis: Float64Array
  upper: Matrix
  contrasts: readonly Float64Array[]
  /** Per value which of the lengths of gaps lies before it. */
  gaps: { kinds: number; of: Uint16Array }
  ready: readonly Ready[]
  /** Of the last series: its plain regression, and what is left of it. */
  plain: Float64Array
  rest: Float64Array
  /** Per likeness what the terms tell more than the plain regression, what is then left, and the logarithm of the likelihood. */
  told: Float64Array
  left: Float64Array
  logs: Float64Array
  sums: Float64Array
  products: Float64Array
}

/**
 * Makes a lens.
 * @param rows per value its terms, which can be told apart
 * @param places at which step each value is: whole numbers, rising
 * @param contrasts sums of terms that are asked, as weights
 */
export function grindLens(
  rows: readonly (readonly number[])[],
  places: readonly number[],
  contrasts: readonly (readonly number[])[],
): Lens {
  const count = rows.length
  const width = rows[0]?.length ?? 0
  const decomposed = new QrDecomposition(new Matrix(rows.map((row) => [...row])))
  const orthogonal = decomposed.orthogonalMatrix
  const upper = decomposed.upperTriangularMatrix
  const basis = Float64Array.from({ length: count * width }, (_, at) =>
    orthogonal.get(Math.floor(at / width), at % width),
  )
  const steps = places.map((place, index) => (index === 0 ? 0 : place - (places[index - 1] ?? 0)))
  const lengths = [...new Set(steps.slice(1))]
  const gaps = {
    kinds: lengths.length,
    of: Uint16Array.from(steps, (step) => Math.max(0, lengths.indexOf(step))),
  }
  const asked = contrasts.map((contrast) => solveLower((a, b) => upper.get(b, a), contrast))
  return {
    count,
    width,
    places,
    basis,
    upper,
    contrasts: asked,
    gaps,
    ready: LIKENESSES.map((likeness) =>
      makeReady(likeness, { basis, count, width, lengths, gaps, steps, asked }),
    ),
    plain: new Float64Array(width),
    rest: new Float64Array(count),
    told: new Float64Array(LIKENESSES.length * width),
    left: new Float64Array(LIKENESSES.length),
    logs: new Float64Array(LIKENESSES.length),
    sums: new Float64Array((3 * lengths.length + 1) * (width + 1)),
    products: new Float64Array(width + 1),
  }
}

function makeReady(
  likeness: number,
  design: Pick<Lens, 'basis' | 'count' | 'width' | 'gaps'> & {
    lengths: readonly number[]
    steps: readonly number[]
    asked: readonly Float64Array[]
  },
): Ready {
  const { basis, count, width, lengths, steps, asked } = design
  const weights = Float64Array.from(
    lengths.flatMap((length) => {
      const kept = likeness ** length
      const own = 1 / (1 - kept * kept)
      return [own, -kept * own, kept * kept * own]
    }),
  )
  let logDeterminant = 0
  const information = new Float64Array(width * width)
  for (let index = 0; index < count; index += 1) {
    const kept = index === 0 ? 0 : likeness ** (steps[index] ?? 0)
    const scale = 1 / Math.sqrt(1 - kept * kept)
    logDeterminant -= 2 * Math.log(scale)
    const freed = (term: number) =>
      scale *
      ((basis[index * width + term] ?? 0) -
        (index === 0 ? 0 : kept * (basis[(index - 1) * width + term] ?? 0)))
    for (let a = 0; a < width; a += 1) {
      for (let b = 0; b <= a; b += 1)
        information[a * width + b] = (information[a * width + b] ?? 0) + freed(a) * freed(b)
    }
  }
  const factor = factorise(information, width)
  for (let term = 0; term < width; term += 1) logDeterminant += 2 * Math.log(factor[term * width + term] ?? 0)
  return {
    weights,
    factor,
    logDeterminant,
    contrasts: asked.map((contrast) => {
      const solved = solveLower((a, b) => factor[a * width + b] ?? 0, contrast)
      return { weights: solved, length: Math.hypot(...solved) }
    }),
  }
}

/** Cholesky's factor of a positive matrix of which the lower triangle is given. */
function factorise(matrix: Float64Array, width: number): Float64Array {
  const factor = new Float64Array(width * width)
  for (let a = 0; a < width; a += 1) {
    for (let b = 0; b <= a; b += 1) {
      let rest = matrix[a * width + b] ?? 0
      for (let c = 0; c < b; c += 1) rest -= (factor[a * width + c] ?? 0) * (factor[b * width + c] ?? 0)
      factor[a * width + b] = a === b ? Math.sqrt(rest) : rest / (factor[b * width + b] ?? 1)
    }
  }
  return factor
}

/** Solves a lower triangle by substitution. */
function solveLower(at: (a: number, b: number) => number, right: ArrayLike<number>): Float64Array {
  const solution = new Float64Array(right.length)
  for (let a = 0; a < right.length; a += 1) {
    let rest = right[a] ?? 0
    for (let b = 0; b < a; b += 1) rest -= at(a, b) * (solution[b] ?? 0)
    solution[a] = rest / at(a, a)
  }
  return solution
}

/** The likeness with the most likelihood, and the upper end of those that are nearly as likely; both as places in {@link LIKENESSES}. */
export type Seen = { best: number; upper: number }

/** Looks at a series. What was found at each likeness stays in the lens until the next. */
export function look(lens: Lens, values: ArrayLike<number>): Seen {
  const { count, width, ready, told, left, logs, products } = lens
  let all = 0
  for (let index = 0; index < count; index += 1) all += (values[index] as number) ** 2
  regressPlainly(lens, values)
  addUp(lens)
  let best = 0
  for (let at = 0; at < ready.length; at += 1) {
    const { weights, factor, logDeterminant } = ready[at] as Ready
    multiply(lens, weights)
    const from = at * width
    let rest = products[width] as number
    for (let a = 0; a < width; a += 1) {
      let amount = products[a] as number
      const row = a * width
      for (let b = 0; b < a; b += 1) amount -= (factor[row + b] as number) * (told[from + b] as number)
      amount /= factor[row + a] as number
      told[from + a] = amount
      rest -= amount * amount
    }
    // What terms tell entirely leaves nothing but rounding.
    left[at] = Math.max(rest, 1e-24 * all, Number.MIN_VALUE)
    logs[at] = -0.5 * ((count - width) * Math.log(left[at] as number) + logDeterminant)
    if ((logs[at] as number) > (logs[best] as number)) best = at
  }
  let upper = best
  while (upper < ready.length - 1 && (logs[upper + 1] as number) > (logs[best] as number) - DROP) upper += 1
  return { best, upper }
}

/** Ordinary least squares, so that the sums are of what is left: of values far from zero they would lose it in rounding. */
function regressPlainly({ count, width, basis, plain, rest }: Lens, values: ArrayLike<number>) {
  plain.fill(0)
  for (let index = 0; index < count; index += 1) {
    const value = values[index] as number
    const from = index * width
    for (let term = 0; term < width; term += 1)
      plain[term] = (plain[term] as number) + (basis[from + term] as number) * value
  }
  for (let index = 0; index < count; index += 1) {
    let value = values[index] as number
    const from = index * width
    for (let term = 0; term < width; term += 1)
      value -= (basis[from + term] as number) * (plain[term] as number)
    rest[index] = value
  }
}

/** Per column (each term, and last what is left itself) and length of gap: the sums of products with what is left. */
function addUp({ count, width, basis, rest, gaps, sums }: Lens) {
  const columns = width + 1
  sums.fill(0)
  for (let index = 0; index < count; index += 1) {
    const value = rest[index] as number
    const before = index === 0 ? 0 : (rest[index - 1] as number)
    const kind = index === 0 ? 3 * gaps.kinds : 3 * (gaps.of[index] as number)
    for (let column = 0; column < columns; column += 1) {
      const own = column === width ? value : (basis[index * width + column] as number)
      const at = kind * columns + column
      sums[at] = (sums[at] as number) + own * value
      if (index === 0) continue
      const last = column === width ? before : (basis[(index - 1) * width + column] as number)
      sums[at + columns] = (sums[at + columns] as number) + own * before + last * value
      sums[at + 2 * columns] = (sums[at + 2 * columns] as number) + last * before
    }
  }
}

/** The products of all columns with what is left, with one likeness taken out. */
function multiply({ width, gaps, sums, products }: Lens, weights: Float64Array) {
  const columns = width + 1
  const last = 3 * gaps.kinds
  for (let column = 0; column < columns; column += 1) {
    let total = sums[last * columns + column] as number
    for (let each = 0; each < last; each += 1)
      total += (weights[each] as number) * (sums[each * columns + column] as number)
    products[column] = total
  }
}

/** A sum of terms and its standard error in the series that was looked at last, taking one likeness for true (generalised least squares). */
export function tell(lens: Lens, at: number, contrast: number): { estimate: number; error: number } {
  const { count, width, ready, told, left, plain, contrasts } = lens
  const asked = contrasts[contrast] ?? plain
  const { weights, length } = (ready[at] as Ready).contrasts[contrast] ?? {
    weights: plain,
    length: Number.NaN,
  }
  let estimate = 0
  for (let term = 0; term < width; term += 1) {
    estimate += (asked[term] as number) * (plain[term] as number)
    estimate += (weights[term] as number) * (told[at * width + term] as number)
  }
  return { estimate, error: length * Math.sqrt((left[at] ?? 0) / (count - width)) }
}

/** The amount of each term in the series that was looked at last, at one likeness. */
export function amountsOf(lens: Lens, at: number): number[] {
  const { width, upper, ready, told, plain } = lens
  const { factor } = ready[at] as Ready
  const amounts = solveUpper((a, b) => factor[b * width + a] ?? 0, told.slice(at * width, (at + 1) * width))
  return [
    ...solveUpper(
      (a, b) => upper.get(a, b),
      amounts.map((amount, term) => amount + (plain[term] ?? 0)),
    ),
  ]
}

function solveUpper(at: (a: number, b: number) => number, right: ArrayLike<number>): Float64Array {
  const solution = new Float64Array(right.length)
  for (let a = right.length - 1; a >= 0; a -= 1) {
    let rest = right[a] ?? 0
    for (let b = a + 1; b < right.length; b += 1) rest -= at(a, b) * (solution[b] ?? 0)
    solution[a] = rest / at(a, a)
  }
  return solution
}

/**
 * What no term tells, with likeness taken out: independent of each other and of equal spread when the model is right.
 * @param residuals what is left of each value
 */
export function freeOfLikeness(
  residuals: readonly number[],
  places: readonly number[],
  likeness: number,
): number[] {
  return residuals.map((value, index) => {
    if (index === 0) return value
    const kept = likeness ** ((places[index] ?? 0) - (places[index - 1] ?? 0))
    return (value - kept * (residuals[index - 1] ?? 0)) / Math.sqrt(1 - kept * kept)
  })
}
