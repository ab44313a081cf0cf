import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import { refreshRollups } from './rollups.ts'
import { lockDatastreams, recountStates } from './state.ts'

/** How much the hours, days and state of a datastream differ from a recount of its values. */
export type RollupDifferences = { datastreamId: number; hours: number; days: number; state: boolean }

const HOUR = 3_600_000_000
/** The stretch of time that is computed again in one transaction. */
const STRETCH = 31 * 24 * HOUR
const ZONE = sql.lit('Europe/Amsterdam')

/** The ids of all datastreams with a state or rollups. */
export async function listDatastreamIds(db: Db): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`select id from measurements.datastream order by id`.execute(db)
  return rows.map(({ id }) => id)
}

/**
 * Compares what is kept of one datastream with a recount of its values, from where those are kept. Sums may differ by 1e-9 of the
 * largest value they are made of, times their number: they are added up in another order.
 */
export async function verifyRollups(db: Db, id: number): Promise<RollupDifferences> {
  const { rows } = await sql<RollupDifferences>`with s as (
      select coalesce(max(raw_from), '-infinity') as kept from measurements.datastream_state where datastream_id = ${id}),
    o as materialized (
      select phenomenon_start as t, coalesce(phenomenon_end, phenomenon_start) as t2, result_time, result_number as x, quality, id
      from measurements.observation where datastream_id = ${id}),
    h as (${recount(sql`date_bin('1 hour', t, 'epoch')`)}),
    d as (${recount(sql`date_trunc('day', t, ${ZONE})`)})
    select ${id}::int as "datastreamId",
      (select count(*)::int from (select * from measurements.hour_rollup where datastream_id = ${id}
        and start >= (select kept from s)) r full join h n on n.start = r.start where ${DIFFERS}) as hours,
      (select count(*)::int from (select * from measurements.day_rollup where datastream_id = ${id}
        and start >= (select kept from s)) r full join d n on n.start = r.start where ${DIFFERS}) as days,
      (select (count(*), min(t), max(t2), min(result_time), max(result_time), max(t),
          (array_agg(id order by t desc))[1]) from o)
        is distinct from coalesce(
          (select (count, first_start, last_end, first_result, last_result, latest_start, latest_id)
            from measurements.datastream_state where datastream_id = ${id}),
          (0::bigint, null::timestamptz, null::timestamptz, null::timestamptz, null::timestamptz, null::timestamptz,
            null::bigint)) as state`.execute(db)
  const [found] = rows
  if (!found) throw new Error('A comparison always gives a row.')
  return found
}

/** Rollups made from the values `o` anew. */
function recount(start: ReturnType<typeof sql>) {
  return sql`select ${start} as start, count(*)::int as count, sum(x) as sum, sum(x * x) as sum_squares, min(x) as minimum,
      max(x) as maximum, (array_agg(x order by t))[1] as first, (array_agg(x order by t desc))[1] as last,
      (count(*) filter (where quality > 0))::int as flagged
    from o where x is not null group by 1`
}

/** Whether a stored rollup `r` and a new one `n` differ; one of them can be missing. */
const DIFFERS = sql`(r.count, r.minimum, r.maximum, r.first, r.last, r.flagged)
    is distinct from (n.count, n.minimum, n.maximum, n.first, n.last, n.flagged)
  or abs(r.sum - n.sum) > 1e-9 * n.count * greatest(abs(n.minimum), abs(n.maximum))
  or abs(r.sum_squares - n.sum_squares) > 1e-9 * n.count * greatest(abs(n.minimum), abs(n.maximum)) ^ 2`

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
