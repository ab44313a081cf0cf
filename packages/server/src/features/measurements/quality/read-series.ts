import type { Before, Limits, Ruling } from '@samenspel/standards/quality'
import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import { instant } from '../ingest/instant.ts'
import { PUBLIC_PURPOSE } from '../plan/plan.ts'

const HOUR = 3_600_000_000
/** More neighbours than this tell nothing new. */
const MOST_NEIGHBOURS = 20

type Stretch = { datastreamId: number; from: number; to: number }

/** Numeric values of a stretch in the order of time. Times in microseconds since 1970 (UTC). */
export type Values = { times: number[]; values: number[]; qualities: (number | null)[] }

/** The numeric values from `from` up to `to`, at most so many; only those that have a quality when so asked. */
export async function readValues(
  db: Db,
  { datastreamId, from, to }: Stretch,
  { judgedOnly = false, limit = null }: { judgedOnly?: boolean; limit?: number | null } = {},
): Promise<Values> {
  const { rows } = await sql<Values>`
    select coalesce(array_agg((extract(epoch from o.phenomenon_start) * 1000000)::float8 order by o.phenomenon_start), '{}')
        as times,
      coalesce(array_agg(o.result_number order by o.phenomenon_start), '{}') as values,
      coalesce(array_agg(o.quality order by o.phenomenon_start), '{}') as qualities
    from (select r.phenomenon_start, r.result_number, r.quality from measurements.observation r
      where r.datastream_id = ${datastreamId} and r.phenomenon_start >= ${instant(from)}
        and r.phenomenon_start < ${instant(to)} and r.result_number is not null
        and (r.quality is not null or not ${judgedOnly})
      order by r.phenomenon_start limit ${limit}::int) o`.execute(db)
  return rows[0] ?? { times: [], values: [], qualities: [] }
}

/** The last numeric value before a time, and since when it had been the same, as far back as the limits look. */
export async function readBefore(
  db: Db,
  datastreamId: number,
  time: number,
  limits: Limits,
): Promise<Before | undefined> {
  const window = (limits.constant?.hours ?? 1) * HOUR
  const { rows } = await sql<Before>`
    with earlier as (
      select phenomenon_start as start, result_number as value, lag(result_number) over w as previous,
        phenomenon_start - lag(phenomenon_start) over w as step
      from measurements.observation
      where datastream_id = ${datastreamId} and phenomenon_start < ${instant(time)}
        and phenomenon_start >= ${instant(time - window - HOUR)} and result_number is not null
      window w as (order by phenomenon_start))
    select (extract(epoch from max(start)) * 1000000)::float8 as time,
      (array_agg(value order by start desc))[1] as value,
      (extract(epoch from max(start) filter (where previous is distinct from value
        or step > ${window / 4 / 1_000_000}::float8 * interval '1 second')) * 1000000)::float8 as "sameSince"
    from earlier having count(*) > 0`.execute(db)
  return rows[0]
}

/** A datastream nearby; `inHours` when only hours that are over may be looked at. */
export type Neighbour = { id: number; inHours: boolean }

/** Where everybody may know that a thing is: of what is personal no more than the area, whoever sees it more precisely. */
const POINT = sql`case when v.kind = 'personal' then t.area_point else case v.place_level when 0 then ST_Centroid(t.place)
  when 1 then t.place_100m when 2 then t.place_500m else t.area_point end end`

/**
 * Datastreams nearby that measure the same property in the same unit, nearest first, of the same dataset or an open one: what
 * is not open must not show in what is. Of what is personal only those of the same host, and those of which a host shares at least the hours
 * with everybody: a flag would tell others what those measure, and where.
 */
export async function listNeighbours(
  db: Db,
  datastreamId: number,
  kilometres: number,
  now: Date,
): Promise<Neighbour[]> {
  const { rows } = await sql<Neighbour>`
    with own as materialized (
      select d.dataset_id, d.thing_id, t.host_id, p.name, p.definition, d.unit_of_measurement ->> 'symbol' as symbol, ${POINT} as point
      from measurements.datastream d
      join measurements.thing t on t.id = d.thing_id
      join catalogue.v_dataset v on v.id = t.dataset_id
      join measurements.observed_property p on p.id = d.observed_property_id
      where d.id = ${datastreamId}),
    near as (
      select t.id, false as in_hours, ST_Centroid(t.place) as point from own
      join measurements.thing t on t.place && ST_Expand(own.point, ${kilometres / 60}::float8, ${kilometres / 100}::float8)
      join catalogue.v_dataset v on v.id = t.dataset_id and v.access = 'open'
      union all
      select t.id, v.kind = 'personal' and t.host_id is distinct from own.host_id and greatest(v.time_level, c.time_level) > 0, ${POINT}
      from own
      join measurements.thing t on t.dataset_id = own.dataset_id
      join catalogue.v_dataset v on v.id = t.dataset_id and v.access <> 'open'
      left join consent.v_in_force c on c.person_id = t.host_id and c.dataset_id = v.id and c.purpose = ${PUBLIC_PURPOSE}
        and (c.until is null or c.until > ${now}::timestamptz)
      where v.kind <> 'personal' or t.host_id = own.host_id
        or (c.person_id is not null and greatest(v.time_level, c.time_level) <= 1 and v.delay_minutes = 0))
    select d.id, near.in_hours as "inHours" from own
    join near on near.id <> own.thing_id
    join measurements.datastream d on d.thing_id = near.id and d.unit_of_measurement ->> 'symbol' = own.symbol
    join measurements.observed_property p on p.id = d.observed_property_id
      and (p.name = own.name or p.definition = own.definition)
    cross join lateral (select ST_DistanceSphere(near.point, own.point) as metres) m
    where m.metres <= ${kilometres * 1000}::float8
    order by m.metres, d.id limit ${MOST_NEIGHBOURS}`.execute(db)
  return rows
}

/** Hourly means of datastreams as rows of equal length from `firstHour` up to `to`, NaN where there is none. */
export async function readHourly(
  db: Db,
  datastreams: readonly Neighbour[],
  { firstHour, to, now }: { firstHour: number; to: number; now: Date },
): Promise<Float64Array[]> {
  const idsOf = (which: readonly Neighbour[]) => which.map(({ id }) => id)
  const { rows } = await sql<{ id: number; places: number[]; means: number[] }>`
    select datastream_id as id, array_agg((extract(epoch from start - ${instant(firstHour)}) / 3600)::float8) as places,
      array_agg(sum / count) as means
    from measurements.hour_rollup
    where datastream_id = any(${idsOf(datastreams)}::int4[]) and start >= ${instant(firstHour)} and start < ${instant(to)}
      and (start + interval '1 hour' <= ${now}::timestamptz
        or datastream_id <> all(${idsOf(datastreams.filter(({ inHours }) => inHours))}::int4[]))
    group by 1`.execute(db)
  const found = new Map(rows.map((row) => [row.id, row]))
  return datastreams.map(({ id }) => {
    const hourly = new Float64Array(Math.ceil((to - firstHour) / HOUR)).fill(Number.NaN)
    const { places = [], means = [] } = found.get(id) ?? {}
    for (const [index, place] of places.entries()) hourly[place] = means[index] ?? Number.NaN
    return hourly
  })
}

/** The rulings that hold for part of a stretch, newest first. */
export async function listRulings(db: Db, { datastreamId, from, to }: Stretch): Promise<Ruling[]> {
  const { rows } = await sql<Ruling>`
    select (extract(epoch from start) * 1000000)::float8 as start, (extract(epoch from stop) * 1000000)::float8 as stop, verdict
    from measurements.quality_ruling
    where datastream_id = ${datastreamId} and withdrawn_at is null and stop >= ${instant(from)} and start < ${instant(to)}
    order by number desc`.execute(db)
  return rows
}
