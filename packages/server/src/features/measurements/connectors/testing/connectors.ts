import { sql } from 'kysely'
import { beforeAll, beforeEach, expect } from 'vitest'
import { FetchError, type Fetcher } from '../../../../platform/http-client/fetcher.ts'
import { signInAs, type TestActor } from '../../../../testing/actors.ts'
import { useServer } from '../../../../testing/server.ts'
import { runConnectors } from '../run.ts'

/** Answers the first page whose address contains a key; a function decides anew each time. */
export type Pages = Record<string, unknown>
export function answering(pages: Pages): { fetcher: Fetcher; asked: string[] } {
  const asked: string[] = []
  return {
    asked,
    fetcher: {
      async get(url) {
        const plain = decodeURIComponent(url)
        asked.push(plain)
        const found = Object.entries(pages).find(([key]) => plain.includes(key))
        const page = typeof found?.[1] === 'function' ? found[1](plain) : found?.[1]
        if (page instanceof Error) throw page
        if (page === undefined)
          throw new FetchError({ nl: 'x antwoordde met 404.', en: 'x answered 404.' }, { status: 404 })
        return { url, text: typeof page === 'string' ? page : JSON.stringify(page) }
      },
    },
  }
}

/** A day of hours as KNMI gives them. */
export const KNMI = `# Hourly values
# STN         LON(east)   LAT(north)     ALT(m)  NAME
# 260         5.180       52.100      1.900      De Bilt
# STN,YYYYMMDD,   HH,   DD,   FH,    T,   RH,    P
  260,20260228,   24,  990,   30,   -5,   -1,10215
  260,20260301,    1,  360,   25,     ,    4,10211
`

/** A server on which somebody makes connectors, and runs them when a test says so; the tests of a file share it. */
export function useConnectors() {
  const server = useServer({ CONNECTOR_HOSTS: 'sta.test, api.test' })
  let actor: TestActor
  beforeAll(async () => {
    actor = await signInAs(server, 'data-expert')
  })
  beforeEach(async () => {
    await sql`truncate measurements.connector, measurements.dead_letter`.execute(server.database.db)
    server.now = new Date('2026-03-02T10:00:00Z')
  })

  const send = (
    method: 'POST' | 'PATCH' | 'DELETE' | 'GET',
    url: string,
    payload?: object,
    headers = actor.headers,
  ) => server.request({ method, url, headers, ...(payload ? { payload } : {}) })
  async function create(settings: object, over: object = {}) {
    const answer = await send('POST', '/api/v1/connectors', { name: 'Proef', settings, ...over })
    expect([answer.statusCode, answer.body]).toEqual([201, expect.anything()])
    return answer.json().id as string
  }
  const get = async (id: string) => (await send('GET', `/api/v1/connectors/${id}`)).json()

  const run = (fetcher: Fetcher) => runConnectors(server.app.platform, { fetcher, random: () => 0.5 })

  async function readAll(station: string) {
    const { rows } = await sql<{
      text: string
    }>`select p.source_key || ' ' || coalesce(o.result_number::text, o.detail ->> 'result') || ' '
      || coalesce(d.unit_of_measurement ->> 'symbol', '') || ' ' || to_char(phenomenon_start at time zone 'UTC', 'MM-DD HH24:MI')
      || coalesce('/' || to_char(phenomenon_end at time zone 'UTC', 'MM-DD HH24:MI'), '') as text
    from measurements.observation o join measurements.datastream d on d.id = o.datastream_id
    join measurements.observed_property p on p.id = d.observed_property_id
    join measurements.thing t on t.id = d.thing_id where t.name = ${station}
    order by p.source_key, phenomenon_start`.execute(server.database.db)
    return rows.map(({ text }) => text)
  }
  return { server, send, create, get, run, readAll }
}
