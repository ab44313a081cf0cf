import { type RawBuilder, sql } from 'kysely'
import { STALE } from './rules.ts'

/**
 * Seconds between two values of the datastream whose state has the alias s: what is usual for it, or, as long as that was not
 * measured, the mean. A mean over a past with holes is far too long. Null with fewer than two values.
 */
export const USUAL_SECONDS = sql<number | null>`coalesce(s.usual_seconds,
  extract(epoch from s.latest_start - s.first_start) / nullif(s.count - 1, 0))::float8`

/** Whether a newer value should have come by now after one of `last`: the one rule for the map, the page and the health of a station. */
export function isStale(
  last: RawBuilder<unknown>,
  usual: RawBuilder<unknown>,
  now: Date | RawBuilder<unknown>,
) {
  return sql<boolean>`${last} < ${now}::timestamptz - greatest(make_interval(hours => ${STALE.atLeastHours}::int),
    ${STALE.intervals}::int * coalesce(${usual}, 0) * interval '1 second')`
}
