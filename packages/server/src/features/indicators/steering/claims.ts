/** What an indicator seems to say by itself: the claims that its check is about. */

import { type Claim, findNaturalClaim, type Place } from '@samenspel/standards/steering'
import { hasNaturalZero } from '@samenspel/standards/units'
import type { AreaSeries } from '../calculations/series.ts'
import type { Indicator } from '../schema.ts'

const DAY = 86_400_000

/** How much time a page shows of an indicator: the window of its claims. */
const SHOWN = { hour: 10 * DAY, day: 365 * DAY, month: 5 * 365.25 * DAY, year: 30 * 365.25 * DAY } as const

/** How many times that is read, so that the window can move and grow. */
const READ = 4

/** Areas with which one can be compared at least. */
const LEAST_AREAS = 3

const LINES = ['norm', 'target']

/** The time of which figures are read, when they end at a moment. */
export function timeToRead({ period }: Indicator, end: number): { from: Date; to: Date } {
  return { from: new Date(end - READ * SHOWN[period]), to: new Date(end) }
}

/** A figure of which more than this share of the hours has a doubtful value is one itself. */
const DOUBTFUL = 0.1

/**
 * An area as a place of which a claim can be.
 * @param doubtful how many hours with a doubtful value are in the figure that begins at a moment
 */
export function toPlace(
  { code, parentCode, starts, values, hours }: AreaSeries,
  doubtful: ReadonlyMap<number, number> = new Map(),
): Place {
  return {
    key: code,
    district: parentCode ?? undefined,
    points: starts.map((time, index) => ({
      time,
      value: values[index] ?? null,
      flagged: (doubtful.get(time) ?? 0) > DOUBTFUL * (hours[index] ?? 0),
    })),
  }
}

/**
 * The claims: in which direction it goes in the area, how the area compares with all others, and on which side of norms and targets most of
 * its figures lie: of more nothing can be said, as a line for days tells nothing of the mean of a year. Whoever opens a page with the worst of the areas chose it from all of them, and that counts.
 */
export function listClaims(
  indicator: Indicator,
  area: string,
  places: readonly Place[],
  end: number,
): Claim[] {
  const own = places.filter(({ key }) => key === area)
  const window = { from: Math.max(end - SHOWN[indicator.period], startOf(own)), to: end }
  const shared = { window, measure: 'mean', values: 'all' } as const
  const shown = own.flatMap(({ points }) =>
    points.flatMap(({ time, value }) => (value !== null && time >= window.from ? [value] : [])),
  )
  const lines = indicator.lines.map(({ value }) => value)
  const axis = {
    mark: 'line',
    from: Math.min(...shown, ...lines),
    to: Math.max(...shown, ...lines),
    naturalZero: hasNaturalZero(indicator.unit),
  } as const
  return [
    findNaturalClaim('trend', { ...shared, places: [area], axis }, own),
    places.length < LEAST_AREAS
      ? undefined
      : findNaturalClaim('comparison', { ...shared, place: area, tried: places.length }, places),
    ...indicator.lines
      .filter(({ kind }) => LINES.includes(kind))
      .map(({ value }) =>
        findNaturalClaim('line', { ...shared, measure: 'median', places: [area], line: value }, own),
      ),
  ].flatMap((claim) => claim ?? [])
}

function startOf(places: readonly Place[]): number {
  return Math.min(...places.map(({ points }) => points[0]?.time ?? Number.POSITIVE_INFINITY))
}
