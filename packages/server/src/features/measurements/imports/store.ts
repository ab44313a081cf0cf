import type { RefusedLine } from '@samenspel/standards/tabular'
import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import type { Bilingual } from '../../../platform/errors.ts'
import { momentText } from '../ingest/instant.ts'
import type { Doer } from '../writers.ts'
import type { ImportReport, ReasonCount, StoredMapping } from './schema.ts'

/** An import as it is stored, with what decides who may see it. */
export type StoredImport = Omit<ImportReport, 'refusedRowsUrl'> & {
  ownerId: string
  access: 'open' | 'restricted' | 'personal'
  columns: string[]
  delimiter: string
}

/** What was counted of an import. */
export type ImportCounts = Pick<
  ImportReport,
  | 'rows'
  | 'refusedRows'
  | 'stored'
  | 'unchanged'
  | 'corrected'
  | 'refusedValues'
  | 'missingValues'
  | 'refused'
  | 'remarks'
>

/** The dataset of a report, of the row `v` of `catalogue.v_dataset`. */
export const STORED_IN = sql`json_build_object('slug', v.slug, 'title', v.title, 'access', v.access)`

export async function insertImport(
  db: Db,
  given: {
    datasetId: string
    mapping: string
    columns: readonly string[]
    delimiter: string
    by: Doer
    at: Date
  },
): Promise<string> {
  const { rows } = await sql<{
    id: string
  }>`insert into measurements.import (dataset_id, mapping_name, columns, rows,
      refused_rows, stored, unchanged, corrected, refused, delimiter, created_by, created_by_person, created_at)
    values (${given.datasetId}, ${given.mapping}, ${given.columns}::text[], 0, 0, 0, 0, 0, '{}', ${given.delimiter}, ${given.by.name},
      ${given.by.personId}, ${given.at})
    returning id`.execute(db)
  return rows[0]?.id ?? ''
}

/** Writes how far an import is; `finishedAt` when that is the end. */
export async function updateImport(
  db: Db,
  id: string,
  counts: ImportCounts,
  finishedAt: Date | null,
): Promise<void> {
  const { rows, refusedRows, stored, unchanged, corrected, refusedValues, missingValues } = counts
  const { refused, remarks } = counts
  await sql`update measurements.import set rows = ${rows}, refused_rows = ${refusedRows}, stored = ${stored},
      unchanged = ${unchanged}, corrected = ${corrected}, refused_values = ${refusedValues},
      missing_values = ${missingValues}, refused = ${JSON.stringify({ refused, remarks })}::json,
      finished_at = ${finishedAt}
    where id = ${id}`.execute(db)
}

/** Keeps refused rows, numbered on from `from`. */
export async function insertRefusedRows(
  db: Db,
  importId: string,
  from: number,
  lines: readonly RefusedRecord[],
): Promise<void> {
  if (lines.length === 0) return
  await sql`insert into measurements.refused_row (import_id, number, line, reason, column_name, value, message_nl,
      message_en, cells)
    select ${importId}, ${from}::int + r.number, r.line, r.reason, r.column_name, r.value, r.message ->> 'nl', r.message ->> 'en',
      case when r.cells is null then null else array(select json_array_elements_text(r.cells)) end
    from rows from (json_to_recordset(${JSON.stringify(lines)}::json)
      as (line int, reason text, column_name text, value text, message json, cells json)) with ordinality
      as r (line, reason, column_name, value, message, cells, number)`.execute(db)
}

/** A refused row, or a row with refused values, as it is kept. */
export type RefusedRecord = {
  line: number
  reason: string
  column_name: string | null
  value: string | null
  message: Bilingual
  cells: readonly string[] | null
}

/** One record per line: a row that has several reasons can be corrected, and sent again, in one place. */
export function mergeLines(records: readonly RefusedRecord[]): RefusedRecord[] {
  const lines = new Map<number, RefusedRecord>()
  const both = (one: string | null, other: string | null) =>
    one === null || other === null ? (one ?? other) : `${one} | ${other}`
  for (const record of records) {
    const earlier = lines.get(record.line)
    lines.set(
      record.line,
      earlier
        ? {
            ...earlier,
            reason: `${earlier.reason} | ${record.reason}`,
            column_name: both(earlier.column_name, record.column_name),
            value: both(earlier.value, record.value),
            message: {
              nl: `${earlier.message.nl} ${record.message.nl}`,
              en: `${earlier.message.en} ${record.message.en}`,
            },
          }
        : record,
    )
  }
  return [...lines.values()].sort((a, b) => a.line - b.line)
}

/** One record per reason of a refused line. */
export function listRecords({ refusals, cells }: RefusedLine): RefusedRecord[] {
  return refusals.map(({ line, reason, column, value, message }) => ({
    line,
    reason,
    column_name: column,
    value,
    message,
    cells,
  }))
}

export async function findImport(db: Db, id: string): Promise<StoredImport | undefined> {
  const { rows } = await sql<
    Omit<StoredImport, 'refused' | 'remarks'> & {
      reasons: { refused?: ReasonCount[]; remarks?: ReasonCount[] }
    }
  >`select i.id, i.dataset_id as "datasetId", ${STORED_IN} as dataset, i.mapping_name as mapping, i.columns, i.delimiter, i.rows,
      i.refused_rows as "refusedRows", i.stored, i.unchanged, i.corrected, i.refused_values as "refusedValues",
      i.missing_values as "missingValues",
      i.stored + i.unchanged + i.corrected + i.refused_values + i.missing_values as values, i.refused as reasons,
      ${momentText(sql`i.created_at`)} as "createdAt",
      ${momentText(sql`i.finished_at`)} as "finishedAt",
      v.owner_id as "ownerId", v.access
    from measurements.import i join catalogue.v_dataset v on v.id = i.dataset_id where i.id = ${id}`.execute(
    db,
  )
  const [found] = rows
  if (!found) return undefined
  const { reasons, ...rest } = found
  return {
    ...rest,
    refused: reasons.refused ?? [],
    remarks: reasons.remarks ?? [],
  }
}

/** Some refused rows after a number, as cells for a delimited file. */
export async function listRefusedRows(
  db: Db,
  importId: string,
  after: number,
  limit: number,
  language: 'nl' | 'en',
): Promise<{ number: number; cells: string[] }[]> {
  const { rows } = await sql<{ number: number; cells: string[] }>`select number,
      array[line::text, reason, coalesce(column_name, ''), coalesce(value, ''), ${sql.ref(`message_${language}`)}]
        || coalesce(cells, '{}') as cells
    from measurements.refused_row where import_id = ${importId} and number > ${after}
    order by number limit ${limit}`.execute(db)
  return rows
}

export async function insertMapping(
  db: Db,
  given: { ownerId: string; name: string; mapping: unknown; at: Date },
): Promise<StoredMapping> {
  const { ownerId, name, mapping, at } = given
  const { rows } = await sql<{ id: string }>`
    insert into measurements.import_mapping (owner_id, name, mapping, created_at)
    values (${ownerId}, ${name}, ${JSON.stringify(mapping)}::json, ${at}) returning id`.execute(db)
  return { id: rows[0]?.id ?? '', ownerId, name, mapping }
}

/** @returns whether it was there */
export async function replaceMapping(
  db: Db,
  id: string,
  { name, mapping }: { name: string; mapping: unknown },
): Promise<boolean> {
  const { numAffectedRows } = await sql`update measurements.import_mapping
    set name = ${name}, mapping = ${JSON.stringify(mapping)}::json where id = ${id}`.execute(db)
  return Number(numAffectedRows ?? 0) > 0
}

export async function deleteMapping(db: Db, id: string): Promise<void> {
  await sql`delete from measurements.import_mapping where id = ${id}`.execute(db)
}

/** The stored mappings of these organisations, by name; only those with this id or name when `key` is given. */
export async function listMappings(
  db: Db,
  organisationIds: readonly string[],
  key?: string,
): Promise<StoredMapping[]> {
  const { rows } = await sql<StoredMapping>`select id, owner_id as "ownerId", name, mapping
    from measurements.import_mapping
    where owner_id = any(${organisationIds}::uuid[])
      and ${key === undefined ? sql`true` : sql`(id::text = lower(${key}) or name = ${key})`}
    order by name, id`.execute(db)
  return rows
}

/** Rows that are removed with one statement. */
const FORGOTTEN_AT_ONCE = 20_000

/** Removes the refused rows of imports before a moment; their reports stay. */
export async function forgetRefusedRows(db: Db, before: Date): Promise<void> {
  for (;;) {
    const { numAffectedRows } = await sql`delete from measurements.refused_row r using (
        select r.import_id, r.number from measurements.import i join measurements.refused_row r on r.import_id = i.id
        where i.created_at < ${before} limit ${FORGOTTEN_AT_ONCE}::int) old
      where r.import_id = old.import_id and r.number = old.number`.execute(db)
    if (Number(numAffectedRows ?? 0) < FORGOTTEN_AT_ONCE) return
  }
}
