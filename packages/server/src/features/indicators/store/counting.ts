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

type OfPeriod = { definition: Definition; counted: Conversions['counted']; now: Date; from: Date; to: Date }

/** Whether things count in the figures of one period: as computeFigures has it, without computing any. */
async function hasCounted(
  db: Db,
  indicatorId: string,
  { thingIds, ...period }: OfPeriod & { thingIds: readonly number[] },
): Promise<boolean> {
  const { rows } = await sql<{ counted: boolean }>`with ${countedTables(indicatorId, period)}
    select exists (select from counting c where c.thing_id = any(${thingIds}::int8[])) as counted`.execute(db)
  return rows[0]?.counted ?? false
}

/** `counting`: what counts in a figure with a value of one period, with the area of the figure. */
function countedTables(indicatorId: string, { definition, counted, now, from, to }: OfPeriod) {
  return sql`${memberTables(definition, counted, { now, from, to })}, measured as materialized (
      select s.*, h.start from station s
      join measurements.v_hour h on h.datastream_id = s.id and h.start >= ${from} and h.start < ${to}
      where not s.by_day and (s.cutoff = 'infinity' or h.start + interval '1 hour' <= s.cutoff)
      union all
      select s.*, d.start from station s
      join measurements.v_day d on d.datastream_id = s.id and d.start >= ${from} and d.start < ${to}
      where s.by_day and ${DAY_END} <= s.cutoff
    ), ${keptTables(sql`measured`, definition)}, counting as (
      select m.thing_id, m.host_id, m.area_code from measured m
      join indicators.value v on v.indicator_id = ${indicatorId} and v.area_code = m.area_code and v.period_start = ${from}
      where v.value is not null and (m.k = 1 or (m.pool, m.area_code, m.start) in (select pool, area_code, start from kept))
    )`
}

/** Figures of an indicator in which people are looked for: until a moment, of some areas or of all. */
type Figures = { indicatorId: string; areaCodes: readonly string[]; until: Date }

/**
 * The people whose sensors counted in the newest figures of an indicator, as everybody sees those now: of who takes their consent back nothing is found.
 * Of one that is computed from others, in the figures of those. Who hosts a sensor is told to nobody else: only they themselves may hear of it.
 * @param of the newest of each area until then
 */
export async function listCountedHosts(db: Db, of: Figures, now: Date): Promise<string[]> {
  const found = new Set<string>()
  const seen = new Set<string>()
  const waiting = [of.indicatorId]
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (seen.has(id)) continue
    seen.add(id)
    const figures = await listNewest(db, { ...of, indicatorId: id })
    if (!figures) continue
    const definition: Definition = withDefaults(figures.definition)
    for (const operand of [definition.first, definition.second]) {
      if (operand?.indicatorId) waiting.push(operand.indicatorId)
    }
    const { counted } = chooseConversions(definition, await listMeasuredUnits(db, definition, now))
    for (const { from, to } of figures.periods) {
      const period = { definition, counted, now, from: new Date(from), to: new Date(to) }
      for (const host of await listHostsIn(db, { ...of, indicatorId: id }, period)) found.add(host)
    }
  }
  return [...found].sort()
}

async function listHostsIn(db: Db, { indicatorId, areaCodes }: Figures, period: OfPeriod): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`with ${countedTables(indicatorId, period)}
    select distinct c.host_id as id from counting c where c.host_id is not null
      and (${areaCodes.length === 0} or c.area_code = any(${[...areaCodes]}::text[]))`.execute(db)
  return rows.map(({ id }) => id)
}

/** The newest periods of which an indicator has a figure with a value, of each area. */
async function listNewest(
  db: Db,
  { indicatorId, areaCodes, until }: Figures,
): Promise<Pick<Possible, 'definition' | 'periods'> | undefined> {
  const { rows } = await sql<Pick<Possible, 'definition' | 'periods'>>`
    select i.definition, coalesce((select json_agg(distinct jsonb_build_object('from', f.period_start, 'to', f.period_end)) from (
        select v.period_start, v.period_end,
          row_number() over (partition by v.area_code order by v.period_start desc) as newness
        from indicators.value v where v.indicator_id = i.id and v.value is not null and v.period_end <= ${until}
          and (${areaCodes.length === 0} or v.area_code = any(${[...areaCodes]}::text[]))) f
      where f.newness <= ${FIGURES}), '[]') as periods
    from indicators.indicator i where i.id = ${indicatorId}`.execute(db)
  return rows[0]
}
