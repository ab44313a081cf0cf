import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import { type StationSource, unitOf } from './ensure-stations.ts'
import { hasUnit } from './unit-conflict.ts'

/**
 * The ids of a station's datastreams by stream key, with one look-up; undefined when one is missing or has another unit, so
 * that `ensureStations` must make it or say what is wrong.
 */
export async function findStreams(
  db: Db,
  datasetId: string,
  station: StationSource,
): Promise<Map<string, number> | undefined> {
  const wanted = [...station.streams].map(([stream, about]) => ({
    stream,
    definition: unitOf(about).definition,
  }))
  const { rows } = await sql<{ stream: string; id: number }>`select w.stream, d.id
    from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as w (stream text, definition text)
    join measurements.thing t on t.dataset_id = ${datasetId} and t.source_key = ${station.key}
    join measurements.datastream d on d.thing_id = t.id and d.source_key = w.stream
    where ${hasUnit(sql`w.definition`)}`.execute(db)
  if (rows.length < wanted.length) return undefined
  return new Map(rows.map(({ stream, id }) => [stream, id]))
}
