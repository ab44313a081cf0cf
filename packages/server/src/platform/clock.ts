/** Tells the present moment. An argument everywhere, so that a test can set it. */
export type Clock = () => Date

export const systemClock: Clock = () => new Date()

/**
 * Gives the moment at which something came that has no time of its own, in microseconds since 1970. Of what comes in the same
 * millisecond each has a moment of its own, in the order in which it came, so that none takes the place of another.
 */
export function createArrivals(clock: Clock): () => number {
  let last = Number.NaN
  let count = 0
  return () => {
    const now = clock().getTime()
    count = now === last ? count + 1 : 0
    last = now
    return now * 1000 + count
  }
}

const DAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam' })

/** The calendar date in the Netherlands at this moment, YYYY-MM-DD. */
export function calendarDay(at: Date): string {
  return DAY.format(at)
}

const MINUTE_MILLISECONDS = 60_000

/** Gives what {@link calendarDay} gives, for who asks it so often that it counts: it is found out once a minute. */
export function createCalendar(): (at: Date) => string {
  let known = { minute: Number.NaN, day: '' }
  return (at) => {
    const minute = Math.floor(at.getTime() / MINUTE_MILLISECONDS)
    if (minute !== known.minute) known = { minute, day: calendarDay(at) }
    return known.day
  }
}
