import { sql } from 'kysely'
import { beforeAll, beforeEach } from 'vitest'
import { signInAs, signInAsPerson } from '../../../testing/actors.ts'
import { useServer } from '../../../testing/server.ts'
import type { Analysis } from '../writing/schema.ts'

export type Sender = { headers: Record<string, string> }

/** The day on which everything was measured, and its question per hour. */
export const QUESTION =
  'chart=lines&what=property:temperature&where=area:BU1&from=2026-03-01&to=2026-03-01&step=hour'

/** What an analysis needs to be published. */
export const WHOLE = {
  title: 'Hoe warm was het in het Centrum?',
  question: 'Was het in het Centrum op 1 maart warmer dan elders?',
  why: 'Bewoners klaagden.',
  method: 'Het gemiddelde per uur van alle meters in de buurt.',
  charts: [{ question: QUESTION, caption: 'Het werd steeds warmer.' }],
  conclusion: 'Het werd die dag steeds warmer.',
  doubts: 'Er staan maar twee meters.',
  claim: { chart: 0, kind: 'rises', measure: 'mean', values: 'all' },
}

export type Answer = Analysis & { errors?: { in: string; pointer: string; detail: string }[] }

/** One value per hour of 1 March 2026 in the Netherlands, which begins at 23:00 UTC the day before. */
const hours = (value: (hour: number) => number): [string, number][] =>
  Array.from({ length: 23 }, (_, hour) => [
    new Date(Date.UTC(2026, 1, 28, 23 + hour)).toISOString(),
    value(hour),
  ])

/** Two stations of an open dataset in one neighbourhood and one that only its owner sees, and people who write. */
export function useAnalyses() {
  const server = useServer()
  let made:
    | {
        organisationId: string
        writer: Sender & { personId: string }
        other: Sender
        owner: Sender
        streams: number[]
      }
    | undefined

  function send(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, payload?: object, actor?: Sender) {
    return server.request({
      method,
      url: url.startsWith('/') ? url : `/api/v1/analyses${/^(\?|$)/.test(url) ? '' : '/'}${url}`,
      ...(payload === undefined ? {} : { payload }),
      ...(actor ? { headers: actor.headers } : {}),
    })
  }

  async function addStation(owner: Sender, dataset: string, name: string, values: [string, number][]) {
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
            unitOfMeasurement: { name: '°C', symbol: '°C', definition: '' },
            observationType: 'http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement',
            Sensor: { ...text, encodingType: 'text/plain', metadata: 'x' },
            ObservedProperty: { ...text, name: 'temperature', definition: 'https://example.org/temperature' },
            Observations: values.map(([phenomenonTime, result]) => ({ phenomenonTime, result })),
          },
        ],
      },
    })
    if (answer.statusCode !== 201) throw new Error(answer.body)
    const thing = Number(answer.json()['@iot.id'])
    await sql`update measurements.thing set area_code = 'BU1' where id = ${thing}`.execute(server.database.db)
    const { rows } = await sql<{ id: number }>`
      select id from measurements.datastream where thing_id = ${thing}`.execute(server.database.db)
    return rows[0]?.id ?? 0
  }

  async function addDataset(slug: string, access: string, ownerId: string): Promise<string> {
    const { rows } = await sql<{
      id: string
    }>`insert into catalogue.dataset (slug, title, description, owner_id, licence,
        access, place, time, delay_minutes, minimum_group, theme, contact, corrections, created_at, updated_at)
      values (${slug}, ${slug}, '', ${ownerId}, 'x', ${access}, 'exact', 'raw', 0, 1, 'x', 'x', 'replace', now(), now())
      returning id`.execute(server.database.db)
    return rows[0]?.id ?? ''
  }

  beforeAll(async () => {
    const owner = await signInAs(server, 'data-expert')
    await sql`insert into areas.area (code, level, name, search_name, parent_code, label_point, geometry)
      select 'BU1', 'neighbourhood', 'Centrum', 'centrum', 'WK1', ST_PointOnSurface(shape), ST_Multi(shape)
      from (select ST_MakeEnvelope(6, 52, 6.1, 52.6, 4326) as shape) s`.execute(server.database.db)
    const open = await addDataset('tuinen', 'open', owner.organisationId)
    const closed = await addDataset('besloten', 'restricted', owner.organisationId)
    const streams = [
      await addStation(
        owner,
        open,
        'a',
        hours((hour) => hour),
      ),
      await addStation(
        owner,
        open,
        'b',
        hours((hour) => hour + 2),
      ),
      await addStation(
        owner,
        closed,
        'c',
        hours(() => 40),
      ),
    ]
    const { organisationId } = owner
    made = {
      organisationId,
      writer: await signInAsPerson(server),
      other: await signInAsPerson(server),
      owner: await signInAsPerson(server, [{ organisationId, role: 'data-expert' }]),
      streams,
    }
  }, 60_000)
  beforeEach(() => {
    server.now = new Date('2026-03-02T10:00:00Z')
  })

  function world() {
    if (!made) throw new Error('The world is made in beforeAll; use it inside a test.')
    return made
  }
  return {
    server,
    world,
    send,
    /** Writes a draft that can be published, but for the change. */
    async draft(change: object = {}, author: Sender = world().writer): Promise<Answer> {
      const answer = await send('POST', '', { ...WHOLE, ...change }, author)
      if (answer.statusCode !== 201) throw new Error(answer.body)
      return answer.json<Answer>()
    },
    /** Publishes one, but for the change. */
    async published(change: object = {}, author: Sender = world().writer): Promise<Answer> {
      const { slug } = (await send('POST', '', { ...WHOLE, ...change }, author)).json<Answer>()
      const answer = await send('POST', `${slug}/publication`, undefined, author)
      if (answer.statusCode !== 200) throw new Error(answer.body)
      return answer.json<Answer>()
    },
  }
}
