import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import { groupSeries } from '../../measurements/index.ts'
import type { AreaFigures, DatedIncident } from '../lay.ts'
import type { Step } from '../lists.ts'

/** Degrees within which two areas lie against each other: about 40 metres, as borders of areas do not always fit. */
const NEAR = 0.0005

const LOCAL = sql`at time zone 'Europe/Amsterdam'`

/** The first day of the step that holds a moment, as text. */
const stepOf = (moment: RawBuilder<unknown>, step: Step) =>
  sql`to_char(date_trunc(${sql.lit(step)}, ${moment} ${LOCAL}), 'YYYY-MM-DD')`

/** The figures of areas by step, of whole periods between two days; those areas that exist. */
export async function readFigures(
  db: Db,
  asked: {
    indicatorId: string
    codes: readonly string[]
    step: Step
    from: string
    until: string
    now: Date
  },
): Promise<AreaFigures[]> {
  const { indicatorId, codes, step, from, until, now } = asked
  const { rows } = await sql<AreaFigures>`
    with chosen as materialized (
      select code, name, geometry from areas.v_area where code = any(${[...codes]}::text[])
    ), figure as materialized (
      select v.area_code, ${stepOf(sql`v.period_start`, step)} as start, avg(v.value order by v.period_start) as mean, count(*)::int as count
      from indicators.v_value v
      where v.indicator_id = ${indicatorId} and v.area_code = any(${[...codes]}::text[]) and v.value is not null
        and v.period_start >= ${from}::timestamp ${LOCAL} and v.period_end <= least(${until}::timestamp ${LOCAL}, ${now}::timestamptz)
      group by 1, 2
    )
    select c.code, c.name,
      coalesce((select json_agg(o.code order by o.code) from chosen o
        where o.code <> c.code and ST_DWithin(o.geometry, c.geometry, ${NEAR})), '[]') as neighbours,
      coalesce((select json_agg(json_build_object('start', f.start, 'mean', f.mean, 'count', f.count) order by f.start)
        from figure f where f.area_code = c.code), '[]') as figures
    from chosen c order by c.code`.execute(db)
  return rows
}

/** The first and the last day of which there are figures of areas; undefined when there are none. */
export async function findStretch(
  db: Db,
  { indicatorId, codes, now }: { indicatorId: string; codes: readonly string[]; now: Date },
): Promise<{ from: string; until: string } | undefined> {
  const { rows } = await sql<{ from: string | null; until: string | null }>`
    select to_char(min(period_start) ${LOCAL}, 'YYYY-MM-DD') as from, to_char(max(period_end) ${LOCAL}, 'YYYY-MM-DD') as until
    from indicators.v_value where indicator_id = ${indicatorId} and area_code = any(${[...codes]}::text[])
      and value is not null and period_end <= ${now}`.execute(db)
  const [row] = rows
  return row?.from && row.until ? { from: row.from, until: row.until } : undefined
}

/** Days between the end of one series and the begin of the next in which the one replaces the other. */
const REPLACED_WITHIN = '30 days'
/** Series that begin or end so close to the others begin or end with them. */
const TOGETHER = '2 days'

/**
 * What changed the measuring behind figures of areas: a station that was put elsewhere, also out of the area, calibrated, replaced, added or taken away while others
 * went on. The first calibration of a series that begins with it changes nothing.
 * Only of open datasets of which single values are published: what happens to the sensors of residents, or to one of a group, is not told to anyone.
 */
export async function listIncidents(
  db: Db,
  asked: { property: string; datasetIds: readonly string[]; codes: readonly string[]; now: Date },
): Promise<DatedIncident[]> {
  const { property, datasetIds, codes, now } = asked
  const { rows } = await sql<DatedIncident>`
    with series as materialized (
      select a.code as area, d.id, d.thing_id, l.first_start, l.last_end
      from ${groupSeries(now)} d
      join catalogue.v_dataset c on c.id = d.dataset_id and c.kind = 'open'
      join measurements.v_lifetime l on l.datastream_id = d.id and l.first_start is not null
      join areas.v_area a on a.code = any(${[...codes]}::text[]) and ST_Covers(a.geometry, d.location)
      where d.k = 1 and ${property} in (d.property_name, d.property_definition)
        and (${datasetIds.length === 0} or d.dataset_id = any(${[...datasetIds]}::uuid[]))
    ), span as (
      select area, min(first_start) as first, max(last_end) as last from series group by area
    ), change as (
      select s.area, s.first_start as at, case when exists (
          select from series o where o.area = s.area and o.id <> s.id
            and o.last_end between s.first_start - ${REPLACED_WITHIN}::interval and s.first_start + ${TOGETHER}::interval)
        then 'sensor-replaced' else 'method-changed' end as kind
      from series s join span p using (area) where s.first_start > p.first + ${TOGETHER}::interval
      union all
      select s.area, s.last_end, 'method-changed' from series s join span p using (area)
      where s.last_end < p.last - ${TOGETHER}::interval and not exists (
        select from series o where o.area = s.area and o.id <> s.id
          and o.first_start between s.last_end - ${TOGETHER}::interval and s.last_end + ${REPLACED_WITHIN}::interval)
      union all
      select s.area, m.moved_at, 'moved' from series s join measurements.v_move m on m.thing_id = s.thing_id
      union all
      select s.area, c.valid_from, 'calibrated' from series s join measurements.v_calibration c on c.datastream_id = s.id
      where c.valid_from > s.first_start
      union all
      select a.code, p.moved_at, 'moved'
      from ${groupSeries(now)} d
      join catalogue.v_dataset c on c.id = d.dataset_id and c.kind = 'open' and c.place_level = 0
      join measurements.v_lifetime l on l.datastream_id = d.id and l.first_start < ${now}
      join measurements.v_left_place p on p.thing_id = d.thing_id and p.moved_at > l.first_start
      join areas.v_area a on a.code = any(${[...codes]}::text[]) and ST_Covers(a.geometry, p.place)
        and not ST_Covers(a.geometry, d.location)
      where d.k = 1 and ${property} in (d.property_name, d.property_definition)
        and (${datasetIds.length === 0} or d.dataset_id = any(${[...datasetIds]}::uuid[]))
    )
    select distinct area, kind, to_char(at ${LOCAL}, 'YYYY-MM-DD') as day from change order by day, area, kind`.execute(
    db,
  )
  return rows
}

/** Areas that are read at most to choose from: as many as can be compared with. */
const MOST_POSSIBLE = 400

/** Areas of the same level and municipalities as those where something was done, that have figures. */
export async function listPossibleAreas(
  db: Db,
  { indicatorId, areaCodes }: { indicatorId: string; areaCodes: readonly string[] },
): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`
    select a.code from areas.v_area a
    where exists (select from areas.v_area t where t.code = any(${[...areaCodes]}::text[]) and t.level = a.level
        and (t.municipality_code = a.municipality_code or a.level = 'municipality'))
      and exists (select from indicators.v_value v where v.indicator_id = ${indicatorId} and v.area_code = a.code)
    order by a.code limit ${MOST_POSSIBLE}`.execute(db)
  return rows.map(({ code }) => code)
}
