/** Steps in time of which a study is made: whole calendar days, weeks, months, quarters or years, by the clock of the Netherlands. */
import type { Period } from '@samenspel/standards/times'
import { STEPS, STEPS_OF } from '../interventions/index.ts'
import type { Step } from './lists.ts'

const DAY = 86_400_000

/** Steps that a series has at most when the step is not chosen: more makes it slow and no surer. */
const MOST_STEPS = 160

/** The smallest step in which a stretch of days is a series of a workable length. */
export function proposeStep(period: Period, days: number): Step {
  const fitting = STEPS_OF[period]
  return fitting.find((step) => days / DAYS[step] <= MOST_STEPS) ?? fitting.at(-1) ?? 'year'
}

const DAYS = { day: 1, week: 7, month: 30.4, quarter: 91.3, year: 365.25 } as const satisfies Record<
  Step,
  number
>

/** The first day of the step that holds a day. */
export function startOfStep(day: string, step: Step): string {
  const [year = 0, month = 1] = day.split('-').map(Number)
  if (step === 'day') return day
  if (step === 'week') {
    const at = Date.parse(day)
    return dayOf(at - ((new Date(at).getUTCDay() + 6) % 7) * DAY)
  }
  if (step === 'month') return dayOf(Date.UTC(year, month - 1, 1))
  if (step === 'quarter') return dayOf(Date.UTC(year, 3 * Math.floor((month - 1) / 3), 1))
  return dayOf(Date.UTC(year, 0, 1))
}

/** The first day of the step after the one that begins on a day. */
export function nextStep(start: string, step: Step): string {
  const [year = 0, month = 1] = start.split('-').map(Number)
  if (step === 'day') return dayOf(Date.parse(start) + DAY)
  if (step === 'week') return dayOf(Date.parse(start) + 7 * DAY)
  const months = { month: 1, quarter: 3, year: 12 }[step]
  return dayOf(Date.UTC(year, month - 1 + months, 1))
}

/** Periods of an indicator that a step has when none is missing. */
export function countPeriods(start: string, step: Step, period: Period): number {
  const days = (Date.parse(nextStep(start, step)) - Date.parse(start)) / DAY
  if (period === 'hour') return 24 * days
  if (period === 'day') return days
  if (period === 'month') return { month: 1, quarter: 3, year: 12, day: 1, week: 1 }[step]
  return 1
}

/** A day that so many periods of an indicator away from another one. */
export function addPeriods(day: string, count: number, period: Period): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  if (period === 'hour') return dayOf(Date.parse(day) + Math.trunc(count / 24) * DAY)
  if (period === 'day') return dayOf(Date.parse(day) + count * DAY)
  const months = period === 'month' ? count : 12 * count
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return dayOf(Date.UTC(year, month - 1 + months, Math.min(date, last)))
}

export const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / DAY

const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10)

/** Whether a step can be made of the figures of a period. */
export const canBeMade = (step: Step, period: Period): boolean =>
  STEPS.includes(step) && STEPS_OF[period].includes(step)
