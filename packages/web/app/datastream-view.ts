import type { Series } from './api.ts'
import { namePoints } from './series.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** How much of a series is shown at once, how fine, and how long until a missing value is a gap in the line. */
export const ZOOMS = {
  dag: { length: DAY, resolution: 'raw', gap: 3 * HOUR, timeFormat: '%H:%M' },
  week: { length: 7 * DAY, resolution: 'hour', gap: 1.5 * HOUR, timeFormat: '%a %e %b' },
  maand: { length: 31 * DAY, resolution: 'hour', gap: 1.5 * HOUR, timeFormat: '%e %b' },
  jaar: { length: 366 * DAY, resolution: 'day', gap: 1.5 * DAY, timeFormat: '%b %Y' },
} as const satisfies Record<
  string,
  { length: number; resolution: Series['resolution']; gap: number; timeFormat: string }
>
export type Zoom = keyof typeof ZOOMS
export const ZOOM_NAMES = Object.keys(ZOOMS) as Zoom[]

/** What a page about a series shows; without `until` it goes up to now, and on with it. */
export type DatastreamView = { zoom: Zoom; until: number | undefined }

const MINUTE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}Z$/

/** @returns undefined when the address says something that it cannot */
export function readView(search: URLSearchParams): DatastreamView | undefined {
  const zoom = search.get('periode') ?? 'week'
  const text = search.get('tot')
  if (!Object.hasOwn(ZOOMS, zoom)) return undefined
  if (text === null) return { zoom: zoom as Zoom, until: undefined }
  const until = Date.parse(text)
  return MINUTE.test(text) && !Number.isNaN(until) ? { zoom: zoom as Zoom, until } : undefined
}

/** The query of an address that shows this. */
export function writeView({ zoom = 'week', until }: Partial<DatastreamView>): string {
  const query = new URLSearchParams({ periode: zoom })
  if (until !== undefined) query.set('tot', `${new Date(until).toISOString().slice(0, 16)}Z`)
  return `?${query}`
}

/** The period that is shown. */
export function periodOf({ zoom, until }: DatastreamView, now: number): { from: string; to: string } {
  const end = until ?? now
  return { from: new Date(end - ZOOMS[zoom].length).toISOString(), to: new Date(end).toISOString() }
}

/** The period before this one, and the one after it unless that has not come yet. */
export function neighboursOf({ zoom, until }: DatastreamView, now: number) {
  const { length } = ZOOMS[zoom]
  const previous: DatastreamView = { zoom, until: (until ?? now) - length }
  if (until === undefined || until >= now) return { previous, next: undefined }
  const end = until + length
  const next: DatastreamView = { zoom, until: end < now ? end : undefined }
  return { previous, next }
}

/** What the points of a series say together; undefined when there is none with a number. */
export type Summary = { low: number; high: number; mean: number; values: number }

/** Lowest, highest and mean, the mean weighed by how many values each point stands for. */
export function summarise(series: Pick<Series, 'points' | 'resolution'>): Summary | undefined {
  let [low, high, sum, values] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 0]
  for (const point of namePoints(series)) {
    if (point.value === null) continue
    low = Math.min(low, point.low ?? point.value)
    high = Math.max(high, point.high ?? point.value)
    sum += point.value * point.count
    values += point.count
  }
  return values === 0 ? undefined : { low, high, mean: sum / values, values }
}

/** The share of the hours or days with a value; undefined for single values, of which nobody knows how many to expect. */
export function coverageOf(
  { points, resolution }: Pick<Series, 'points' | 'resolution'>,
  { from, to }: { from: string; to: string },
): number | undefined {
  if (resolution === 'raw') return undefined
  const expected = Math.round((Date.parse(to) - Date.parse(from)) / (resolution === 'hour' ? HOUR : DAY))
  const present = points.filter(([, value]) => value !== null).length
  return Math.min(1, present / Math.max(1, expected))
}
