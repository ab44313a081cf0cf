import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import { insertEvents } from '../../../platform/outbox.ts'
import { describeChanges, listStretches } from './describe-stored.ts'
import { instant } from './instant.ts'
import { refreshRollups } from './rollups.ts'
import { lockDatastreams, recountStates } from './state.ts'
import { listTouchedHours } from './touched.ts'

/** Which observations to delete: by id, everything of datastreams, or by a condition on alias `o` within datastreams. */
export type DeleteFilter =
  | { ids: readonly number[] }
  | { datastreamIds: readonly number[]; where?: RawBuilder<unknown> }

/** Rows that are deleted with one statement: what is told of each of them fits in memory. */
const ROWS_AT_ONCE = 50_000

/**
 * Deletes observations for good and computes hours, days and states again. Their replaced values go too.
 * @param atOnce about how many rows are deleted with one statement
 * @returns how many were deleted
 */
export async function deleteObservations(
  db: Db,
  filter: DeleteFilter,
  atOnce = ROWS_AT_ONCE,
): Promise<number> {
  if (!db.isTransaction) {
    return db.transaction().execute((transaction) => deleteObservations(transaction, filter, atOnce))
  }
  const condition =
    'ids' in filter
      ? sql`o.id = any(${filter.ids}::int8[])`
      : sql`o.datastream_id = any(${filter.datastreamIds}::int4[]) and ${filter.where ?? sql`true`}`
  const datastreams =
    'ids' in filter ? await listDatastreamsOf(db, condition) : [...new Set(filter.datastreamIds)]
  await lockDatastreams(db, datastreams)
  const changed = new Set<number>()
  let count = 0
  // A list of ids is one piece: who made it had it in memory.
  const isListed = 'ids' in filter
  for (const ids of isListed ? [datastreams] : await groupDatastreams(db, datastreams, atOnce)) {
    // Several datastreams together are one piece; of one alone there can be more.
    for (let after: number | undefined = Number.NEGATIVE_INFINITY; after !== undefined; ) {
      const isWhole = isListed || ids.length > 1
      const until: number | undefined = isWhole ? undefined : await findEnd(db, ids, condition, after, atOnce)
      const piece = sql`o.datastream_id = any(${ids}::int4[]) and ${within(after, until)} and ${condition}`
      const deleted = await deletePiece(db, piece)
      for (const id of deleted.ids) changed.add(id)
      count += deleted.ids.length
      after = until
    }
  }
  await recountStates(db, [...changed])
  return count
}

/** Datastreams together in pieces of so many observations, one that has more on its own. */
async function groupDatastreams(db: Db, datastreams: readonly number[], atOnce: number): Promise<number[][]> {
  const { rows } = await sql<{ id: number; count: number }>`select datastream_id as id, count
    from measurements.datastream_state where datastream_id = any(${datastreams}::int4[]) order by 1`.execute(
    db,
  )
  const groups: number[][] = []
  let room = 0
  for (const { id, count } of rows) {
    if (count <= room) groups.at(-1)?.push(id)
    else {
      groups.push([id])
      room = atOnce
    }
    room -= count
  }
  return groups
}

/** The start of the last row of the next piece; undefined when it is the last piece. */
async function findEnd(
  db: Db,
  ids: readonly number[],
  condition: RawBuilder<unknown>,
  after: number,
  atOnce: number,
): Promise<number | undefined> {
  const { rows } = await sql<{ end: number }>`
    select (extract(epoch from o.phenomenon_start) * 1000000)::int8 as end from measurements.observation o
    where o.datastream_id = ${ids[0]} and ${within(after, undefined)} and ${condition}
    order by o.phenomenon_start offset ${atOnce - 1} limit 1`.execute(db)
  return rows[0]?.end
}

function within(after: number, until: number | undefined): RawBuilder<unknown> {
  const from = after === Number.NEGATIVE_INFINITY ? sql`true` : sql`o.phenomenon_start > ${instant(after)}`
  return until === undefined ? from : sql`${from} and o.phenomenon_start <= ${instant(until)}`
}

/** Deletes the rows `o` of a piece, computes their hours and days again, and tells of it. */
async function deletePiece(db: Db, piece: RawBuilder<unknown>): Promise<{ ids: number[] }> {
  const { rows } = await sql<{ id: number; start: number }>`with deleted as (
      delete from measurements.observation o where ${piece}
      returning o.datastream_id, o.phenomenon_start),
    forgotten as (
      delete from measurements.observation_history h using deleted d
      where h.datastream_id = d.datastream_id and h.phenomenon_start = d.phenomenon_start)
    select datastream_id as id, (extract(epoch from phenomenon_start) * 1000000)::int8 as start
    from deleted order by 1, 2`.execute(db)
  const ids = rows.map(({ id }) => id)
  const starts = rows.map(({ start }) => start)
  if (rows.length === 0) return { ids }
  await refreshRollups(db, listTouchedHours(rows.keys(), ids, starts), true)
  await insertEvents(describeChanges(listStretches(ids, starts))).execute(db)
  return { ids }
}

async function listDatastreamsOf(db: Db, condition: RawBuilder<unknown>): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select distinct o.datastream_id as id from measurements.observation o where ${condition}`.execute(db)
  return rows.map(({ id }) => id)
}
