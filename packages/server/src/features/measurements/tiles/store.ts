import { isUsable } from '@samenspel/standards/quality'
import { degreesOf, type Tile } from '@samenspel/standards/vector-tiles'
import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import { momentText } from '../ingest/instant.ts'
import type { Reader } from '../plan/reader.ts'
import { placeAt } from '../plan/shown.ts'
import { type FoundUses, usesOf } from '../plan/uses.ts'
import { LATEST_END, latestShown } from '../reading/present.ts'
import { isStale } from '../reading/staleness.ts'
import { foundOr, measuresOneOf, searchedBy, stationTables } from '../reading/store.ts'
import type { MeasuredProperty, StationValues } from './schema.ts'

/** What is shown: the latest values, or the means of hours or months. */
export type Span = { kind: 'latest' } | { kind: 'hours' | 'months'; periods: { start: Date; end: Date }[] }

export type PointFilter = {
  property: string
  unit: string | undefined
  span: Span
  /** Only what is in this tile, or so many units of it around it. */
  within?: { tile: Tile; margin: number }
  /** Only after this station, and so many. */
  after?: string | undefined
  limit?: number
}

/** Stations with what is shown of them, and whose data is in that. */
export type FoundPoints = { points: StationValues[]; uses: FoundUses }

type Row = [
  thingId: number,
  datastreamId: number,
  name: string,
  longitude: number | null,
  latitude: number | null,
  areaCode: string | null,
  unit: string,
  place: number,
  time: string | null,
  averaged: number,
  stale: boolean,
  quality: number | null,
  calibrated: boolean,
  values: (number | null)[],
]

/** The series of a property with a value each, by station, as the reader sees them. */
export async function listPoints(db: Db, reader: Reader, filter: PointFilter): Promise<FoundPoints> {
  const { property, unit, span, within, after, limit } = filter
  const selection = { ...reader, dataset: undefined, properties: [property] }
  const conditions = [
    ...(within
      ? [sql`t.place && ST_MakeEnvelope(${sql.join(degreesOf(within.tile, within.margin))}, 4326)`]
      : []),
    ...(after === undefined ? [] : [sql`t.id > ${after}::int8`]),
  ]
  const ofProperty = sql`${measuresOneOf(selection)}
    ${unit === undefined ? sql`` : sql`and coalesce(d.unit_of_measurement ->> 'symbol', '') = ${unit}`}`
  const { rows } = await sql<{ points: Row[]; uses: FoundUses }>`
    with ${stationTables(selection, conditions, ofProperty)},
    page as materialized (
      select t.id, t.name, t.area_code, ST_X(t.point) as longitude, ST_Y(t.point) as latitude
      from candidate t where (t.id in (select thing_id from stream)) is true
      order by t.id ${limit === undefined ? sql`` : sql`limit ${limit}`}),
    point as (select d.thing_id, d.id, d.unit, d.place, ${span.kind === 'latest' ? latestColumns(reader.now) : frameColumns(span)})
    select (select coalesce(json_agg(json_build_array(p.id, d.id, p.name, p.longitude, p.latitude, p.area_code, d.unit, d.place,
          d.time, d.averaged, d.stale, d.judged, d.calibrated, d.values) order by p.id, d.id), '[]')
        from point d join page p on p.id = d.thing_id) as points,
      ${usesOf(reader, foundOr(sql`select id from page`, searchedBy(selection)))} as uses`.execute(db)
  return { points: (rows[0]?.points ?? []).map(asPoint), uses: rows[0]?.uses ?? null }
}

function latestColumns(now: Date): RawBuilder<unknown> {
  return sql`${momentText(LATEST_END, 'milliseconds')} as time,
      case when d.time = 0 then coalesce(extract(epoch from l.stop - l.start), 0) else l.usual end::int as averaged,
      coalesce(${isStale(LATEST_END, sql`l.usual`, sql`least(d.moment, ${now})`)}, true) as stale, l.judged,
      d.id in (select c.derived_id from measurements.calibration c where c.derived_id is not null) as calibrated,
      json_build_array(l.number) as values
    from stream d
    left join measurements.datastream_state s on s.datastream_id = d.state_id
    left join ${latestShown(now)}
    where l.number is not null`
}

/** The means of hours, or of months as the mean of their days; by the same rules of time as a series. */
function frameColumns({ kind, periods }: Exclude<Span, { kind: 'latest' }>): RawBuilder<unknown> {
  const isHours = kind === 'hours'
  const table = sql.id('measurements', isHours ? 'usable_hour' : 'usable_day')
  const isOver = isHours ? sql`r.start + interval '1 hour'` : sql`measurements.end_of_day(r.start)`
  return sql`null::text as time, 0 as averaged, false as stale, 0 as judged,
      d.id in (select c.derived_id from measurements.calibration c where c.derived_id is not null) as calibrated,
      f.list as values
    from stream d
    cross join lateral (
      select json_agg(m.mean order by s.n) as list, count(m.mean) as measured
      from unnest(${periods.map(({ start }) => start)}::timestamptz[], ${periods.map(({ end }) => end)}::timestamptz[]) with ordinality s (start, stop, n)
      left join lateral (
        select avg(r.sum / r.usable order by r.sum / r.usable) as mean from ${table} r
        where r.datastream_id = d.id and r.start >= s.start and r.start < s.stop and r.usable > 0
          and abs(r.sum) < 'Infinity' and d.time <= ${isHours ? 1 : 2}::int and (d.moment = 'infinity' or ${isOver} <= d.moment)) m on true) f
    where f.measured > 0`
}

function asPoint(row: Row): StationValues {
  const [thingId, datastreamId, name, longitude, latitude, areaCode, unit, place, ...more] = row
  const [time, averaged, stale, quality, calibrated, values] = more
  return {
    thingId,
    datastreamId,
    name,
    location: longitude === null || latitude === null ? null : [longitude, latitude],
    areaCode,
    unit,
    place: placeAt(place),
    time,
    averaged,
    stale,
    usable: isUsable(quality),
    calibrated,
    values,
  }
}

/** What is measured that the reader sees, in each unit, by how many stations and where; the most measured first. */
export async function listMeasured(
  db: Db,
  reader: Reader,
): Promise<{ properties: MeasuredProperty[]; uses: FoundUses }> {
  const everything = { ...reader, dataset: undefined }
  const { rows } = await sql<{ properties: MeasuredProperty[]; uses: FoundUses }>`
    with ${stationTables(reader, [], sql`true`)},
    measured as (select d.property as name, min(d.title) as title, d.unit, count(distinct d.thing_id)::int as stations, ST_Extent(t.point) as box
      from stream d join candidate t on t.id = d.thing_id group by d.property, d.unit)
    select (select coalesce(json_agg(json_build_object('name', m.name, 'title', m.title, 'unit', m.unit, 'stations', m.stations,
          'extent', case when m.box is not null then json_build_array(ST_XMin(m.box), ST_YMin(m.box), ST_XMax(m.box), ST_YMax(m.box)) end)
        order by m.stations desc, m.name, m.unit), '[]') from measured m) as properties,
      ${usesOf(reader, foundOr(sql`select thing_id as id from stream`, searchedBy(everything)))} as uses`.execute(
    db,
  )
  return rows[0] ?? { properties: [], uses: null }
}
