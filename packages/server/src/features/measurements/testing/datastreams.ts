import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'

/** A dataset with a station at a place and some datastreams, made without the API. */
export type TestStation = { datasetId: string; ownerId: string; thingId: number; datastreamIds: number[] }

/** Makes a station with `count` datastreams in a new dataset. */
export async function createTestStation(
  db: Db,
  options: { count: number; corrections?: 'replace' | 'refuse'; access?: string; ownerId?: string },
): Promise<TestStation> {
  const ownerId = options.ownerId ?? crypto.randomUUID()
  const { rows } = await sql<{ datasetId: string; thingId: number; id: number }>`with
    dataset as (insert into catalogue.dataset (slug, title, description, owner_id, licence, access, place, time,
        delay_minutes, minimum_group, theme, contact, corrections, created_at, updated_at)
      values (${`test-${crypto.randomUUID()}`}, 'Test', '', ${ownerId}, 'x', ${options.access ?? 'open'}, 'exact', 'raw', 0, 1,
        'x', 'x', ${options.corrections ?? 'replace'}, now(), now()) returning id),
    thing as (insert into measurements.thing (dataset_id, name, description) select id, 'Station', '' from dataset
      returning *),
    location as (insert into measurements.location (dataset_id, name, description, encoding_type, location, geometry)
      select id, 'Plaats', '', 'application/geo+json', '{"type":"Point","coordinates":[6.1,52.5]}',
        'SRID=4326;POINT(6.1 52.5)' from dataset returning *),
    linked as (insert into measurements.thing_location (thing_id, location_id)
      select thing.id, location.id from thing, location),
    sensor as (insert into measurements.sensor (dataset_id, name, description, encoding_type, metadata)
      select id, 'Sensor', '', 'text/plain', '"x"' from dataset returning *),
    property as (insert into measurements.observed_property (dataset_id, name, definition, description)
      select id, 'pm25', 'http://example.org/pm25', '' from dataset returning *),
    made as (insert into measurements.datastream (dataset_id, thing_id, sensor_id, observed_property_id, name,
        description, observation_type, unit_of_measurement)
      select thing.dataset_id, thing.id, sensor.id, property.id, 'Stroom ' || n, '', 'OM_Measurement',
        '{"name":"x","symbol":"µg/m³","definition":"x"}'
      from thing, sensor, property, generate_series(1, ${options.count}::int) n returning *)
    select dataset_id as "datasetId", thing_id as "thingId", id from made order by id`.execute(db)
  return {
    datasetId: rows[0]?.datasetId ?? '',
    ownerId,
    thingId: rows[0]?.thingId ?? 0,
    datastreamIds: rows.map(({ id }) => id),
  }
}

/** Hours, days and states that differ from a recount of the raw rows; empty when all is right. */
export async function findWrongRollups(db: Db): Promise<unknown[]> {
  const values = sql`count(*)::int as count, min(x) as minimum, max(x) as maximum,
    (array_agg(x order by t))[1] as first, (array_agg(x order by t desc))[1] as last,
    (count(*) filter (where quality > 0))::int as flagged, round(sum(x)::numeric, 6) as sum,
    round(sum(x * x)::numeric, 4) as sum_squares`
  const stored = sql`count, minimum, maximum, first, last, flagged, round(sum::numeric, 6) as sum,
    round(sum_squares::numeric, 4) as sum_squares`
  const raw = sql`(select datastream_id, phenomenon_start as t, result_number as x, quality
    from measurements.observation where result_number is not null) o`
  const hours = sql`select datastream_id, date_trunc('hour', t, 'UTC') as start, ${values} from ${raw} group by 1, 2`
  const days = sql`select datastream_id, date_trunc('day', t, 'Europe/Amsterdam') as start, ${values},
      bit_or(1 << (extract(epoch from date_trunc('hour', t, 'UTC') - date_trunc('day', t, 'Europe/Amsterdam')) / 3600)::int) as hours
    from ${raw} group by 1, 2`
  const states = sql`select distinct on (datastream_id) datastream_id,
      count(*) over w as count, min(phenomenon_start) over w as first_start,
      max(coalesce(phenomenon_end, phenomenon_start)) over w as last_end, min(result_time) over w as first_result,
      max(result_time) over w as last_result, phenomenon_start as latest_start, phenomenon_end as latest_end,
      id as latest_id, result_number as latest_number, quality as latest_quality, detail::text as latest_detail
    from measurements.observation window w as (partition by datastream_id)
    order by datastream_id, phenomenon_start desc`
  const differences = (name: string, left: ReturnType<typeof sql>, right: ReturnType<typeof sql>) =>
    sql`select ${name}::text as what, to_json(d) as row from (
      ((${left}) except (${right})) union all ((${right}) except (${left}))) d`
  const { rows } = await sql`
    ${differences('hour', hours, sql`select datastream_id, start, ${stored} from measurements.hour_rollup`)}
    union all
    ${differences('day', days, sql`select datastream_id, start, ${stored}, hours from measurements.day_rollup`)}
    union all
    ${differences(
      'state',
      states,
      sql`select datastream_id, count, first_start, last_end, first_result, last_result, latest_start, latest_end,
        latest_id, latest_number, latest_quality, latest_detail::text from measurements.datastream_state where count > 0`,
    )}`.execute(db)
  return rows
}
