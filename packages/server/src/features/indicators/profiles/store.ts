import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import type { AreaMean, MeasuredByArea } from './rules.ts'

/** The areas of one level, of one municipality or of all. */
export type Among = { level: string; municipalityCode: string | null }

const areasAmong = ({ level, municipalityCode }: Among) => sql`area as materialized (
  select code from areas.v_area
  where level = ${level} and (${municipalityCode}::text is null or municipality_code = ${municipalityCode}))`

/** Each area with the mean of its figures in a time, and of how many periods that is. */
export async function listMeans(
  db: Db,
  among: Among,
  { indicatorId, from, to }: { indicatorId: string; from: Date; to: Date },
): Promise<AreaMean[]> {
  const { rows } = await sql<AreaMean>`
    with ${areasAmong(among)}
    select a.code, v.mean, coalesce(v.periods, 0)::int as periods
    from area a
    left join (
      select area_code, avg(value) as mean, count(value) as periods
      from indicators.v_value
      where indicator_id = ${indicatorId} and period_start >= ${from}::timestamptz and period_start < ${to}::timestamptz
      group by area_code) v on v.area_code = a.code
    order by a.code`.execute(db)
  return rows
}

/** Each measure with its values in these areas, of the newest year that has any. */
export async function listStatistics(db: Db, among: Among): Promise<MeasuredByArea[]> {
  // Written as text: of thirty thousand values that takes half the time of building arrays. Codes have no signs that JSON would hide.
  const { rows } = await sql<Omit<MeasuredByArea, 'values'> & { list: string }>`
    with ${areasAmong(among)}, known as materialized (
      select s.area_code, s.measure, s.year, s.value
      from area a join areas.v_statistic s on s.area_code = a.code where s.value is not null
    ), newest as (
      select measure, max(year) as year from known group by measure
    ), measured as (
      select measure, year, string_agg(concat('["', area_code, '",', value, ']'), ',') as list
      from known where (measure, year) in (select measure, year from newest) group by measure, year
    )
    select measure, m.title, m.unit, year, list
    from measured join areas.v_measure m using (measure) order by m.title, measure`.execute(db)
  return rows.map(({ list, ...measure }) => ({ ...measure, values: JSON.parse(`[${list}]`) }))
}
