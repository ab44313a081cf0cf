import { type RawBuilder, sql } from 'kysely'

/** Minutes that the clock of a sensor may be ahead of ours. */
const AHEAD = 5

/**
 * The latest value of a datastream with its state under the alias s, in a join under the alias l: `start`, `stop`, `number` and
 * `judged` (its quality). What begins later than now is a forecast, and the last value before it is the latest.
 */
export function latestUntil(now: Date): RawBuilder<unknown> {
  const moment = sql`(${now}::timestamptz + ${AHEAD}::int * interval '1 minute')`
  return sql`lateral (
    select s.latest_start as start, s.latest_end as stop, s.latest_number as number, s.latest_quality as judged
    where s.latest_start <= ${moment}
    union all
    select * from measurements.latest_until(s.datastream_id, ${moment}) where s.latest_start > ${moment}) l on true`
}

/** The end of what the latest value covers. */
export const LATEST_END = sql`coalesce(l.stop, l.start)`
