import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import type { ObservationBatch } from './batch.ts'
import { encodeNumbers } from './binary-arrays.ts'
import { type AddedRollups, rollUp } from './roll-up.ts'
import { tableOf } from './rows.ts'
import { appendToStates, type StateChange } from './state.ts'

/**
 * Stores rows that are each later than everything of their datastream. Then nothing needs to be looked up or read again: the
 * hours, days and states follow from the rows themselves, and one statement writes it all.
 * @param rows in the order of datastream and time
 * @param ids of each of those rows
 * @param changes what the rows mean for the state of each datastream
 */
export async function appendRows(
  transaction: Db,
  batch: ObservationBatch,
  rows: readonly number[],
  ids: Float64Array,
  changes: readonly StateChange[],
): Promise<void> {
  const { hours, days } = rollUp(batch, rows)
  await sql`with hours as (${addRollups('hour_rollup', hours)}), days as (${addRollups('day_rollup', days)}),
    states as (${appendToStates(batch, rows, ids, changes)})
    insert into measurements.observation
      (phenomenon_start, id, result_number, datastream_id, quality, phenomenon_end, result_time, detail)
    select start, new_id, number, id, quality, stop, result_time, detail::json from ${tableOf(batch, rows, ids)} b`.execute(
    transaction,
  )
}

/** Adds rollups of later rows to those that are stored. */
function addRollups(name: 'hour_rollup' | 'day_rollup', added: AddedRollups): RawBuilder<unknown> {
  const floats = (column: number[]) => sql`${encodeNumbers('float8', column)}::float8[]`
  const ints = (column: number[]) => sql`${encodeNumbers('int4', column)}::int4[]`
  return sql`insert into ${sql.id('measurements', name)} as r
      (datastream_id, start, count, sum, sum_squares, minimum, maximum, first, last, flagged)
    select * from unnest(${ints(added.datastreamId)}, ${encodeNumbers('timestamptz', added.start)}::timestamptz[],
      ${ints(added.count)}, ${floats(added.sum)}, ${floats(added.sumSquares)}, ${floats(added.minimum)},
      ${floats(added.maximum)}, ${floats(added.first)}, ${floats(added.last)}, ${ints(added.flagged)})
    on conflict (datastream_id, start) do update set count = r.count + excluded.count, sum = r.sum + excluded.sum,
      sum_squares = r.sum_squares + excluded.sum_squares, minimum = least(r.minimum, excluded.minimum),
      maximum = greatest(r.maximum, excluded.maximum), last = excluded.last, flagged = r.flagged + excluded.flagged`
}
