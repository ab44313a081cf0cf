/** How a figure is made of hour values: each series alone, and all of them together. The database does the same; this is what it is held to. */
import { AMSTERDAM, endOfPeriod, startOfPeriod } from '../times/index.ts'
import { computeMean, findMaximum, findMinimum } from './statistics.ts'

/** What is made of the hour values of a series before the statistic: nothing, or one value per day. */
export const STEPS = [
  'none',
  'mean',
  'sum',
  'minimum',
  'maximum',
  'maximum-mean-8-hours',
  'lden',
  'lnight',
] as const
export type Step = (typeof STEPS)[number]

export const STATISTICS = [
  'mean',
  'sum',
  'minimum',
  'maximum',
  'percentile',
  'share-above',
  'count-above',
  'count-from',
  'count-below',
  'excess',
  'sum-from',
  'energetic-mean',
] as const
export type Statistic = (typeof STATISTICS)[number]

/** The statistics that compare each value with the norm. */
export const WITH_NORM: readonly Statistic[] = [
  'share-above',
  'count-above',
  'count-from',
  'count-below',
  'excess',
  'sum-from',
]

/** Those whose figure is of another unit than what is compared with the norm. */
export const COUNTING: readonly Statistic[] = ['share-above', 'count-above', 'count-from', 'count-below']

/** Those that add up over a series, and of which the figure is the mean of the series. */
export const ADDING: readonly Statistic[] = [
  'sum',
  'count-above',
  'count-from',
  'count-below',
  'excess',
  'sum-from',
]

/** Hours of a running mean. */
export const RUNNING_HOURS = 8

/** The hour values of a series, in one unit; `start` in ms UTC. */
export interface HourValue {
  start: number
  mean: number
  minimum: number
  maximum: number
}

/** Days in a row: how many days with the norm or more there must be at least, of which so many with `peak` or more. */
export interface Spell {
  days: number
  peakDays: number
  peak: number
}

export interface Method {
  step: Step
  /** Share of the hours that a value of the step needs. */
  stepCoverage: number
  statistic: Statistic
  percentile: number | null
  norm: number | null
  /** For count-from: only days in such a row count. */
  spell: Spell | null
}

/** A value that the statistic is of: an hour, or a day when there is a step. */
export interface Piece {
  start: number
  value: number
  minimum: number
  maximum: number
  /** Hours with a value in it. */
  hours: number
}

/**
 * The values of one series in [from, to) that the statistic is of, in order of time, and how many days had too few hours for one.
 * @param hours in order of time; of a running mean also those of the seven hours before `from`
 */
export function makePieces(
  hours: readonly HourValue[],
  { step, stepCoverage }: Pick<Method, 'step' | 'stepCoverage'>,
  from: number,
  to: number,
): { pieces: Piece[]; leftOut: number } {
  const within = hours.filter(({ start }) => start >= from && start < to)
  if (step === 'none') {
    return {
      pieces: within.map(({ start, mean, minimum, maximum }) => ({
        start,
        value: mean,
        minimum,
        maximum,
        hours: 1,
      })),
      leftOut: 0,
    }
  }
  const days = Map.groupBy(within, ({ start }) => startOfPeriod(start, 'day', AMSTERDAM))
  const pieces = [...days].flatMap(([start, own]) => {
    const value = valueOfDay(own, hours, { step, stepCoverage }, start)
    return value === null ? [] : [{ start, value, minimum: value, maximum: value, hours: own.length }]
  })
  return { pieces, leftOut: days.size - pieces.length }
}

function valueOfDay(
  own: readonly HourValue[],
  all: readonly HourValue[],
  { step, stepCoverage }: Pick<Method, 'step' | 'stepCoverage'>,
  start: number,
): number | null {
  const end = endOfPeriod(start, 'day', AMSTERDAM)
  if (step === 'lden' || step === 'lnight') return levelOfDay(own, step, stepCoverage)
  if (step === 'maximum-mean-8-hours') return highestRunningMean(all, start, end, stepCoverage)
  if (own.length < stepCoverage * ((end - start) / HOUR)) return null
  if (step === 'minimum') return findMinimum(own.map(({ minimum }) => minimum))
  if (step === 'maximum') return findMaximum(own.map(({ maximum }) => maximum))
  const mean = computeMean(own.map((hour) => hour.mean))
  return step === 'sum' && mean !== null ? mean * own.length : mean
}

const HOUR = 3_600_000

/**
 * The highest of the running means over 8 hours that end on the day (EU 2008/50/EC, annex XI, and 2024/2881: the first is of 17:00 until
 * 01:00). A mean needs its share of the 8 hours, and the day its share of the means.
 */
function highestRunningMean(hours: readonly HourValue[], start: number, end: number, coverage: number) {
  const known = new Map(hours.map((hour) => [hour.start, hour.mean]))
  const means: number[] = []
  for (let last = start; last < end; last += HOUR) {
    const window: number[] = []
    for (let back = RUNNING_HOURS - 1; back >= 0; back -= 1) {
      const value = known.get(last - back * HOUR)
      if (value !== undefined) window.push(value)
    }
    const mean = computeMean(window)
    if (mean !== null && window.length >= coverage * RUNNING_HOURS) means.push(mean)
  }
  return means.length >= coverage * ((end - start) / HOUR) ? findMaximum(means) : null
}

/** The parts of a day of sound in the Netherlands: from 7, from 19 and from 23 o'clock (EU 2002/49/EC, annex I), with their hours and what is added. */
export const SOUND_PARTS = {
  day: { from: 7, to: 19, hours: 12, penalty: 0 },
  evening: { from: 19, to: 23, hours: 4, penalty: 5 },
  night: { from: 23, to: 7, hours: 8, penalty: 10 },
} as const

function levelOfDay(own: readonly HourValue[], step: 'lden' | 'lnight', coverage: number): number | null {
  const energy = (name: keyof typeof SOUND_PARTS) => {
    const { from, to, hours } = SOUND_PARTS[name]
    const levels = own.filter(({ start }) => {
      const hour = new Date(AMSTERDAM.toLocal(start)).getUTCHours()
      return from < to ? hour >= from && hour < to : hour >= from || hour < to
    })
    return levels.length < coverage * hours ? null : computeMean(levels.map(({ mean }) => 10 ** (mean / 10)))
  }
  if (step === 'lnight') {
    const night = energy('night')
    return night === null ? null : 10 * Math.log10(night)
  }
  let sum = 0
  for (const name of Object.keys(SOUND_PARTS) as (keyof typeof SOUND_PARTS)[]) {
    const part = energy(name)
    if (part === null) return null
    sum += SOUND_PARTS[name].hours * part * 10 ** (SOUND_PARTS[name].penalty / 10)
  }
  return 10 * Math.log10(sum / 24)
}

/** The statistic over the values of several series; null without any. */
export function combinePieces(
  series: readonly (readonly Piece[])[],
  { statistic, percentile, norm, spell }: Pick<Method, 'statistic' | 'percentile' | 'norm' | 'spell'>,
): number | null {
  if (spell)
    return combinePieces(keepSpells(series, norm ?? 0, spell), { statistic, percentile, norm, spell: null })
  const all = series.flat()
  const counted = series.filter((pieces) => pieces.length > 0).length
  if (statistic === 'minimum') return findMinimum(all.map(({ minimum }) => minimum))
  if (statistic === 'maximum') return findMaximum(all.map(({ maximum }) => maximum))
  const values = all.map(({ value }) => value)
  if (statistic === 'percentile') return interpolate(values, (percentile ?? 50) / 100)
  const mean = computeMean(values.map((value) => weigh(value, statistic, norm ?? 0)))
  if (mean === null) return null
  if (statistic === 'energetic-mean') return 10 * Math.log10(mean)
  return ADDING.includes(statistic) ? (mean * all.length) / counted : mean
}

/** Of each series its days, with those that are in no spell as if they were under the norm. */
function keepSpells(series: readonly (readonly Piece[])[], norm: number, spell: Spell): Piece[][] {
  return series.map((pieces) => {
    const counting = new Set(
      findRuns(pieces, norm)
        .filter((run) => isSpell(run, spell))
        .flat(),
    )
    return pieces.map((piece) => (counting.has(piece) ? piece : { ...piece, value: norm - 1 }))
  })
}

function isSpell(run: readonly Piece[], { days, peakDays, peak }: Spell): boolean {
  return run.length >= days && run.filter(({ value }) => value >= peak).length >= peakDays
}

/** The days with the norm or more that follow each other; a day without a value ends a row. */
function findRuns(days: readonly Piece[], norm: number): Piece[][] {
  const runs: Piece[][] = []
  let last: Piece | undefined
  for (const day of days) {
    if (day.value >= norm) {
      const follows = last !== undefined && endOfPeriod(last.start, 'day', AMSTERDAM) === day.start
      if (follows) runs.at(-1)?.push(day)
      else runs.push([day])
    }
    last = day.value >= norm ? day : undefined
  }
  return runs
}

/** What of a value is averaged, or added up. */
function weigh(value: number, statistic: Statistic, norm: number): number {
  switch (statistic) {
    case 'share-above':
      return value > norm ? 100 : 0
    case 'count-above':
      return value > norm ? 1 : 0
    case 'count-from':
      return value >= norm ? 1 : 0
    case 'count-below':
      return value < norm ? 1 : 0
    case 'excess':
      return Math.max(0, value - norm)
    case 'sum-from':
      return value >= norm ? value : 0
    case 'energetic-mean':
      return 10 ** (value / 10)
    default:
      return value
  }
}

/** Hyndman and Fan 1996, type 7. */
function interpolate(values: readonly number[], share: number): number | null {
  const sorted = values.toSorted((a, b) => a - b)
  const place = (sorted.length - 1) * share
  const [low, high] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]]
  if (low === undefined || high === undefined) return null
  return low + (high - low) * (place - Math.floor(place))
}
