import { sql } from 'kysely'
import { beforeAll } from 'vitest'
import { signInAs, type TestActor } from '../../../../testing/actors.ts'
import { useServer } from '../../../../testing/server.ts'

export const DAY = 86_400_000
/** The first day of what is measured, at noon in UTC, so that a day here is a day in the Netherlands. */
const START = Date.UTC(2018, 0, 1, 11)
const DAYS = 6 * 365

/** Numbers that look drawn by lot and are the same each time (mulberry32). */
function openChance(seed: number) {
  let state = seed
  const uniform = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform())
}

/** What is measured in a place: the time of the year, weather of which each day resembles the one before, and what a test adds. */
export function weather(seed: number, add: (day: number) => number = () => 0): number[] {
  const normal = openChance(seed)
  let unusual = normal()
  return Array.from({ length: DAYS }, (_, day) => {
    const season = -Math.cos((2 * Math.PI * day) / 365.25)
    unusual = 0.6 * unusual + 0.8 * normal()
    return Math.max(0, Math.round((20 - 5 * season + 2 * unusual + add(day)) * 10) / 10)
  })
}

export const AREAS = ['BU1', 'BU2', 'BU3', 'BU4', 'BU5', 'BU6'] as const

/** A town of six neighbourhoods in three districts; each property is measured by one station in each of those that are given. */
export function useTown() {
  const server = useServer()
  let owner: TestActor
  beforeAll(async () => {
    owner = await signInAs(server, 'data-expert')
    await sql`insert into areas.area (code, level, name, search_name, parent_code, municipality_code, label_point, geometry)
      select 'BU' || n, 'neighbourhood', 'Buurt ' || n, 'buurt ' || n, 'WK' || (n + 1) / 2, 'GM1', ST_PointOnSurface(shape), ST_Multi(shape)
      from (select n, ST_MakeEnvelope(6 + n * 0.1, 52, 6.1 + n * 0.1, 52.1, 4326) as shape from generate_series(1, 6) n) a`.execute(
      server.database.db,
    )
  })
  return {
    server,
    owner: () => owner,
    async addDataset(slug: string, access = 'open', time = 'raw'): Promise<string> {
      const { rows } = await sql<{ id: string }>`
        insert into catalogue.dataset (slug, title, description, owner_id, licence, access, place, time, delay_minutes, minimum_group, theme,
          contact, corrections, created_at, updated_at)
        values (${slug}, ${slug}, '', ${owner.organisationId}, 'x', ${access}, 'exact', ${time}, 0, 1, 'x', 'x', 'replace', now(), now())
        returning id`.execute(server.database.db)
      return rows[0]?.id ?? ''
    },
    /** Adds a station that measured one value a day; of the flagged days the value is doubtful. */
    async addStation(
      dataset: string,
      options: { area: string; property: string; values: number[]; flagged?: (day: number) => boolean },
    ): Promise<number> {
      const { area, property, values, flagged } = options
      const name = `${property} in ${area}`
      const text = { name, description: '' }
      const answer = await server.request({
        method: 'POST',
        url: '/sta/v1.1/Things',
        headers: { ...owner.headers, dataset },
        payload: {
          ...text,
          Datastreams: [
            {
              ...text,
              unitOfMeasurement: { name: 'x', symbol: 'µg/m³', definition: '' },
              observationType: 'http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement',
              Sensor: { ...text, encodingType: 'text/plain', metadata: 'x' },
              ObservedProperty: { ...text, name: property, definition: `https://example.org/${property}` },
              Observations: values.map((result, day) => ({
                phenomenonTime: new Date(START + day * DAY).toISOString(),
                result,
              })),
            },
          ],
        },
      })
      if (answer.statusCode !== 201) throw new Error(answer.body)
      const thing = Number(answer.json()['@iot.id'])
      await sql`update measurements.thing set area_code = ${area} where id = ${thing}`.execute(
        server.database.db,
      )
      const days = values.flatMap((_, day) => (flagged?.(day) ? [new Date(START + day * DAY)] : []))
      if (days.length > 0) await flag(thing, days)
      return thing
    },
  }

  /** As the tests of quality would: an outlier that the neighbours do not see. */
  async function flag(thing: number, days: Date[]) {
    const db = server.database.db
    const own = sql`(select id from measurements.datastream where thing_id = ${thing})`
    await sql`update measurements.observation set quality = 8
      where datastream_id = ${own} and phenomenon_start = any(${days}::timestamptz[])`.execute(db)
    for (const table of ['hour', 'day'] as const) {
      await sql`update ${sql.id('measurements', `${table}_rollup`)} r set flagged = 1 where r.datastream_id = ${own}
        and exists (select from unnest(${days}::timestamptz[]) d where d >= r.start and d < r.start + ${table === 'hour' ? sql`interval '1 hour'` : sql`interval '23 hours'`})`.execute(
        db,
      )
    }
  }
}
