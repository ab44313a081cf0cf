import { beforeAll, beforeEach, expect } from 'vitest'
import { signInAsPerson } from '../../../testing/actors.ts'
import { useServer } from '../../../testing/server.ts'
import { createOrganisation } from '../../parties/index.ts'
import { SHARING } from '../lists.ts'

export type Sender = { headers: Record<string, string> }
type Sensor = { id: string; stationId: number; datastreams: { id: number; key: string }[] }

const text = { nl: 'Wij gebruiken dit.', en: 'We use this.' }
const PARTS = [
  ...['title', 'what', 'why', 'controller', 'precision', 'retention'],
  ...['recipients', 'consequences', 'withdrawal', 'frozen'],
]

/** A notice that can be published. */
const NOTICE = {
  ...Object.fromEntries(PARTS.map((part) => [part, text])),
  contact: 'privacy@example.org',
  offer: { place: '100m', time: 'hour', inGroups: true, longestDays: null, keptDays: null, recipientIds: [] },
}

/** A municipality that invites hosts, a resident and a neighbour. Read it inside a test; the clock is set back before each. */
export function useHosting(environment: Record<string, string> = {}) {
  const server = useServer(environment)
  let made:
    | {
        officer: Sender
        host: Sender
        neighbour: Sender
        datasetId: string
        noticeId: string
        hostId: string
      }
    | undefined

  function world() {
    if (!made) throw new Error('The world is made in beforeAll; use it inside a test.')
    return made
  }
  const send = (method: 'GET' | 'POST' | 'PATCH' | 'PUT', path: string, payload?: object, actor?: Sender) =>
    server.request({
      method,
      url: path.startsWith('/') ? path : `/api/v1/${path}`,
      ...(payload === undefined ? {} : { payload }),
      ...(actor ? { headers: actor.headers } : {}),
    })

  beforeAll(async () => {
    const { db } = server.database
    const organisationId = await createOrganisation(db, { name: 'Gemeente Waterrijk', kind: 'municipality' })
    const officer = await signInAsPerson(server, [
      { organisationId, role: 'privacy-officer' },
      { organisationId, role: 'data-expert' },
    ])
    const host = await signInAsPerson(server)
    const dataset = await send(
      'POST',
      'datasets',
      {
        title: 'Meters van bewoners',
        licence: 'https://definities.geostandaarden.nl/dcat-ap-nl/id/waardelijst/licenties/cc0',
        access: 'personal',
        theme: 'environment',
        contact: 'data@example.org',
        precision: { minimumGroup: 5 },
      },
      officer,
    )
    const datasetId: string = dataset.json().id
    const notice = await send('POST', 'consent-notices', { datasetId, purpose: SHARING, ...NOTICE }, officer)
    expect(notice.statusCode, notice.body).toBe(201)
    const noticeId: string = notice.json().id
    const published = await send('POST', `consent-notices/${noticeId}/publication`, undefined, officer)
    expect(published.statusCode, published.body).toBe(200)
    const neighbour = await signInAsPerson(server)
    made = { officer, host, neighbour, datasetId, noticeId, hostId: host.personId }
  })
  beforeEach(() => {
    server.now = new Date('2026-03-02T10:00:00Z')
  })
  /** What a host says of a new sensor, but for the change. */
  const describeSensor = (change: object = {}) => ({
    datasetId: world().datasetId,
    kit: 'sds011-airrohr',
    name: 'Balkon',
    longitude: 4.9,
    latitude: 52.37,
    ...change,
  })
  return {
    server,
    world,
    send,
    describeSensor,
    /** A sensor with a key. */
    async hosted(
      actor: Sender = world().host,
      change: object = {},
    ): Promise<Sensor & { key: Sender; secret: string }> {
      const answer = await send('POST', 'me/sensors', describeSensor(change), actor)
      expect(answer.statusCode, answer.body).toBe(201)
      const sensor = answer.json<Sensor>()
      const key = await send('POST', `me/sensors/${sensor.id}/keys`, undefined, actor)
      expect(key.statusCode, key.body).toBe(201)
      const { secret } = key.json<{ secret: string }>()
      return { ...sensor, secret, key: { headers: { authorization: `Bearer ${secret}` } } }
    },
  }
}
