import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import { hasKey } from '../../../platform/database/key.ts'
import { storedId } from '../datastream-id.ts'
import { instantText } from '../query/stored.ts'
import { mayReadDataset, type Reader } from '../reader.ts'
import { LATEST_END, latestUntil } from '../reading/present.ts'
import type { LiveQuery, LiveValue } from './schema.ts'

/**
 * The latest values of these datastreams, those that the reader may see now and asked for; all of them when `ids` is
 * undefined.
 */
export async function readLatest(
  db: Db,
  asked: {
    reader: Reader
    query: LiveQuery
    ids: readonly number[] | undefined
    limit: number
  },
): Promise<LiveValue[]> {
  const { reader, ids, limit } = asked
  const { datastream, dataset, property } = asked.query
  const conditions = [
    mayReadDataset(reader, 'tv'),
    mayReadDataset(reader, 'dv'),
    mayReadDataset(reader, 'pv'),
    ...(ids === undefined ? [] : [sql`d.id = any(${ids}::int4[])`]),
    ...(datastream === undefined ? [] : [sql`d.id = ${storedId(datastream)}::int4`]),
    ...(dataset === undefined ? [] : [hasKey('dv', dataset)]),
    ...(property === undefined ? [] : [sql`(p.name = ${property} or p.definition = ${property})`]),
  ]
  const { rows } = await sql<LiveValue>`
    select d.id as "datastreamId", d.thing_id as "thingId", p.name as property,
      coalesce(d.unit_of_measurement ->> 'symbol', '') as unit, l.number as value, l.judged as quality,
      ${instantText(LATEST_END)} as time
    from measurements.datastream d
    join measurements.datastream_state s on s.datastream_id = d.id
    join ${latestUntil(reader.now)}
    join measurements.thing t on t.id = d.thing_id
    join measurements.observed_property p on p.id = d.observed_property_id
    join catalogue.v_dataset tv on tv.id = t.dataset_id
    join catalogue.v_dataset dv on dv.id = d.dataset_id
    join catalogue.v_dataset pv on pv.id = p.dataset_id
    where ${sql.join(conditions, sql` and `)}
    order by d.id limit ${limit}`.execute(db)
  return rows
}
