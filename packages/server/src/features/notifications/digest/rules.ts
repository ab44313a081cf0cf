/** When digests are due, and what is in them, decided from values. */
import { AMSTERDAM, startOfPeriod } from '@samenspel/standards/times'
import type { Rhythm, Told } from '../lists.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** The hour of the day at which digests go, in the Netherlands; those of a week on Monday. */
const HOUR_OF_DAY = 7

/** The moment at which the last period of a rhythm ended, at or before `now` (ms since 1970). */
export function lastEnd(rhythm: Rhythm, now: number): number {
  let day = startOfPeriod(now, 'day', AMSTERDAM)
  if (now < morningOf(day)) day = startOfPeriod(day - 1, 'day', AMSTERDAM)
  while (rhythm === 'week' && new Date(day + DAY / 2).getUTCDay() !== 1) {
    day = startOfPeriod(day - 1, 'day', AMSTERDAM)
  }
  return morningOf(day)
}

/** Seven o'clock on the clock, also on the day on which that changes. */
function morningOf(day: number): number {
  const at = day + HOUR_OF_DAY * HOUR
  const hour = Number(CLOCK.format(at))
  return at + (HOUR_OF_DAY - hour) * HOUR
}

const CLOCK = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Amsterdam',
  hour: '2-digit',
  hourCycle: 'h23',
})

/** The parts of a digest, in their order. */
export const PARTS = ['new', 'over', 'decided', 'handed-over', 'withdrawn'] as const
export type Part = (typeof PARTS)[number]

/**
 * In which part a signal comes by what became of it in the period, the last thing first. What came and went again with a
 * correction is nothing.
 */
export function partOf(whats: readonly Told[]): Part | undefined {
  const last = whats.at(-1)
  const isNew = whats.includes('opened')
  if (last === 'withdrawn') return isNew ? undefined : 'withdrawn'
  if (last === 'decided') return 'decided'
  if (last === 'cleared') return 'over'
  if (isNew || last === 'reopened') return 'new'
  return last === 'handed-over' ? 'handed-over' : undefined
}

/** Signals of a part that are named at most; the rest is counted. For what is over or was withdrawn nothing has to be done. */
export const MOST_NAMED: Readonly<Record<Part, number>> = {
  new: 25,
  over: 5,
  decided: 25,
  'handed-over': 25,
  withdrawn: 5,
}
