import { SPATIAL_HOURS } from '@samenspel/standards/quality'
import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import type { ObservationsStored } from '../feed/changes.ts'
import { instant } from '../ingest/instant.ts'

/** What the tests look back on, at most: later days within it are judged again too. */
const LOOK_BACK_HOURS = SPATIAL_HOURS

const ZONE = sql.lit('Europe/Amsterdam')
const micros = (time: RawBuilder<unknown>) => sql`(extract(epoch from ${time}) * 1000000)::float8`

/**
 * Marks the days in which batches stored something, and the later days whose tests look back on them. Only of what is committed:
 * days that are marked already stay untouched, because whoever takes them from now on reads it.
 */
export async function markStored(transaction: Db, batches: readonly ObservationsStored[]): Promise<void> {
  await markDue(
    transaction,
    sql`select id, lower(period), upper(period) from (
      select id, unnest(range_agg(tstzrange(b."from", b."to" + ${LOOK_BACK_HOURS}::int * interval '1 hour', '[]'))) as period
      from jsonb_to_recordset(${JSON.stringify(batches)}::jsonb) as b ("datastreamIds" int4[], "from" timestamptz, "to" timestamptz)
      cross join unnest(b."datastreamIds") as g (id) group by id) g`,
    sql`except select d.start from measurements.quality_due d
      where d.datastream_id = p.id and not d.taken and ${within(sql`d.start`)}`,
  )
}

/** Marks everything a dataset ever measured: after its limits changed. */
export async function markDataset(transaction: Db, datasetId: string): Promise<void> {
  await markDue(
    transaction,
    sql`select id, '-infinity'::timestamptz, 'infinity'::timestamptz
      from measurements.datastream where dataset_id = ${datasetId}`,
  )
}

/** Marks the days of one datastream in a period. */
export async function markPeriod(transaction: Db, datastreamId: number, from: Date, to: Date): Promise<void> {
  await markDue(transaction, sql`select ${datastreamId}::int4, ${from}::timestamptz, ${to}::timestamptz`)
}

/**
 * Marks the days with values in periods of datastreams. In the order of the key, so that two that mark the same days do not wait
 * for each other in a ring.
 * @param periods rows of datastream, from and to
 * @param but takes away days of a period `p` that need no mark
 */
async function markDue(transaction: Db, periods: RawBuilder<unknown>, but = sql``) {
  await sql`insert into measurements.quality_due as q (datastream_id, start)
    select distinct p.id, day.start from (${periods}) as p (id, "from", "to")
    cross join lateral (select r.start from measurements.day_rollup r
      where r.datastream_id = p.id and ${within(sql`r.start`)} ${but}) day
    order by 1, 2
    on conflict (datastream_id, start) do update set taken = false where q.taken`.execute(transaction)
}

/** Whether a day that starts then has a part in a period `p`. */
const within = (start: RawBuilder<unknown>) =>
  sql`${start} > p."from" - interval '25 hours' and ${start} <= p."to"`

/** A stretch of days of one datastream to judge in one go. Times in microseconds since 1970 (UTC). */
export type DueDays = {
  datastreamId: number
  from: number
  to: number
  /** The end of each day in the stretch. */
  dayEnds: number[]
}

/** How many days are judged in one go, and how many values: what fits in memory. Of more than so many a day, one day. */
const DAYS_AT_ONCE = 31
const VALUES_AT_ONCE = 200_000

/**
 * The oldest days that are due of some datastreams, from the lowest id after `after` on; they count as taken from now.
 * @param values how many values of one datastream are judged in one go, in whole days
 */
export async function takeDue(
  db: Db,
  after: number,
  limit: number,
  values = VALUES_AT_ONCE,
): Promise<DueDays[]> {
  const { rows } = await sql<DueDays>`
    with chosen as (
      select datastream_id, min(start) as first from measurements.quality_due
      where datastream_id > ${after} group by 1 order by 1 limit ${limit}),
    bounded as (
      select c.datastream_id, least(c.first + ${DAYS_AT_ONCE}::int * interval '1 day',
        (select min(n.start) from (
            select r.start, sum(r.count) over (order by r.start) as counted from measurements.day_rollup r
            where r.datastream_id = c.datastream_id and r.start >= c.first
              and r.start < c.first + ${DAYS_AT_ONCE}::int * interval '1 day') n
          where n.start > c.first and n.counted > ${values}::int8)) as until
      from chosen c),
    taken as (
      update measurements.quality_due q set taken = true from bounded c
      where c.datastream_id = q.datastream_id and q.start < c.until
      returning q.datastream_id, q.start),
    stretch as (
      select datastream_id, min(start at time zone ${ZONE}) as first, max(start at time zone ${ZONE}) as last
      from taken group by 1)
    select datastream_id as "datastreamId", ${micros(sql`first at time zone ${ZONE}`)} as from,
      ${micros(sql`(last + interval '1 day') at time zone ${ZONE}`)} as to,
      array(select ${micros(sql`(day + interval '1 day') at time zone ${ZONE}`)}
        from generate_series(first, last, interval '1 day') as day order by day) as "dayEnds"
    from stretch order by 1`.execute(db)
  return rows
}

/** Forgets the days of a stretch that were judged, unless they were marked again in the meantime. */
export async function forgetDue(transaction: Db, { datastreamId, from, to }: DueDays): Promise<void> {
  await sql`delete from measurements.quality_due where datastream_id = ${datastreamId} and taken
    and start >= ${instant(from)} and start < ${instant(to)}`.execute(transaction)
}
