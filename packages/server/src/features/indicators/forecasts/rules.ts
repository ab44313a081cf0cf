/** What a forecast of figures rests on and says, decided from values alone. */
import type { Forecast, Setting } from '@samenspel/standards/forecast'
import { AMSTERDAM, endOfPeriod, listPeriods, type Period } from '@samenspel/standards/times'
import type { AreaSeries } from '../calculations/series.ts'
import type { IndicatorForecast } from './schema.ts'

/** Days of a period at most. */
const DAYS = { hour: 1 / 24, day: 1, month: 31, year: 366 } as const
const DAY = 86_400_000

/** The time of which figures are read: what the last forecast needs, and the first of those of the past. */
export function timeOfHistory({ history, horizon, origins }: Setting, period: Period, end: number): Date {
  return new Date(end - (history + origins * horizon) * DAYS[period] * DAY)
}

/** Figures at all periods up to the end: one that is missing is null. */
export function toGrid({ starts, values }: AreaSeries, period: Period, end: number): (number | null)[] {
  const known = new Map(starts.map((start, index) => [start, values[index] ?? null]))
  const [first = end] = starts
  return [...listPeriods(first, end, period, AMSTERDAM)].map(({ start }) => known.get(start) ?? null)
}

/** The steps of a forecast that are not over yet. */
export function listSteps(
  forecast: Forecast,
  period: Period,
  { end, now }: { end: number; now: number },
): IndicatorForecast['steps'] {
  if (forecast.state !== 'forecast') return []
  let start = end
  return forecast.steps.flatMap(({ point, low, high }) => {
    const from = start
    start = endOfPeriod(from, period, AMSTERDAM)
    if (start <= now) return []
    return [{ periodStart: toMoment(from), periodEnd: toMoment(start), value: point, low, high }]
  })
}

function toMoment(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('.000Z', 'Z')
}
