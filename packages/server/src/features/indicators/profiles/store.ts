import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import type { AreaMean, MeasuredByArea } from './rules.ts'

type Row = { areas: AreaMean[]; measures: MeasuredByArea[] }

/**
 * The areas of the level and municipality of one, with the mean of their figures in a time; and of each measure the values of these areas in the
 * newest year that has any.
 */
export async function readProfile(
  db: Db,
  asked: { indicatorId: string; level: string; municipalityCode: string | null; from: Date; to: Date },
): Promise<Row> {
  const { indicatorId, level, municipalityCode, from, to } = asked
  const { rows } = await sql<Row>`
    with area as materialized (
      select code from areas.v_area
      where level = ${level} and (${municipalityCode}::text is null or municipality_code = ${municipalityCode})
    ), mean as (
      select a.code, v.mean, coalesce(v.periods, 0)::int as periods
      from area a
      left join (
        select area_code, avg(value order by value) as mean, count(value) as periods
        from indicators.v_value
        where indicator_id = ${indicatorId} and period_start >= ${from}::timestamptz and period_start < ${to}::timestamptz
        group by area_code) v on v.area_code = a.code
    ), known as materialized (
      select s.area_code, s.measure, s.year, s.value
      from area a join areas.v_statistic s on s.area_code = a.code where s.value is not null
    ), newest as (
      select measure, max(year) as year from known group by measure
    ), measured as (
      select m.measure, m.title, m.unit, n.year,
        json_agg(json_build_array(k.area_code, k.value) order by k.area_code) as values
      from newest n join known k using (measure, year) join areas.v_measure m using (measure)
      group by m.measure, m.title, m.unit, n.year
    )
    select (select coalesce(json_agg(m order by m.code), '[]') from mean m) as areas,
      (select coalesce(json_agg(m order by m.title, m.measure), '[]') from measured m) as measures`.execute(
    db,
  )
  return rows[0] ?? { areas: [], measures: [] }
}
