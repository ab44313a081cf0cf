import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'

/** How often a dataset was read on a day, on top of what is stored. */
export type CountedReading = { datasetId: string; day: string; activity: string; times: number }

/** Adds to the counts of public readings. */
export async function addReadings(db: Db, readings: readonly CountedReading[]): Promise<void> {
  await sql`
    insert into logbook.public_reading as p (dataset_id, day, version_id, times)
    select r.dataset_id, r.day, a.current_id, r.times
    from unnest(${readings.map(({ datasetId }) => datasetId)}::uuid[], ${readings.map(({ day }) => day)}::date[],
      ${readings.map(({ activity }) => activity)}::text[], ${readings.map(({ times }) => times)}::bigint[])
      as r (dataset_id, day, activity, times)
    left join logbook.activity a on a.slug = r.activity
    order by r.dataset_id, r.day
    on conflict (dataset_id, day) do update set times = p.times + excluded.times`.execute(db)
}
