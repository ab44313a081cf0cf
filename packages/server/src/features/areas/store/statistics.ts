import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import type { AreaFigure, Measure } from '../read-statistics.ts'
import type { Changes } from './shapes.ts'

const BATCH = 20_000

/** The codes of all areas. */
export async function listCodes(db: Db): Promise<Set<string>> {
  const { rows } = await sql<{ code: string }>`select code from areas.area`.execute(db)
  return new Set(rows.map(({ code }) => code))
}

/** What there are figures of, by title. */
export async function listMeasures(db: Db): Promise<{ measure: string; title: string; unit: string }[]> {
  const { rows } = await sql<{ measure: string; title: string; unit: string }>`
    select key as measure, title, unit from areas.measure order by title, key`.execute(db)
  return rows
}

/**
 * Stores titles and units of measures; later files correct earlier ones when `correct`. All areas share them.
 * @returns those that are known in another unit, with that unit, unless `correct`
 */
export async function storeMeasures(
  transaction: Db,
  measures: readonly Measure[],
  correct: boolean,
): Promise<(Measure & { knownUnit: string })[]> {
  await sql`
    insert into areas.measure as measure (key, title, unit)
    select key, title, unit from json_to_recordset(${JSON.stringify(measures)}::json)
      as given(key text, title text, unit text)
    on conflict (key) do update set title = excluded.title, unit = excluded.unit
    where ${correct} and (measure.title, measure.unit) is distinct from (excluded.title, excluded.unit)`.execute(
    transaction,
  )
  const { rows } = await sql<Measure & { knownUnit: string }>`
    select key, given.title, given.unit, known.unit as "knownUnit"
    from json_to_recordset(${JSON.stringify(measures)}::json) as given(key text, title text, unit text)
    join areas.measure known using (key) where known.unit <> given.unit order by key`.execute(transaction)
  return rows
}

/** Stores figures of areas that are here; one that is already there with the same value is left alone. */
export async function storeFigures(
  transaction: Db,
  year: number,
  edition: string,
  figures: readonly AreaFigure[],
): Promise<Changes> {
  const sum = { created: 0, changed: 0, unchanged: 0 }
  for (let start = 0; start < figures.length; start += BATCH) {
    const batch = figures.slice(start, start + BATCH)
    const { rows } = await sql<{ created: number; changed: number }>`
      with stored as (
        insert into areas.statistic as statistic (area_code, measure, year, value, reason, edition)
        select area_code, measure, ${year}, value, reason, ${edition}
        from unnest(${batch.map(({ areaCode }) => areaCode)}::text[], ${batch.map(({ measure }) => measure)}::text[],
          ${batch.map(({ value }) => value)}::float8[], ${batch.map(({ reason }) => reason)}::text[])
          as given(area_code, measure, value, reason)
        on conflict (area_code, measure, year) do update
          set value = excluded.value, reason = excluded.reason, edition = excluded.edition
        where (statistic.value, statistic.reason, statistic.edition)
          is distinct from (excluded.value, excluded.reason, excluded.edition)
        returning xmax = 0 as created)
      select count(*) filter (where created) as created, count(*) filter (where not created) as changed
      from stored`.execute(transaction)
    const { created = 0, changed = 0 } = rows[0] ?? {}
    sum.created += created
    sum.changed += changed
    sum.unchanged += batch.length - created - changed
  }
  return sum
}
