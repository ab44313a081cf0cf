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
      const rows: Row[] = await readPiece(db, id, after, piece)
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

type Row = {
  time: string
  /** The end of the time that it is about, when that is no moment. */
  until: string | null
  value: unknown
  quality: number | null
  /** When it was known, when that is another moment. */
  resultTime: string | null
  /** What else was sent along, such as parameters. */
  more: object | null
  position: string
}

/** What both tables with measurements have of one. */
const VALUE = sql`${momentOf('phenomenon_start')} as time, ${momentOf('phenomenon_end')} as until,
  coalesce(to_json(result_number), detail -> 'result') as value, quality, ${momentOf('result_time')} as "resultTime",
  nullif(detail::jsonb - 'result' - 'featureOfInterest', '{}') as more`

async function readPiece(db: Db, datastreamId: number, after: string, piece: number): Promise<Row[]> {
  const { rows } = await sql<Row>`select ${VALUE}, phenomenon_start::text as position
    from measurements.observation
    where datastream_id = ${datastreamId} and phenomenon_start > ${after}::timestamptz
    order by phenomenon_start limit ${piece}`.execute(db)
  return rows
}

/** Every value of someone's sensors that another took the place of, series by series and oldest first, in pieces. */
export async function* exportReplaced(
  db: Db,
  { personId }: DataSubject,
  piece = PIECE,
): AsyncGenerator<object[], void, undefined> {
  for (const { id, ...names } of await listSeries(db, personId)) {
    for (let after: [start: string, number: string] | undefined = ['-infinity', '0']; after !== undefined; ) {
      const rows: (Row & { number: string; replacedAt: string })[] = await readReplaced(db, id, after, piece)
      if (rows.length > 0) yield rows.map(({ position: _, number: _n, ...row }) => ({ ...names, ...row }))
      const last = rows.length === piece ? rows.at(-1) : undefined
      after = last && [last.position, last.number]
    }
  }
}

async function readReplaced(
  db: Db,
  datastreamId: number,
  [start, number]: readonly [string, string],
  piece: number,
) {
  const { rows } = await sql<Row & { number: string; replacedAt: string }>`
    select ${VALUE}, ${momentOf('replaced_at')} as "replacedAt", phenomenon_start::text as position, number::text as number
    from measurements.observation_history
    where datastream_id = ${datastreamId} and (phenomenon_start, number) > (${start}::timestamptz, ${number}::bigint)
    order by phenomenon_start, observation_history.number limit ${piece}`.execute(db)
  return rows
}

/** A moment as JSON, to the millisecond. */
function momentOf(column: string) {
  return sql`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
}
