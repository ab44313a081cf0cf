import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import { missingOf, type Partition } from './partitions.ts'

/** How many ids one number of the sequence stands for: its increment in the migrations, which must change along. */
const BLOCK = 100

/**
 * Gives out ids for observations, ascending. Taken while the locks of their datastreams are held, so that the ids of one
 * datastream always grow in the order in which its observations come. In the same statement, because each costs a round trip:
 * whether partitions are missing.
 */
export async function takeIds(
  transaction: Db,
  count: number,
  partitions: readonly Partition[],
): Promise<{ ids: Float64Array; isMissing: boolean }> {
  const { rows } = await sql<{ first: number; isMissing: boolean }>`
    select nextval('measurements.observation_id') as first, exists (select from ${missingOf(partitions)} m) as "isMissing"
    from generate_series(1, ${Math.ceil(count / BLOCK)}::int)`.execute(transaction)
  const ids = new Float64Array(count)
  let place = 0
  for (const { first } of rows) {
    for (let id = first; id < first + BLOCK && place < count; id++) ids[place++] = id
  }
  return { ids, isMissing: rows[0]?.isMissing ?? false }
}
