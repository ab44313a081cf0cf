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

/** The condition under which the observation in this alias is a new or corrected one of these changes. */
export function isChanged(alias: string, changes: readonly ObservationsChange[]): Sql {
  const start = column(alias, 'phenomenon_start')
  // A range of ids holds for the datastreams of its own change only: those of others may lie in it too.
  const ranges = changes.flatMap(({ added, datastreamIds }) =>
    added ? datastreamIds.map((id) => ({ id, ...added })) : [],
  )
  const corrected = changes.flatMap((change) => change.corrected)
  const from = changes.map((change) => change.from).sort()[0]
  const to = changes
    .map((change) => change.to)
    .sort()
    .at(-1)
  return allOf([
    sql`${column(alias, 'datastream_id')} = any(${[...new Set(changes.flatMap((change) => change.datastreamIds))]}::int4[])`,
    sql`${start} between ${from}::timestamptz and ${to}::timestamptz`,
    sql`(exists (select from unnest(${ranges.map(({ id }) => id)}::int4[],
          ${ranges.map(({ firstId }) => firstId)}::int8[], ${ranges.map(({ lastId }) => lastId)}::int8[])
          as r (datastream_id, first_id, last_id)
        where r.datastream_id = ${column(alias, 'datastream_id')}
          and ${column(alias, 'id')} between r.first_id and r.last_id)
      or (${column(alias, 'datastream_id')}, ${start}) in (
        select * from unnest(${corrected.map(({ datastreamId }) => datastreamId)}::int4[],
          ${corrected.map((key) => key.start)}::timestamptz[])))`,
  ])
}

/** The new and corrected observations of a change, the latest first; of a very large one only the latest. */
export async function readObservations(db: Db, change: ObservationsChange): Promise<ChangedObservation[]> {
  if (!change.added && change.corrected.length === 0) return []
  const { rows } = await sql<ChangedObservation>`
    select o.id, o.datastream_id as "datastreamId", d.thing_id as "thingId", d.dataset_id as "datasetId",
      ${instantText(column('o', 'phenomenon_start'))} as start, o.result_number as result, o.quality
    from measurements.observation o join measurements.datastream d on d.id = o.datastream_id
    where ${isChanged('o', [change])}
    order by o.phenomenon_start desc, o.datastream_id limit ${MOST}`.execute(db)
  return rows
}
