import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import { isReadable, type Readable } from '../../catalogue/index.ts'
import { groupSeries } from '../../measurements/index.ts'
import { type MeasuredUnit, MOST_FIGURES } from '../rules.ts'
import type { Definition, Value } from '../schema.ts'

/** Forgets all figures of an indicator, because it is one of something else now. */
export async function deleteFigures(transaction: Db, indicatorId: string): Promise<void> {
  await sql`delete from indicators.value where indicator_id = ${indicatorId}`.execute(transaction)
  // What is left of the sums of months is zeros.
  await sql`delete from indicators.month_sum where indicator_id = ${indicatorId}`.execute(transaction)
}

/** In which units the property is measured, by how many series that everybody may count and that have measurements. */
export async function listMeasuredUnits(
  db: Db,
  { property, datasetIds }: Definition,
  now: Date,
): Promise<MeasuredUnit[]> {
  const { rows } = await sql<MeasuredUnit>`
    select d.unit_symbol as symbol, d.unit_definition as definition, count(*)::int as series,
      count(*) filter (where d.k > 1)::int as "inGroups"
    ${countedSeries(property, datasetIds, now)}
    group by 1, 2 order by 1, 2`.execute(db)
  return rows
}

/**
 * In which units the property is measured, by how many series that may be read, also those without measurements. Of residents only those who
 * count: what others measure is not for the owner of the dataset either.
 */
export async function listUnitsOf(
  db: Db,
  { property, datasetIds }: Pick<Definition, 'property' | 'datasetIds'>,
  readable: Readable,
  now: Date,
): Promise<MeasuredUnit[]> {
  const { rows } = await sql<MeasuredUnit>`
    select d.unit_symbol as symbol, d.unit_definition as definition, count(*)::int as series
    from measurements.v_datastream d
    join catalogue.v_dataset c on c.id = d.dataset_id and ${isReadable(readable, 'c')}
    where ${property} in (d.property_name, d.property_definition)
      and (${datasetIds.length === 0} or d.dataset_id = any(${datasetIds}::uuid[]))
      and (c.kind <> 'personal' or d.id in (select g.id from ${groupSeries(now)} g where g.dataset_id = c.id))
    group by 1, 2 order by count(*) desc, 1, 2`.execute(db)
  return rows
}

/** The series of a property that everybody may count and that have measurements, as the end of a statement. */
export const countedSeries = (property: string, datasetIds: string[], now: Date) => sql`
  from ${groupSeries(now)} d join measurements.v_lifetime l on l.datastream_id = d.id
  where ${property} in (d.property_name, d.property_definition) and l.first_start is not null
    and (${datasetIds.length === 0} or d.dataset_id = any(${datasetIds}::uuid[]))`

/**
 * The name of the area or group in the alias a of an indicator in the alias i. A group that has the code of an area is that group. What
 * compares groups with each other has their names from the indicator that it is made of.
 */
export const placeName = (figure: string) => sql`case when i.definition->>'level' = 'group' then coalesce((
    select g->>'title' from indicators.indicator o, jsonb_array_elements(o.definition->'groups') g
    where o.id in (i.id, (i.definition->'first'->>'indicatorId')::uuid) and g->>'key' = ${sql.ref(`${figure}.area_code`)} limit 1),
    ${sql.ref(`${figure}.area_code`)}) else coalesce(a.name, ${sql.ref(`${figure}.area_code`)}) end`

/** The areas of a level, or the groups that have figures, with `code` and `name`. */
function placesOf(indicatorId: string, level: Definition['level']) {
  return level === 'group'
    ? sql`select distinct area_code as code, null::text as name from indicators.value where indicator_id = ${indicatorId}`
    : sql`select code, name from areas.v_area where level = ${level}`
}

export type FigureFilter = {
  indicatorId: string
  area: string | undefined
  from: Date | undefined
  to: Date | undefined
}

const columns = (now: Date) => sql`
  to_char(v.period_start at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "periodStart",
  to_char(v.period_end at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "periodEnd",
  v.value, v.reason, v.low, v.high, v.hours, v.expected, v.days, v.expected_days as "expectedDays", v.stations,
  case when coalesce(v.expected_days, v.expected) = 0 then (v.value is not null)::int
    else round(coalesce(v.days, v.hours)::numeric / coalesce(v.expected_days, v.expected), 3) end::float8 as coverage,
  json_build_object('values', v.left_out_values, 'series', v.left_out_series, 'days', v.left_out_days) as "leftOut",
  v.period_end > ${now}::timestamptz as provisional`

const matches = ({ indicatorId, area, from, to }: FigureFilter) => sql`v.indicator_id = ${indicatorId}
  ${area === undefined ? sql`` : sql`and v.area_code = ${area}`}
  ${from === undefined ? sql`` : sql`and v.period_start >= ${from}`}
  ${to === undefined ? sql`` : sql`and v.period_start < ${to}`}`

/** The figures of an indicator, by area and time; at most one more than MOST_FIGURES. */
export async function listFigures(db: Db, filter: FigureFilter, now: Date): Promise<Value[]> {
  const { rows } = await sql<Value>`
    select v.area_code as "areaCode", ${placeName('v')} as "areaName", ${columns(now)}
    from indicators.value v join indicators.indicator i on i.id = v.indicator_id
    left join areas.v_area a on a.code = v.area_code
    where ${matches(filter)}
    order by v.area_code, v.period_start limit ${MOST_FIGURES + 1}`.execute(db)
  return rows
}

/** The newest figure that has a value of each area of a level, by area. */
export async function listLatestFigures(
  db: Db,
  filter: FigureFilter,
  level: Definition['level'],
  now: Date,
): Promise<Value[]> {
  const { rows } = await sql<Value>`
    select a.code as "areaCode", ${placeName('v')} as "areaName", ${columns(now)}
    from (${placesOf(filter.indicatorId, level)}) a
    join indicators.indicator i on i.id = ${filter.indicatorId}
    cross join lateral (
      select * from indicators.value v
      where ${matches(filter)} and v.area_code = a.code and v.value is not null
      order by v.period_start desc limit 1) v
    order by a.code`.execute(db)
  return rows
}

/** The figure of one period of every area of a level, or of every group, by area; also of those that have none. */
export async function listFiguresAt(
  db: Db,
  { indicatorId, level, start }: { indicatorId: string; level: Definition['level']; start: Date },
  now: Date,
): Promise<PlaceFigure[]> {
  const { rows } = await sql<PlaceFigure>`
    select p.area_code as "areaCode", ${placeName('p')} as "areaName",
      v.period_start is not null as known, ${columns(now)}
    from (${placesOf(indicatorId, level)}) a
    join indicators.indicator i on i.id = ${indicatorId}
    cross join lateral (select a.code as area_code) p
    left join indicators.value v on v.indicator_id = i.id and v.area_code = a.code and v.period_start = ${start}
    order by a.code`.execute(db)
  return rows
}

/** A figure, or of a place without one its name; the rest is null then. */
export type PlaceFigure = Pick<Value, 'areaCode' | 'areaName'> &
  (({ known: true } & Value) | { known: false })
