import type { Messages } from '../messages/nl.ts'

/** Over how long a value is a mean, in words. */
export function nameAveraged(seconds: number, t: Messages['maps']['averaged']): string {
  if (seconds < 30) return t.single
  const minutes = Math.round(seconds / 60)
  if (minutes < 60) return t.minutes(Math.max(1, minutes))
  const hours = Math.round(minutes / 60)
  return hours < 24 ? t.hours(hours) : t.days(Math.round(hours / 24))
}
