/** Finds when the level or the trend of a series changed, at a rate of false alarms that was measured. */
import { estimateCoefficient } from '../steering/index.ts'
import { scoresWithoutUsual } from './scores.ts'
import { liesBeyond, passesScreen } from './screen.ts'

/** What changed. */
export const CHANGES = ['level', 'trend'] as const
export type ChangeOf = (typeof CHANGES)[number]

/** How a series is watched; all in steps of the series. */
export type Watch = {
  /** Length of the pattern that comes back every year. */
  season: number
  /** From one look to the next. */
  every: number
  /** Steps of which a look takes account at most. */
  history: number
  /** Steps before a change without which nothing is said. */
  reference: number
  /** Lengths of the newest stretch whose level is compared with what was before. */
  levels: readonly number[]
  /** Length of the newest stretch whose trend is compared with that of before. */
  trend: number
  /** How long a change is news, after which what it led to is what is usual. */
  news: number
  /** Probability below which one comparison counts; there is one per length in a look. */
  alpha: number
}

/** Weeks, of figures per hour or day; months, of figures per month. */
export const WATCHES = {
  week: {
    season: 365.25 / 7,
    every: 4,
    history: 261,
    reference: 104,
    levels: [8, 26],
    trend: 52,
    news: 26,
    alpha: 0.0004,
  },
  month: {
    season: 12,
    every: 3,
    history: 120,
    reference: 36,
    levels: [6, 12],
    trend: 24,
    news: 6,
    alpha: 0.001,
  },
} as const satisfies Record<string, Watch>

/**
 * What a place differs from the others, in weeks: the weather and the season are in all of them, so that less has to be known before.
 */
export const WATCH_OF_DIFFERENCE = { ...WATCHES.week, reference: 26 } as const satisfies Watch

/** Probability below which the comparison of ranks must lie: ranks of a short stretch cannot be as far apart as its values. */
const RANK_ALPHA = 0.004

/** Share of the steps of a stretch that must have a value. */
const LEAST_KNOWN = 0.7

/** From this part of a season on the pattern of the year is a part of the comparison. */
const LEAST_SEASONS = 1.5

/** Sines and cosines in the pattern of the year. */
const PAIRS = 2

/** A change that was found. Places are of steps in the series. */
export type Change = {
  of: ChangeOf
  /** First step after the change. */
  since: number
  /** Last step that was known when it was seen. */
  seen: number
  /** Of a level: how much it changed, in the unit of the series. Of a trend: how much more it changes per season than before. */
  size: number
  /** The 95 % interval of that. */
  low: number
  high: number
  /** Probability of this much or more in one comparison when nothing changes. */
  p: number
  /** Last step in which it is news; absent while it still is. */
  ended?: number
}

type Series = readonly (number | null)[]

/**
 * Watches a series as if its values came in one by one, so that what was seen does not change when more comes in. At every look the newest
 * stretches are compared with what was before by a regression with the pattern of the year, whose errors resemble each other in
 * time (`estimateCoefficient`), of the values and of their ranks: a few extremes are no change. A level counts only when it also lies further off than every
 * stretch of that length before. What changed
 * earlier is a part of the comparisons after it. While a change is news, no other is looked for.
 * @param values at equal steps, null where there is none
 */
export function findChanges(values: Series, watch: Watch): Change[] {
  const found: Change[] = []
  const first = values.findIndex((value) => value !== null)
  if (first < 0) return found
  for (let until = watch.every; until <= values.length; until += watch.every) {
    const last = found.at(-1)
    if (last && last.seen + watch.news >= until) continue
    if (last && last.ended === undefined) last.ended = last.seen + watch.news
    const change = lookAt(values, { first, until, earlier: found }, watch)
    if (change) found.push(change)
  }
  const last = found.at(-1)
  if (last && last.ended === undefined && last.seen + watch.news < values.length)
    last.ended = last.seen + watch.news
  return found
}

type Look = { first: number; until: number; earlier: readonly Change[] }

function lookAt(values: Series, look: Look, watch: Watch): Change | undefined {
  const asked = [
    ...watch.levels.map((length) => ({ of: 'level' as const, length })),
    { of: 'trend' as const, length: watch.trend },
  ]
  return asked.flatMap((each) => compare(values, look, each, watch) ?? []).toSorted((a, b) => a.p - b.p)[0]
}

/** Compares the newest stretch of a length with what was before it; undefined when it cannot be, or nothing changed. */
function compare(
  values: Series,
  { first, until, earlier }: Look,
  { of, length }: { of: ChangeOf; length: number },
  watch: Watch,
): Change | undefined {
  const start = Math.max(first, until - watch.history)
  const since = until - length
  // A change is known by its beginning: what begins where an earlier one did is that one.
  if (since - start < watch.reference || earlier.some((each) => each.since === since)) return undefined
  if (isThin(values.slice(start, since)) || isThin(values.slice(since, until))) return undefined
  const changes = [{ of, since }, ...earlier.filter((each) => each.since > start + 1)]
  const seasonal = until - start >= LEAST_SEASONS * watch.season
  const rows = Array.from({ length: until - start }, (_, index) => [
    ...changes.map((change) => effectAt(change, start + index, watch.season)),
    1,
    ...(of === 'trend' ? [index / (until - start)] : []),
    ...(seasonal ? patternAt(start + index, watch.season) : []),
  ])
  const part = values.slice(start, until)
  if (!passesScreen(part, rows)) return undefined
  if (of === 'level' && !liesBeyond(part, rows, length)) return undefined
  const estimate = estimateCoefficient(part, rows, 0)
  if (!estimate || estimate.p >= watch.alpha) return undefined
  const byRank = estimateCoefficient(scoresWithoutUsual(part, rows), rows, 0)
  if (!byRank || byRank.p >= RANK_ALPHA) return undefined
  const { low, high, p } = estimate
  return { of, since, seen: until - 1, size: estimate.estimate, low, high, p }
}

function isThin(part: Series): boolean {
  return part.filter((value) => value !== null).length < LEAST_KNOWN * part.length
}

/** What a change of one does to the value of a step. */
function effectAt({ of, since }: Pick<Change, 'of' | 'since'>, step: number, season: number): number {
  if (step < since) return 0
  return of === 'level' ? 1 : (step - since + 1) / season
}

function patternAt(step: number, season: number): number[] {
  return Array.from({ length: PAIRS }, (_, pair) => {
    const angle = (2 * Math.PI * (pair + 1) * step) / season
    return [Math.cos(angle), Math.sin(angle)]
  }).flat()
}
