import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import { groupSeries } from '../../measurements/index.ts'
import { type Conversions, chooseConversions, withDefaults } from '../rules.ts'
import type { Definition } from '../schema.ts'
import { DAY_END, keptTables, memberTables } from './counted.ts'
import { listMeasuredUnits } from './figures.ts'

type Named = { id: string; slug: string; title: string }

/** Figures of an area, the newest first, that are looked at: those in which someone was counted long ago are not found. */
const FIGURES = 3

/**
 * The published indicators in which things counted: in a figure with a value, of the area in which they lie and a period in which they measured,
 * and with a group that was large enough.
 */
export async function listCounting(db: Db, thingIds: readonly number[], now: Date): Promise<Named[]> {
  const found: Named[] = []
  for (const { definition: stored, periods, ...indicator } of await listPossible(db, thingIds, now)) {
    const definition = withDefaults(stored)
    const { counted } = chooseConversions(definition, await listMeasuredUnits(db, definition, now))
    for (const { from, to } of periods) {
      const asked = { thingIds, definition, counted, now, from: new Date(from), to: new Date(to) }
      if (!(await hasCounted(db, indicator.id, asked))) continue
      found.push(indicator)
      break
    }
  }
  return found
}

type Possible = Named & { definition: Definition; periods: { from: string; to: string }[] }

/** Published indicators with figures of where things lie, from when they measured. */
async function listPossible(db: Db, thingIds: readonly number[], now: Date): Promise<Possible[]> {
  const { rows } = await sql<Possible>`
    with own as materialized (
      select d.*, l.first_start, l.last_end from ${groupSeries(now)} d
      join measurements.v_lifetime l on l.datastream_id = d.id and l.first_start is not null
      where d.thing_id = any(${thingIds}::int8[])
    ), figure as (
      select distinct i.id, v.period_start, v.period_end
      from own d
      join indicators.indicator i on i.published and i.definition->>'property' in (d.property_name, d.property_definition)
        and (jsonb_array_length(i.definition->'datasetIds') = 0 or i.definition->'datasetIds' ? d.dataset_id::text)
      cross join lateral (
        select code from areas.v_area where level = i.definition->>'level' and ST_Covers(geometry, d.location)
        union all
        select g->>'key' from jsonb_array_elements(coalesce(i.definition->'groups', '[]')) g
        where g->'datasetIds' ? d.dataset_id::text or g->'thingIds' @> to_jsonb(d.thing_id)) a
      cross join lateral (
        select v.period_start, v.period_end from indicators.value v
        where v.indicator_id = i.id and v.area_code = a.code and v.value is not null
          and v.period_end > d.first_start and v.period_start <= d.last_end
        order by v.period_start desc limit ${FIGURES}) v)
    select i.id, i.slug, i.definition->>'title' as title, i.definition,
      json_agg(json_build_object('from', f.period_start, 'to', f.period_end) order by f.period_start desc) as periods
    from figure f join indicators.indicator i on i.id = f.id
    group by i.id order by title, i.id`.execute(db)
  return rows
}

/** Whether things count in the figures of one period: as computeFigures has it, without computing any. */
async function hasCounted(
  db: Db,
  indicatorId: string,
  asked: {
    thingIds: readonly number[]
    definition: Definition
    counted: Conversions['counted']
    now: Date
    from: Date
    to: Date
  },
): Promise<boolean> {
  const { thingIds, definition, counted, now, from, to } = asked
  const { rows } = await sql<{ counted: boolean }>`
    with ${memberTables(definition, counted, { now, from, to })}, measured as materialized (
      select s.*, h.start from station s
      join measurements.v_hour h on h.datastream_id = s.id and h.start >= ${from} and h.start < ${to}
      where not s.by_day and (s.cutoff = 'infinity' or h.start + interval '1 hour' <= s.cutoff)
      union all
      select s.*, d.start from station s
      join measurements.v_day d on d.datastream_id = s.id and d.start >= ${from} and d.start < ${to}
      where s.by_day and ${DAY_END} <= s.cutoff
    ), ${keptTables(sql`measured`)}
    select exists (
      select from measured m
      join indicators.value v on v.indicator_id = ${indicatorId} and v.area_code = m.area_code and v.period_start = ${from}
      where m.thing_id = any(${thingIds}::int8[]) and v.value is not null
        and (m.k = 1 or (m.pool, m.area_code, m.start) in (select pool, area_code, start from kept)))
      as counted`.execute(db)
  return rows[0]?.counted ?? false
}
