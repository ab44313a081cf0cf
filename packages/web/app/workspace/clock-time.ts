const CLOCK = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Amsterdam',
  dateStyle: 'short',
  timeStyle: 'medium',
})

/** A moment on the clock here, as a field for date and time wants it: `2026-08-20T14:00:05`. */
export function toClock(moment: Date): string {
  return CLOCK.format(moment).replace(' ', 'T')
}

/**
 * The moment at which the clock here says this; of the hour that the clock says twice in autumn, the second.
 * @returns undefined when it is no date and time, or of a day that does not exist
 */
export function fromClock(text: string): Date | undefined {
  const asUtc = Date.parse(`${text}Z`)
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(text) || Number.isNaN(asUtc)) return undefined
  const offsetAt = (moment: number) => Date.parse(`${toClock(new Date(moment))}Z`) - moment
  const near = asUtc - offsetAt(asUtc)
  const moment = new Date(asUtc - offsetAt(near))
  return toClock(moment).slice(0, 10) === text.slice(0, 10) ? moment : undefined
}

/** The last second of a day on the clock here; undefined when it is no day. */
export const endOfDay = (day: string): Date | undefined => fromClock(`${day}T23:59:59`)
