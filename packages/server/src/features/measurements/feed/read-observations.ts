import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import { allOf, column, type Sql } from '../query/fragments.ts'
import { instantText } from '../query/stored.ts'
import type { ObservationsChange } from './changes.ts'

/** A value as it was stored or corrected. `quality` as in the table: null not judged, 0 good, else a set of flags. */
export type ChangedObservation = {
  id: number
  datastreamId: number
  thingId: number
  datasetId: string
  /** ISO 8601, UTC. */
  start: string
  /** Null when the result is something else than a number. */
  result: number | null
  quality: number | null
}

const MOST = 10_000

/** The conditions under which the observation in this alias is a new or corrected one of the change. */
export function isChanged(alias: string, change: ObservationsChange): Sql {
  const { added, corrected } = change
  const start = column(alias, 'phenomenon_start')
  const either = [
    ...(added ? [sql`${column(alias, 'id')} between ${added.firstId} and ${added.lastId}`] : []),
    ...(corrected.length > 0
      ? [
          sql`(${column(alias, 'datastream_id')}, ${start}) in (
            select * from unnest(${corrected.map(({ datastreamId }) => datastreamId)}::int4[],
              ${corrected.map((key) => key.start)}::timestamptz[]))`,
        ]
      : []),
  ]
  if (either.length === 0) return sql`false`
  return allOf([
    sql`${column(alias, 'datastream_id')} = any(${change.datastreamIds}::int4[])`,
    sql`${start} between ${change.from}::timestamptz and ${change.to}::timestamptz`,
    sql`(${sql.join(either, sql` or `)})`,
  ])
}

/** The new and corrected observations of a change, the latest first; of a very large one only the latest. */
export async function readObservations(db: Db, change: ObservationsChange): Promise<ChangedObservation[]> {
  if (!change.added && change.corrected.length === 0) return []
  const { rows } = await sql<ChangedObservation>`
    select o.id, o.datastream_id as "datastreamId", d.thing_id as "thingId", d.dataset_id as "datasetId",
      ${instantText(column('o', 'phenomenon_start'))} as start, o.result_number as result, o.quality
    from measurements.observation o join measurements.datastream d on d.id = o.datastream_id
    where ${isChanged('o', change)}
    order by o.phenomenon_start desc, o.datastream_id limit ${MOST}`.execute(db)
  return rows
}
