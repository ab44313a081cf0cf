/**
 * A lens: a design made ready to look at many series. At a grid of degrees of likeness it has what generalised least squares needs, for errors of a
 * first-order autoregression. Exact with missing values: what is `d` steps apart resembles each other by the likeness to the power `d`.
 */
import { Matrix, QrDecomposition } from 'ml-matrix'

/** Degrees of likeness that are looked at, more dense near 1: from −0.50 to 0.98. */
export const LIKENESSES: readonly number[] = Array.from({ length: 28 }, (_, index) =>
  Math.tanh(-0.55 + index * 0.105),
)

/** The part of the variance (from 0 up to 1) that is of the moment alone and resembles nothing, when that is known: for each likeness of the rest. */
export type Noise = (likeness: number) => number

/** A kind of errors: with what noise on top, if any, and at which degrees of likeness they are looked at: rising, and one more than a multiple of three of them. */
export type Errors = { noise?: Noise; likenesses: readonly number[] }

/** One degree of likeness, made ready. */
export type Ready = {
  /** For each length of gap the weights of squares, of products with the one before, and of squares of that. */
  weights: Float64Array
  /** Lower triangle of the factor of the information, row by row. */
  factor: Float64Array
  logDeterminant: number
  contrasts: { weights: Float64Array; length: number }[]
  /** With noise on top: what takes likeness out of a series, and the terms of which it was taken out, term by term. */
  filter: Filter | undefined
  filtered: Float64Array
}

/** Kalman's filter of a first-order autoregression with noise on top, per value. */
export type Filter = { kept: Float64Array; gain: Float64Array; scale: Float64Array }

/** A design that is ready to look at series, with room for what it finds. Not to be used for two series at once. */
export type Lens = {
  count: number
  width: number
  places: readonly number[]
  errors: Errors
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
  surprises: Float64Array
  products: Float64Array
}

/**
 * Makes a lens.
 * @param rows per value its terms, which can be told apart
 * @param places at which step each value is: whole numbers, rising
 * @param contrasts sums of terms that are asked, as weights
 * @param errors with noise on top a look takes longer
 */
export function grindLens(
  rows: readonly (readonly number[])[],
  places: readonly number[],
  contrasts: readonly (readonly number[])[],
  errors: Errors = { likenesses: LIKENESSES },
): Lens {
  const { noise, likenesses } = errors
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
    errors,
    basis,
    upper,
    contrasts: asked,
    gaps,
    ready: likenesses.map((likeness) =>
      makeReady(likeness, { basis, count, width, lengths, steps, asked, noise }),
    ),
    plain: new Float64Array(width),
    rest: new Float64Array(count),
    told: new Float64Array(likenesses.length * width),
    left: new Float64Array(likenesses.length),
    logs: new Float64Array(likenesses.length),
    sums: new Float64Array((3 * lengths.length + 1) * (width + 1)),
    surprises: new Float64Array(count),
    products: new Float64Array(width + 1),
  }
}

function makeReady(
  likeness: number,
  design: Pick<Lens, 'basis' | 'count' | 'width'> & {
    lengths: readonly number[]
    steps: readonly number[]
    asked: readonly Float64Array[]
    noise: Noise | undefined
  },
): Ready {
  const { basis, count, width, lengths, steps, asked, noise } = design
  const weights = Float64Array.from(
    lengths.flatMap((length) => {
      const kept = likeness ** length
      const own = 1 / (1 - kept * kept)
      return [own, -kept * own, kept * kept * own]
    }),
  )
  const filter = filterOf(steps, likeness, noise?.(likeness))
  const filtered = new Float64Array(count * width)
  for (let term = 0; term < width; term += 1) {
    const column = Float64Array.from({ length: count }, (_, index) => basis[index * width + term] ?? 0)
    filtered.set(takeOut(column, filter), term * count)
  }
  let logDeterminant = -2 * filter.scale.reduce((total, each) => total + Math.log(each), 0)
  const information = new Float64Array(width * width)
  for (let index = 0; index < count; index += 1) {
    for (let a = 0; a < width; a += 1) {
      for (let b = 0; b <= a; b += 1)
        information[a * width + b] =
          (information[a * width + b] ?? 0) +
          (filtered[a * count + index] ?? 0) * (filtered[b * count + index] ?? 0)
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
    filter: noise && filter,
    filtered: noise ? filtered : new Float64Array(),
  }
}

export function filterOf(steps: readonly number[], likeness: number, noise = 0): Filter {
  const signal = 1 - noise
  const kept = Float64Array.from(steps, (step, index) => (index === 0 ? 0 : likeness ** step))
  const gain = new Float64Array(steps.length)
  const scale = new Float64Array(steps.length)
  let doubt = signal
  for (const [index, each] of kept.entries()) {
    doubt = each * each * doubt + signal * (1 - each * each)
    gain[index] = doubt / (doubt + noise)
    scale[index] = 1 / Math.sqrt(doubt + noise)
    doubt *= 1 - (gain[index] ?? 0)
  }
  return { kept, gain, scale }
}

/** Takes likeness out of values: what is left of each when those before it have told what they know, in deviations. */
export function takeOut(values: ArrayLike<number>, { kept, gain, scale }: Filter): Float64Array {
  let level = 0
  return Float64Array.from(values, (value, index) => {
    const foreseen = (kept[index] ?? 0) * level
    level = foreseen + (gain[index] ?? 0) * (value - foreseen)
    return (value - foreseen) * (scale[index] ?? 0)
  })
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
