import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import { momentText } from '../ingest/instant.ts'
import type { State } from '../quality/health/rules.ts'
import { latestUntil } from '../reading/present.ts'

/** What is known of a hosted thing, for its host: exactly. */
export type HostedThing = {
  thingId: number
  name: string
  longitude: number
  latitude: number
  /** The smallest area in which it is; null when none is known there. */
  area: { code: string; name: string } | null
  states: State[]
  datastreams: {
    id: number
    /** Which of the streams of its kit it is. */
    key: string
    title: string
    unit: string
    latest: { value: number | null; at: string } | null
  }[]
}

/** The things with these ids, for whose they are: who may ask is for the caller to know. */
export async function describeHostedThings(
  db: Db,
  thingIds: readonly number[],
  now: Date,
): Promise<Map<number, HostedThing>> {
  const { rows } = await sql<HostedThing>`
    select t.id as "thingId", t.name, ST_X(t.place) as longitude, ST_Y(t.place) as latitude,
      (select json_build_object('code', a.code, 'name', a.name) from areas.v_area a where a.code = t.area_code) as area,
      coalesce((select h.states from measurements.thing_health h where h.thing_id = t.id), '{}') as states,
      coalesce((select json_agg(json_build_object('id', d.id, 'key', d.source_key, 'title', p.properties ->> 'title',
          'unit', coalesce(d.unit_of_measurement ->> 'symbol', ''), 'latest', (
            select json_build_object('value', l.number, 'at', ${momentText(sql`l.start`, 'milliseconds')})
            from measurements.datastream_state s join ${latestUntil(now)} where s.datastream_id = d.id)) order by d.id)
        from measurements.datastream d join measurements.observed_property p on p.id = d.observed_property_id
        where d.thing_id = t.id), '[]') as datastreams
    from measurements.thing t where t.id = any(${thingIds}::int8[])`.execute(db)
  return new Map(rows.map((row) => [row.thingId, row]))
}
