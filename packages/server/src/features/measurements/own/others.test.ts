import { expect, it } from 'vitest'
import { signInAs, signInAsPerson, type TestActor } from '../../../testing/actors.ts'
import { useServer } from '../../../testing/server.ts'
import { makeWorld } from '../../../testing/walk/world.ts'
import { planWorld } from '../plan/testing/world.ts'

const server = useServer()
const world = planWorld(server)
const PUBLIC = 'https://w3id.org/dpv#DataAltruism'

type Resident = Awaited<ReturnType<typeof signInAsPerson>>

/** Where residents host sensors, and a station on which anyone can remark. */
type Place = { owner: TestActor; datasetId: string; station: number }

/** Gives a resident a sensor, a consent, a remark and an analysis. */
async function settle(resident: Resident, { owner, datasetId, station }: Place, name: string) {
  const { personId: hostId, headers } = resident
  const observations = [{ phenomenonTime: '2026-03-01T10:00:00Z', result: 12.5 }]
  await world.station(owner, datasetId, { name, point: [5.3, 52.1], hostId, observations })
  await world.consent({ personId: hostId, datasetId, purpose: PUBLIC, place: '500m', time: 'hour' })
  const post = async (url: string, payload: object) => {
    const answer = await server.request({ method: 'POST', url, headers, payload })
    expect(answer.statusCode, answer.body).toBe(201)
  }
  const from = '2026-03-01T10:00:00Z'
  await post('/api/v1/remarks', { thing: station, kind: 'traffic', text: `Stof bij ${name}`, from })
  const text = { question: 'q', method: 'm', conclusion: 'c', doubts: 'd', charts: [] }
  await post('/api/v1/analyses', { title: `Analyse van ${name}`, ...text })
}

type Table = { table: string; rows: object[] }

/** All that is held about someone, table by table, without that they looked at it. */
async function heldAbout({ headers }: Resident): Promise<Record<string, Table[]>> {
  const { slices } = (await server.request({ url: '/api/v1/me/data', headers })).json<{
    slices: { slice: string; tables: Table[] }[]
  }>()
  const held = slices.filter(({ slice }) => slice !== 'logbook')
  return Object.fromEntries(held.map(({ slice, tables }) => [slice, tables]))
}

it('is the same for a resident, whatever others have, say and do', async () => {
  const owner = await signInAs(server, 'data-expert')
  const datasetId = await world.publish(owner, { kind: 'personal', minimumGroup: 2 })
  const open = await world.publish(owner, { kind: 'open' })
  const { thingId } = await world.station(owner, open, {
    name: 'plein',
    point: [5.3, 52.1],
    observations: [],
  })
  const place = { owner, datasetId, station: thingId }
  const mine = await signInAsPerson(server)
  await settle(mine, place, 'knotwilg')
  const before = await heldAbout(mine)
  for (const text of ['12.5', 'Stof bij knotwilg', 'Analyse van knotwilg'])
    expect(JSON.stringify(before)).toContain(text)

  const neighbour = await signInAsPerson(server)
  await settle(neighbour, place, 'treurwilg')
  await makeWorld(server)
  await server.deliver()
  expect(await heldAbout(mine)).toEqual(before)
  const theirs = JSON.stringify(await heldAbout(neighbour))
  expect(theirs).not.toContain('knotwilg')
  expect(theirs).toContain('Stof bij treurwilg')
}, 300_000)
