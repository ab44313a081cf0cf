import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import type { AreaMean, MeasuredByArea } from './rules.ts'

/** The areas of one level, of one municipality or of all. */
export type Among = { level: string; municipalityCode: string | null }

const areasAmong = ({ level, municipalityCode }: Among) => sql`(
  select code from areas.v_area
  where level = ${level} and (${municipalityCode}::text is null or municipality_code = ${municipalityCode}))`

/** Each area with the mean of its figures in a time, and of how many periods that is. */
export async function listMeans(
  db: Db,
  among: Among,
  { indicatorId, from, to }: { indicatorId: string; from: Date; to: Date },
): Promise<AreaMean[]> {
  // Of a sum and a count it takes less time than of avg(), which also keeps squares.
  const { rows } = await sql<AreaMean>`
    select a.code, v.sum / nullif(v.periods, 0) as mean, coalesce(v.periods, 0)::int as periods
    from ${areasAmong(among)} a
    left join (
      select area_code, sum(value) as sum, count(value) as periods
      from indicators.v_value
      where indicator_id = ${indicatorId} and period_start >= ${from}::timestamptz and period_start < ${to}::timestamptz
      group by area_code) v on v.area_code = a.code
    order by a.code`.execute(db)
  return rows
}

/** When the newest period before a moment began of which there is a figure; null when there is none. */
export async function findNewest(db: Db, indicatorId: string, before: Date): Promise<Date | null> {
  const { rows } = await sql<{ newest: Date | null }>`
    select max(period_start) as newest from indicators.v_value
    where indicator_id = ${indicatorId} and period_start < ${before}::timestamptz and value is not null`.execute(
    db,
  )
  return rows[0]?.newest ?? null
}

/** Each measure with its values in these areas, of the newest year that has any. */
export async function listStatistics(db: Db, among: Among): Promise<MeasuredByArea[]> {
  // Written as text: of thirty thousand values that takes half the time of building arrays. Codes have no signs that JSON would hide.
  const { rows } = await sql<Omit<MeasuredByArea, 'values'> & { list: string }>`
    select distinct on (m.title, measure) measure, m.title, m.unit, s.year, s.list
    from (
      select measure, year, string_agg(concat('["', area_code, '",', value, ']'), ',') as list
      from areas.v_statistic where value is not null and area_code in ${areasAmong(among)} group by measure, year) s
    join areas.v_measure m using (measure)
    order by m.title, measure, s.year desc`.execute(db)
  return rows.map(({ list, ...measure }) => ({ ...measure, values: JSON.parse(`[${list}]`) }))
}
