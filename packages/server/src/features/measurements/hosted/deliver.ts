import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import type { Intake } from '../ingest/intake.ts'

/** A value of one of the streams of a hosted thing; `at` in microseconds since 1970. */
export type Reading = { stream: string; value: number; at: number }

/**
 * Stores what a hosted thing measured. Streams that it does not have are left out.
 * @returns how many values are stored now, those that were there already among them
 */
export async function deliverReadings(
  { db, intake }: { db: Db; intake: Intake },
  thingId: number,
  readings: readonly Reading[],
): Promise<number> {
  const { rows } = await sql<{
    id: number
    key: string
  }>`select id, source_key as key from measurements.datastream
    where thing_id = ${thingId}`.execute(db)
  const ids = new Map(rows.map(({ id, key }) => [key, id]))
  const known = readings.filter(({ stream }) => ids.has(stream))
  const { refused } = await intake.submit(
    {
      datastreamId: known.map(({ stream }) => ids.get(stream) ?? 0),
      phenomenonStart: known.map(({ at }) => at),
      resultNumber: known.map(({ value }) => value),
    },
    { thingId },
  )
  return known.length - refused.length
}
