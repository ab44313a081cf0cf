import { type Flag, toQuality } from '@samenspel/standards/quality'
import { type RawBuilder, sql } from 'kysely'

/** What the rollups leave out already: see the view `usable_hour`. */
const ALWAYS = toQuality(['range', 'manual'])

/**
 * The hours of series as a table in SQL, also those in which no value counts. Columns: `datastream_id`, `start`, `count` (values that
 * count), `left_out` (those that do not), and of those that count `sum`, `min` and `max`. Values that are not kept any more all count.
 * @param flags a value with one of these does not count, besides `range` and `manual`
 */
export function judgedHours(flags: readonly Flag[]): RawBuilder<unknown> {
  const mask = toQuality(flags) | ALWAYS
  if (mask === ALWAYS) {
    return sql`(select datastream_id, start, usable as count, count - usable as left_out, sum, minimum as min, maximum as max
      from measurements.usable_hour)`
  }
  return sql`(select h.datastream_id, h.start, coalesce(u.usable, h.count) as count, h.count - coalesce(u.usable, h.count) as left_out,
      case when u.usable is null then h.sum else u.sum end as sum, case when u.usable is null then h.minimum else u.min end as min,
      case when u.usable is null then h.maximum else u.max end as max
    from measurements.hour_rollup h
    left join lateral (
      select count(v)::int as usable, measurements.sum_in_any_order(sum(v), count(v) * greatest(abs(min(v)), abs(max(v)))) as sum,
        min(v) as min, max(v) as max
      from (
        select case when coalesce(o.quality, 0) & ${mask}::int = 0 then o.result_number end as v
        from measurements.observation o
        where o.datastream_id = h.datastream_id and o.phenomenon_start >= h.start
          and o.phenomenon_start < h.start + interval '1 hour' and o.result_number is not null) o
      having count(*) > 0 offset 0) u on h.flagged > 0)`
}

/**
 * The hours of series in which a value counts that is doubtful, as a table in SQL: `datastream_id` and `start`. Only of series of which everybody
 * sees single values may be told which these are.
 * @param flags a value with one of these does not count, besides `range` and `manual`
 */
export function doubtfulHours(flags: readonly Flag[]): RawBuilder<unknown> {
  const mask = toQuality(flags) | ALWAYS
  return sql`(select h.datastream_id, h.start from measurements.hour_rollup h
    where h.flagged > 0 and exists (
      select from measurements.observation o
      where o.datastream_id = h.datastream_id and o.phenomenon_start >= h.start and o.phenomenon_start < h.start + interval '1 hour'
        and o.result_number is not null and coalesce(o.quality, 0) & ${mask}::int = 0 and coalesce(o.quality, 0) <> 0))`
}
