import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'

/** A partition of the observation table: the rows from `from` up to, not including, `to` (ISO 8601, UTC). */
export type Partition = { name: string; from: string; to: string }

const LOCK_KEY = 7_236_419
const FIRST_YEAR = 2000
const FIRST_MONTHLY_YEAR = 2020
/** Until then there are at most 262 partitions, whatever times are sent. Who measures then adds months: ADR 0004. */
const FIRST_FAR_YEAR = 2040

/**
 * The partition in which an observation of this time lies: one before 2000, one per year until 2020, then one per
 * month until 2040, and one for all that is later.
 * @param time microseconds since 1970 (UTC), from 1600 up to and including 2199
 */
export function partitionOf(time: number): Partition {
  const date = new Date(Math.floor(time / 1000))
  const year = date.getUTCFullYear()
  const month = date.getUTCMonth()
  if (year < FIRST_YEAR)
    return { name: 'observation_before_2000', from: '1600-01-01T00:00:00.000Z', to: start(2000, 0) }
  if (year < FIRST_MONTHLY_YEAR)
    return { name: `observation_${year}`, from: start(year, 0), to: start(year + 1, 0) }
  if (year >= FIRST_FAR_YEAR)
    return { name: 'observation_from_2040', from: start(FIRST_FAR_YEAR, 0), to: '2200-01-01T00:00:00.000Z' }
  const number = String(month + 1).padStart(2, '0')
  return { name: `observation_${year}_${number}`, from: start(year, month), to: start(year, month + 1) }
}

function start(year: number, month: number): string {
  return new Date(Date.UTC(year, month, 1)).toISOString()
}

/** The partitions for these times, each once, oldest first. */
export function listPartitions(times: ArrayLike<number>): Partition[] {
  const found = new Map<string, Partition>()
  let last: { partition: Partition; from: number; to: number } | undefined
  for (let place = 0; place < times.length; place++) {
    const time = times[place] ?? 0
    if (last && time >= last.from && time < last.to) continue
    const partition = partitionOf(time)
    found.set(partition.name, partition)
    last = { partition, from: Date.parse(partition.from) * 1000, to: Date.parse(partition.to) * 1000 }
  }
  return [...found.values()].sort((a, b) => (a.from < b.from ? -1 : 1))
}

/**
 * Makes the partitions that these times need and that are not there yet. Safe when several do it at once; in a
 * transaction the others wait for it only when they need a new partition too.
 */
export async function ensurePartitions(db: Db, times: ArrayLike<number>): Promise<void> {
  const partitions = listPartitions(times)
  if ((await listMissing(db, partitions)).length === 0) return
  if (db.isTransaction) await makePartitions(db, partitions)
  else await db.transaction().execute((transaction) => makePartitions(transaction, partitions))
}

/** Makes those of these partitions that are not there yet. */
export async function makePartitions(transaction: Db, partitions: readonly Partition[]): Promise<void> {
  await sql`select pg_advisory_xact_lock(${LOCK_KEY})`.execute(transaction)
  for (const { name, from, to } of await listMissing(transaction, partitions)) {
    const table = sql.id('measurements', name)
    await sql`create table ${table} (like measurements.observation including all)`.execute(transaction)
    await sql`alter table measurements.observation attach partition ${table}
      for values from (${sql.lit(from)}) to (${sql.lit(to)})`.execute(transaction)
  }
}

async function listMissing(db: Db, partitions: readonly Partition[]): Promise<Partition[]> {
  const { rows } = await sql<{ name: string }>`select name from ${missingOf(partitions)} m`.execute(db)
  const missing = new Set(rows.map(({ name }) => name))
  return partitions.filter(({ name }) => missing.has(name))
}

/**
 * The names of those of these partitions that are not there, as a table in SQL. Asks pg_class and not to_regclass, whose cache does
 * not see what others made since the transaction began.
 */
export function missingOf(partitions: readonly Partition[]): RawBuilder<unknown> {
  return sql`(select name from unnest(${partitions.map(({ name }) => name)}::text[]) as name
    where not exists (select from pg_class c
      where c.relname = name and c.relnamespace = 'measurements'::regnamespace))`
}

/**
 * What keeps the observation table fast without anyone asking: partitions for this and the next two months, and the
 * summaries of the index by id, for which the embedded database has no process of its own.
 */
export async function maintainPartitions(db: Db, now: Date): Promise<void> {
  const months = [0, 1, 2].map((ahead) => Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + ahead, 1) * 1000)
  await ensurePartitions(db, months)
  await sql`select brin_summarize_new_values(i.indexrelid)
    from pg_inherits h join pg_index i on i.indrelid = h.inhrelid
    join pg_class c on c.oid = i.indexrelid join pg_am a on a.oid = c.relam
    where h.inhparent = 'measurements.observation'::regclass and a.amname = 'brin'`.execute(db)
}
