/**
 * The restricted likelihood (REML) of how much values resemble the one before: regression with errors of a first-order autoregression.
 * REML because ordinary likelihood estimates likeness too low in short series (for interrupted series: Turner et al. 2021).
 * Of a series only the few sums are taken on which the likelihood rests at every likeness, so that a look costs about as much as one ordinary
 * regression.
 */
import { type Filter, filterOf, type Lens, type Ready, takeOut } from './lens.ts'

/** By so much the logarithm of the likelihood is lower at the upper end: that of a 68 % interval. */
const DROP = 0.5

/** The likeness with the most likelihood, and the upper end of those that are nearly as likely; both as places among those of the lens. */
export type Seen = { best: number; upper: number }

/** What a series looks like through one lens or several: the likeliest of all, and per lens the upper end; −1 through a lens with nothing that is nearly as likely. */
export type SeenThrough = { best: { lens: Lens; at: number }; uppers: readonly number[] }

/** Each so manieth likeness is looked at first; the last one is among them. */
const STRIDE = 3

/**
 * Looks at a series. What was found stays in the lens until the next, at the likenesses that were looked at: the likelihood rises to its top and falls from there, so that the top
 * and the upper end are found from each third likeness and those beside them.
 */
export function look(lens: Lens, values: ArrayLike<number>): Seen {
  const least = leastOf(values)
  regressPlainly(lens, values)
  const best = findBest(lens, least)
  return { best, upper: findUpper(lens, best, least, (lens.logs[best] as number) - DROP) }
}

/** Looks through several lenses of the same terms, each for errors of another kind: what is likely is judged over all of them together. */
export function lookThrough(lenses: readonly Lens[], values: ArrayLike<number>): SeenThrough {
  const least = leastOf(values)
  const [first] = lenses
  if (!first) throw new RangeError('Without a lens nothing is seen.')
  regressPlainly(first, values)
  const tops = lenses.map((lens) => {
    // The terms are the same.
    lens.plain.set(first.plain)
    lens.rest.set(first.rest)
    return { lens, at: findBest(lens, least) }
  })
  const logOf = ({ lens, at }: { lens: Lens; at: number }) => lens.logs[at] as number
  const best = tops.reduce((likeliest, top) => (logOf(top) > logOf(likeliest) ? top : likeliest))
  const limit = logOf(best) - DROP
  return {
    best,
    uppers: tops.map((top) =>
      top === best || logOf(top) > limit ? findUpper(top.lens, top.at, least, limit) : -1,
    ),
  }
}

/** What terms tell entirely leaves nothing but rounding. */
function leastOf(values: ArrayLike<number>): number {
  let squares = 0
  for (let index = 0; index < values.length; index += 1) squares += (values[index] as number) ** 2
  return Math.max(1e-24 * squares, Number.MIN_VALUE)
}

function findBest(lens: Lens, least: number): number {
  const { ready, logs } = lens
  const last = ready.length - 1
  if (!ready[0]?.filter) addUp(lens)
  logs.fill(Number.NaN)
  let best = 0
  for (let at = 0; at <= last; at += STRIDE) if (logAt(lens, at, least) > (logs[best] as number)) best = at
  const middle = best
  for (let at = Math.max(0, middle - STRIDE + 1); at < Math.min(last, middle + STRIDE); at += 1)
    if (logAt(lens, at, least) > (logs[best] as number)) best = at
  return best
}

/** The highest likeness from the likeliest on of which the likelihood is above a limit. */
function findUpper(lens: Lens, best: number, least: number, limit: number): number {
  const { logs } = lens
  const last = lens.ready.length - 1
  let upper = best
  while (upper < last) {
    // A stride at once where its end is likely enough too.
    const end = upper - (upper % STRIDE) + STRIDE
    if ((logs[end] as number) > limit) upper = end
    else if (logAt(lens, upper + 1, least) > limit) upper += 1
    else break
  }
  return upper
}

/** The logarithm of the likelihood at one likeness. */
function logAt(lens: Lens, at: number, least: number): number {
  const { count, width, ready, told, left, logs, products } = lens
  const known = logs[at] as number
  if (!Number.isNaN(known)) return known
  const { weights, factor, logDeterminant, filter, filtered } = ready[at] as Ready
  if (filter) multiplyFiltered(lens, filter, filtered)
  else multiply(lens, weights)
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
  left[at] = Math.max(rest, least)
  const log = -0.5 * ((count - width) * Math.log(left[at] as number) + logDeterminant)
  logs[at] = log
  return log
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
  const [opening] = rest
  for (let term = 0; term < width; term += 1)
    sums[3 * gaps.kinds * columns + term] = (basis[term] as number) * (opening as number)
  sums[3 * gaps.kinds * columns + width] = (opening as number) ** 2
  for (let index = 1; index < count; index += 1) {
    const value = rest[index] as number
    const before = rest[index - 1] as number
    const own = 3 * (gaps.of[index] as number) * columns
    const [mixed, last] = [own + columns, own + 2 * columns]
    const from = index * width
    for (let term = 0; term < width; term += 1) {
      const now = basis[from + term] as number
      const then = basis[from - width + term] as number
      sums[own + term] = (sums[own + term] as number) + now * value
      sums[mixed + term] = (sums[mixed + term] as number) + now * before + then * value
      sums[last + term] = (sums[last + term] as number) + then * before
    }
    sums[own + width] = (sums[own + width] as number) + value * value
    sums[mixed + width] = (sums[mixed + width] as number) + 2 * value * before
    sums[last + width] = (sums[last + width] as number) + before * before
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

/** As {@link multiply}, with noise on top: then no few sums tell it. */
function multiplyFiltered(
  { count, width, rest, surprises, products }: Lens,
  { kept, gain, scale }: Filter,
  filtered: Float64Array,
) {
  let level = 0
  let squares = 0
  for (let index = 0; index < count; index += 1) {
    const foreseen = (kept[index] as number) * level
    const surprise = (rest[index] as number) - foreseen
    level = foreseen + (gain[index] as number) * surprise
    const own = surprise * (scale[index] as number)
    surprises[index] = own
    squares += own * own
  }
  for (let term = 0; term < width; term += 1) products[term] = multiplyUp(filtered, term * count, surprises)
  products[width] = squares
}

/** The inner product of values from a place on with others; in four sums, of which none waits for another. */
function multiplyUp(values: Float64Array, from: number, others: Float64Array): number {
  const count = others.length
  const even = count - (count % 4)
  let [first, second, third, fourth] = [0, 0, 0, 0]
  for (let index = 0; index < even; index += 4) {
    const at = from + index
    first += (values[at] as number) * (others[index] as number)
    second += (values[at + 1] as number) * (others[index + 1] as number)
    third += (values[at + 2] as number) * (others[index + 2] as number)
    fourth += (values[at + 3] as number) * (others[index + 3] as number)
  }
  for (let index = even; index < count; index += 1)
    first += (values[from + index] as number) * (others[index] as number)
  return first + second + third + fourth
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

/** An estimate at one of the upper ends; `line` counts the likenesses of all lenses on. */
export type Judged = { lens: Lens; upper: number; line: number; estimate: number; error: number }

/** The estimate of a sum of terms in the series that was looked at last, at that of the upper ends at which it is least certain. */
export function tellLeastCertain(
  lenses: readonly Lens[],
  uppers: readonly number[],
  contrast: number,
): Judged {
  let found: Judged | undefined
  let before = 0
  for (const [index, lens] of lenses.entries()) {
    const upper = uppers[index] as number
    const told = upper < 0 ? undefined : tell(lens, upper, contrast)
    if (told && !(found && told.error <= found.error)) found = { lens, upper, line: before + upper, ...told }
    before += lens.ready.length
  }
  // The lens of the likeliest has an upper end always.
  return found as Judged
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

/** What no term tells, with likeness taken out: independent of each other and of equal spread when the model is right. @param residuals what is left of each value */
export function freeOfLikeness(
  residuals: readonly number[],
  places: readonly number[],
  likeness: number,
  noise?: number,
): number[] {
  const steps = places.map((place, index) => (index === 0 ? 0 : place - (places[index - 1] ?? 0)))
  return [...takeOut(residuals, filterOf(steps, likeness, noise))]
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
