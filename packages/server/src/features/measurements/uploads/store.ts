import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import type { ImportReport, ReasonCount } from '../imports/schema.ts'
import { STORED_IN } from '../imports/store.ts'
import { momentText } from '../ingest/instant.ts'
import type { Doer } from '../writers.ts'
import type { UploadFormat } from './schema.ts'

/** An upload as it is stored: an import that is delivered in parts. */
export type StoredUpload = {
  id: string
  datasetId: string
  dataset: ImportReport['dataset']
  ownerId: string
  access: 'open' | 'restricted' | 'personal'
  format: UploadFormat
  /** Columns of a CSV; empty before its header was read. */
  columns: string[]
  /** Bytes and lines that were taken and are durable. */
  offset: number
  lines: number
  rows: number
  refusedRows: number
  stored: number
  unchanged: number
  corrected: number
  refused: ReasonCount[]
  createdAt: string
  finishedAt: string | null
}

export async function insertUpload(
  db: Db,
  given: { datasetId: string; format: UploadFormat; by: Doer; at: Date },
): Promise<string> {
  const { rows } = await sql<{
    id: string
  }>`insert into measurements.import (dataset_id, mapping_name, columns, rows,
      refused_rows, stored, unchanged, corrected, refused, created_by, created_by_person, created_at, format,
      taken_bytes, taken_lines)
    values (${given.datasetId}, ${given.format}, '{}', 0, 0, 0, 0, 0, '{}', ${given.by.name}, ${given.by.personId},
      ${given.at}, ${given.format}, 0, 0)
    returning id`.execute(db)
  return rows[0]?.id ?? ''
}

/** @param lock held until the transaction ends, so that one part at a time is taken */
export async function findUpload(db: Db, id: string, lock = false): Promise<StoredUpload | undefined> {
  const { rows } =
    await sql<StoredUpload>`select i.id, i.dataset_id as "datasetId", ${STORED_IN} as dataset, v.owner_id as "ownerId", v.access,
      i.format, i.columns, i.taken_bytes as "offset", i.taken_lines as lines, i.rows, i.refused_rows as "refusedRows",
      i.stored, i.unchanged, i.corrected, coalesce(i.refused -> 'refused', '[]') as refused,
      ${momentText(sql`i.created_at`)} as "createdAt",
      ${momentText(sql`i.finished_at`)} as "finishedAt"
    from measurements.import i join catalogue.v_dataset v on v.id = i.dataset_id
    where i.id = ${id} and i.format is not null ${lock ? sql`for update of i` : sql``}`.execute(db)
  return rows[0]
}

/** Writes how far an upload is. */
export async function updateUpload(db: Db, upload: StoredUpload): Promise<void> {
  const { id, columns, offset, lines, rows, refusedRows, stored, unchanged, corrected, refused } = upload
  await sql`update measurements.import set columns = ${columns}::text[], taken_bytes = ${offset}, taken_lines = ${lines},
      rows = ${rows}, refused_rows = ${refusedRows}, stored = ${stored}, unchanged = ${unchanged},
      corrected = ${corrected}, refused = ${JSON.stringify({ refused, remarks: [] })}::json
    where id = ${id}`.execute(db)
}

export async function finishUpload(db: Db, id: string, at: Date): Promise<void> {
  await sql`update measurements.import set finished_at = ${at} where id = ${id}`.execute(db)
}

/** Forgets an upload of which nothing was taken. */
export async function deleteUntouched(db: Db, id: string): Promise<void> {
  await sql`delete from measurements.import where id = ${id} and taken_bytes = 0`.execute(db)
}

/** A thing and a datastream by the keys they have at their source. */
export type SourceKeys = { thingKey: string; datastreamKey: string }

/** The ids of datastreams of a dataset by their keys, in the order of the keys; 0 where there is none. */
export async function findDatastreams(
  db: Db,
  datasetId: string,
  keys: readonly SourceKeys[],
): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`select coalesce(d.id, 0) as id
    from unnest(${keys.map(({ thingKey }) => thingKey)}::text[], ${keys.map(({ datastreamKey }) => datastreamKey)}::text[])
      with ordinality k (thing, datastream, place)
    left join measurements.thing t on t.dataset_id = ${datasetId} and t.source_key = k.thing
    left join measurements.datastream d on d.thing_id = t.id and d.source_key = k.datastream
    order by k.place`.execute(db)
  return rows.map(({ id }) => id)
}
