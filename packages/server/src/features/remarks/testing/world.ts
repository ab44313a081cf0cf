import { beforeAll, beforeEach, expect } from 'vitest'
import { signInAs, signInAsPerson, type TestActor } from '../../../testing/actors.ts'
import { useServer } from '../../../testing/server.ts'
import { planWorld } from '../../measurements/plan/testing/world.ts'
import type { Remark } from '../schema.ts'

export type Sender = { headers: Record<string, string>; personId: string }

/** An area in which the stations of the tests are, as GeoJSON. */
const SQUARE = [
  [5.2, 52],
  [5.4, 52],
  [5.4, 52.2],
  [5.2, 52.2],
  [5.2, 52],
]

/**
 * A municipality with two moderators, some residents, and stations: of an open dataset, one whose place is coarsened, one restricted, and one
 * of a resident. Read it inside a test; the clock is set back before each.
 */
export function useRemarks(environment: Record<string, string> = {}) {
  const server = useServer(environment)
  const plan = planWorld(server)
  type Station = { thingId: number; datastreamId: number }
  let made:
    | {
        owner: TestActor
        clerk: Sender
        administrator: Sender
        writer: Sender
        reader: Sender
        third: Sender
        open: Station
        coarse: Station
        closed: Station
        resident: Station
        openDatasetId: string
      }
    | undefined

  function world() {
    if (!made) throw new Error('The world is made in beforeAll; use it inside a test.')
    return made
  }
  const send = (
    method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE',
    path: string,
    payload?: object,
    actor?: Sender,
  ) =>
    server.request({
      method,
      url: `/api/v1/${path}`,
      ...(payload === undefined ? {} : { payload }),
      ...(actor ? { headers: actor.headers } : {}),
    })

  beforeAll(async () => {
    const owner = await signInAs(server, 'data-expert')
    const { organisationId } = owner
    const [clerk, administrator] = [
      await signInAsPerson(server, [{ organisationId, role: 'clerk' }]),
      await signInAsPerson(server, [{ organisationId, role: 'administrator' }]),
    ]
    const areas = await server.request({
      method: 'POST',
      url: '/api/v1/area-imports?level=neighbourhood&codeProperty=code&nameProperty=name',
      headers: { ...administrator.headers, 'content-type': 'application/geo+json' },
      payload: JSON.stringify({
        type: 'FeatureCollection',
        features: [
          {
            type: 'Feature',
            properties: { code: 'BU90010101', name: 'De Kom' },
            geometry: { type: 'Polygon', coordinates: [SQUARE] },
          },
        ],
      }),
    })
    expect(areas.statusCode, areas.body).toBeLessThan(300)
    const observations = [{ phenomenonTime: '2026-03-01T10:00:00Z', result: 12 }]
    const station = (datasetId: string, name: string, hostId?: string) =>
      plan.station(owner, datasetId, {
        name,
        point: [5.2915, 52.092],
        observations,
        ...(hostId === undefined ? {} : { hostId }),
      })
    const host = await signInAsPerson(server)
    const openDatasetId = await plan.publish(owner, { kind: 'open' })
    const personal = await plan.publish(owner, { kind: 'personal', minimumGroup: 5 })
    const resident = await station(personal, 'Balkon', host.personId)
    const purpose = 'https://w3id.org/dpv#DataAltruism'
    await plan.consent({ personId: host.personId, datasetId: personal, purpose })
    made = {
      ...{ owner, clerk, administrator, openDatasetId, resident },
      writer: await signInAsPerson(server),
      reader: await signInAsPerson(server),
      third: await signInAsPerson(server),
      open: await station(openDatasetId, 'Stationsplein'),
      coarse: await station(await plan.publish(owner, { kind: 'open', place: '500m' }), 'Grof'),
      closed: await station(await plan.publish(owner, { kind: 'restricted' }), 'Dicht'),
    }
  }, 60_000)
  beforeEach(() => {
    server.now = new Date('2026-03-02T10:00:00Z')
  })

  let written = 0
  return {
    server,
    plan,
    world,
    send,
    /** Writes a remark, on the open station unless said otherwise. */
    async write(change: object = {}, actor: Sender = world().writer): Promise<Remark> {
      written += 1
      const { thingId: thing } = world().open
      const place = ['thing', 'datastream', 'area'].some((key) => key in change) ? {} : { thing }
      const text = `Wegwerkzaamheden ${written}`
      const answer = await send('POST', 'remarks', { kind: 'works', text, ...place, ...change }, actor)
      expect(answer.statusCode, answer.body).toBe(201)
      return answer.json<Remark>()
    },
    /** The ids in a list of remarks. */
    async list(query: string, actor?: Sender): Promise<string[]> {
      const answer = await send('GET', `remarks?${query}`, undefined, actor)
      expect(answer.statusCode, answer.body).toBe(200)
      return answer.json<{ items: Remark[] }>().items.map(({ id }) => id)
    },
  }
}
