/** Widths of prediction intervals that are learnt from the errors of earlier forecasts (conformal prediction). */

const LEVEL = 0.8
/** How fast the level that is aimed at follows what was covered (Gibbs and Candès 2021). */
const PACE = 0.4

/** How much the newest errors count in what is usual lately, and how many times larger or smaller they can seem. */
const WEIGHT = 0.3
const MOST_CHANGE = 4

/** How far off the forecasts at one moment were, in units of the spread the method itself gave: the errors of its steps. */
export type Scores = readonly number[]

/** What was learnt up to a moment. */
export type Calibration = {
  /** Each in units of what was usual then. */
  scores: Scores[]
  level: number
  /** How large errors are lately, in units of the spread. */
  usual: number
}

export const UNCALIBRATED: Calibration = { scores: [], level: LEVEL, usual: 1 }

/** Forecasts of the past without which no interval is given. */
export const LEAST_SCORES = 4

/** The most recent forecasts of the past that count. */
const MOST_SCORES = 16

/** The lower and upper end of the interval, in units of the spread; undefined when too little is known. */
export function reachOf({ scores, level, usual }: Calibration): { low: number; high: number } | undefined {
  if (scores.length < LEAST_SCORES) return undefined
  const sorted = Float64Array.from(scores.slice(-MOST_SCORES).flat()).sort()
  // With n errors known, the next lies below the k-th of them with probability k / (n + 1).
  const at = (share: number) => {
    const place = share * (sorted.length + 1) - 1
    const within = Math.min(Math.max(place, 0), sorted.length - 1)
    const below = sorted[Math.floor(within)] ?? 0
    return below + ((sorted[Math.ceil(within)] ?? 0) - below) * (within % 1)
  }
  return { low: usual * at((1 - level) / 2), high: usual * at((1 + level) / 2) }
}

/**
 * Learns from forecasts of which the outcome became known: their errors, and whether the intervals that were given held too many or too few
 * of them.
 * @param covered share of them that lay in the interval; undefined when there was none
 */
export function learn(
  { scores, level, usual }: Calibration,
  newest: Scores,
  covered: number | undefined,
): Calibration {
  const aimed = covered === undefined ? level : level + PACE * (LEVEL - covered)
  const size = newest.reduce((total, score) => total + Math.abs(score), 0) / Math.max(newest.length, 1)
  return {
    scores: [...scores, newest.map((score) => score / usual)],
    level: Math.min(Math.max(aimed, 0.02), 0.98),
    usual:
      newest.length === 0
        ? usual
        : usual ** (1 - WEIGHT) *
          Math.min(Math.max(size, usual / MOST_CHANGE), usual * MOST_CHANGE) ** WEIGHT,
  }
}
