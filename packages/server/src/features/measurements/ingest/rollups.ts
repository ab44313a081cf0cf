import { type RawBuilder, sql } from 'kysely'
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

/** What a rollup is made of, in their order in the table. */
const COLUMNS = ['count', 'sum', 'sum_squares', 'minimum', 'maximum', 'first', 'last', 'flagged']

/** The same from raw rows `o`. */
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

/** The bits of the hours of the day `s` in which these moments lie. */
const hoursOf = (moment: RawBuilder<unknown>) =>
  sql`bit_or(1 << floor(extract(epoch from ${moment} - s.start) / 3600)::int) as hours`

const ZONE = sql.lit('Europe/Amsterdam')

/**
 * Computes the hours that changed, and the days they lie in, from the raw rows: right whatever the order in which
 * values came. The caller holds the lock of each datastream. The look-ups stand in a `lateral … offset 0`, so that each
 * is an index range whatever the planner believes of tables that were never analysed.
 * @param removals true when rows may have gone, so that an hour can be left without values
 */
export async function refreshRollups(db: Db, touched: TouchedHours[], removals: boolean): Promise<void> {
  if (touched.length === 0) return
  const stretches = writeStretches(touched)
  const from = Math.min(...touched.map((stretch) => stretch.from))
  const to = Math.max(...touched.map((stretch) => stretch.to))
  await refresh(db, {
    name: 'hour_rollup',
    columns: COLUMNS,
    stretches,
    source: sql`select s.datastream_id, date_bin('1 hour', o.phenomenon_start, 'epoch') as start, ${FROM_ROWS}
      from stretches s cross join lateral (${rawRows(from, to)}) o group by 1, 2`,
    removals,
  })
  // A day that hours of two stretches share is counted once.
  const days = sql`select distinct s.datastream_id, day at time zone ${ZONE} as start,
      (day + interval '1 day') at time zone ${ZONE} as stop
    from (${stretches}) s cross join generate_series(date_trunc('day', s.start at time zone ${ZONE}),
      (s.stop - interval '1 microsecond') at time zone ${ZONE}, interval '1 day') as day`
  const hours = sql`select * from measurements.hour_rollup h where h.datastream_id = s.datastream_id
    and h.start >= s.start and h.start < s.stop offset 0`
  const source =
    from >= DAYS_ARE_WHOLE_HOURS_FROM
      ? sql`select s.datastream_id, s.start, ${FROM_HOURS}, ${hoursOf(sql`o.start`)}
          from stretches s cross join lateral (${hours}) o group by 1, 2`
      : sql`select s.datastream_id, s.start, ${FROM_ROWS}, ${hoursOf(sql`o.phenomenon_start`)}
          from stretches s cross join lateral (${rawRows(from - 2 * DAY, to + 2 * DAY)}) o group by 1, 2`
  await refresh(db, { name: 'day_rollup', columns: [...COLUMNS, 'hours'], stretches: days, source, removals })
}

/** The numeric rows of a stretch `s`; the bounds tell the planner which partitions can hold them. */
function rawRows(from: number, to: number) {
  return sql`select r.* from measurements.observation r
    where r.datastream_id = s.datastream_id and r.phenomenon_start >= s.start and r.phenomenon_start < s.stop
      and r.phenomenon_start >= ${instant(from)} and r.phenomenon_start < ${instant(to)}
      and r.result_number is not null offset 0`
}

type Refresh = {
  name: 'hour_rollup' | 'day_rollup'
  columns: readonly string[]
  /** Which stretches of which datastreams are computed: datastream_id, start, stop. */
  stretches: RawBuilder<unknown>
  /** Computes them, from `stretches s`. */
  source: RawBuilder<unknown>
  removals: boolean
}

/** Puts what `source` computes in a rollup; rows of the stretches that it no longer gives are removed. */
async function refresh(db: Db, { name, columns, stretches, source, removals }: Refresh) {
  const of = (alias: string) => sql.join(columns.map((column) => sql.ref(`${alias}.${column}`)))
  const table = sql.id('measurements', name)
  const gone = sql`, gone as (
    delete from ${table} r using stretches s
    where r.datastream_id = s.datastream_id and r.start >= s.start and r.start < s.stop
      and not exists (select from computed c where c.datastream_id = r.datastream_id and c.start = r.start))`
  await sql`with stretches as materialized (${stretches}), computed as materialized (${source})
    ${removals ? gone : sql``}
    insert into ${table} as r (datastream_id, start, ${sql.join(columns.map((column) => sql.ref(column)))})
    select datastream_id, start, ${of('c')} from computed c
    on conflict (datastream_id, start) do update
    set ${sql.join(columns.map((column) => sql`${sql.ref(column)} = ${sql.ref(`excluded.${column}`)}`))}
    where (${of('r')}) is distinct from (${of('excluded')})`.execute(db)
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
