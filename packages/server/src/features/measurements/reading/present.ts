import { type RawBuilder, sql } from 'kysely'
import { USUAL_SECONDS } from './staleness.ts'

/** Minutes that the clock of a sensor may be ahead of ours. */
const AHEAD = 5

/**
 * The latest value of a datastream with its state under the alias s, in a join under the alias l: `start`, `stop`, `number` and
 * `judged` (its quality). What begins later than now is a forecast, and the last value before it is the latest.
 */
export function latestUntil(now: Date): RawBuilder<unknown> {
  return sql`lateral (${latestOfState(now, sql``)}) l on true`
}

/**
 * The same for a datastream of the access plan under the alias d, with the state that is shown of it under the alias s; of hours and
 * days the last that is over. `usual` is how many seconds lie between two of its values.
 */
export function latestShown(now: Date): RawBuilder<unknown> {
  return sql`lateral (
    ${latestOfState(now, sql`, ${USUAL_SECONDS} as usual`)}
    union all
    select *, case d.time when 1 then 3600 when 2 then 86400 end::float8
    from measurements.latest_shown(d.id, d.time, case d.time when 0 then d.until else d.moment end)
    where d.state_id is null) l on true`
}

function latestOfState(now: Date, more: RawBuilder<unknown>): RawBuilder<unknown> {
  const moment = sql`(${now}::timestamptz + ${AHEAD}::int * interval '1 minute')`
  return sql`select s.latest_start as start, s.latest_end as stop, s.latest_number as number, s.latest_quality as judged${more}
    where s.latest_start <= ${moment}
    union all
    select *${more} from measurements.latest_until(s.datastream_id, ${moment}) where s.latest_start > ${moment}`
}

/** The end of what the latest value covers. */
export const LATEST_END = sql`coalesce(l.stop, l.start)`
