import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import { at, type ObservationBatch } from './batch.ts'
import { type Column, encodeNumbers, encodeTexts } from './binary-arrays.ts'
import { instant } from './instant.ts'

/** What was added to one datastream, with the lowest id given out. */
export type AddedRows = { datastreamId: number; count: number; fromId: number }

/** The columns of some rows of a batch, as a table in SQL with the row's place in `rows` as `row`, counted from 1. */
function tableOf(batch: ObservationBatch, rows: readonly number[]) {
  const pick = <T>(column: Column<T>) => rows.map((row) => column[row] ?? null)
  const numbers = (type: 'int2' | 'float8' | 'timestamptz', column: Column<number> | undefined) =>
    column && sql`${encodeNumbers(type, pick(column))}::${sql.raw(type)}[]`
  const columns = {
    id: sql`${encodeNumbers('int4', pick(batch.datastreamId))}::int4[]`,
    start: numbers('timestamptz', batch.phenomenonStart),
    number: numbers('float8', batch.resultNumber),
    stop: numbers('timestamptz', batch.phenomenonEnd),
    result_time: numbers('timestamptz', batch.resultTime),
    quality: numbers('int2', batch.quality),
    detail: batch.detail && sql`${encodeTexts(pick(batch.detail))}::text[]`,
  }
  const types = { stop: 'timestamptz', result_time: 'timestamptz', quality: 'int2', detail: 'text' }
  const given = Object.entries(columns).flatMap(([name, array]) => (array ? [{ name, array }] : []))
  const missing = Object.entries(types).filter(([name]) => !columns[name as keyof typeof types])
  return sql`(select *${sql.join([
    sql``,
    ...missing.map(([name, type]) => sql`null::${sql.raw(type)} as ${sql.ref(name)}`),
  ])}
    from unnest(${sql.join(given.map(({ array }) => array))}) with ordinality
      as g (${sql.join(given.map(({ name }) => sql.ref(name)))}, row))`
}

/**
 * Each row of alias `b` with the stored one of its key, `o`: one index look-up per row, whatever the planner believes.
 * The bounds tell it which partitions can hold them.
 */
function withStored(batch: ObservationBatch, rows: readonly number[]) {
  const [from, to] = boundsOf(batch, rows)
  return sql`cross join lateral (select r.* from measurements.observation r
    where r.datastream_id = b.id and r.phenomenon_start = b.start
      and r.phenomenon_start between ${instant(from)} and ${instant(to)} offset 0) o`
}

function boundsOf(batch: ObservationBatch, rows: readonly number[]): [number, number] {
  let from = Number.POSITIVE_INFINITY
  let to = Number.NEGATIVE_INFINITY
  for (const row of rows) {
    const start = at(batch.phenomenonStart, row)
    if (start < from) from = start
    if (start > to) to = start
  }
  return [from, to]
}

/**
 * Inserts rows that are sorted by datastream and time.
 * @param fresh true when none of the keys can be there already: then each is not looked up first
 */
export async function insertRows(
  db: Db,
  batch: ObservationBatch,
  rows: readonly number[],
  fresh: boolean,
): Promise<AddedRows[]> {
  const answer = await sql<AddedRows>`with added as (
      insert into measurements.observation
        (phenomenon_start, result_number, datastream_id, quality, phenomenon_end, result_time, detail)
      select start, number, id, quality, stop, result_time, detail::json from ${tableOf(batch, rows)} b
      ${fresh ? sql`` : sql`on conflict (datastream_id, phenomenon_start) do nothing`}
      returning datastream_id, id)
    select datastream_id as "datastreamId", count(*)::int as count, min(id) as "fromId" from added group by 1`.execute(
    db,
  )
  return answer.rows
}

/** Which of these rows say something else than what is stored under their key. */
export async function listDiffering(
  db: Db,
  batch: ObservationBatch,
  rows: readonly number[],
): Promise<number[]> {
  const answer = await sql<{ row: number }>`select b.row::int as row
    from ${tableOf(batch, rows)} b ${withStored(batch, rows)}
    where (o.result_number, o.phenomenon_end, o.result_time, o.detail::text)
      is distinct from (b.number, b.stop, b.result_time, b.detail)
    order by 1`.execute(db)
  return answer.rows.map(({ row }) => rows[row - 1] ?? -1)
}

/**
 * Replaces stored values and keeps the old ones in the history.
 * @returns the datastreams of which a period may have become shorter
 */
export async function correctRows(
  db: Db,
  batch: ObservationBatch,
  rows: readonly number[],
  now: Date,
): Promise<number[]> {
  const answer = await sql<{ id: number }>`with given as materialized ${tableOf(batch, rows)},
    old as materialized (select o.* from given b ${withStored(batch, rows)}),
    kept as (insert into measurements.observation_history (datastream_id, phenomenon_start, replaced_at, id,
        result_number, quality, phenomenon_end, result_time, detail)
      select datastream_id, phenomenon_start, ${now}, id, result_number, quality, phenomenon_end, result_time, detail
      from old),
    changed as (update measurements.observation o set result_number = g.number, quality = g.quality,
        phenomenon_end = g.stop, result_time = g.result_time, detail = g.detail::json
      from given g where o.datastream_id = g.id and o.phenomenon_start = g.start
        and o.datastream_id = any(${encodeNumbers('int4', [...new Set(rows.map((row) => at(batch.datastreamId, row)))])}::int4[])
        and o.phenomenon_start between ${instant(boundsOf(batch, rows)[0])} and ${instant(boundsOf(batch, rows)[1])})
    select distinct g.id from given g
    join old on old.datastream_id = g.id and old.phenomenon_start = g.start
    join measurements.datastream_state s on s.datastream_id = g.id
    where coalesce(g.stop, g.start) < coalesce(old.phenomenon_end, old.phenomenon_start)
        and coalesce(old.phenomenon_end, old.phenomenon_start) = s.last_end
      or g.result_time is distinct from old.result_time and old.result_time in (s.first_result, s.last_result)`.execute(
    db,
  )
  return answer.rows.map(({ id }) => id)
}

/** The ids under which the keys of these rows are stored. */
export async function readIds(
  db: Db,
  batch: ObservationBatch,
  rows: readonly number[],
): Promise<{ index: number; id: number }[]> {
  const keys = { ...pickKeys(batch), resultNumber: batch.resultNumber }
  const answer = await sql<{ row: number; id: number }>`select b.row::int as row, o.id
    from ${tableOf(keys, rows)} b ${withStored(batch, rows)}`.execute(db)
  return answer.rows.map(({ row, id }) => ({ index: rows[row - 1] ?? -1, id }))
}

function pickKeys({ datastreamId, phenomenonStart }: ObservationBatch) {
  return { datastreamId, phenomenonStart }
}
