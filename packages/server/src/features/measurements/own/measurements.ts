import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import type { DataSubject } from '../../../platform/personal-data.ts'

/** Measurements that are read at once. */
const PIECE = 5000

type Series = { id: number; sensor: string; series: string; property: string; unit: string | null }

/** Every measurement of someone's sensors, series by series and oldest first, in pieces: there can be millions. */
export async function* exportMeasurements(
  db: Db,
  { personId }: DataSubject,
  piece = PIECE,
): AsyncGenerator<object[], void, undefined> {
  for (const { id, ...names } of await listSeries(db, personId)) {
    for (let after: string | undefined = '-infinity'; after !== undefined; ) {
      const rows: { time: string; value: unknown; quality: number | null; position: string }[] =
        await readPiece(db, id, after, piece)
      if (rows.length > 0) yield rows.map(({ position: _, ...row }) => ({ ...names, ...row }))
      after = rows.length === piece ? rows.at(-1)?.position : undefined
    }
  }
}

async function listSeries(db: Db, personId: string): Promise<Series[]> {
  const { rows } = await sql<Series>`
    select d.id, t.name as sensor, d.name as series, d.property_name as property, d.unit_symbol as unit
    from measurements.thing t join measurements.v_datastream d on d.thing_id = t.id
    where t.host_id = ${personId} order by t.id, d.id`.execute(db)
  return rows
}

async function readPiece(db: Db, datastreamId: number, after: string, piece: number) {
  const { rows } = await sql<{ time: string; value: unknown; quality: number | null; position: string }>`
    select to_char(phenomenon_start at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as time,
      coalesce(to_json(result_number), detail -> 'result') as value, quality, phenomenon_start::text as position
    from measurements.observation
    where datastream_id = ${datastreamId} and phenomenon_start > ${after}::timestamptz
    order by phenomenon_start limit ${piece}`.execute(db)
  return rows
}
