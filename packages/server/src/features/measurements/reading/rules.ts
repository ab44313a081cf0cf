import { NETHERLANDS } from '@samenspel/standards/geo'
import type { Bilingual } from '../../../platform/errors.ts'
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

/** What is wrong with a box of west, south, east and north, or nothing. */
export function findBoxMistake(box: readonly number[]): Bilingual | undefined {
  const [west = 0, south = 0, east = 0, north = 0] = box
  if (!isOnEarth([west, south]) || !isOnEarth([east, north])) return OFF_EARTH
  if (west > east || south > north) {
    return {
      nl: 'Geef eerst west,zuid en dan oost,noord: zoals 6.0,52.4,6.2,52.6.',
      en: 'Give west,south first and then east,north: such as 6.0,52.4,6.2,52.6.',
    }
  }
  return isSwapped(box, [south, west, north, east]) ? SWAPPED : undefined
}

/** What is wrong with a point of longitude and latitude, or nothing. */
export function findPointMistake(point: readonly number[]): Bilingual | undefined {
  if (!isOnEarth(point)) return OFF_EARTH
  const [longitude = 0, latitude = 0] = point
  const box = [longitude, latitude, longitude, latitude]
  return isSwapped(box, [latitude, longitude, latitude, longitude]) ? SWAPPED : undefined
}

const OFF_EARTH = {
  nl: 'Geef graden: een lengte van -180 tot en met 180, en dan een breedte van -90 tot en met 90.',
  en: 'Give degrees: a longitude from -180 to 180, and then a latitude from -90 to 90.',
}

const SWAPPED = {
  nl: 'Lengte en breedte staan andersom. Geef eerst de lengte, in Nederland 3 tot 7, en dan de breedte, 50 tot 54.',
  en: 'Longitude and latitude are swapped. Give the longitude first, 3 to 7 in the Netherlands, and then the latitude, 50 to 54.',
}

function isOnEarth([longitude = 0, latitude = 0]: readonly number[]): boolean {
  return Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90
}

/** Whether a box lies outside the Netherlands and the other, with its numbers exchanged, does not. */
function isSwapped(box: readonly number[], exchanged: readonly number[]): boolean {
  return !meetsNetherlands(box) && meetsNetherlands(exchanged)
}

function meetsNetherlands([west = 0, south = 0, east = 0, north = 0]: readonly number[]): boolean {
  const [left, bottom, right, top] = NETHERLANDS
  return west <= right && east >= left && south <= top && north >= bottom
}

/** After how many usual intervals without a value, and at least how long, a latest value is stale. */
export const STALE = { intervals: 3, atLeastHours: 2 } as const
