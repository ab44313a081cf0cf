import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import { lockDatastreams } from './state.ts'

/**
 * Where rows by datastream and time are, with the column of their time. There can be tens of millions of one datastream; of a moment
 * there is one in each.
 */
const ROWS = {
  observation: 'phenomenon_start',
  hour_rollup: 'start',
  day_rollup: 'start',
} as const

/** Values that were corrected: also many of a moment. */
const HISTORY = 'observation_history'

const OTHERS = [
  'datastream_state',
  'datastream_feature',
  'named_feature',
  'quality_due',
  'quality_ruling',
  'gap',
] as const

/** Rows of a table that are deleted together with their datastreams: some seconds of work. More are left for later. */
const AT_ONCE = 200_000

/** Rows of history, or observations, that are deleted later with one statement. */
const PIECE = 50_000

/**
 * Deletes all that hangs on datastreams which are deleted in the same transaction: observations, their history,
 * rollups, state and features. Of many rows that would take longer than a statement may; these stay for `deleteNextPiece`. Nobody sees them meanwhile: whatever reads
 * observations or rollups comes by their datastream, which is gone as a whole or not at all, and an id is never given out again.
 * @param atOnce rows of all of them together, of each table, that are deleted here
 */
export async function deleteDatastreamData(
  db: Db,
  datastreamIds: readonly number[],
  atOnce = AT_ONCE,
): Promise<void> {
  await lockDatastreams(db, [...new Set(datastreamIds)])
  const ids = sql`${datastreamIds}::int4[]`
  if (await haveMoreThan(db, ids, atOnce)) {
    await sql`insert into measurements.deleted_datastream (id) select unnest(${ids})
      on conflict do nothing`.execute(db)
  } else {
    for (const table of [HISTORY, ...Object.keys(ROWS)]) {
      await deleteFrom(db, table, sql`datastream_id = any(${ids})`)
    }
  }
  for (const table of OTHERS) await deleteFrom(db, table, sql`datastream_id = any(${ids})`)
}

/** Whether datastreams have more rows than so many. Hours stay where observations are not kept. */
async function haveMoreThan(db: Db, ids: RawBuilder<unknown>, count: number): Promise<boolean> {
  const hasMore = (table: string) => sql`exists (select from ${sql.id('measurements', table)}
    where datastream_id = any(${ids}) offset ${count}::int8)`
  const { rows } = await sql<{ more: boolean }>`select ${hasMore(HISTORY)} or ${hasMore('hour_rollup')} or
    (select coalesce(sum(count), 0) from measurements.datastream_state where datastream_id = any(${ids})) > ${count}::int8
    as more`.execute(db)
  return rows[0]?.more ?? false
}

/**
 * Deletes some rows that deleted datastreams left, oldest first, in a transaction of its own. More processes may do it at once. When it
 * fails, the datastream waits, longer each time, and the others go on.
 * @returns whether there were any
 */
export async function deleteNextPiece(db: Db, piece = PIECE): Promise<boolean> {
  let taken: number | undefined
  try {
    await db.transaction().execute(async (transaction) => {
      taken = await lockDeleted(transaction)
      if (taken === undefined) return
      if (await deleteHistory(transaction, taken, piece)) return
      if (await deleteRows(transaction, taken, piece)) return
      await sql`delete from measurements.deleted_datastream where id = ${taken}`.execute(transaction)
    })
  } catch (error) {
    if (taken !== undefined) await postpone(db, taken)
    throw error
  }
  return taken !== undefined
}

const isDue = sql`(next_try_at is null or next_try_at <= clock_timestamp())`

/** Whether there is something for {@link deleteNextPiece}. */
export async function hasDeletedData(db: Db): Promise<boolean> {
  const { rows } = await sql`select from measurements.deleted_datastream where ${isDue} limit 1`.execute(db)
  return rows.length > 0
}

/** Locks a deleted datastream, unless another process has it or it waits after it failed. */
async function lockDeleted(transaction: Db): Promise<number | undefined> {
  const { rows } = await sql<{ id: number }>`select id from measurements.deleted_datastream
    where ${isDue} order by id limit 1 for update skip locked`.execute(transaction)
  return rows[0]?.id
}

/** Deletes the oldest corrected values. @returns whether there can be more */
async function deleteHistory(transaction: Db, id: number, piece: number): Promise<boolean> {
  const rest = sql`datastream_id = ${id} and phenomenon_start >= ${reached(id, 'history_until')}`
  const { rows } = await sql<{ start: string; number: number }>`select phenomenon_start::text as start, number
    from measurements.observation_history where ${rest}
    order by phenomenon_start, number offset ${piece - 1} limit 1`.execute(transaction)
  const [last] = rows
  const isBefore = last
    ? sql`(phenomenon_start, number) <= (${last.start}::timestamptz, ${last.number}::int8)`
    : sql`true`
  await deleteFrom(transaction, HISTORY, sql`${rest} and ${isBefore}`)
  await advance(transaction, id, 'history_until', last?.start ?? 'infinity')
  return last !== undefined
}

/** Deletes the oldest observations, and the hours and days up to the last of them. @returns whether there can be more */
async function deleteRows(transaction: Db, id: number, piece: number): Promise<boolean> {
  const from = reached(id, 'done_until')
  const { rows } = await sql<{
    end: string
  }>`select phenomenon_start::text as end from measurements.observation
    where datastream_id = ${id} and phenomenon_start > ${from}
    order by phenomenon_start offset ${piece - 1} limit 1`.execute(transaction)
  const until = rows[0]?.end
  for (const [table, time] of Object.entries(ROWS)) {
    const isBefore = until === undefined ? sql`true` : sql`${sql.id(time)} <= ${until}::timestamptz`
    await deleteFrom(
      transaction,
      table,
      sql`datastream_id = ${id} and ${sql.id(time)} > ${from} and ${isBefore}`,
    )
  }
  if (until !== undefined) await advance(transaction, id, 'done_until', until)
  return until !== undefined
}

type Reached = 'history_until' | 'done_until'

/** Up to here all is gone: what was deleted before need not be passed again. */
function reached(id: number, column: Reached): RawBuilder<unknown> {
  return sql`(select ${sql.id(column)} from measurements.deleted_datastream where id = ${id})`
}

async function advance(transaction: Db, id: number, column: Reached, until: string): Promise<void> {
  await sql`update measurements.deleted_datastream set ${sql.id(column)} = ${until}::timestamptz, failures = 0
    where id = ${id}`.execute(transaction)
}

/** Lets a deleted datastream wait after a piece failed, longer each time: at most some minutes. */
async function postpone(db: Db, id: number): Promise<void> {
  await sql`update measurements.deleted_datastream set failures = failures + 1,
      next_try_at = clock_timestamp() + power(2, least(failures, 8)) * interval '1 second'
    where id = ${id}`.execute(db)
}

async function deleteFrom(db: Db, table: string, condition: RawBuilder<unknown>) {
  await sql`delete from ${sql.id('measurements', table)} where ${condition}`.execute(db)
}
