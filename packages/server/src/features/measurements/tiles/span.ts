import { AMSTERDAM, endOfPeriod, listPeriods, startOfPeriod } from '@samenspel/standards/times'
import type { PointsQuery } from './schema.ts'
import type { Span } from './store.ts'

/** What is asked of time: the hours of a day or the months of a year, in the Netherlands, or the latest values. A day goes before a year. */
export function spanOf({ day, year }: Pick<PointsQuery, 'day' | 'year'>): Span {
  if (day !== undefined) return spanWithin(`${day}T12:00:00Z`, 'day', 'hour')
  if (year !== undefined) return spanWithin(`${year}-07-01T12:00:00Z`, 'year', 'month')
  return { kind: 'latest' }
}

function spanWithin(moment: string, whole: 'day' | 'year', part: 'hour' | 'month'): Span {
  const start = startOfPeriod(Date.parse(moment), whole, AMSTERDAM)
  const end = endOfPeriod(start, whole, AMSTERDAM)
  const periods = [...listPeriods(start, end, part, AMSTERDAM)]
  return {
    kind: part === 'hour' ? 'hours' : 'months',
    periods: periods.map((one) => ({ start: new Date(one.start), end: new Date(one.end) })),
  }
}

/** When each value begins; nothing of the latest ones. */
export const framesOf = (span: Span): string[] =>
  span.kind === 'latest' ? [] : span.periods.map(({ start }) => start.toISOString())
