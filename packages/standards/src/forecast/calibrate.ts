/** Widths of prediction intervals that are learnt from the errors of earlier forecasts (conformal prediction). */

const LEVEL = 0.8
/** How fast the level that is aimed at follows what was covered (Gibbs and Candès 2021). */
const PACE = 0.4

/** How much the newest errors count in what is usual lately, and how many times larger or smaller they can seem. */
const WEIGHT = 0.3
const MOST_CHANGE = 4

const LEAST_LEVEL = 0.02
const MOST_LEVEL = 0.98

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
  const recent = scores.slice(-MOST_SCORES)
  const sorted = Float64Array.from(recent.flat()).sort()
  // Few errors are known seldom as large as the next can be; those of one moment are alike, and count as two.
  const aimed = Math.min(level * (1 + 1 / (2 * recent.length)), MOST_LEVEL)
  const at = (share: number) => {
    const place = share * (sorted.length - 1)
    const below = sorted[Math.floor(place)] ?? 0
    return below + ((sorted[Math.ceil(place)] ?? 0) - below) * (place % 1)
  }
  return { low: usual * at((1 - aimed) / 2), high: usual * at((1 + aimed) / 2) }
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
    level: Math.min(Math.max(aimed, LEAST_LEVEL), MOST_LEVEL),
    usual:
      newest.length === 0
        ? usual
        : usual ** (1 - WEIGHT) *
          Math.min(Math.max(size, usual / MOST_CHANGE), usual * MOST_CHANGE) ** WEIGHT,
  }
}
