import type { Neighbourhood } from './neighbourhoods.ts'
import type { Weather } from './weather.ts'

/** Central European time, which New Year's Eve and winter evenings follow; summer time makes no difference here. */
const CET = 1

/**
 * Fine dust (PM2.5) in µg/m³: the background (more in calm air, in winter and with wind from the east), wood smoke on cold
 * evenings where people burn wood, and fireworks at New Year where people live close together.
 */
export function findFineDust(weather: Weather, hours: number, place: Neighbourhood): number {
  const stale = 1 / (0.45 + weather.wind / 4)
  const background = (3.4 + 3.6 * (1 - weather.summer) + 11 * weather.fromEast) * (0.55 + 0.45 * stale)
  return (
    background + findWoodSmoke(weather, hours, place.stoves) * stale + findFireworks(weather, hours, place)
  )
}

function findWoodSmoke(weather: Weather, hours: number, stoves: number): number {
  const cold = Math.min(1, Math.max(0, (12 - weather.temperature) / 11))
  if (cold === 0) return 0
  const local = hours + CET
  const hour = local % 24
  const evening = bell(hour, 20.6, 2.6) + bell(hour + 24, 20.6, 2.6)
  // 1 January 1970 was a Thursday: day 1 is Friday.
  const weekday = Math.floor(local / 24) % 7
  const weekend = weekday === 1 || weekday === 2 ? 1.45 : weekday === 3 ? 1.2 : 1
  return 108 * stoves * cold * evening * weekend
}

function findFireworks(weather: Weather, hours: number, place: Neighbourhood): number {
  const date = new Date((hours + CET) * 3_600_000)
  const isAfter = date.getUTCMonth() === 0 && date.getUTCDate() === 1
  const isBefore = date.getUTCMonth() === 11 && date.getUTCDate() === 31
  if (!isAfter && !isBefore) return 0
  const since = (hours + CET) % 24
  const crowd = 0.35 + (0.65 * place.paved) / 76
  if (isBefore) return since < 15 ? 0 : crowd * 3.2 * (since - 15)
  return crowd * 430 * Math.exp(-since * (0.25 + weather.wind * 0.13))
}

function bell(at: number, middle: number, width: number): number {
  return Math.exp(-(((at - middle) / width) ** 2))
}
