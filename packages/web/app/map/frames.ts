import { AMSTERDAM, endOfPeriod, listPeriods, type Period, startOfPeriod } from '@samenspel/standards/times'
import type { MapView } from './view.ts'

/** Figures that one page holds to be played: 24 hours of 1,500 areas, or the days of a year of 100. */
export const MOST_PLAYED = 40_000

/** In what steps a day or a year can be played of figures over a period: hours of a day, days or months of a year. */
export function stepsOf(period: Period): { span: 'day' | 'year'; step: Period } | undefined {
  if (period === 'hour') return { span: 'day', step: 'hour' }
  return period === 'year' ? undefined : { span: 'year', step: period }
}

/** When the periods begin and the last one ends, of the day or year that is shown; undefined when it is now, or not in such steps. */
export function framesOf(
  { day, year }: Pick<MapView, 'day' | 'year'>,
  period: Period,
): { starts: string[]; end: string } | undefined {
  const steps = stepsOf(period)
  if (steps === undefined) return undefined
  const moment = steps.span === 'day' ? day && `${day}T12:00:00Z` : year && `${year}-07-01T12:00:00Z`
  if (!moment) return undefined
  const start = startOfPeriod(Date.parse(moment), steps.span, AMSTERDAM)
  const end = endOfPeriod(start, steps.span, AMSTERDAM)
  const starts = [...listPeriods(start, end, steps.step, AMSTERDAM)].map((one) =>
    new Date(one.start).toISOString(),
  )
  return { starts, end: new Date(end).toISOString() }
}
