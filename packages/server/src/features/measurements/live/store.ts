import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import { hasKey } from '../../../platform/database/key.ts'
import { storedId } from '../datastream-id.ts'
import type { Reader } from '../plan/reader.ts'
import { planTables, SHOWN_PROPERTY } from '../plan/shown.ts'
import { type About, type FoundUses, selectUses, usesOf } from '../plan/uses.ts'
import { instantText } from '../query/stored.ts'
import { LATEST_END, latestShown } from '../reading/present.ts'
import type { LiveQuery, LiveValue } from './schema.ts'

/**
 * The latest values of these datastreams, those that the reader may see now and asked for; all of them when `ids` is
 * undefined. When it is given, something came in: then only those of which the reader sees every value, because others would tell when
 * a value came that is not shown. Says also whose data that is.
 */
export async function readLatest(
  db: Db,
  asked: {
    reader: Reader
    query: LiveQuery
    ids: readonly number[] | undefined
    limit: number
  },
): Promise<{ values: LiveValue[]; uses: FoundUses }> {
  const { reader, ids, limit } = asked
  const { datastream, dataset, property } = asked.query
  const about = aboutThings(asked.query)
  const conditions = [
    sql`true`,
    ...(ids === undefined ? [] : [sql`d.state_id = any(${ids}::int4[])`]),
    ...(datastream === undefined ? [] : [sql`d.id = ${storedId(datastream)}::int4`]),
    ...(dataset === undefined ? [] : [hasKey('v', dataset)]),
    ...(property === undefined ? [] : [sql`(p.name = ${property} or p.definition = ${property})`]),
  ]
  const { rows } = await sql<LiveValue & { uses: FoundUses }>`
    with ${planTables(reader, ['shown_thing', 'shown_datastream'])}
    select d.id as "datastreamId", d.thing_id as "thingId", p.name as property,
      coalesce(d.unit_of_measurement ->> 'symbol', '') as unit, l.number as value, l.judged as quality,
      ${instantText(LATEST_END)} as time,
      case when row_number() over (order by d.id) = 1 then ${usesOf(reader, about, datastreamOf(asked.query))} end as uses
    from shown_datastream d
    left join measurements.datastream_state s on s.datastream_id = d.state_id
    join ${latestShown(reader.now)}
    join shown_thing t on t.id = d.thing_id
    join measurements.observed_property p on p.id = d.observed_property_id and ${SHOWN_PROPERTY}
    join catalogue.v_dataset v on v.id = d.dataset_id
    where ${sql.join(conditions, sql` and `)}
    order by d.id limit ${limit}`.execute(db)
  return { values: rows.map(({ uses: _, ...value }) => value), uses: rows[0]?.uses ?? null }
}

/** Whose data the latest values can be that someone asked for. */
export async function findUses(db: Db, reader: Reader, query: LiveQuery): Promise<FoundUses> {
  const { rows } = await selectUses(reader, aboutThings(query), datastreamOf(query)).execute(db)
  return rows[0]?.uses ?? null
}

function datastreamOf({ datastream }: LiveQuery) {
  return datastream === undefined ? undefined : sql`${storedId(datastream)}::int4`
}

function aboutThings({ datastream, dataset }: LiveQuery): About {
  if (datastream !== undefined) {
    return sql`select d.thing_id from measurements.datastream d where d.id = ${storedId(datastream)}::int4`
  }
  return dataset === undefined
    ? undefined
    : sql`select d.thing_id from measurements.datastream d join catalogue.v_dataset v on v.id = d.dataset_id
        where ${hasKey('v', dataset)}`
}
