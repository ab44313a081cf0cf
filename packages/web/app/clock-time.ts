/** The zone in which every date and time is shown and read. */
export const ZONE = 'Europe/Amsterdam'

const CLOCK = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, dateStyle: 'short', timeStyle: 'medium' })

/** Years that are written in four digits, also on the other side of midnight. */
const [FIRST_YEAR, LAST_YEAR] = [1001, 9998]

/** A moment on the clock here, as a field for date and time wants it: `2026-08-20T14:00:05`. */
export function toClock(moment: Date): string {
  return CLOCK.format(moment).replace(' ', 'T')
}

/** A moment, in milliseconds, moved so that UTC says what the clock here says. */
export function toWallTime(moment: number): number {
  return Date.parse(`${toClock(new Date(moment))}Z`)
}

const DAY = 86_400_000

/**
 * The same for many moments, such as the hours of a year: what the clock differs from UTC is asked once for each day on which it does not
 * change.
 */
export function openWallClock(): (moment: number) => number {
  const offsetAt = (moment: number) => toWallTime(moment) - moment
  const starts = new Map<number, number>()
  const atStart = (day: number) => {
    const known = starts.get(day) ?? offsetAt(day * DAY)
    starts.set(day, known)
    return known
  }
  return (moment) => {
    const day = Math.floor(moment / DAY)
    const offset = atStart(day)
    return offset === atStart(day + 1) ? moment + offset : toWallTime(moment)
  }
}

function fromWallTime(wall: number): number {
  const offsetAt = (moment: number) => toWallTime(moment) - moment
  return wall - offsetAt(wall - offsetAt(wall))
}

/**
 * The moment at which the clock here says this; of the hour that the clock says twice in autumn, the second.
 * @returns undefined when it is no date and time, or of a day that does not exist
 */
export function fromClock(text: string): Date | undefined {
  const wall = Date.parse(`${text}Z`)
  const year = Number(text.slice(0, 4))
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(text) || Number.isNaN(wall)) return undefined
  if (year < FIRST_YEAR || year > LAST_YEAR) return undefined
  const moment = new Date(fromWallTime(wall))
  return toClock(moment).slice(0, 10) === text.slice(0, 10) ? moment : undefined
}

/** The last second of a day on the clock here; undefined when it is no day. */
export const endOfDay = (day: string): Date | undefined => fromClock(`${day}T23:59:59`)

/** The date of a moment here: `2026-08-20`. Dates compare as texts. */
export function dateOf(moment: number): string {
  return toClock(new Date(moment)).slice(0, 10)
}

/** The end of the period that starts at this moment: days, months and years are those of the clock here. */
export function endOfPeriod(start: string, period: 'hour' | 'day' | 'month' | 'year'): number {
  const moment = Date.parse(start)
  if (period === 'hour') return moment + 3_600_000
  const wall = new Date(toWallTime(moment))
  if (period === 'day') wall.setUTCDate(wall.getUTCDate() + 1)
  if (period === 'month') wall.setUTCMonth(wall.getUTCMonth() + 1)
  if (period === 'year') wall.setUTCFullYear(wall.getUTCFullYear() + 1)
  return fromWallTime(wall.getTime())
}
