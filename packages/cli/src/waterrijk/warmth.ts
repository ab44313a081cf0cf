import type { Neighbourhood } from './neighbourhoods.ts'
import type { Weather } from './weather.ts'

/** What makes a place warm or cool: its shares of stone and of green, in percent. */
export type Surface = Pick<Neighbourhood, 'paved' | 'green'>

/**
 * Degrees that a neighbourhood is warmer than grass. Stone takes up the sun by day and gives it back at night, so the
 * difference is largest on clear, calm summer nights; green and wind take it away.
 */
export function findExtraWarmth(weather: Weather, place: Surface): number {
  const paved = place.paved / 76
  const night = Math.min(1, Math.max(0, 0.55 - weather.sun * 2.2))
  const calm = 1 / (1 + (weather.wind / 3.6) ** 2)
  const byNight = 5.4 * paved * night * calm * (0.35 + 0.65 * weather.clear) * (0.4 + 0.6 * weather.summer)
  const byDay = 1.3 * paved * Math.max(0, weather.sun) * weather.clear
  const shade = (place.green / 100) * (0.35 + 0.8 * Math.max(0, weather.sun) * weather.clear)
  return byNight + byDay + 0.3 * paved - shade
}

/** Relative humidity in percent, of air with this dew point at this temperature (Magnus formula, Alduchov and Eskridge 1996). */
export function findHumidity(temperature: number, dewPoint: number): number {
  const vapour = (degrees: number) => Math.exp((17.625 * degrees) / (243.04 + degrees))
  return Math.min(100, Math.max(15, (100 * vapour(dewPoint)) / vapour(temperature)))
}
