import { findMedian } from '../../quality/index.ts'
import { type Inverted, isAsLarge } from './permutation.ts'
import {
  ALPHA,
  type Alternative,
  type Check,
  type CheckKind,
  canTell,
  isUnlikely,
  type Verdict,
} from './result.ts'

/** An estimate with what is needed to judge another beside it. */
export interface Finding extends Inverted {
  estimate: number
}

/** Whether any effect could be shown with these areas. */
export function checkAreas(smallestP: number, compared: number): Check {
  const verdict: Verdict = smallestP > ALPHA ? 'failed' : 'passed'
  return { kind: 'enough-areas', verdict, figures: { smallestP, compared } }
}

/** Years of figures without which nobody sees whether areas differ more in one season than in another. */
const LEAST_YEARS = 2

/**
 * Whether a season that areas do not share can be taken for an effect. Of a model with a season that is so when it had to leave it out, of others when there are less
 * than two years. Nothing without a season.
 */
export function checkSeason(
  season: number | undefined,
  of: { isTold: boolean } | { places: readonly number[] },
): Check[] {
  if (season === undefined || season <= 1) return []
  const kind = 'season'
  if ('isTold' in of) return [{ kind, verdict: of.isTold ? 'passed' : 'doubtful', figures: { season } }]
  const steps = (of.places.at(-1) ?? 0) - (of.places[0] ?? 0) + 1
  return [{ kind, verdict: steps < LEAST_YEARS * season ? 'doubtful' : 'passed', figures: { season, steps } }]
}

/** A finding over a time or in areas in which nothing was done: there should be none. */
export function checkPlacebo(kind: CheckKind, found: Finding | undefined): Check {
  if (!found || !canTell(found.smallestP)) return { kind, verdict: 'impossible', figures: {} }
  const { estimate, pValue, smallestP } = found
  return {
    kind,
    verdict: isUnlikely(pValue, smallestP) ? 'doubtful' : 'passed',
    figures: { estimate, pValue },
  }
}

/** How many sets of compared areas, of those tried, show as much as the treated ones. */
export function checkSpace(asLarge: number, tried: number): Check {
  const kind = 'placebo-in-space'
  if (tried === 0) return { kind, verdict: 'impossible', figures: {} }
  const share = asLarge / tried
  return { kind, verdict: share > ALPHA ? 'doubtful' : 'passed', figures: { asLarge, tried, share } }
}

/** How many of the values are at least as large as an estimate. */
export const countAsLarge = (estimate: number, values: readonly number[]) =>
  values.filter((value) => isAsLarge(value, estimate)).length

/** Whether what is concluded hangs on a choice that could have been made otherwise. */
export function checkAlternatives(
  kind: CheckKind,
  main: Finding,
  alternatives: readonly Alternative[],
): Check {
  if (alternatives.length === 0) return { kind, verdict: 'impossible', figures: {} }
  const estimates = alternatives.map(({ estimate }) => estimate)
  const other = alternatives.filter((each) => concludesOtherwise(main, each) || strays(main, kind, each))
  const areas = other.flatMap(({ area }) => (area === undefined ? [] : [area]))
  return {
    kind,
    verdict: other.length > 0 ? 'doubtful' : 'passed',
    figures: {
      lowest: Math.min(...estimates),
      highest: Math.max(...estimates),
      tried: alternatives.length,
      otherwise: other.length,
    },
    ...(areas.length > 0 && { areas }),
  }
}

/** Of other areas the effect should be the same; of another window it need not be. */
function strays({ interval: { low, high } }: Finding, kind: CheckKind, { estimate }: Alternative): boolean {
  if (kind === 'window') return false
  return (low !== null && estimate < low) || (high !== null && estimate > high)
}

function concludesOtherwise({ estimate, pValue, smallestP }: Finding, other: Alternative): boolean {
  const shown = isUnlikely(pValue, smallestP)
  if (shown && Math.sign(other.estimate) !== Math.sign(estimate)) return true
  if (other.pValue === null) return false
  return shown !== isUnlikely(other.pValue, smallestP)
}

/** A value further from the middle than this many spreads is an outlier (median absolute deviation, scaled as that of a normal distribution). */
const OUTLYING = 4.5
const MAD_SCALE = 1.4826
const MOST_LIKENESS = 0.8

/** What the difference between actual and counterfactual did before the start: it should be noise around zero. */
export function checkResiduals(gaps: readonly number[]): Check {
  const kind = 'residuals'
  if (gaps.length < 5) return { kind, verdict: 'impossible', figures: {} }
  const middle = findMedian(gaps)
  const spread = MAD_SCALE * findMedian(gaps.map((gap) => Math.abs(gap - middle)))
  const furthest = Math.max(...gaps.map((gap) => Math.abs(gap - middle)))
  const outlying = spread > 0 ? furthest / spread : null
  const likeness = findLikeness(gaps)
  const doubtful = (outlying ?? 0) > OUTLYING || (likeness ?? 0) > MOST_LIKENESS
  return { kind, verdict: doubtful ? 'doubtful' : 'passed', figures: { likeness, outlying } }
}

/** Correlation of each value with the one before. */
function findLikeness(values: readonly number[]): number | null {
  const mean = findMean(values)
  let [together, squares] = [0, 0]
  values.forEach((value, at) => {
    squares += (value - mean) ** 2
    if (at > 0) together += (value - mean) * ((values[at - 1] ?? 0) - mean)
  })
  return squares > 0 ? together / squares : null
}

const MOST_NOISE = 2

/** Whether the treated areas vary as much as those they are compared with: the test takes any of them for the treated one. */
export function checkNoise(treated: number, compared: readonly number[]): Check {
  const kind = 'noise'
  const usual = findMedian(compared)
  if (!(usual > 0) || compared.length < 2) return { kind, verdict: 'impossible', figures: {} }
  const ratio = treated / usual
  const verdict = ratio > MOST_NOISE || ratio < 1 / MOST_NOISE ? 'doubtful' : 'passed'
  return { kind, verdict, figures: { ratio } }
}

const MOST_DISTANCE = 1

/** How far the level of the treated areas lies from that of the others, in standard deviations of these. */
export function checkBalance(treated: number, compared: readonly number[]): Check {
  const kind = 'balance'
  const mean = findMean(compared)
  const spread = findSpread(compared)
  if (!(spread > 0)) return { kind, verdict: 'impossible', figures: { treated, compared: mean } }
  const distance = (treated - mean) / spread
  const verdict = Math.abs(distance) > MOST_DISTANCE ? 'doubtful' : 'passed'
  return { kind, verdict, figures: { distance, treated, compared: mean } }
}

/** A fit this much worse than that of the usual placebo area, and further off than this share of what areas differ by, follows nothing. */
const MOST_TIMES = 2
const MOST_SHARE = 0.25
/** A fit this much better than what areas differ by is no merit, but more donors than periods. */
const PERFECT = 1e-6
const OPTIMAL = 1e-8

/** Whether a synthetic control followed its area well enough before the start to be believed after it. */
export function checkFit({
  before,
  usual,
  spread,
  optimality,
}: {
  before: number
  usual: number
  spread: number
  optimality: number
}): Check {
  const relative = usual > 0 ? before / usual : null
  const share = spread > 0 ? before / spread : null
  const far = (relative ?? 0) > MOST_TIMES && (share ?? 0) > MOST_SHARE
  const doubtful = (share !== null && share < PERFECT) || optimality > OPTIMAL
  return {
    kind: 'fit',
    verdict: far ? 'failed' : doubtful ? 'doubtful' : 'passed',
    figures: { before, relative, share, optimality },
  }
}

export const findMean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(values.length, 1)

/** Standard deviation of a sample. */
export function findSpread(values: readonly number[]): number {
  const mean = findMean(values)
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return Math.sqrt(squares / Math.max(values.length - 1, 1))
}
