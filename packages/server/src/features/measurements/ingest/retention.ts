import { AMSTERDAM, startOfPeriod } from '@samenspel/standards/times'
import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import { hasSqlstate } from '../../../platform/database/sqlstate.ts'
import { encodeNumbers } from './binary-arrays.ts'
import { instant } from './instant.ts'
import { type LockedDatastream, lockDatastreams, recountStates } from './state.ts'

const DAY = 86_400_000
/** The stretch of time whose values are deleted in one transaction. */
const STRETCH = 31 * DAY

/**
 * From when on something is kept that is kept for so many days: the start of the Dutch day, because hours and days can only be
 * computed again from all their values. Microseconds since 1970.
 */
function keptFrom(now: Date, days: number): number {
  return startOfPeriod(now.getTime() - days * DAY, 'day', AMSTERDAM) * 1000
}

/** From when on single values of a datastream are kept: an older one cannot be stored any more. */
export function keepsFrom(
  { rawDays, rawFrom }: Pick<LockedDatastream, 'rawDays' | 'rawFrom'>,
  now: Date,
): number {
  const decided = rawDays === null ? Number.NEGATIVE_INFINITY : keptFrom(now, rawDays)
  return Math.max(decided, rawFrom ?? Number.NEGATIVE_INFINITY)
}

/**
 * Deletes what datasets keep no longer: single values after `rawDays`, hours after `hourDays`; days are kept for ever. A month of
 * which nobody keeps anything goes as a whole; else values go in parts, each in a transaction of its own. What was made of them
 * and is kept does not change.
 * @param stopping ends it between two parts; the rest is deleted another time
 */
export async function applyRetention(db: Db, now: Date, stopping?: AbortSignal): Promise<void> {
  await dropPartitions(db, now)
  const { rows } = await sql<Kept>`select d.id, v.raw_days as "rawDays", v.hour_days as "hourDays"
    from measurements.datastream d join catalogue.v_dataset v on v.id = d.dataset_id
    where v.raw_days is not null or v.hour_days is not null order by d.id`.execute(db)
  for (const { id, rawDays, hourDays } of rows) {
    while (rawDays !== null && !stopping?.aborted && (await deleteStretch(db, id, keptFrom(now, rawDays))));
    if (stopping?.aborted) return
    if (hourDays !== null) await deleteHours(db, id, keptFrom(now, Math.max(hourDays, rawDays ?? 0)), rawDays)
  }
}

type Kept = { id: number; rawDays: number | null; hourDays: number | null }

/** Partitions that end before the earliest moment from which any dataset keeps values. */
async function dropPartitions(db: Db, now: Date) {
  const { rows } = await sql<{
    days: number | null
  }>`select case when bool_and(v.raw_days is not null) then max(v.raw_days) end
      as days
    from catalogue.v_dataset v where exists (select from measurements.datastream d where d.dataset_id = v.id)`.execute(
    db,
  )
  const days = rows[0]?.days ?? null
  if (days === null) return
  const cutoff = keptFrom(now, days)
  const partitions = await sql<{ name: string; stop: number }>`select c.relname as name,
      (extract(epoch from substring(pg_get_expr(c.relpartbound, c.oid) from 'TO \\(''(.*)''\\)')::timestamptz) * 1000000)::int8
        as stop
    from pg_inherits h join pg_class c on c.oid = h.inhrelid
    where h.inhparent = 'measurements.observation'::regclass order by 1`.execute(db)
  for (const { name, stop } of partitions.rows) {
    if (stop <= cutoff) await dropPartition(db, name, stop)
  }
}

/** How long dropping waits for those who use the table; who comes meanwhile waits behind it. */
const PATIENCE = '300ms'

/**
 * Drops a partition, unless it is in use. Dropping locks the whole table, after the datastreams: who found an observation first
 * and then wants its datastream would wait for it in a ring. What stays is deleted by datastream, and the empty partition another time.
 */
async function dropPartition(db: Db, name: string, stop: number) {
  const table = sql.id('measurements', name)
  const dropped = db.transaction().execute(async (transaction) => {
    const { rows } = await sql<{ id: number }>`select distinct datastream_id as id from ${table}`.execute(
      transaction,
    )
    const ids = rows.map(({ id }) => id)
    await lockDatastreams(transaction, ids)
    const gone =
      await sql<Gone>`select datastream_id as id, count(*)::int as count from ${table} group by 1`.execute(
        transaction,
      )
    await sql`select set_config('lock_timeout', ${PATIENCE}, true)`.execute(transaction)
    await sql`drop table ${table}`.execute(transaction)
    await sql`select set_config('lock_timeout', '0', true)`.execute(transaction)
    await forgetRows(transaction, gone.rows, stop)
  })
  await dropped.catch((error: unknown) => {
    if (!hasSqlstate(error, 'lockNotAvailable')) throw error
  })
}

/**
 * Deletes the oldest values of a datastream, of at most a stretch of time.
 * @returns whether there may be more
 */
async function deleteStretch(db: Db, id: number, cutoff: number): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    await lockDatastreams(transaction, [id])
    const { rows } = await sql<{ first: number | null }>`
      select (extract(epoch from min(phenomenon_start)) * 1000000)::int8 as first from measurements.observation
      where datastream_id = ${id} and phenomenon_start < ${instant(cutoff)}`.execute(transaction)
    const first = rows[0]?.first ?? null
    if (first === null) return false
    const stop = Math.min(startOfPeriod(Math.floor(first / 1000) + STRETCH, 'day', AMSTERDAM) * 1000, cutoff)
    const deleted = await sql`delete from measurements.observation
      where datastream_id = ${id} and phenomenon_start < ${instant(stop)}`.execute(transaction)
    await forgetRows(transaction, [{ id, count: Number(deleted.numAffectedRows ?? 0) }], stop)
    return stop < cutoff
  })
}

type Gone = { id: number; count: number }

/** Takes rows that are no longer there out of the states; the history of their values goes too. */
async function forgetRows(transaction: Db, gone: readonly Gone[], stop: number) {
  const ids = gone.map(({ id }) => id)
  const counts = gone.map(({ count }) => count)
  await sql`delete from measurements.observation_history
    where datastream_id = any(${ids}::int4[]) and phenomenon_start < ${instant(stop)}`.execute(transaction)
  const { rows } = await sql<{ id: number; recount: boolean }>`update measurements.datastream_state s
    set count = s.count - g.count, raw_from = greatest(s.raw_from, ${instant(stop)}),
      first_start = (select min(o.phenomenon_start) from measurements.observation o where o.datastream_id = s.datastream_id)
    from unnest(${encodeNumbers('int4', ids)}::int4[], ${encodeNumbers('int4', counts)}::int4[]) as g (id, count)
    where s.datastream_id = g.id
    returning s.datastream_id as id, s.first_result is not null or s.count = 0 as recount`.execute(
    transaction,
  )
  await recountStates(
    transaction,
    rows.filter(({ recount }) => recount).map(({ id }) => id),
  )
}

/** Never an hour of which single values are kept: it could not be computed again. */
async function deleteHours(db: Db, id: number, cutoff: number, rawDays: number | null) {
  const from =
    rawDays === null
      ? sql`(select first_start from measurements.datastream_state where datastream_id = ${id})`
      : sql`'infinity'`
  const border = sql`least(${instant(cutoff)}, date_trunc('day', ${from}::timestamptz, 'Europe/Amsterdam'))`
  await sql`with gone as (
      delete from measurements.hour_rollup where datastream_id = ${id} and start < ${border} returning start)
    update measurements.datastream_state set hours_from = greatest(hours_from, ${border})
    where datastream_id = ${id} and exists (select from gone)`.execute(db)
}
