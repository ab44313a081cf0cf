import { type RawBuilder, sql } from 'kysely'
import { groupSeries } from '../../measurements/index.ts'
import { ALWAYS_LEFT_OUT } from '../definition.ts'
import type { Conversions } from '../rules.ts'
import type { Definition } from '../schema.ts'

/*
 * What counts in figures, as tables of the statements that ask it: those that make figures, and those that tell someone whether their sensor
 * counted.
 */

/** The end of the day in the Netherlands that begins at `d.start`: twice a year that is not 24 hours later. */
export const DAY_END = sql`((d.start at time zone 'Europe/Amsterdam' + interval '1 day') at time zone 'Europe/Amsterdam')`

/**
 * `member`: series of the property with the area or group that they lie in, and whether they count (`counts`); `station`: those that do and
 * measured between two moments. Series of one `pool` count together in whatever figure one of them can: who shares days only is in no figure per
 * hour, what is measured per hour is in sums only when the unit is without that, and of a property one can ask by name or by definition, so a difference between two figures would tell of those that are in one of them.
 */
export function memberTables(
  definition: Definition,
  counted: Conversions['counted'],
  { now, from, to }: { now: Date; from: Date; to: Date },
): RawBuilder<unknown> {
  const { property, datasetIds } = definition
  return sql`series as materialized (
    select d.* from ${groupSeries(now)} d
    where ${property} in (d.property_name, d.property_definition)
      and (${datasetIds.length === 0} or d.dataset_id = any(${datasetIds}::uuid[]))
  ), member as materialized (
    select d.id, d.thing_id, d.host_id, d.whose, json_build_array(d.dataset_id, d.by_day, d.property_name, d.property_definition, u.per_hour)::text as pool, d.k,
      d.by_day, d.means_only, d.cutoff, a.code collate "C" as area_code, a.parent_code, a.municipality_code,
      l.first_start, least(l.last_end, d.cutoff) as last_end, l.forgotten_from, l.forgotten_until, u.factor, u.shift,
      u.factor is not null and (d.k = 1 or ${sql.lit(countsGroups(definition))}) and l.first_start < d.cutoff
        ${needsHours(definition) ? sql`and not d.by_day` : sql``} as counts
    from series d
    left join unnest(${counted.map(({ symbol }) => symbol)}::text[],
      ${counted.map(({ definition }) => definition)}::text[],
      ${counted.map(({ factor }) => factor)}::float8[], ${counted.map(({ shift }) => shift)}::float8[],
      ${counted.map(({ isPerHour }) => isPerHour)}::bool[])
      as u (symbol, definition, factor, shift, per_hour) on (u.symbol, u.definition) = (d.unit_symbol, d.unit_definition)
    join measurements.v_lifetime l on l.datastream_id = d.id
    join ${places(definition)}
  ), station as (
    select * from member where counts and first_start < ${to} and last_end >= ${from}
  )`
}

/**
 * Before the code of a larger area: what lies in that and in none of the areas of a level, as borders of different years do not fit. It is in no figure
 * of the level, but whoever subtracts all of those from the figure of the larger area would be left with it.
 */
const OUTSIDE = '?'

/** The areas or groups in which a series lies, under the alias a. A group is chosen freely, so nothing is kept from it by the place. */
function places({ level, groups }: Definition): RawBuilder<unknown> {
  if (level === 'group') {
    return sql`(select g ->> 'key' as code, null::text as parent_code, null::text as municipality_code, g
      from jsonb_array_elements(${JSON.stringify(groups)}::jsonb) g) a
    on a.g -> 'datasetIds' ? d.dataset_id::text or a.g -> 'thingIds' @> to_jsonb(d.thing_id)`
  }
  return sql`lateral (
    select code, parent_code, municipality_code from areas.v_area
    where d.k = 1 and level = ${level} and ST_Covers(geometry, d.location)
    union all
    ${placeInGroups(level)}) a on true`
}

/**
 * The one area of a level in which a series lies that counts in groups, or `OUTSIDE` of the larger one. It lies in one municipality at most, in one
 * district of that, and in one neighbourhood of this: borders may overlap, or stick out of what they are a part of, and who lies there twice
 * would be what figures of one level differ in from those of another. An area is of one larger one too: who lies in a part that sticks out into
 * another is in that other, and in none of its neighbourhoods.
 */
function placeInGroups(level: 'municipality' | 'district' | 'neighbourhood'): RawBuilder<unknown> {
  /** Of the areas of a level around a place that are of those found before, the first. */
  const find = (of: string, within: RawBuilder<unknown>) => sql`lateral (
    select x.code from areas.v_area x
    where x.level = ${of} and ST_Covers(x.geometry, d.location) and ${within}
    order by x.code limit 1)`
  const ofMunicipality = isOf('municipality', sql`x.municipality_code`, sql`m.code`)
  const ofDistrict = isOf('district', sql`x.parent_code`, sql`w.code`)
  const outside = (code: RawBuilder<unknown>) => sql`${OUTSIDE}::text || ${code}`
  const code = {
    municipality: sql`m.code`,
    district: sql`coalesce(w.code, ${outside(sql`m.code`)})`,
    neighbourhood: sql`coalesce(n.code, ${outside(sql`w.code`)}, ${outside(sql`m.code`)})`,
  }[level]
  return sql`select ${code}, w.code, m.code
    from (select where d.k > 1) one
    left join ${find('municipality', sql`true`)} m on true
    left join ${find('district', ofMunicipality)} w on ${level !== 'municipality'}
    left join ${find('neighbourhood', sql`${ofMunicipality} and ${ofDistrict}`)} n on ${level === 'neighbourhood'}
    where ${code} is not null`
}

/**
 * Whether the area in the alias x is of the larger one that was found, if any: of the one that it is said to be a part of, or when that was not said or
 * not imported, of the first in which its middle lies.
 */
function isOf(level: string, said: RawBuilder<unknown>, found: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`coalesce((select l.code from areas.v_area l where l.level = ${level} and l.code = ${said}), (
      select l.code from areas.v_area l where l.level = ${level} and ST_Covers(l.geometry, ST_PointOnSurface(x.geometry))
      order by l.code limit 1)) is not distinct from ${found}`
}

/**
 * `grouped`: what was measured where a smallest group holds, with the `weight` of each series in that hour: of all sensors of a host in a pool, and within
 * the largest area around them, together one. A sensor weighs the same in the figures of every level. If a host had one vote in each area, a neighbourhood,
 * another and their district would be three sums in which theirs is not the same number, and subtracting them would leave just that.
 *
 * `kept`: where a smallest group holds, the areas and hours in which enough hosts of a pool were measured, and that do not tell of those
 * in which too few were, nor of too few that lie in none. Of the areas in a larger one the smallest are left out until together they are a group;
 * a neighbourhood is left out with its district too, or the municipality less the other districts and the neighbourhoods of this one would tell of
 * few. So whatever is subtracted from whatever, what is left is nobody or at least a group.
 * @param measured a table of hours with `pool`, `whose`, `area_code`, `parent_code`, `municipality_code`, `start` and `k`
 */
export function keptTables(
  measured: RawBuilder<unknown>,
  { level }: Pick<Definition, 'level'>,
): RawBuilder<unknown> {
  const around = sql.raw(AROUND[level])
  // Who hosts several sensors is one, also when they are in several areas: a host counts for a part in each.
  const spread = (within: RawBuilder<unknown>, code: RawBuilder<unknown>) => sql`coalesce(sum(size) over (
    partition by pool, ${within}, start order by size, ${code} rows between unbounded preceding and 1 preceding), 0)`
  const isKept = sql`size >= k and (smaller = 0 or smaller >= k)`
  const sized = (code: RawBuilder<unknown>, more: RawBuilder<unknown>) => sql`
    select pool, ${code} as code, ${more}, start, min(k) as k, round(sum(weight)::numeric, 6) as size
    from grouped group by pool, 2, start`
  const district = sql`coalesce(parent_code, ${OUTSIDE}::text || municipality_code, '')`
  const districts =
    level === 'neighbourhood'
      ? sql`kept_district as materialized (
          select pool, code, start from (
            select *, ${spread(sql`municipality_code`, sql`code`)} as smaller
            from (${sized(district, sql`min(municipality_code) as municipality_code`)}) d) s
          where ${isKept}), `
      : sql``
  return sql`grouped as materialized (
    select *, 1::float8 / count(*) over (
      partition by pool, whose, coalesce(municipality_code, parent_code, area_code), start) as weight
    from ${measured} where k > 1
  ), ${districts}kept as materialized (
    select pool, code as area_code, start from (
      select *, ${spread(around, sql`code`)} as smaller
      from (${sized(sql`area_code`, sql`min(parent_code) as parent_code, min(municipality_code) as municipality_code`)}) a) s
    where ${isKept} and not starts_with(code, ${OUTSIDE})
      ${level === 'neighbourhood' ? sql`and (pool, ${district}, start) in (select pool, code, start from kept_district)` : sql``}
  )`
}

/** By what areas of a level lie together in a larger one of which there are figures too. */
const AROUND: Record<Definition['level'], string> = {
  neighbourhood: `coalesce(parent_code, municipality_code, '')`,
  district: 'municipality_code',
  municipality: 'code',
  group: 'code',
}

/**
 * Whether a figure is about a group. A minimum, a maximum or a percentile is a value of one station, and from shares and counts above several
 * lines follows each value. The difference between figures with and without doubtful values would tell those, one between days with enough hours
 * and all of them what is in the others, and one between groups that are chosen freely who is in one of them.
 */
export function countsGroups({ statistic, step, level, leftOutFlags }: Definition): boolean {
  const isAboutGroup = statistic === 'mean' || statistic === 'sum'
  return isAboutGroup && step === 'none' && level !== 'group' && !leavesOutMore(leftOutFlags)
}

/** Whether flags are left out besides those that always are. */
function leavesOutMore(flags: Definition['leftOutFlags']): boolean {
  return flags.some((flag) => !ALWAYS_LEFT_OUT.some((always) => always === flag))
}

/** Whether what is published per day, as means, has not what a figure is made of. */
function needsHours({ period, step, statistic, leftOutFlags }: Definition): boolean {
  if (period === 'hour' || leavesOutMore(leftOutFlags)) return true
  if (step !== 'none') return step !== 'mean' && step !== 'sum'
  return statistic.startsWith('count-') || statistic === 'excess' || statistic === 'sum-from'
}
