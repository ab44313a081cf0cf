import { sql } from 'kysely'
import { beforeAll, expect, it } from 'vitest'
import { signInAs } from '../../../testing/actors.ts'
import { useServer } from '../../../testing/server.ts'
import { createTestStation } from '../testing/datastreams.ts'
import { speakAs } from './testing/seed.ts'

const server = useServer()
let send: ReturnType<typeof speakAs>
let ids: number[]

beforeAll(async () => {
  const actor = await signInAs(server, 'data-expert')
  send = speakAs(server, actor)
  const { datastreamIds, datasetId } = await createTestStation(server.database.db, {
    count: 2,
    ownerId: actor.organisationId,
  })
  ids = datastreamIds
  await sql`update catalogue.dataset set raw_days = 30 where id = ${datasetId}`.execute(server.database.db)
}, 60_000)

const today = '2026-03-02T09:00:00Z'
const long = '2025-01-01T00:00:00Z'

it('finds no datastream to post to where there is none', async () => {
  for (const id of ['999999', '0', '99999999999', '9223372036854775807']) {
    const answer = await send('POST', `Datastreams(${id})/Observations`, { phenomenonTime: today, result: 1 })
    expect([id, answer.status]).toEqual([id, 404])
  }
  const linked = { phenomenonTime: today, result: 1, Datastream: { '@iot.id': 999_999 } }
  expect((await send('POST', 'Observations', linked)).status).toBe(400)
})

it('changes an observation into nothing that it would not take as a new one', async () => {
  const made = await send('POST', `Datastreams(${ids[0]})/Observations`, { phenomenonTime: today, result: 1 })
  expect(made.status).toBe(201)
  const path = `Observations(${made.json()['@iot.id']})`
  const before = (await send('GET', path)).text
  for (const body of [
    { phenomenonTime: long },
    { phenomenonTime: long, Datastream: { '@iot.id': ids[1] } },
    { phenomenonTime: '0001-01-01T00:00:00Z' },
    { phenomenonTime: '9999-12-31T00:00:00Z' },
    { result: 1e200 },
  ]) {
    const answer = await send('PATCH', path, body)
    expect([body, answer.status]).toEqual([body, 400])
  }
  expect((await send('GET', path)).text).toBe(before)
  expect((await send('PATCH', path, { phenomenonTime: '2026-03-01T09:00:00Z' })).status).toBe(200)
})

it.each([
  ['PUT', 'Things', 'GET, HEAD, POST, DELETE'],
  ['DELETE', 'Things', 'GET, HEAD, POST'],
  ['POST', 'Things(1)', 'GET, HEAD, PATCH, PUT, DELETE'],
  ['PATCH', 'Things(1)/name', 'GET, HEAD'],
] as const)('names the methods that an address does have: %s %s', async (method, path, allow) => {
  const { headers } = await signInAs(server, 'data-expert')
  const answer = await server.request({ method, url: `/sta/v1.1/${path}`, headers, payload: {} })
  expect(answer.statusCode).toBe(405)
  expect(answer.headers.allow).toBe(allow)
})
