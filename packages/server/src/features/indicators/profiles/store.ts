import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import type { AreaMean, MeasuredByArea } from './rules.ts'

const ZONE = sql.lit('Europe/Amsterdam')

/** The areas of one level, of one municipality or of all. */
export type Among = { level: string; municipalityCode: string | null }

const areasAmong = ({ level, municipalityCode }: Among) => sql`(
  select code from areas.v_area
  where level = ${level} and (${municipalityCode}::text is null or municipality_code = ${municipalityCode}))`

/**
 * Each area with the mean of its figures in a time, and of how many periods that is. Of whole calendar months their sums are read, of what the
 * time has before and after these the figures.
 */
export async function listMeans(
  db: Db,
  among: Among,
  { indicatorId, from, to }: { indicatorId: string; from: Date; to: Date },
): Promise<AreaMean[]> {
  // Of a sum and a count it takes less time than of avg(), which also keeps squares. Two ranges: one with an "or" is not read by the index.
  const figures = (after: RawBuilder<unknown>, before: RawBuilder<unknown>) => sql`
    select area_code, sum(value) as sum, count(value) as periods from indicators.v_value
    where indicator_id = ${indicatorId} and period_start >= ${after} and period_start < ${before} group by area_code`
  const { rows } = await sql<AreaMean>`
    with whole as materialized (
      select least((date_trunc('month', ${from}::timestamptz at time zone ${ZONE} - interval '1 microsecond') + interval '1 month') at time zone ${ZONE},
          ${to}::timestamptz) as first,
        greatest(date_trunc('month', ${to}::timestamptz, ${ZONE}), ${from}::timestamptz) as last
    )
    select a.code, v.sum / nullif(v.periods, 0) as mean, coalesce(v.periods, 0)::int as periods
    from ${areasAmong(among)} a
    left join (
      select area_code, sum(sum) as sum, sum(periods) as periods
      from (
        select area_code, sum::float8 as sum, periods from indicators.v_month_sum
        where indicator_id = ${indicatorId} and month >= (select first from whole) and month < (select last from whole)
        union all ${figures(sql`${from}`, sql`(select first from whole)`)}
        union all ${figures(sql`(select greatest(first, last) from whole)`, sql`${to}`)}) p
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
