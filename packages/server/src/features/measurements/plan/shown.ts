import {
  PLACE_PRECISIONS,
  type PlacePrecision,
  TIME_PRECISIONS,
  type TimePrecision,
} from '@samenspel/standards/odrl'
import { type RawBuilder, sql } from 'kysely'
import { readableTable, ruleTable } from './plan.ts'
import type { Moment, Reader } from './reader.ts'

type Sql = RawBuilder<unknown>

/*
 * The tables of entities as a reader sees them: the rows they may see, with what is withheld left out and what is coarser made so. A
 * filter, an order or a count is of these tables, so it can only tell of what is shown. Each has a column `shown`, which is true; a
 * condition of a client that looks at it first is not tried on rows that are withheld. `is_whole` is true of what is seen as it is and at
 * once: of nothing else changes are told, because that something was changed can tell of what is withheld.
 *
 * PostgreSQL writes such a table out in the place where it is named, so that it looks up the few rows that are asked.
 */

/** How many steps a level of time, and a level of place, count for in the rank of a rule: more than any delay has minutes. */
const DELAYS = 100_000_000
const TIMES = 3

// What has no value in it is written as one text wherever it is of many pieces: this is composed for every request.

/** Whether the reader sees a row, of a table in the plan or of the table that it is made of, as it is. */
export const isExact = (table: string) =>
  sql.raw(`${table}.dataset_id = any((select ids from readable)::uuid[])`) as RawBuilder<boolean>

/** The thing in the alias t is where the rule r is about. */
const isInAreas = sql`(r.areas = '{}' or exists (select from areas.v_area a
      where a.code = t.area_code and array[a.code, a.parent_code, a.municipality_code] && r.areas))`

const LEVELS =
  sql.raw(`(s.rank / ${DELAYS * TIMES})::int as place, (s.rank / ${DELAYS} % ${TIMES})::int as time,
  s.rank % ${DELAYS} as delay`)

const measuresOneOf = (properties: Sql) =>
  sql`exists (select from measurements.observed_property p
    where p.id = d.observed_property_id and (p.name = any(${properties}) or p.definition = any(${properties})))`

const isOfProperties = sql`(r.properties = '{}' or ${measuresOneOf(sql`r.properties`)})`

const columns = (alias: string, names: readonly string[]) =>
  sql.raw(names.map((name) => `${alias}.${name}`).join(', '))

/** By what datastreams are looked up, and what else there is of them. */
const LOOKED_UP = ['id', 'dataset_id', 'thing_id', 'sensor_id', 'observed_property_id']
const CARRIED = [
  ...['kind', 'name', 'description', 'observation_type', 'unit_of_measurement'],
  ...['multi_observation_data_types', 'observed_area', 'properties', 'state_id'],
]

/** How precisely a rule tells of a datastream, as one number: 0 when nothing is withheld, made coarser or late. */
const rankOf = (place: Sql, time: Sql) =>
  sql`(${place} * ${sql.lit(TIMES)} + ${time})::int8 * ${sql.lit(DELAYS)} + r.delay_minutes`

/** Datastreams (alias d) of things (alias t), and how precisely the rule r tells of them. */
const seenBy = (place: Sql, time: Sql) => sql`${columns('d', [...LOOKED_UP, ...CARRIED])},
        ${rankOf(place, time)} as rank`

/** Whether the rule r is about the datastream in the alias d of the thing in t. */
export const isOfRule = sql`${isInAreas} and ${isOfProperties}`

/** Whether the rule r is for everybody, or for who is at home at the thing in the alias t. */
export const isOfHost = sql`(r.host is null or r.host = t.host_id)`

/** The levels of the rule r for who consents as the alias c says; without a consent, those of the rule. */
const CONSENTED_LEVELS = [
  sql`greatest(r.place_level, 2 * c.place_level)`,
  sql`greatest(r.time_level, c.time_level)`,
] as const
export const CONSENTED_RANK = rankOf(...CONSENTED_LEVELS)

/**
 * Whether the consent in the alias c is one that the rule r asks for. With `case` PostgreSQL guesses better how many there are. A rule without a
 * purpose, such as that of who is at home there, is no rule about consents: null is distinct from every purpose.
 */
export const isConsentedTo = (now: Moment) =>
  sql`case when c.purpose is distinct from r.purpose then false when r.recipient is null then true else r.recipient = any(c.recipients) end
        and (c.until is null or c.until > ${now}::timestamptz)`

/** Datastreams of residents, once for each rule and consent by which they are seen. */
function consentedTable(now: Moment): Sql {
  return sql`select ${seenBy(...CONSENTED_LEVELS)},
        t.host_id, r.purpose, r.agreement_id, r.recipient
      from rule r
      join consent.v_in_force c on c.dataset_id = r.dataset_id
        and ${isConsentedTo(now)}
      join measurements.thing t on t.host_id = c.person_id
      join measurements.datastream d on d.thing_id = t.id and d.dataset_id = r.dataset_id
      where ${isOfRule}`
}

/**
 * Things and datastreams that are seen by a rule, with levels and delay. By more than one, the one that gives the most precise place counts,
 * and of those the most precise time: never the place of one with the time of another. They are told apart by all by which they are looked
 * up, so that PostgreSQL looks for that first, and not at the consents of everybody; what else there is of them comes along, so that they are
 * not looked up again.
 */
const SEEN_TABLES = Object.entries({
  seen_datastream: sql`select s.*, ${LEVELS}
      from (select distinct on (${columns('s', LOOKED_UP)}) s.* from (
        select ${seenBy(sql`r.place_level`, sql`r.time_level`)}
        from rule r join measurements.datastream d on d.dataset_id = r.dataset_id
        join measurements.thing t on t.id = d.thing_id
        where r.purpose is null and ${isOfHost} and ${isOfRule}
        union all
        select ${columns('c', [...LOOKED_UP, ...CARRIED, 'rank'])} from consented c) s
        order by ${columns('s', LOOKED_UP)}, s.rank) s`,
  seen_thing: sql`select t.id, t.dataset_id, t.name, t.description, t.properties, t.place as exact_place, t.place_100m, t.place_500m,
        t.area_point, t.area_code, t.area_100m, t.area_500m, s.place, s.is_live
      from (select thing_id, dataset_id, max(place) as place, bool_and(time = 0 and delay = 0) as is_live
        from seen_datastream group by thing_id, dataset_id) s
      join measurements.thing t on t.id = s.thing_id and t.dataset_id = s.dataset_id`,
})

const isLive = sql.raw('s.time = 0 and s.delay = 0')

/** Of which rows of the table in an alias nothing is withheld, as a condition. */
type IsWhole = (alias: string) => Sql

type Rows = { asItIs: (isWhole: IsWhole) => Sql; byRule: (now: Moment) => Sql }

/** Each table: its rows as they are, of which nothing is withheld, and what is seen by a rule. Rows of the second that are whole are as in the first. */
const SHOWN_TABLES: Record<ShownTable, Rows> = {
  shown_thing: {
    asItIs: (isWhole) => sql`
      select t.id, t.dataset_id, t.name, t.description, t.properties, t.place, t.area_code, true as is_live,
        true as is_whole, ${isWhole('t')} as shown
      from measurements.thing t where ${isWhole('t')}`,
    byRule: () => sql`
      select s.id, s.dataset_id, s.name, case s.place when 0 then s.description else '' end,
        case s.place when 0 then s.properties end,
        case s.place when 0 then s.exact_place when 1 then s.exact_place when 2 then s.place_100m when 4 then s.place_500m
          when 6 then s.area_point end,
        case s.place when 2 then s.area_100m when 4 then s.area_500m when 8 then null else s.area_code end, s.is_live, s.place = 0 and s.is_live,
        s.place is not null
      from seen_thing s`,
  },
  shown_location: {
    asItIs: (isWhole) => sql`
      select l.id, l.dataset_id, l.name, l.description, l.encoding_type, l.location, l.geometry, l.properties,
        true as is_whole, ${isWhole('l')} as shown
      from measurements.location l where ${isWhole('l')}`,
    byRule: () => sql`
      select l.id, l.dataset_id, case s.place when 0 then l.name when 1 then 'exact' when 2 then '100 m' when 4 then '500 m' else s.area_code end,
        case s.place when 0 then l.description else '' end,
        case s.place when 0 then l.encoding_type else 'application/geo+json' end,
        case s.place when 0 then l.location else ST_AsGeoJSON(g.geometry)::json end, g.geometry,
        case s.place when 0 then l.properties end, s.place = 0, s.place is not null
      from (
        select tl.location_id, max(s.place) as place, min(s.area_code) as area_code,
          (array_agg(s.area_point order by s.id))[1] as area_point
        from measurements.thing_location tl join seen_thing s on s.id = tl.thing_id
        group by tl.location_id) s
      join measurements.location l on l.id = s.location_id and l.dataset_id in (select dataset_id from rule)
      cross join lateral (select case s.place when 0 then l.geometry when 1 then l.geometry
        when 2 then measurements.snap(l.geometry, 100) when 4 then measurements.snap(l.geometry, 500) when 6 then s.area_point end as geometry offset 0) g
      where s.place = 0 or g.geometry is not null`,
  },
  shown_historical_location: {
    asItIs: (isWhole) => sql`
      select h.id, h.dataset_id, h.thing_id, h.time, true as is_whole, ${isWhole('h')} as shown
      from measurements.historical_location h where ${isWhole('h')}`,
    byRule: () => sql`
      select h.id, h.dataset_id, h.thing_id, h.time, true, s.place is not null
      from seen_thing s join measurements.historical_location h on h.thing_id = s.id
      where s.place = 0 and h.dataset_id in (select dataset_id from rule)`,
  },
  shown_datastream: {
    asItIs: (isWhole) => sql`
      select d.id, d.dataset_id, d.kind, d.thing_id, d.sensor_id, d.observed_property_id, d.name, d.description,
        d.observation_type, d.unit_of_measurement, d.multi_observation_data_types, d.observed_area, d.properties, d.state_id,
        0 as place, 0 as time, 'infinity'::timestamptz as until, 'infinity'::timestamptz as moment, true as is_whole, ${isWhole('d')} as shown
      from measurements.datastream d where ${isWhole('d')}`,
    byRule: (now) => {
      const moment = sql`${now}::timestamptz - s.delay * interval '1 minute'`
      return sql`
      select s.id, s.dataset_id, s.kind, s.thing_id, s.sensor_id, s.observed_property_id, s.name,
        case s.place when 0 then s.description else '' end, s.observation_type, s.unit_of_measurement,
        s.multi_observation_data_types, case s.place when 0 then s.observed_area end,
        case s.place when 0 then s.properties end, case when ${isLive} then s.state_id end,
        s.place, s.time, case when s.time > 0 then '-infinity' when s.delay = 0 then 'infinity' else ${moment} end,
        case when ${isLive} then 'infinity' else ${moment} end, s.place = 0 and ${isLive}, s.rank is not null
      from seen_datastream s`
    },
  },
  shown_sensor: {
    asItIs: (isWhole) => sql`
      select e.id, e.dataset_id, e.name, e.description, e.encoding_type, e.metadata, e.properties, true as is_whole, ${isWhole('e')} as shown
      from measurements.sensor e where ${isWhole('e')}`,
    byRule: () => sql`
      select e.id, e.dataset_id, e.name, case s.place when 0 then e.description else '' end, e.encoding_type,
        case s.place when 0 then e.metadata else '""'::json end, null::json, false, s.place is not null
      from measurements.sensor e
      cross join lateral (select max(s.place) as place from seen_datastream s where s.sensor_id = e.id having count(*) > 0) s
      where e.dataset_id in (select dataset_id from rule)`,
  },
  shown_observed_property: {
    asItIs: (isWhole) => sql`
      select p.id, p.dataset_id, p.name, p.definition, p.description, p.properties, true as is_whole, ${isWhole('p')} as shown
      from measurements.observed_property p where ${isWhole('p')}`,
    byRule: () => sql`
      select p.id, p.dataset_id, p.name, p.definition, case s.place when 0 then p.description else '' end, p.properties, false,
        s.place is not null
      from measurements.observed_property p
      cross join lateral (select max(s.place) as place from (
          select s.place from seen_datastream s where s.observed_property_id = p.id
          union all
          select s.place from measurements.datastream_observed_property o join seen_datastream s on s.id = o.datastream_id
          where o.observed_property_id = p.id) s having count(*) > 0) s
      where p.dataset_id in (select dataset_id from rule)`,
  },
  shown_feature_of_interest: {
    asItIs: (isWhole) => sql`
      select f.id, f.dataset_id, f.name, f.description, f.encoding_type, f.feature, f.geometry, f.properties,
        true as is_whole, ${isWhole('f')} as shown
      from measurements.feature_of_interest f where ${isWhole('f')}`,
    byRule: () => sql`
      select f.id, f.dataset_id, f.name, f.description, f.encoding_type, f.feature, f.geometry, f.properties,
        true, s.id is not null
      from measurements.feature_of_interest f
      cross join lateral (
        select s.id from (
          select x.datastream_id from measurements.datastream_feature x where x.feature_of_interest_id = f.id
          union all
          select x.datastream_id from measurements.named_feature x where x.feature_of_interest_id = f.id) x
        join seen_datastream s on s.id = x.datastream_id where s.place = 0 and s.time = 0 and s.delay = 0 limit 1) s
      where f.dataset_id in (select dataset_id from rule)`,
  },
}

/** The precision that a level of place stands for, and one of time. */
export const placeAt = (level: number): PlacePrecision | 'none' =>
  PLACE_PRECISIONS[Math.floor(level / 2)] ?? 'none'
export const timeAt = (level: number): TimePrecision => TIME_PRECISIONS[level] ?? 'day'

/** Whether the observed property in the alias p may be seen of a datastream that is shown. */
export const SHOWN_PROPERTY = sql<boolean>`(${isExact('p')} or p.dataset_id in (select dataset_id from rule))`

/** The names of {@link SHOWN_TABLES}. */
export type ShownTable =
  `shown_${'thing' | 'location' | 'historical_location' | 'datastream' | 'sensor' | 'observed_property' | 'feature_of_interest'}`

/** A table of the plan with only those rows of which nothing is withheld. */
export const shownAsItIs = (name: ShownTable, isWhole: IsWhole): Sql => SHOWN_TABLES[name].asItIs(isWhole)

/**
 * The access plan of a reader as the beginning of a statement: `readable` and the tables that it names, to be put after `with`.
 * @param names the tables that the statement reads from
 */
export function planTables(reader: Reader<Moment>, names: Iterable<ShownTable>): Sql {
  const shownTable = (name: ShownTable): [string, Sql] => [
    name,
    sql`${shownAsItIs(name, isExact)}
      union all${SHOWN_TABLES[name].byRule(reader.now)}`,
  ]
  const written = [
    ['consented', consentedTable(reader.now)] as const,
    ...SEEN_TABLES,
    ...[...names].map(shownTable),
  ]
  return sql.join([
    readableTable(reader),
    ruleTable(reader),
    ...written.map(([name, table]) => sql`${sql.ref(name)} as not materialized (${table})`),
  ])
}
