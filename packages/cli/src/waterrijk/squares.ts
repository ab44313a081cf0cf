/**
 * Thermometers on squares that keep the lowest temperature of each night, over three years: long enough to see whether a measure helped. What was done on
 * squares is in here as what is simulated: trees cool, light tiles do not.
 */
import { findLabelPoint, type Point2D } from '@samenspel/standards/geo'
import { NEIGHBOURHOODS, type Neighbourhood } from './neighbourhoods.ts'
import { pickNormal, pickSmooth } from './random.ts'
import { drawAreas } from './shapes.ts'
import { findExtraWarmth } from './warmth.ts'
import { describeWeather, type Weather } from './weather.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** Days that squares were measured before the example was first filled. */
export const SQUARE_DAYS = 1126

/** Whole months between the day on which something was done and the month in which the example is first filled. */
const MONTHS_AFTER = 18

/**
 * When the trees stood and the light tiles lay (ms UTC): the first of a month, so that no month is half of before.
 * @param since when the example was first filled (ms UTC)
 */
export function findChange(since: number): number {
  const day = new Date(since)
  return Date.UTC(day.getUTCFullYear(), day.getUTCMonth() - MONTHS_AFTER, 1)
}

export interface Square {
  /** Stable key, such as `waterrijk-plein-01`. */
  key: string
  name: string
  neighbourhoodCode: string
  position: Point2D
  /** Share of stone and of green around it before anything was done, in percent. */
  paved: number
  green: number
}

/** One night: the lowest temperature, in the hour in which it was measured (ms UTC of its start). */
export interface Night {
  hour: number
  lowest: number
}

/** What trees on a square do at night: so many degrees cooler at once, and more each year while they grow; in summer more than in winter. */
const COOLING = { atOnce: 0.6, perYear: 0.1, inWinter: 0.85, inSummer: 1.15 }

/** Two squares in each of these neighbourhoods. */
const NAMES: Record<string, readonly [string, string]> = {
  BU90010101: ['Havenplein', 'Vismarkt'],
  BU90010102: ['Bolwerk', 'Kazerneplein'],
  BU90010202: ['Lisplein', 'Rietveld'],
  BU90010203: ['Dotterplein', 'Pinksterplein'],
  BU90010204: ['Lelieplein', 'Vijverplein'],
  BU90010302: ['Geesterbrink', 'Kerkbrink'],
  BU90010304: ['Sluisplein', 'Schuitendiep'],
}

/** Neighbourhoods of which the squares were greened. Light tiles are no part of the simulation: they change nothing at night. */
export const GREENED: readonly string[] = ['BU90010203', 'BU90010304']

/** Hours of a night in which it can be coldest, in UTC. */
const FIRST_HOUR = 0
const LAST_HOUR = 6

/** Places the thermometers: beside the middle of each neighbourhood. */
export function listSquares(): Square[] {
  const areas = new Map(drawAreas().map((area) => [area.code, area]))
  return Object.entries(NAMES).flatMap(([code, names], at) =>
    names.map((name, index): Square => {
      const place = findNeighbourhood(code)
      const area = areas.get(code)
      if (!area) throw new Error(`${name} lies in a neighbourhood without a shape.`)
      const [x, y] = findLabelPoint(area.geometry)
      return {
        key: `waterrijk-plein-${String(2 * at + index + 1).padStart(2, '0')}`,
        name: `Pleinmeter ${name}`,
        neighbourhoodCode: code,
        position: [roundTo(x + (index - 0.5) * 0.0016, 1e5), roundTo(y + (0.5 - index) * 0.0007, 1e5)],
        // A square has more stone than its neighbourhood.
        paved: Math.min(90, place.paved + 14),
        green: Math.max(4, place.green - 12),
      }
    }),
  )
}

function findNeighbourhood(code: string): Neighbourhood {
  const found = NEIGHBOURHOODS.find((place) => place.code === code)
  if (!found) throw new Error(`Waterrijk has no neighbourhood ${code}.`)
  return found
}

/**
 * The nights of a square, oldest first. Every value follows from the seed, the square and the moment alone.
 * @param span.since when the example was first filled (ms UTC); nights from `from` to `to` (ms UTC), the one of `to` not included
 * @param isGreened whether trees were planted: left out as in the example; given to know what would have been
 */
export function measureNights(
  seed: number,
  square: Square,
  span: { since: number; from: number; to: number },
  isGreened: boolean = GREENED.includes(square.neighbourhoodCode),
): Night[] {
  const channel = 8000 + 10 * Number(square.key.slice(-2))
  const changedAt = findChange(span.since)
  const sinceHour = Math.floor(span.since / HOUR)
  const nights: Night[] = []
  for (let day = Math.ceil(span.from / DAY); day * DAY < span.to; day += 1) {
    // Now and then a thermometer says nothing.
    if (pickSmooth(seed, channel + 3, day, 1) > 0.98) continue
    let coldest: Night | undefined
    for (let hour = FIRST_HOUR; hour <= LAST_HOUR; hour += 1) {
      const start = day * DAY + hour * HOUR
      const middle = start / HOUR + 0.5
      const weather = describeWeather(seed, middle)
      const cooler = isGreened ? coolingOf(weather, start - changedAt) : 0
      // What is of this square alone: leaves, parked cars, works next door. It comes and goes in days and in months, counted from when the
      // example was first filled: so it shows the same whenever that was.
      const ago = start / HOUR - sinceHour
      const own =
        0.22 * pickSmooth(seed, channel, ago, 60 * 24) + 0.3 * pickSmooth(seed, channel + 1, ago, 5 * 24)
      const noise = 0.18 * pickNormal(seed, channel + 2, ago)
      const lowest = weather.temperature + findExtraWarmth(weather, square) - cooler + own + noise
      if (!coldest || lowest < coldest.lowest) coldest = { hour: start, lowest }
    }
    if (coldest) nights.push({ hour: coldest.hour, lowest: roundTo(coldest.lowest, 10) })
  }
  return nights
}

/** Degrees that trees cool so long (ms) after they were planted. */
function coolingOf({ summer }: Weather, since: number): number {
  if (since < 0) return 0
  const { atOnce, perYear, inWinter, inSummer } = COOLING
  return (atOnce + (perYear * since) / (365.25 * DAY)) * (inWinter + (inSummer - inWinter) * summer)
}

const roundTo = (value: number, parts: number) => Math.round(value * parts) / parts
