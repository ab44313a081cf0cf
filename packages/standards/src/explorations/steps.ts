import { AMSTERDAM, startOfPeriod } from '../times/index.ts'
import type { Step } from './question.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** A step of a series: start and end in milliseconds, the end not included. */
export type Stretch = { start: number; end: number }

/** The start of a day of the calendar, in milliseconds. Noon is of the same day wherever the clock is put. */
export const startOfDay = (day: string): number =>
  startOfPeriod(Date.parse(`${day}T12:00:00Z`), 'day', AMSTERDAM)

/** The stretch that two days, the last one included, hold; of weeks and months all of those in which they lie. */
export function stretchOf({ from, to, step }: { from: string; to: string; step?: Step | null }): Stretch {
  if (step !== 'week' && step !== 'month')
    return { start: startOfDay(from), end: startOfDay(shiftDay(to, 1)) }
  return { start: startOfDay(firstDay(from, step)), end: startOfDay(nextDay(firstDay(to, step), step)) }
}

/** Another day, so many days on. */
export function shiftDay(day: string, days: number): string {
  return new Date(Date.parse(`${day}T12:00:00Z`) + days * DAY).toISOString().slice(0, 10)
}

/** What the clock in the Netherlands says, as a moment of UTC. */
export const toLocal = (moment: number): number => AMSTERDAM.toLocal(moment)

/** The steps that two days hold, in order; a week or month counts as a whole, also where the days begin within it. */
export function listSteps({ from, to }: { from: string; to: string }, step: Step): Stretch[] {
  const whole = stretchOf({ from, to })
  const steps: Stretch[] = []
  if (step === 'hour') {
    for (let start = whole.start; start < whole.end; start += HOUR) steps.push({ start, end: start + HOUR })
    return steps
  }
  let day = firstDay(from, step)
  while (day <= to) {
    const next = nextDay(day, step)
    steps.push({ start: startOfDay(day), end: startOfDay(next) })
    day = next
  }
  return steps
}

function firstDay(day: string, step: Exclude<Step, 'hour'>): string {
  if (step === 'day') return day
  if (step === 'month') return `${day.slice(0, 7)}-01`
  return shiftDay(day, -((new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7))
}

function nextDay(day: string, step: Exclude<Step, 'hour'>): string {
  if (step !== 'month') return shiftDay(day, step === 'day' ? 1 : 7)
  const [year = 0, month = 1] = day.split('-').map(Number)
  return new Date(Date.UTC(year, month, 1, 12)).toISOString().slice(0, 10)
}
