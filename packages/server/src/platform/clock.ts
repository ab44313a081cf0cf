/** Tells the present moment. An argument everywhere, so that a test can set it. */
export type Clock = () => Date

export const systemClock: Clock = () => new Date()

const DAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam' })

/** The calendar date in the Netherlands at this moment, YYYY-MM-DD. */
export function calendarDay(at: Date): string {
  return DAY.format(at)
}
