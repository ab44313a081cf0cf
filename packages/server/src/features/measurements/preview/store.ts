import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import type { Reader } from '../plan/reader.ts'
import { placeAt, planTables, timeAt } from '../plan/shown.ts'
import type { Preview } from './schema.ts'

/** By which rules someone reads a dataset, the most precise first: what is seen as it is counts as one. */
export async function listPrecisions(
  db: Db,
  reader: Reader,
  datasetId: string,
): Promise<Preview['precisions']> {
  const { rows } = await sql<{ place: number; time: number; delayMinutes: number; onlyWithConsent: boolean }>`
    with ${planTables(reader, [])}
    select 0 as place, 0 as time, 0 as "delayMinutes", false as "onlyWithConsent" from readable
    where ${datasetId}::uuid = any(ids)
    union
    select place_level, time_level, delay_minutes, purpose is not null from rule where dataset_id = ${datasetId}::uuid
    order by 1, 2, 3`.execute(db)
  return rows.map(({ place, time, ...row }) => ({
    ...row,
    place: placeAt(place),
    withDescriptions: place === 0,
    time: timeAt(time),
  }))
}
