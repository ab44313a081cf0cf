import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import { isReadable, type Readable } from '../../catalogue/index.ts'
import { groupSeries } from '../../measurements/index.ts'
import { type Conversions, type MeasuredUnit, MOST_FIGURES } from '../rules.ts'
import type { Definition, Value } from '../schema.ts'
import { DAY_END, keptTables, memberTables } from './counted.ts'

const ZONE = sql.lit('Europe/Amsterdam')

/**
 * Computes the figures of a stretch anew from the hour values: per area and period, over the stations that lie in
 * the area and whose life overlaps the period. Every hour of every station counts the same; minimum and maximum are
 * those of the measurements themselves. The sum is of hour values, such as millimetres of rain per hour, and the mean of
 * that over the stations. Only series that everybody may count take part (`groupSeries`), and of those the ones that can be converted. Of
 * a dataset that is published per day, each hour of a day has the mean of the day. Percentile: linear interpolation (Hyndman and
 * Fan 1996, type 7, as `percentile_cont`).
 *
 * Where a smallest group holds, an hour of an area counts only when so many hosts of the dataset are in it, and not when the others of
 * the district or municipality would tell of those that do not (`kept`). By the hour, so that no difference between figures of other areas or
 * periods tells of fewer: see decision 0020.
 *
 * A figure stays as it is when a series that lies in its area had hours in its period which are not kept any more: it could not be
 * made anew. Only what became another figure is written.
 * @param from start of a period
 * @param to end of a period, not included
 */
export async function computeFigures(
  transaction: Db,
  { id: indicatorId, definition, now }: { id: string; definition: Definition; now: Date },
  { counted }: Conversions,
  from: Date,
  to: Date,
): Promise<void> {
  const { period, minimumCoverage } = definition
  await sql`
    with ${memberTables(definition, counted, { now, from, to })}, measured as (
      select s.id, h.start, h.sum / h.count as mean, h.min, h.max
      from station s
      join measurements.v_hour h on h.datastream_id = s.id and h.start >= ${from} and h.start < ${to}
      where not s.by_day and (s.cutoff = 'infinity' or h.start + interval '1 hour' <= s.cutoff)
      union all
      select s.id, hour_start, d.sum / d.count, d.min, d.max
      from station s
      join measurements.v_day d on d.datastream_id = s.id and d.start >= ${from} and d.start < ${to}
      cross join lateral (select ${DAY_END} as day_end) e
      cross join generate_series(d.start, e.day_end - interval '1 hour', interval '1 hour') hour_start
      where s.by_day and e.day_end <= s.cutoff
    ), every_hour as (
      select s.id, s.whose, s.pool, s.k, s.area_code, s.parent_code, s.municipality_code, h.start, h.mean * s.factor + s.shift as mean,
        h.min * s.factor + s.shift as min, h.max * s.factor + s.shift as max,
        date_trunc(${period}, h.start, ${ZONE}) as period_start
      from station s join measured h on h.id = s.id
    ), ${keptTables(sql`every_hour`)}, hour as (
      select * from every_hour h
      where k = 1 or (pool, area_code, start) in (select pool, area_code, start from kept)
    ), figure as (
      select area_code, period_start, count(*)::int as hours, ${statistic(definition)} as value
      from hour group by area_code, period_start
    ), life as (
      -- Only while anything was measured: who asks for ten thousand years gets no more than there are. A day more, because steps
      -- shift when the clock does; periods in which no station measured fall away below.
      select greatest(${from}::timestamptz, date_trunc(${period}, min(first_start), ${ZONE})) as first,
        least(${to}::timestamptz - interval '1 hour', max(last_end) + interval '1 day') as last
      from station having count(*) > 0
    ), period as (
      select start as period_start, ${endOf(period)} as period_end
      from (
        select date_trunc(${period}, step, ${ZONE}) as start
        from life, generate_series(life.first, life.last, ${stepOf(period)}::interval) step
        group by 1
      ) starts
    ), present as (
      select s.area_code, p.period_start, p.period_end, 1 as k
      from station s join period p on s.first_start < p.period_end and s.last_end >= p.period_start where s.k = 1
      union all
      select h.area_code, p.period_start, p.period_end, h.k
      from (select distinct whose as id, area_code, period_start, k from hour where k > 1) h join period p using (period_start)
    ), expected as (
      select area_code, period_start, period_end, count(*)::int as stations, max(k) > 1 as rounded,
        (count(*) * extract(epoch from period_end - period_start) / 3600)::int as hours
      from present group by area_code, period_start, period_end
    ), exact as (
      select e.area_code, e.period_start, e.period_end, e.hours as expected, e.stations, e.rounded,
        coalesce(f.hours, 0) as hours,
        case when f.hours >= e.hours * ${minimumCoverage}::float8 then f.value end as value
      from expected e left join figure f using (area_code, period_start)
    ), made as materialized (
      -- Where a smallest group holds, stations are told in fives and coverage in twentieths: exact ones tell who came and went.
      select area_code, period_start, period_end, value, r.stations,
        case when rounded then (r.stations * whole)::int else expected end as expected,
        case when rounded then (r.stations * whole * round(20.0 * hours / greatest(expected, 1)) / 20)::int else hours end as hours
      from exact e
      cross join lateral (select extract(epoch from period_end - period_start) / 3600 as whole,
        case when e.rounded then (5 * round(e.stations / 5.0))::int else e.stations end as stations) r
    ), stored as materialized (
      select v.area_code collate "C" as area_code, v.period_start, exists (select from member m
          where m.area_code = v.area_code collate "C" and v.period_start < m.forgotten_until
            and v.period_end > m.forgotten_from) as stays
      from indicators.value v
      where v.indicator_id = ${indicatorId} and v.period_start >= ${from} and v.period_start < ${to}
    ), gone as (
      delete from indicators.value v using stored s left join made m using (area_code, period_start)
      where v.indicator_id = ${indicatorId} and v.area_code collate "C" = s.area_code
        and v.period_start = s.period_start and not s.stays and m.period_end is null
    )
    insert into indicators.value as v
      (indicator_id, area_code, period_start, period_end, value, hours, expected, stations)
    select ${indicatorId}, area_code, period_start, m.period_end, m.value, m.hours, m.expected, m.stations
    from made m left join stored s using (area_code, period_start)
    where s.stays is not true
    on conflict (indicator_id, area_code, period_start) do update
      set period_end = excluded.period_end, value = excluded.value, hours = excluded.hours,
        expected = excluded.expected, stations = excluded.stations
      where (v.period_end, v.value, v.hours, v.expected, v.stations)
        is distinct from (excluded.period_end, excluded.value, excluded.hours, excluded.expected, excluded.stations)`.execute(
    transaction,
  )
}

/** Steps that hit every period at least once, also where the clock changes. */
function stepOf(period: Definition['period']): string {
  return period === 'hour' ? '1 hour' : '12 hours'
}

/** The end of the period that begins at `start`. Added to the clock on the wall, an hour would be two when that is put back. */
function endOf(period: Definition['period']) {
  if (period === 'hour') return sql`start + interval '1 hour'`
  return sql`(start at time zone ${ZONE} + ${`1 ${period}`}::interval) at time zone ${ZONE}`
}

/**
 * Added in the order of the values: in another order the last digit of a sum can differ, and the order in which rows are stored tells of
 * changes that are withheld.
 */
function statistic({ statistic, percentile, norm }: Definition) {
  switch (statistic) {
    case 'mean':
      return sql`avg(mean order by mean)`
    case 'sum':
      return sql`sum(mean order by mean) / count(distinct id)`
    case 'minimum':
      return sql`min(min)`
    case 'maximum':
      return sql`max(max)`
    case 'percentile':
      return sql`percentile_cont(${(percentile ?? 50) / 100}::float8) within group (order by mean)`
    case 'share-above':
      return sql`100.0 * count(*) filter (where mean > ${norm ?? 0}::float8) / count(*)`
  }
}

/** Forgets all figures of an indicator, because it is one of something else now. */
export async function deleteFigures(transaction: Db, indicatorId: string): Promise<void> {
  await sql`delete from indicators.value where indicator_id = ${indicatorId}`.execute(transaction)
}

/** In which units the property is measured, by how many series that everybody may count and that have measurements. */
export async function listMeasuredUnits(
  db: Db,
  { property, datasetIds }: Definition,
  now: Date,
): Promise<MeasuredUnit[]> {
  const { rows } = await sql<MeasuredUnit>`
    select d.unit_symbol as symbol, d.unit_definition as definition, count(*)::int as series
    ${countedSeries(property, datasetIds, now)}
    group by 1, 2 order by 1, 2`.execute(db)
  return rows
}

/** In which units the property is measured, by how many series that may be read, also those without measurements. */
export async function listUnitsOf(
  db: Db,
  { property, datasetIds }: Pick<Definition, 'property' | 'datasetIds'>,
  readable: Readable,
): Promise<MeasuredUnit[]> {
  const { rows } = await sql<MeasuredUnit>`
    select d.unit_symbol as symbol, d.unit_definition as definition, count(*)::int as series
    from measurements.v_datastream d
    join catalogue.v_dataset c on c.id = d.dataset_id and ${isReadable(readable, 'c')}
    where ${property} in (d.property_name, d.property_definition)
      and (${datasetIds.length === 0} or d.dataset_id = any(${datasetIds}::uuid[]))
    group by 1, 2 order by count(*) desc, 1, 2`.execute(db)
  return rows
}

const countedSeries = (property: string, datasetIds: string[], now: Date) => sql`
  from ${groupSeries(now)} d join measurements.v_lifetime l on l.datastream_id = d.id
  where ${property} in (d.property_name, d.property_definition) and l.first_start is not null
    and (${datasetIds.length === 0} or d.dataset_id = any(${datasetIds}::uuid[]))`

/** The time of all that an indicator can use, and of the figures and signals that it has; undefined when there is nothing. */
export async function findExtent(
  db: Db,
  indicatorId: string,
  { property, datasetIds }: Definition,
  now: Date,
): Promise<{ from: Date; to: Date } | undefined> {
  const { rows } = await sql<{ from: Date | null; to: Date | null }>`
    select min(first) as from, max(last) as to from (
      select min(l.first_start) as first, max(l.last_end) as last ${countedSeries(property, datasetIds, now)}
      union all
      select min(period_start), max(period_start) from indicators.value where indicator_id = ${indicatorId}
      union all
      select min(since), max(since) from indicators.signal where indicator_id = ${indicatorId}) t`.execute(db)
  const [extent] = rows
  return extent?.from && extent.to ? { from: extent.from, to: extent.to } : undefined
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
  v.value, v.hours, v.expected, v.stations,
  round(v.hours::numeric / greatest(v.expected, 1), 3)::float8 as coverage,
  v.period_end > ${now}::timestamptz as provisional`

const matches = ({ indicatorId, area, from, to }: FigureFilter) => sql`v.indicator_id = ${indicatorId}
  ${area === undefined ? sql`` : sql`and v.area_code = ${area}`}
  ${from === undefined ? sql`` : sql`and v.period_start >= ${from}`}
  ${to === undefined ? sql`` : sql`and v.period_start < ${to}`}`

/** The figures of an indicator, by area and time; at most one more than MOST_FIGURES. */
export async function listFigures(db: Db, filter: FigureFilter, now: Date): Promise<Value[]> {
  const { rows } = await sql<Value>`
    select v.area_code as "areaCode", coalesce(a.name, v.area_code) as "areaName", ${columns(now)}
    from indicators.value v left join areas.v_area a on a.code = v.area_code
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
    select a.code as "areaCode", a.name as "areaName", ${columns(now)}
    from areas.v_area a
    cross join lateral (
      select * from indicators.value v
      where ${matches(filter)} and v.area_code = a.code and v.value is not null
      order by v.period_start desc limit 1) v
    where a.level = ${level}
    order by a.code`.execute(db)
  return rows
}
