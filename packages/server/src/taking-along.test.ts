import { expect, it } from 'vitest'
import { planWorld } from './features/measurements/plan/testing/world.ts'
import { readZip } from './features/parties/testing/read-zip.ts'
import { signInAs, signInAsPerson, type TestActor } from './testing/actors.ts'
import { useServer } from './testing/server.ts'
import { makeWorld } from './testing/walk/world.ts'

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

/** What someone takes along, file by file, without that they looked at it. */
async function takeAlong({ headers }: Resident) {
  const { rawPayload } = await server.request({ url: '/api/v1/me/data-export', headers })
  const files = readZip(rawPayload)
  for (const name of files.keys()) if (name.includes('logbook.record')) files.delete(name)
  return Object.fromEntries(files)
}

it('takes along the same, whatever others have, say and do', async () => {
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
  const before = await takeAlong(mine)
  expect(before['json/measurements.observation.json']).toContain('12.5')
  expect(before['json/remarks.remark.json']).toContain('Stof bij knotwilg')

  const neighbour = await signInAsPerson(server)
  await settle(neighbour, place, 'treurwilg')
  await makeWorld(server)
  await server.deliver()
  expect(await takeAlong(mine)).toEqual(before)
  const theirs = await takeAlong(neighbour)
  expect(Object.values(theirs).join()).not.toContain('knotwilg')
  expect(theirs['json/measurements.observation.json']).toContain('treurwilg')
}, 300_000)
