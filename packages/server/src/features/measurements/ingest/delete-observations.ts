import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import { insertEvents } from '../../../platform/outbox.ts'
import { describeChanges, listStretches } from './describe-stored.ts'
import { refreshRollups } from './rollups.ts'
import { lockDatastreams, recountStates } from './state.ts'
import { listTouchedHours } from './touched.ts'

/** Which observations to delete: by id, everything of datastreams, or by a condition on alias `o` within datastreams. */
export type DeleteFilter =
  | { ids: readonly number[] }
  | { datastreamIds: readonly number[]; where?: RawBuilder<unknown> }

/**
 * Deletes observations for good and computes hours, days and states again. Their replaced values go too.
 * @returns how many were deleted
 */
export async function deleteObservations(db: Db, filter: DeleteFilter): Promise<number> {
  if (!db.isTransaction) {
    return db.transaction().execute((transaction) => deleteObservations(transaction, filter))
  }
  const condition =
    'ids' in filter
      ? sql`o.id = any(${filter.ids}::int8[])`
      : sql`o.datastream_id = any(${filter.datastreamIds}::int4[]) and ${filter.where ?? sql`true`}`
  const datastreams =
    'ids' in filter ? await listDatastreamsOf(db, condition) : [...new Set(filter.datastreamIds)]
  await lockDatastreams(db, datastreams)
  const { rows } = await sql<{ id: number; start: number }>`with deleted as (
      delete from measurements.observation o
      where o.datastream_id = any(${datastreams}::int4[]) and ${condition}
      returning o.datastream_id, o.phenomenon_start),
    forgotten as (
      delete from measurements.observation_history h using deleted d
      where h.datastream_id = d.datastream_id and h.phenomenon_start = d.phenomenon_start)
    select datastream_id as id, (extract(epoch from phenomenon_start) * 1000000)::int8 as start
    from deleted order by 1, 2`.execute(db)
  const ids = rows.map(({ id }) => id)
  const starts = rows.map(({ start }) => start)
  if (rows.length === 0) return 0
  await refreshRollups(db, listTouchedHours(rows.keys(), ids, starts), true)
  const changed = [...new Set(ids)]
  await recountStates(db, changed)
  await insertEvents(describeChanges(listStretches(ids, starts))).execute(db)
  return rows.length
}

async function listDatastreamsOf(db: Db, condition: RawBuilder<unknown>): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select distinct o.datastream_id as id from measurements.observation o where ${condition}`.execute(db)
  return rows.map(({ id }) => id)
}

/** Deletes all that hangs on datastreams which are about to be deleted: observations, rollups, state and features. */
export async function deleteDatastreamData(db: Db, datastreamIds: readonly number[]): Promise<void> {
  await lockDatastreams(db, [...new Set(datastreamIds)])
  const tables = [
    'observation',
    'observation_history',
    'hour_rollup',
    'day_rollup',
    'datastream_state',
    'datastream_feature',
    'named_feature',
    'quality_due',
    'quality_ruling',
    'gap',
  ]
  for (const table of tables) {
    await sql`delete from ${sql.id('measurements', table)} where datastream_id = any(${datastreamIds}::int4[])`.execute(
      db,
    )
  }
}
