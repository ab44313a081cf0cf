/**
 * Help with choosing how an effect will be looked for, from figures of before the start alone: with which areas can be compared,
 * and the smallest effect that could be seen. Pure code.
 */
import { studentQuantile } from '@samenspel/standards/student'

/** Figures on one axis of periods; null where there is none. */
export type Values = readonly (number | null)[]

/** How alike the histories of two areas were. */
export type Likeness = {
  /** Periods of which both have a figure. */
  periods: number
  /** Mean of the other less mean of the own, in the unit of the figures. */
  levelDifference: number
  /** Of Pearson; null when one of them never differs. */
  correlation: number | null
  /** Root of the mean squared difference, in standard deviations of the own figures; 0: the same. */
  distance: number
}

/** Fewer periods than this say nothing of likeness or spread. */
export const FEWEST_PERIODS = 8

/**
 * How alike two histories were. The mean squared difference is the difference in level squared, plus that in spread squared, plus
 * what the correlation falls short of 1 (Murphy 1988, Monthly Weather Review 116, equation 9): one measure of level and shape.
 * @returns undefined with too few periods in common, or when the own figures never differ
 */
export function likenessOf(own: Values, other: Values): Likeness | undefined {
  const pairs = own.flatMap((value, index) => {
    const beside = other[index]
    return value === null || beside === null || beside === undefined ? [] : [[value, beside] as const]
  })
  const periods = pairs.length
  if (periods < FEWEST_PERIODS) return undefined
  const [a, b] = [pairs.map(([value]) => value), pairs.map(([, value]) => value)]
  const [meanA, meanB] = [meanOf(a), meanOf(b)]
  const [varA, varB] = [meanOf(a.map((x) => (x - meanA) ** 2)), meanOf(b.map((x) => (x - meanB) ** 2))]
  if (varA === 0) return undefined
  const covariance = meanOf(pairs.map(([x, y]) => (x - meanA) * (y - meanB)))
  const squared = (meanB - meanA) ** 2 + varA + varB - 2 * covariance
  return {
    periods,
    levelDifference: meanB - meanA,
    correlation: varB === 0 ? null : clamp(covariance / Math.sqrt(varA * varB), -1, 1),
    distance: Math.sqrt(Math.max(squared, 0) / varA),
  }
}

/** The mean of several areas per period; null where one of them has no figure, or it would be a mean of others each time. */
export function meanSeries(all: readonly Values[]): (number | null)[] {
  const [first, ...rest] = all
  if (!first) return []
  return first.map((value, index) => {
    const beside = rest.map((each) => each[index] ?? null)
    const present = [value, ...beside].filter((each) => each !== null)
    return present.length === all.length ? meanOf(present) : null
  })
}

/** The one series less the other, per period. */
export function difference(left: Values, right: Values): (number | null)[] {
  return left.map((value, index) => {
    const beside = right[index]
    return value === null || beside === null || beside === undefined ? null : value - beside
  })
}

/** The smallest lasting change of level that a study would see with 80 % power. */
export type Detectable = {
  /** In the unit of the figures. */
  change: number
  /** Standard deviation of the figures around their mean, without season. */
  spread: number
  /** Correlation of a period with the one before it. */
  autocorrelation: number
  /** Whether a mean of each month of the year was taken out. */
  season: boolean
}

const ALPHA = 0.05
const POWER = 0.8

/**
 * The smallest lasting change of level of a series (of one area, or of the difference with others) that a comparison of the means
 * before and after would show at the 5 % level, two-sided, with 80 % power: (t(0.975) + t(0.8)) × standard error (Bloom 1995,
 * Evaluation Review 19). The standard error is that of the difference of two means of a series in which each period resembles
 * the one before it (AR(1)): σ² w′Rw, with R the correlations φ^|i−j|, which is larger than that of independent figures. φ is the
 * lag-1 correlation corrected for its bias in short series (Kendall 1954, Biometrika 41), at least 0; σ² is corrected for what the
 * sample variance of such a series falls short, and the degrees of freedom are those of as many independent figures (Bayley and
 * Hammersley 1946, JRSS Supplement 8).
 * @param months of each period its month of the year, 0 to 11: with two years of figures the usual month is taken out
 * @returns undefined when the history is too short to tell
 */
export function smallestEffect(
  history: Values,
  { before, after, months }: { before: number; after: number; months: readonly number[] },
): Detectable | undefined {
  const { residuals, lost, season } = withoutSeason(history, months)
  const n = residuals.filter((each) => each !== null).length
  if (n - lost < FEWEST_PERIODS || before < 1 || after < 1) return undefined
  const present = residuals.filter((each) => each !== null)
  const squares = present.reduce((sum, each) => sum + each * each, 0)
  if (squares === 0) return undefined
  const phi = lagOne(residuals, squares / n, n)
  const inflation =
    n *
    varianceOfContrast(
      phi,
      Array.from({ length: n }, () => 1 / n),
    )
  const degrees = (n - lost) / inflation - 1
  if (degrees < 3) return undefined
  const variance = squares / (n - lost - inflation)
  const weights = [
    ...Array.from({ length: before }, () => -1 / before),
    ...Array.from({ length: after }, () => 1 / after),
  ]
  const error = Math.sqrt(variance * varianceOfContrast(phi, weights))
  return {
    change: (studentQuantile(1 - ALPHA / 2, degrees) + studentQuantile(POWER, degrees)) * error,
    spread: Math.sqrt(variance),
    autocorrelation: phi,
    season,
  }
}

/** w′Rw with R the correlations φ^|i−j|, in one pass. */
export function varianceOfContrast(phi: number, weights: readonly number[]): number {
  let sum = 0
  let carried = 0
  for (const [index, weight] of weights.entries()) {
    carried = index === 0 ? 0 : phi * (carried + (weights[index - 1] ?? 0))
    sum += weight * weight + 2 * weight * carried
  }
  return sum
}

/** What is left of each figure without its mean, or without the mean of its month when each month was seen twice. */
function withoutSeason(history: Values, months: readonly number[]) {
  const ofMonth = Array.from({ length: 12 }, (_, month) =>
    history.filter((value, index): value is number => value !== null && months[index] === month),
  )
  const season = ofMonth.every((values) => values.length >= 2) && history.length >= 24
  const whole = meanOf(history.filter((value) => value !== null))
  const means = ofMonth.map((values) => (season ? meanOf(values) : whole))
  const residuals = history.map((value, index) =>
    value === null ? null : value - (means[months[index] ?? 0] ?? whole),
  )
  return { residuals, lost: season ? 11 : 0, season }
}

/** The correlation of each figure with the one before it; between 0 and 0.95, as a longer memory cannot be told from a trend. */
function lagOne(residuals: Values, variance: number, n: number): number {
  const products = residuals.flatMap((value, index) => {
    const before = index === 0 ? null : (residuals[index - 1] ?? null)
    return value === null || before === null ? [] : [value * before]
  })
  if (products.length === 0) return 0
  const raw = (meanOf(products) * products.length) / (variance * n)
  return clamp((n * raw + 1) / (n - 3), 0, 0.95)
}

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value))
