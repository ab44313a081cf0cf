import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import { hasKey } from '../../../platform/database/key.ts'
import { isReadable, type Readable } from '../../catalogue/index.ts'
import { MOST_POINTS, STALE } from './rules.ts'
import type { Resolution, Station } from './schema.ts'

const DATE_FORMAT = sql.lit('YYYY-MM-DD"T"HH24:MI:SS.MSZ')
const timeOf = (time: RawBuilder<unknown>) => sql`to_char(${time} at time zone 'UTC', ${DATE_FORMAT})`

/** Whether a thing in the alias t says that it is a reference. */
const IS_REFERENCE = sql`(coalesce(t.properties ->> 'reference', '') = 'true')`

export type StationFilter = Readable & {
  dataset: string | undefined
  property: string | undefined
  datastream: number | undefined
  area: string | undefined
  bbox: readonly number[] | undefined
  reference: boolean | undefined
  after: string | undefined
  limit: number
  now: Date
}

/**
 * Stations with the latest value of each datastream. A value is stale when nothing came for three times the mean
 * interval of its datastream, and at least two hours.
 */
export async function listStations(db: Db, filter: StationFilter): Promise<Station[]> {
  const { dataset, property, datastream, area, bbox, reference, after, limit, now } = filter
  const asked = [
    ...(property === undefined ? [] : [sql`(p.name = ${property} or p.definition = ${property})`]),
    ...(datastream === undefined ? [] : [sql`d.id = ${datastream}::int4`]),
  ]
  const ofProperty = asked.length === 0 ? sql`true` : sql.join(asked, sql` and `)
  const conditions = [
    isReadable(filter, 'v'),
    ...(dataset === undefined ? [] : [hasKey('v', dataset)]),
    ...(area === undefined
      ? []
      : [
          sql`t.area_code in (select a.code from areas.v_area a
            where ${area} in (a.code, a.parent_code, a.municipality_code))`,
        ]),
    ...(bbox ? [sql`t.place && ST_MakeEnvelope(${sql.join(bbox)}, 4326)`] : []),
    ...(reference === undefined ? [] : [sql`${IS_REFERENCE} = ${reference}::boolean`]),
    ...(after === undefined ? [] : [sql`t.id > ${after}::int8`]),
  ]
  return selectStations(db, { readable: filter, conditions, ofProperty, limit, now })
}

/**
 * One station as in the list.
 * @returns undefined when it does not exist, measures nothing or may not be read
 */
export async function findStation(
  db: Db,
  { thingId, now, ...readable }: Readable & { thingId: number; now: Date },
): Promise<Station | undefined> {
  const conditions = [isReadable(readable, 'v'), sql`t.id = ${thingId}::int8`]
  const [station] = await selectStations(db, {
    readable,
    conditions,
    ofProperty: sql`true`,
    limit: 1,
    now,
  })
  return station
}

async function selectStations(
  db: Db,
  asked: {
    readable: Readable
    conditions: readonly RawBuilder<unknown>[]
    ofProperty: RawBuilder<unknown>
    limit: number
    now: Date
  },
): Promise<Station[]> {
  const { readable, ofProperty, limit, now } = asked
  // A datastream and what it measures can be of other datasets than the station.
  const measured = sql`measurements.datastream d
    join measurements.observed_property p on p.id = d.observed_property_id
    join catalogue.v_dataset dv on dv.id = d.dataset_id and ${isReadable(readable, 'dv')}
    join catalogue.v_dataset pv on pv.id = p.dataset_id and ${isReadable(readable, 'pv')}`
  const measuresIt = sql`exists (select from ${measured} where d.thing_id = t.id and ${ofProperty})`
  const interval = sql`(s.latest_start - s.first_start) / nullif(s.count - 1, 0)`
  const { rows } = await sql<Station>`
    select t.id as "thingId", t.name,
      case when t.place is null then null else json_build_array(ST_X(c.point), ST_Y(c.point)) end as location,
      t.area_code as "areaCode", t.dataset_id as "datasetId",
      coalesce((select to_json(h.states) from measurements.thing_health h where h.thing_id = t.id), '[]') as states,
      ${IS_REFERENCE} as reference,
      (select coalesce(json_agg(json_build_object(
          'datastreamId', d.id, 'property', p.name, 'title', coalesce(p.properties ->> 'title', p.name),
          'unit', coalesce(d.unit_of_measurement ->> 'symbol', ''), 'value', s.latest_number, 'quality', s.latest_quality,
          'time', ${timeOf(sql`coalesce(s.latest_end, s.latest_start)`)},
          'stale', coalesce(coalesce(s.latest_end, s.latest_start) < ${now}::timestamptz - greatest(
            make_interval(hours => ${STALE.atLeastHours}::int), ${STALE.intervals}::int * ${interval}), true))
        order by p.name, d.id), '[]')
        from ${measured}
        left join measurements.datastream_state s on s.datastream_id = d.id
        where d.thing_id = t.id and ${ofProperty}) as latest
    from measurements.thing t
    join catalogue.v_dataset v on v.id = t.dataset_id
    left join lateral (select ST_PointOnSurface(t.place) as point) c on true
    where ${sql.join([...asked.conditions, measuresIt], sql` and `)}
    order by t.id limit ${limit}`.execute(db)
  return rows
}

export type SeriesFilter = Readable & { datastreamId: number; resolution: Resolution; from: Date; to: Date }

/**
 * A series as JSON text, made in the database. `points` is how many there are; more than MOST_POINTS are cut off.
 * @returns undefined when the datastream does not exist or may not be read
 */
export async function readSeries(
  db: Db,
  filter: SeriesFilter,
): Promise<{ json: string; points: number } | undefined> {
  const { datastreamId, resolution, from, to } = filter
  const bounds = (time: RawBuilder<unknown>) =>
    sql`${time} >= ${from}::timestamptz and ${time} < ${to}::timestamptz`
  const points =
    resolution === 'raw'
      ? sql`select o.phenomenon_start as time,
          json_build_array(${timeOf(sql`o.phenomenon_start`)}, o.result_number, o.quality) as point
        from measurements.observation o
        where o.datastream_id = ${datastreamId} and ${bounds(sql`o.phenomenon_start`)}`
      : sql`select r.start as time, json_build_array(${timeOf(sql`r.start`)}, r.sum / r.count, r.minimum,
          r.maximum, r.count, r.flagged) as point
        from ${sql.id('measurements', resolution === 'hour' ? 'hour_rollup' : 'day_rollup')} r
        where r.datastream_id = ${datastreamId} and ${bounds(sql`r.start`)}`
  const { rows } = await sql<{ json: string; points: number }>`
    select json_build_object('datastreamId', d.id, 'unit', coalesce(d.unit_of_measurement ->> 'symbol', ''),
        'resolution', ${resolution}::text, 'points', coalesce(n.list, '[]'))::text as json, n.points
    from measurements.datastream d
    join catalogue.v_dataset v on v.id = d.dataset_id
    cross join lateral (
      select json_agg(point order by time) as list, count(*)::int as points
      from (${points} order by 1 limit ${MOST_POINTS + 1}) p) n
    where d.id = ${datastreamId} and ${isReadable(filter, 'v')}`.execute(db)
  return rows[0]
}
