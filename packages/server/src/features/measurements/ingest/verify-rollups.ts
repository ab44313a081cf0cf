import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import { refreshRollups } from './rollups.ts'
import { lockDatastreams, recountStates } from './state.ts'

/** How much the hours, days and state of a datastream differ from a recount of its values. */
export type RollupDifferences = { datastreamId: number; hours: number; days: number; state: boolean }

const HOUR = 3_600_000_000
/** The stretch of time that is computed again in one transaction. */
const STRETCH = 31 * 24 * HOUR
const ZONE = sql.lit('Europe/Amsterdam')

/** The ids of all datastreams, also of those that are gone but have left a state. */
export async function listDatastreamIds(db: Db): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`select id from measurements.datastream
    union select datastream_id from measurements.datastream_state order by 1`.execute(db)
  return rows.map(({ id }) => id)
}

/** Values that are recounted with one statement. */
const VALUES_AT_ONCE = 500_000

/**
 * Compares what is kept of one datastream with a recount of its values, from where those are kept: hours, days, and all that its
 * state says of them. Sums may differ by 1e-9 of the largest value they are made of, times their number: they are added up in another
 * order.
 * @param atOnce about how many values are recounted with one statement, in whole days, so that any number can be
 */
export async function verifyRollups(db: Db, id: number, atOnce = VALUES_AT_ONCE): Promise<RollupDifferences> {
  const differences = { datastreamId: id, hours: 0, days: 0, state: await differsState(db, id) }
  const borders = await listBorders(db, id, atOnce)
  for (const [index, from] of [null, ...borders].entries()) {
    const { hours, days } = await countDiffering(db, id, { from, to: borders[index] ?? null })
    differences.hours += hours
    differences.days += days
  }
  return differences
}

/** Starts of Dutch days that part the values of a datastream in pieces of about so many; none when they are few. */
async function listBorders(db: Db, id: number, atOnce: number): Promise<string[]> {
  // Before whole-hour zones an hour can lie in two days, so what is of that time is one piece.
  const { rows } = await sql<{ border: string }>`select min(start)::text as border from (
      select r.start, floor((sum(r.count) over (order by r.start) - r.count) / ${atOnce}::float8) as piece
      from measurements.day_rollup r where r.datastream_id = ${id} and r.start >= '1940-06-02') d
    where piece > 0 group by piece order by 1`.execute(db)
  return rows.map(({ border }) => border)
}

/** Hours and days from `from` up to `to`, null for no end, that differ from a recount of the values. */
async function countDiffering(
  db: Db,
  id: number,
  { from, to }: { from: string | null; to: string | null },
): Promise<{ hours: number; days: number }> {
  const within = (time: RawBuilder<unknown>) =>
    sql`${time} >= coalesce(${from}::timestamptz, '-infinity') and ${time} < coalesce(${to}::timestamptz, 'infinity')`
  const kept = (table: 'hour_rollup' | 'day_rollup') =>
    sql`(select * from ${sql.id('measurements', table)} where datastream_id = ${id} and ${within(sql`start`)}
      and start >= (select kept from s)) r`
  const { rows } = await sql<{ hours: number; days: number }>`with s as (
      select coalesce(max(raw_from), '-infinity') as kept from measurements.datastream_state where datastream_id = ${id}),
    o as materialized (
      select phenomenon_start as t, result_number as x, quality from measurements.observation
      where datastream_id = ${id} and ${within(sql`phenomenon_start`)}),
    h as (${recount(sql`date_bin('1 hour', t, 'epoch')`)}),
    d as (${recount(sql`date_trunc('day', t, ${ZONE})`, sql`, bit_or(1 << floor(extract(epoch from t - date_trunc('day', t, ${ZONE})) / 3600)::int) as hours`)})
    select (select count(*)::int from ${kept('hour_rollup')} full join h n on n.start = r.start where ${DIFFERS}) as hours,
      (select count(*)::int from ${kept('day_rollup')} full join d n on n.start = r.start where ${DIFFERS} or ${DIFFERS_IN_HOURS}) as days`.execute(
    db,
  )
  return rows[0] ?? { hours: 0, days: 0 }
}

/** Whether the state of a datastream says anything else than its observations: how many, their periods, and the latest. */
async function differsState(db: Db, id: number): Promise<boolean> {
  const { rows } = await sql<{ differs: boolean }>`
    with counted as (
      select count(*) as count, min(phenomenon_start) as first_start,
        max(coalesce(phenomenon_end, phenomenon_start)) as last_end, min(result_time) as first_result,
        max(result_time) as last_result
      from measurements.observation where datastream_id = ${id}),
    latest as (
      select phenomenon_start as latest_start, phenomenon_end as latest_end, id as latest_id, result_number as latest_number,
        quality as latest_quality, result_time as latest_result_time, detail::text as latest_detail
      from measurements.observation where datastream_id = ${id} order by phenomenon_start desc limit 1)
    select (c.count, c.first_start, c.last_end, c.first_result, c.last_result, l.latest_start, l.latest_end, l.latest_id,
        l.latest_number, l.latest_quality, l.latest_result_time, l.latest_detail) is distinct from (s.count, s.first_start, s.last_end, s.first_result, s.last_result, s.latest_start,
        s.latest_end, s.latest_id, s.latest_number, s.latest_quality, s.latest_result_time, s.latest_detail::text)
      and not (c.count = 0 and s.datastream_id is null)
      or s.same_since > s.latest_start as differs
    from counted c left join latest l on true
    left join measurements.datastream_state s on s.datastream_id = ${id}`.execute(db)
  return rows[0]?.differs ?? false
}

/** Rollups made from the values `o` anew. */
function recount(start: RawBuilder<unknown>, more: RawBuilder<unknown> = sql``) {
  return sql`select ${start} as start, count(*)::int as count, sum(x) as sum, sum(x * x) as sum_squares, min(x) as minimum,
      max(x) as maximum, (array_agg(x order by t))[1] as first, (array_agg(x order by t desc))[1] as last,
      (count(*) filter (where quality > 0))::int as flagged ${more}
    from o where x is not null group by 1`
}

/** Whether a stored rollup `r` and a new one `n` differ; one of them can be missing. */
const DIFFERS = sql`(r.count, r.minimum, r.maximum, r.first, r.last, r.flagged)
    is distinct from (n.count, n.minimum, n.maximum, n.first, n.last, n.flagged)
  or abs(r.sum - n.sum) > 1e-9 * n.count * greatest(abs(n.minimum), abs(n.maximum))
  or abs(r.sum_squares - n.sum_squares) > 1e-9 * n.count * greatest(abs(n.minimum), abs(n.maximum)) ^ 2`

/** Of days before whole-hour zones nobody counted the hours when they got these. */
const DIFFERS_IN_HOURS = sql`(r.hours is distinct from n.hours and r.start >= '1940-06-02')`

/** Computes the hours, days and state of one datastream again from its values, in parts: writers wait for one part at most. */
export async function rebuildRollups(db: Db, id: number): Promise<void> {
  const { rows } = await sql<{ from: number | null; to: number | null }>`select
      (extract(epoch from greatest(min(least(o.first, h.first, d.first)), max(s.raw_from))) * 1000000)::int8 as from,
      (extract(epoch from max(greatest(o.last, h.last, d.last))) * 1000000)::int8 as to
    from (select min(phenomenon_start) as first, max(phenomenon_start) as last from measurements.observation
        where datastream_id = ${id}) o,
      (select min(start) as first, max(start) as last from measurements.hour_rollup where datastream_id = ${id}) h,
      (select min(start) as first, max(start) + interval '1 day' as last from measurements.day_rollup
        where datastream_id = ${id}) d,
      (select max(raw_from) as raw_from from measurements.datastream_state where datastream_id = ${id}) s`.execute(
    db,
  )
  const { from, to } = rows[0] ?? { from: null, to: null }
  const end = to ?? 0
  for (let start = Math.floor((from ?? end) / HOUR) * HOUR; start < end + HOUR; start += STRETCH) {
    const stretch = {
      datastreamId: id,
      from: start,
      to: Math.min(start + STRETCH, Math.ceil((end + 1) / HOUR) * HOUR),
    }
    await db.transaction().execute(async (transaction) => {
      await lockDatastreams(transaction, [id])
      await refreshRollups(transaction, [stretch], true)
    })
  }
  await db.transaction().execute(async (transaction) => {
    await lockDatastreams(transaction, [id])
    await recountStates(transaction, [id])
  })
}
