import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import { lockDatastreams } from './state.ts'

/** Where rows by datastream and time are, with the column of their time. There can be tens of millions of one datastream. */
const ROWS = {
  observation: 'phenomenon_start',
  observation_history: 'phenomenon_start',
  hour_rollup: 'start',
  day_rollup: 'start',
} as const

const OTHERS = [
  'datastream_state',
  'datastream_feature',
  'named_feature',
  'quality_due',
  'quality_ruling',
  'gap',
] as const

/** Observations that are deleted together with their datastreams: some seconds of work. More are left for later. */
const AT_ONCE = 200_000

/** Observations that are deleted later with one statement. */
const PIECE = 50_000

/**
 * Deletes all that hangs on datastreams which are deleted in the same transaction: observations, rollups, state and features. Of many
 * observations that would take longer than a statement may; these stay for `deleteNextPiece`. Nobody sees them meanwhile: whatever reads
 * observations or rollups comes by their datastream, which is gone as a whole or not at all, and an id is never given out again.
 * @param atOnce observations of all of them together that are deleted here
 */
export async function deleteDatastreamData(
  db: Db,
  datastreamIds: readonly number[],
  atOnce = AT_ONCE,
): Promise<void> {
  await lockDatastreams(db, [...new Set(datastreamIds)])
  const ids = sql`${datastreamIds}::int4[]`
  const { rows } = await sql<{ count: number }>`select coalesce(sum(count), 0)::int8 as count
    from measurements.datastream_state where datastream_id = any(${ids})`.execute(db)
  if ((rows[0]?.count ?? 0) > atOnce) {
    await sql`insert into measurements.deleted_datastream (id) select unnest(${ids})
      on conflict do nothing`.execute(db)
  } else {
    for (const table of Object.keys(ROWS)) await deleteFrom(db, table, sql`datastream_id = any(${ids})`)
  }
  for (const table of OTHERS) await deleteFrom(db, table, sql`datastream_id = any(${ids})`)
}

/**
 * Deletes some rows that deleted datastreams left, oldest first, in a transaction of its own. More processes may do it at once.
 * @returns whether there were any
 */
export async function deleteNextPiece(db: Db, piece = PIECE): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    const { rows } = await sql<{ id: number }>`select id from measurements.deleted_datastream
      order by id limit 1 for update skip locked`.execute(transaction)
    const [deleted] = rows
    if (!deleted) return false
    const { id } = deleted
    // Up to here all is gone: what was deleted before need not be passed again.
    const from = sql`(select done_until from measurements.deleted_datastream where id = ${id})`
    const end = sql`(select phenomenon_start from measurements.observation
      where datastream_id = ${id} and phenomenon_start > ${from} order by phenomenon_start offset ${piece - 1} limit 1)`
    const found = await sql<{ end: string | null }>`select ${end}::text as end`.execute(transaction)
    const until = found.rows[0]?.end ?? null
    for (const [table, time] of Object.entries(ROWS)) {
      const isBefore = until === null ? sql`true` : sql`${sql.id(time)} <= ${until}::timestamptz`
      await deleteFrom(
        transaction,
        table,
        sql`datastream_id = ${id} and ${sql.id(time)} > ${from} and ${isBefore}`,
      )
    }
    if (until === null) {
      await sql`delete from measurements.deleted_datastream where id = ${id}`.execute(transaction)
    } else {
      await sql`update measurements.deleted_datastream set done_until = ${until}::timestamptz
        where id = ${id}`.execute(transaction)
    }
    return true
  })
}

async function deleteFrom(db: Db, table: string, condition: RawBuilder<unknown>) {
  await sql`delete from ${sql.id('measurements', table)} where ${condition}`.execute(db)
}
