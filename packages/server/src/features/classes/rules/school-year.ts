import { calendarDay } from '../../../platform/clock.ts'

/**
 * The last day of the school year, 31 July: the one that is coming, or, for who opens a class in July, that of the year after.
 * @returns a calendar date
 */
export function lastDayOfYear(now: Date): string {
  const today = calendarDay(now)
  const year = Number(today.slice(0, 4))
  return `${today.slice(5, 7) < '07' ? year : year + 1}-07-31`
}

/** Whether a class may end on this day: from today, and in this school year. */
export function mayEndOn(day: string, now: Date): boolean {
  return day >= calendarDay(now) && day <= lastDayOfYear(now)
}

/** The moment at which a day of the calendar here is over. */
export function endOfDay(day: string): Date {
  // At midnight here it is 22:00 or 23:00 of the same day in UTC.
  const late = new Date(`${day}T22:00:00Z`)
  return calendarDay(late) > day ? late : new Date(`${day}T23:00:00Z`)
}
