import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import { insertEvents } from '../../../platform/outbox.ts'

export const SERIES_CHANGED = 'measurements.series-changed'

/** The payload of the event: series of a property (its name and definition) in a dataset, and when they measured. */
export type SeriesChanged = { properties: string[]; datasetId: string; from: string; to: string }

/**
 * Tells that series are about to be deleted, moved or described as something else, with what they are now and the time of their
 * values: afterwards nobody could tell of which figures they were a part. Call it also after a change of what they measure.
 * @param condition on alias `d`, the datastreams
 */
export async function tellSeries(transaction: Db, condition: RawBuilder<unknown>): Promise<void> {
  const { rows } = await sql<SeriesChanged>`
    select array[p.name, p.definition] as properties, d.dataset_id as "datasetId",
      to_json(min(l.first_start)) as from, to_json(max(l.last_end)) as to
    from measurements.datastream d
    join measurements.observed_property p on p.id = d.observed_property_id
    join measurements.v_lifetime l on l.datastream_id = d.id and l.first_start is not null
    where ${condition} group by p.name, p.definition, d.dataset_id order by 2, 1`.execute(transaction)
  if (rows.length === 0) return
  await insertEvents(rows.map((payload) => ({ kind: SERIES_CHANGED, payload }))).execute(transaction)
}
