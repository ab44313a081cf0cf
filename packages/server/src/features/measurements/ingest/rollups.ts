import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import { encodeNumbers } from './binary-arrays.ts'
import { instant } from './instant.ts'
import type { TouchedHours } from './touched.ts'

/**
 * Before this moment a Dutch day can begin at another minute than an hour of UTC (until 1940 Amsterdam was 20 minutes
 * ahead, in the editions of the time zone database that still know it), so that days are not sums of hours.
 */
const DAYS_ARE_WHOLE_HOURS_FROM = Date.UTC(1940, 5, 1) * 1000

const DAY = 86_400_000_000

/** What a rollup is made of, from raw rows `o`. */
const FROM_ROWS = sql`count(o.result_number)::int as count, sum(o.result_number) as sum,
  sum(o.result_number * o.result_number) as sum_squares,
  min(o.result_number) as minimum, max(o.result_number) as maximum,
  (array_agg(o.result_number order by o.phenomenon_start))[1] as first,
  (array_agg(o.result_number order by o.phenomenon_start))[count(o.result_number)] as last,
  (count(*) filter (where o.quality > 0))::int as flagged`

/** The same from the hours `o` of a day. */
const FROM_HOURS = sql`sum(o.count)::int as count, sum(o.sum) as sum, sum(o.sum_squares) as sum_squares,
  min(o.minimum) as minimum, max(o.maximum) as maximum,
  (array_agg(o.first order by o.start))[1] as first, (array_agg(o.last order by o.start))[count(*)] as last,
  sum(o.flagged)::int as flagged`

const ZONE = sql.lit('Europe/Amsterdam')
const dayOf = (time: ReturnType<typeof sql>) => sql`date_trunc('day', ${time}, ${ZONE})`

/**
 * Computes the hours that changed, and the days they lie in, from the raw rows: right whatever the order in which
 * values came. The caller holds the lock of each datastream.
 * @param removals true when rows may have gone, so that an hour can be left without values
 */
export async function refreshRollups(db: Db, touched: TouchedHours[], removals: boolean): Promise<void> {
  if (touched.length === 0) return
  const stretches = writeStretches(touched)
  const from = Math.min(...touched.map((stretch) => stretch.from))
  const to = Math.max(...touched.map((stretch) => stretch.to))
  await refresh(
    db,
    'hour_rollup',
    removals,
    sql`select o.datastream_id, date_trunc('hour', o.phenomenon_start, 'UTC') as start, ${FROM_ROWS}
      from (${stretches}) s join measurements.observation o on o.datastream_id = s.datastream_id
        and o.phenomenon_start >= s.start and o.phenomenon_start < s.stop
      where o.result_number is not null
        and o.phenomenon_start >= ${instant(from)} and o.phenomenon_start < ${instant(to)}
      group by 1, 2`,
    stretches,
  )
  const days = sql`select distinct datastream_id, ${dayOf(sql`start`)} as start,
      (${dayOf(sql`stop - interval '1 microsecond'`)} at time zone ${ZONE} + interval '1 day') at time zone ${ZONE}
        as stop
    from (${stretches}) s`
  const aligned = from >= DAYS_ARE_WHOLE_HOURS_FROM
  const source = aligned
    ? sql`select o.datastream_id, ${dayOf(sql`o.start`)} as start, ${FROM_HOURS}
        from merged s join measurements.hour_rollup o on o.datastream_id = s.datastream_id
          and o.start >= s.start and o.start < s.stop
        group by 1, 2`
    : sql`select o.datastream_id, ${dayOf(sql`o.phenomenon_start`)} as start, ${FROM_ROWS}
        from merged s join measurements.observation o on o.datastream_id = s.datastream_id
          and o.phenomenon_start >= s.start and o.phenomenon_start < s.stop
        where o.result_number is not null
          and o.phenomenon_start >= ${instant(from - 2 * DAY)} and o.phenomenon_start < ${instant(to + 2 * DAY)}
        group by 1, 2`
  // Stretches of hours can share a day, which must then be counted once.
  const merged = sql`select datastream_id, min(start) as start, max(stop) as stop from (
      select *, sum(apart) over (partition by datastream_id order by start) as number from (
        select *, case when start < lag(stop) over (partition by datastream_id order by start)
          then 0 else 1 end as apart
        from (${days}) d) d) d
    group by datastream_id, number`
  await refresh(db, 'day_rollup', removals, source, merged, true)
}

/** Puts what `source` computes in a rollup; rows of the stretches that it no longer gives are removed. */
async function refresh(
  db: Db,
  name: 'hour_rollup' | 'day_rollup',
  removals: boolean,
  source: ReturnType<typeof sql>,
  stretches: ReturnType<typeof sql>,
  named = false,
) {
  const table = sql.id('measurements', name)
  const gone = sql`, gone as (
    delete from ${table} r using ${named ? sql`merged` : sql`(${stretches})`} s
    where r.datastream_id = s.datastream_id and r.start >= s.start and r.start < s.stop
      and not exists (select from computed c where c.datastream_id = r.datastream_id and c.start = r.start))`
  await sql`with ${named ? sql`merged as (${stretches}), ` : sql``} computed as materialized (${source})
    ${removals ? gone : sql``}
    insert into ${table} as r
      (datastream_id, start, count, sum, sum_squares, minimum, maximum, first, last, flagged)
    select datastream_id, start, count, sum, sum_squares, minimum, maximum, first, last, flagged from computed
    on conflict (datastream_id, start) do update set count = excluded.count, sum = excluded.sum,
      sum_squares = excluded.sum_squares, minimum = excluded.minimum, maximum = excluded.maximum,
      first = excluded.first, last = excluded.last, flagged = excluded.flagged
    where (r.count, r.sum, r.sum_squares, r.minimum, r.maximum, r.first, r.last, r.flagged)
      is distinct from (excluded.count, excluded.sum, excluded.sum_squares, excluded.minimum, excluded.maximum,
        excluded.first, excluded.last, excluded.flagged)`.execute(db)
}

function writeStretches(touched: TouchedHours[]) {
  const ids = encodeNumbers(
    'int4',
    touched.map(({ datastreamId }) => datastreamId),
  )
  const starts = encodeNumbers(
    'timestamptz',
    touched.map(({ from }) => from),
  )
  const stops = encodeNumbers(
    'timestamptz',
    touched.map(({ to }) => to),
  )
  return sql`select * from unnest(${ids}::int4[], ${starts}::timestamptz[], ${stops}::timestamptz[])
    as s (datastream_id, start, stop)`
}
