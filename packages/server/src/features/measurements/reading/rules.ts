import type { Resolution } from './schema.ts'

/** The most points that one series holds. */
export const MOST_POINTS = 50_000

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** How far back a series goes when nobody says from when. */
const USUAL_LENGTH: Record<Resolution, number> = { raw: 7 * DAY, hour: 31 * DAY, day: 366 * DAY }

/** The longest series asked for that always fits: hours and days have at most one point each. */
const LONGEST: Record<Resolution, number> = {
  raw: Number.POSITIVE_INFINITY,
  hour: MOST_POINTS * HOUR,
  day: MOST_POINTS * DAY,
}

/** The period of a series: what is asked, else up to now. */
export function choosePeriod(
  resolution: Resolution,
  asked: { from: string | undefined; to: string | undefined },
  now: Date,
): { from: Date; to: Date } {
  const to = asked.to === undefined ? now : new Date(asked.to)
  const from =
    asked.from === undefined ? new Date(to.getTime() - USUAL_LENGTH[resolution]) : new Date(asked.from)
  return { from, to }
}

/** What is wrong with a period, or nothing. */
export function findPeriodMistake(
  resolution: Resolution,
  { from, to }: { from: Date; to: Date },
): { pointer: string; nl: string; en: string } | undefined {
  const length = to.getTime() - from.getTime()
  if (!(length >= 0)) {
    return {
      pointer: '/to',
      nl: 'Het einde ligt voor het begin. Draai from en to om.',
      en: 'The end lies before the start. Swap from and to.',
    }
  }
  if (length > LONGEST[resolution]) {
    return {
      pointer: '/from',
      nl: 'De periode is te lang. Vraag een kortere periode, of dagen in plaats van uren.',
      en: 'The period is too long. Ask a shorter period, or days instead of hours.',
    }
  }
  return undefined
}

/** After how many usual intervals without a value, and at least how long, a latest value is stale. */
export const STALE = { intervals: 3, atLeastHours: 2 } as const
