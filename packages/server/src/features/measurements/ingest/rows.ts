import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import type { Bilingual } from '../../../platform/errors.ts'
import { at, type ObservationBatch } from './batch.ts'
import { type Column, encodeNumbers, encodeTexts } from './binary-arrays.ts'
import { instant } from './instant.ts'

/**
 * The columns of some rows of a batch, as a table in SQL with the row's place in `rows` as `row`, counted from 1.
 * @param more columns of 64-bit numbers, in the order of `rows`
 */
export function tableOf(
  batch: ObservationBatch,
  rows: Iterable<number>,
  more: { new_id?: ArrayLike<number>; feature?: Column<number> } = {},
) {
  const pick = <T>(column: Column<T>) => Array.from(rows, (row) => column[row] ?? null)
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
    new_id: more.new_id && sql`${encodeNumbers('int8', more.new_id)}::int8[]`,
    feature: more.feature && sql`${encodeNumbers('int8', more.feature)}::int8[]`,
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
 * Inserts rows of which the keys may be there already; those stay as they are.
 * @param ids of each row, when it is new
 * @returns how many were new
 */
export async function insertMissing(
  db: Db,
  batch: ObservationBatch,
  rows: readonly number[],
  ids: Float64Array,
): Promise<number> {
  const answer = await sql`insert into measurements.observation
      (phenomenon_start, id, result_number, datastream_id, quality, phenomenon_end, result_time, detail)
    select start, new_id, number, id, quality, stop, result_time, detail::json from ${tableOf(batch, rows, { new_id: ids })} b
    on conflict (datastream_id, phenomenon_start) do nothing`.execute(db)
  return Number(answer.numAffectedRows ?? 0)
}

/** A row and what is stored under its key; when that differs also in words. */
export type StoredRow = { row: number; id: number; differs: boolean; difference: Bilingual | undefined }

/** Characters of a result that are told. */
const TOLD = 80

/** What is stored and what was offered; the results can be the same, and what goes with them another. */
function describeDifference(stored: string, offered: string): Bilingual {
  if (stored === offered) {
    return {
      nl: `Bewaard is ${stored} op dit tijdstip, en aangeboden ook; de periode, resultTime, parameters of plaats verschillen. De dataset staat geen correcties toe.`,
      en: `Stored for this time is ${stored}, and so was offered; the period, resultTime, parameters or place differ. The dataset does not allow corrections.`,
    }
  }
  return {
    nl: `Bewaard is ${stored} op dit tijdstip, aangeboden werd ${offered}. De dataset staat geen correcties toe.`,
    en: `Stored for this time is ${stored}, offered was ${offered}. The dataset does not allow corrections.`,
  }
}

/** A detail without the feature that stands at its end, see `nameFeature`: whether it is written there depends on when. */
function withoutFeature(detail: RawBuilder<unknown>) {
  return sql`nullif(regexp_replace(${detail}, ',?"featureOfInterest":[0-9]+[}]$', '}'), '{}')`
}

/** What is stored under the keys of these rows, and whether it says something else. */
export async function compareRows(
  db: Db,
  batch: ObservationBatch,
  rows: readonly number[],
): Promise<StoredRow[]> {
  const feature = rows.map((row) => batch.featureOfInterestId?.[row] ?? null)
  const told = (number: RawBuilder<unknown>, detail: RawBuilder<unknown>) =>
    sql`left(coalesce(${number}::text, (${detail}::json -> 'result')::text, 'null'), ${TOLD})`
  const answer = await sql<
    StoredRow & { stored: string | null; offered: string | null }
  >`select row, id, differs,
      case when differs then ${told(sql`stored_number`, sql`stored_detail`)} end as stored,
      case when differs then ${told(sql`number`, sql`detail`)} end as offered
    from (select b.row::int as row, o.id, b.number, b.detail, o.result_number as stored_number, o.detail as stored_detail,
      (o.result_number, o.phenomenon_end, o.result_time, ${withoutFeature(sql`o.detail::text`)})
        is distinct from (b.number, b.stop, b.result_time, ${withoutFeature(sql`b.detail`)})
      or case when b.feature is null then o.detail ->> 'featureOfInterest' is not null
        else b.feature is distinct from measurements.feature_of(o.datastream_id, o.id, o.detail) end as differs
    from ${tableOf(batch, rows, { feature })} b ${withStored(batch, rows)}) compared order by 1`.execute(db)
  return answer.rows.map(({ row, id, differs, stored, offered }) => ({
    row: rows[row - 1] ?? -1,
    id,
    differs,
    difference: differs ? describeDifference(stored ?? 'null', offered ?? 'null') : undefined,
  }))
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

/** Keeps values in the history that were replaced before they were stored: by a later row of the same transaction. */
export async function rememberSuperseded(
  db: Db,
  batch: ObservationBatch,
  superseded: readonly { row: number; id: number }[],
  now: Date,
): Promise<void> {
  const rows = superseded.map(({ row }) => row)
  const ids = superseded.map(({ id }) => id)
  await sql`insert into measurements.observation_history (datastream_id, phenomenon_start, replaced_at, id,
      result_number, quality, phenomenon_end, result_time, detail)
    select id, start, ${now}, new_id, number, quality, stop, result_time, detail::json
    from ${tableOf(batch, rows, { new_id: ids })} b`.execute(db)
}
