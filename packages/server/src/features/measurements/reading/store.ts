import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import { hasKey } from '../../../platform/database/key.ts'
import { storedId } from '../datastream-id.ts'
import { momentText } from '../ingest/instant.ts'
import type { Reader } from '../plan/reader.ts'
import { placeAt, planTables, SHOWN_PROPERTY, timeAt } from '../plan/shown.ts'
import { type FoundUses, usesOf } from '../plan/uses.ts'
import { LATEST_END, latestShown } from './present.ts'
import { MOST_POINTS } from './rules.ts'
import type { Resolution, Station } from './schema.ts'
import { isStale } from './staleness.ts'

/** Whether a thing in the alias t says that it is a reference. */
const IS_REFERENCE = sql`(coalesce(t.properties ->> 'reference', '') = 'true')`

/** Which stations; undefined asks nothing. */
export type StationSelection = Reader & {
  dataset: string | undefined
  /** Names or definitions of observed properties, of which it measures one. */
  properties: readonly string[] | undefined
  areas: readonly string[] | undefined
  reference: boolean | undefined
}

export type StationFilter = StationSelection & {
  datastream: number | undefined
  bbox: readonly number[] | undefined
  /** Longitude and latitude; the nearest come first, and none from further away. */
  near: { point: readonly number[]; metres: number } | undefined
  after: string | undefined
  limit: number
  now: Date
}

/** Stations, and whose data is in them. */
export type FoundStations = { stations: Station[]; uses: FoundUses }

/**
 * Stations with the latest value of each datastream. A value is stale when nothing came for three times the usual
 * interval of its datastream, and at least two hours.
 */
export async function listStations(db: Db, filter: StationFilter): Promise<FoundStations> {
  const { datastream, bbox, near, after, limit, now } = filter
  const ofProperty = sql.join(
    [measuresOneOf(filter), ...(datastream === undefined ? [] : [sql`d.id = ${storedId(datastream)}::int4`])],
    sql` and `,
  )
  const distance = near && sql`ST_DistanceSphere(c.point, ${pointOf(near.point)})`
  const conditions = [
    ...conditionsOf(filter),
    ...(bbox ? [sql`t.place && ST_MakeEnvelope(${sql.join(bbox)}, 4326)`] : []),
    ...(near && distance
      ? [
          sql`t.place && ST_Expand(${pointOf(near.point)}, ${degreesAround(near)}::float8)`,
          sql`${distance} <= ${near.metres}`,
        ]
      : []),
    ...(after === undefined ? [] : [sql`t.id > ${after}::int8`]),
  ]
  const searched = searchedBy(filter, datastream)
  return selectStations(db, {
    readable: filter,
    conditions,
    ofProperty,
    searched,
    order: distance,
    limit,
    now,
  })
}

/** How many stations there are of this selection. */
export async function countStations(
  db: Db,
  selection: StationSelection,
): Promise<{ stations: number; uses: FoundUses }> {
  const { rows } = await sql<{ stations: number; uses: FoundUses }>`
    with ${stationTables(selection, conditionsOf(selection), measuresOneOf(selection))}
    select count(distinct thing_id)::int as stations,
      ${usesOf(selection, foundOr(sql`select thing_id from stream`, searchedBy(selection)))} as uses
    from stream`.execute(db)
  return rows[0] ?? { stations: 0, uses: null }
}

/** The ids that were found; when none was, those among which was searched: that they are not there tells of them. */
export const foundOr = (found: RawBuilder<unknown>, searched: RawBuilder<unknown>) =>
  sql`${found} union all select s.id from (${searched}) s where not exists (${found})`

/** The things among which a selection is made, whatever else is asked of them. */
export function searchedBy(
  { dataset }: Pick<StationSelection, 'dataset'>,
  datastream?: number,
): RawBuilder<unknown> {
  if (datastream !== undefined) {
    return sql`select d.thing_id as id from measurements.datastream d where d.id = ${storedId(datastream)}::int4`
  }
  return dataset === undefined
    ? sql`select thing.id from measurements.thing`
    : sql`select thing.id from measurements.thing join catalogue.v_dataset v on v.id = thing.dataset_id where ${hasKey('v', dataset)}`
}

function conditionsOf(selection: StationSelection): RawBuilder<unknown>[] {
  const { dataset, areas, reference } = selection
  return [
    ...(dataset === undefined ? [] : [hasKey('v', dataset)]),
    ...(areas === undefined
      ? []
      : [
          sql`t.area_code in (select a.code from areas.v_area a
            where array[a.code, a.parent_code, a.municipality_code] && ${areas}::text[])`,
        ]),
    ...(reference === undefined ? [] : [sql`${IS_REFERENCE} = ${reference}::boolean`]),
  ]
}

/** Whether the datastream in the alias d, of the property p, measures something that is asked for. */
export function measuresOneOf({ properties }: Pick<StationSelection, 'properties'>): RawBuilder<unknown> {
  return properties === undefined
    ? sql`true`
    : sql`(p.name = any(${properties}::text[]) or p.definition = any(${properties}::text[]))`
}

/**
 * `candidate`: the things that are asked for; `stream`: their datastreams that may be read and measure what is asked. Both, and the
 * property, can be of other datasets than each other.
 */
export const stationTables = (
  reader: Reader,
  conditions: readonly RawBuilder<unknown>[],
  ofProperty: RawBuilder<unknown>,
): RawBuilder<unknown> => sql`${planTables(reader, ['shown_thing', 'shown_datastream'])},
  candidate as materialized (
    select t.*, c.point from shown_thing t join catalogue.v_dataset v on v.id = t.dataset_id
    left join lateral (select ST_PointOnSurface(t.place) as point) c on true
    where ${sql.join(conditions.length > 0 ? conditions : [sql`true`], sql` and `)}),
  stream as materialized (
    select d.id, d.thing_id, d.state_id, d.place, d.time, d.until, d.moment, coalesce(d.unit_of_measurement ->> 'symbol', '') as unit,
      p.name as property, coalesce(p.properties ->> 'title', p.name) as title
    from shown_datastream d
    join measurements.observed_property p on p.id = d.observed_property_id and ${SHOWN_PROPERTY}
    -- As an array, so that the index is asked for these things and no others.
    where d.thing_id = any(array(select id from candidate)) and ${ofProperty})`

const pointOf = ([longitude, latitude]: readonly number[]) =>
  sql`ST_SetSRID(ST_MakePoint(${longitude}::float8, ${latitude}::float8), 4326)`

const METRES_PER_DEGREE = 111_000

/** Degrees that hold at least so many metres in every direction. */
function degreesAround({
  point: [, latitude = 0],
  metres,
}: {
  point: readonly number[]
  metres: number
}): number {
  return metres / METRES_PER_DEGREE / Math.max(0.01, Math.cos((latitude * Math.PI) / 180))
}

/**
 * One station as in the list.
 * @returns without station when it does not exist, measures nothing or may not be read
 */
export async function findStation(
  db: Db,
  { thingId, ...readable }: Reader & { thingId: number },
): Promise<{ station: Station | undefined; uses: FoundUses }> {
  const conditions = [sql`t.id = ${thingId}::int8`]
  const { stations, uses } = await selectStations(db, {
    readable,
    conditions,
    ofProperty: sql`true`,
    searched: sql`select null::int8 as id where false`,
    limit: 1,
    now: readable.now,
  })
  return { station: stations[0], uses }
}

async function selectStations(
  db: Db,
  asked: {
    readable: Reader
    conditions: readonly RawBuilder<unknown>[]
    ofProperty: RawBuilder<unknown>
    /** The ids among which is searched. */
    searched: RawBuilder<unknown>
    /** By id when not given. */
    order?: RawBuilder<unknown> | undefined
    limit: number
    now: Date
  },
): Promise<FoundStations> {
  const { readable, conditions, ofProperty, searched, order = sql`t.id`, limit, now } = asked
  const { rows } = await sql<{
    stations: Omit<Station, 'latest' | 'precision'>[]
    latest: [thingId: number, list: Station['latest'], place: number, time: number][]
    uses: FoundUses
  }>`
    with ${stationTables(readable, conditions, ofProperty)},
    page as materialized (
      select t.*, row_number() over (order by ${order}, t.id) as n from candidate t cross join lateral (select t.point) c
      where ${isOneOf(sql`t.id`, sql`select thing_id from stream`)} order by ${order}, t.id limit ${limit}),
    latest as (
      select d.thing_id, json_agg(json_build_object(
          'datastreamId', d.id, 'property', d.property, 'title', d.title,
          'unit', d.unit, 'value', l.number, 'quality', l.judged,
          'calibrated', d.id in (select c.derived_id from measurements.calibration c where c.derived_id is not null),
          'time', ${momentText(LATEST_END, 'milliseconds')}, 'stale',
          coalesce(${isStale(LATEST_END, sql`l.usual`, sql`least(d.moment, ${now})`)}, true))
        order by d.property, d.id) as list, max(d.place) as place, max(d.time) as time
      from stream d
      left join measurements.datastream_state s on s.datastream_id = d.state_id
      left join ${latestShown(now)}
      where ${isOneOf(sql`d.thing_id`, sql`select id from page`)} group by d.thing_id)
    select (select coalesce(json_agg(json_build_object('thingId', t.id, 'name', t.name,
        'location', case when t.place is null then null else json_build_array(ST_X(t.point), ST_Y(t.point)) end,
        'areaCode', t.area_code, 'datasetId', t.dataset_id,
        'states', coalesce((select to_json(h.states) from measurements.thing_health h where h.thing_id = t.id and t.is_live), '[]'),
        'reference', ${IS_REFERENCE}) order by t.n), '[]') from page t) as stations,
      (select coalesce(json_agg(json_build_array(l.thing_id, l.list, l.place, l.time)), '[]') from latest l) as latest,
      ${usesOf(readable, foundOr(sql`select id from page`, searched))} as uses`.execute(db)
  // Put together here: how many rows there are PostgreSQL guesses too low, and then compares each with each.
  const found = new Map(
    rows[0]?.latest.map(([thingId, latest, place, time]) => [
      thingId,
      { latest, precision: { place: placeAt(place), time: timeAt(time) } },
    ]),
  )
  const stations = (rows[0]?.stations ?? []).flatMap((station) => {
    const own = found.get(station.thingId)
    return own ? [{ ...station, ...own }] : []
  })
  return { stations, uses: rows[0]?.uses ?? null }
}

/** Whether a value is one of many, looked up in a table of all of them: as a join, it would depend on what PostgreSQL guesses. */
const isOneOf = (value: RawBuilder<unknown>, all: RawBuilder<unknown>) => sql`(${value} in (${all})) is true`

export type SeriesFilter = Reader & { datastreamId: number; resolution: Resolution; from: Date; to: Date }

/** How coarse what is asked is, as levels of the access plan. */
const LEVELS = { raw: 0, hour: 1, day: 2 } as const satisfies Record<Resolution, number>

/**
 * A series as JSON text, made in the database. `points` is how many there are; more than MOST_POINTS are cut off.
 * @returns undefined when the datastream does not exist or may not be read
 */
export async function readSeries(
  db: Db,
  filter: SeriesFilter,
): Promise<{ json: string; points: number; uses: FoundUses } | undefined> {
  const { resolution, from, to } = filter
  const datastreamId = storedId(filter.datastreamId)
  const bounds = (time: RawBuilder<unknown>) =>
    sql`${time} >= ${from}::timestamptz and ${time} < ${to}::timestamptz`
  // Written as text: for the hours of a year that takes a third of the time of building arrays.
  const points =
    resolution === 'raw'
      ? sql`select concat('["', ${momentText(sql`o.phenomenon_start`, 'milliseconds')}, '",',
          ${orNull(sql`o.result_number`)}, ',', ${orNull(sql`o.quality`)}, ']') as point
        from measurements.observation o
        where o.datastream_id = ${datastreamId} and ${bounds(sql`o.phenomenon_start`)}
          and o.phenomenon_start <= d.until and coalesce(o.phenomenon_end, o.phenomenon_start) <= d.until
        order by o.phenomenon_start`
      : sql`select '["' || replace((r.start at time zone 'UTC')::text, ' ', 'T') || '.000Z",'
          || ${orNull(sql`case when abs(r.mean) < 'Infinity' then r.mean end`)}
          || ',' || ${orNull(sql`case d.time when 0 then r.minimum end`)} || ',' || ${orNull(sql`case d.time when 0 then r.maximum end`)}
          || ',' || r.count || ',' || r.flagged || ']' as point
        from (${meansOf(resolution, datastreamId, bounds(sql`r.start`))}) r
        where d.time <= ${LEVELS[resolution]}::int
          and (d.moment = 'infinity' or ${resolution === 'hour' ? sql`r.start + interval '1 hour'` : sql`measurements.end_of_day(r.start)`} <= d.moment)
        order by r.start`
  const { rows } = await sql<{ json: string; points: number; uses: FoundUses }>`
    with ${planTables(filter, ['shown_datastream'])}
    select concat(left(json_build_object('datastreamId', d.id, 'unit', coalesce(d.unit_of_measurement ->> 'symbol', ''),
        'resolution', ${resolution}::text)::text, -1), ',"points":[', n.list, ']}') as json, n.points,
      ${usesOf(filter, sql`select d.thing_id from measurements.datastream d where d.id = ${datastreamId}`, sql`${datastreamId}::int4`)} as uses
    from shown_datastream d
    cross join lateral (
      select string_agg(point, ',') as list, count(*)::int as points
      from (${points} limit ${sql.lit(MOST_POINTS + 1)}) p) n
    where d.id = ${datastreamId}`.execute(db)
  return rows[0]
}

/**
 * The hours or days of a datastream, in which only what is usable counts. Those without a flag, nearly all, are read from the rollup and told as the
 * view tells them: the view, which asks of each whether values must be looked at, takes half as long again for the hours of a year.
 */
function meansOf(
  resolution: 'hour' | 'day',
  datastreamId: number,
  within: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const table = (name: 'usable' | 'rollup') =>
    sql.id('measurements', name === 'usable' ? `usable_${resolution}` : `${resolution}_rollup`)
  return sql`select r.start, r.sum / r.usable as mean, r.minimum, r.maximum, r.count, r.flagged
      from ${table('usable')} r where r.datastream_id = ${datastreamId} and ${within} and r.flagged > 0
    union all
    select r.start, measurements.sum_in_any_order(r.sum, r.count * least(greatest(abs(r.minimum), abs(r.maximum)), 1e290)) / r.count,
      r.minimum, r.maximum, r.count, r.flagged
      from ${table('rollup')} r where r.datastream_id = ${datastreamId} and ${within} and r.flagged = 0`
}

/** A number as JSON. */
const orNull = (number: RawBuilder<unknown>) => sql`coalesce(${number}::text, 'null')`
