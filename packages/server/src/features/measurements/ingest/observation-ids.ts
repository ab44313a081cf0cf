import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'

/** How many ids one number of the sequence stands for: its increment in the migrations, which must change along. */
const BLOCK = 100

/**
 * Gives out ids for observations, ascending. Taken while the locks of their datastreams are held, so that the ids of one
 * datastream always grow in the order in which its observations come.
 */
export async function takeIds(transaction: Db, count: number): Promise<Float64Array> {
  const { rows } = await sql<{ first: number }>`select nextval('measurements.observation_id') as first
    from generate_series(1, ${Math.ceil(count / BLOCK)}::int)`.execute(transaction)
  const ids = new Float64Array(count)
  let place = 0
  for (const { first } of rows) {
    for (let id = first; id < first + BLOCK && place < count; id++) ids[place++] = id
  }
  return ids
}
