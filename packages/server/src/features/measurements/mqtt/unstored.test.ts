import { sql } from 'kysely'
import { beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { signInAs, type TestActor } from '../../../testing/actors.ts'
import { useServer } from '../../../testing/server.ts'
import { defaultDataset } from '../../catalogue/index.ts'
import { KEPT } from '../inbound/dead-letters/keep.ts'
import { speakAs } from '../sta/testing/seed.ts'
import { createTestStation, type TestStation } from '../testing/datastreams.ts'
import { useMqtt } from './testing/clients.ts'

const server = useServer({ MQTT_MESSAGES_PER_SECOND: '0' })
const mqtt = useMqtt(server)
let actor: TestActor
let station: TestStation
let topic: string

beforeAll(async () => {
  actor = await signInAs(server, 'data-expert')
  station = await createTestStation(server.database.db, {
    count: 2,
    corrections: 'refuse',
    ownerId: actor.organisationId,
  })
  await defaultDataset(server.database.db, actor.organisationId, server.now)
  topic = `v1.1/Datastreams(${station.datastreamIds[0]})/Observations`
}, 60_000)
beforeEach(async () => {
  await sql`truncate measurements.dead_letter, measurements.dead_letter_loss`.execute(server.database.db)
  server.now = new Date(server.now.getTime() + 60_000)
})

const TIME = '2026-03-01T00:00:00.000Z'
const get = async (url: string, { headers } = actor) => (await server.request({ url, headers })).json()
const list = async (who?: TestActor) => (await get('/api/v1/dead-letters', who)).items
const replay = async (id: string) =>
  (
    await server.request({
      method: 'POST',
      url: `/api/v1/dead-letters/${id}/replays`,
      headers: actor.headers,
      payload: {},
    })
  ).json()
const stored = async () =>
  (
    await speakAs(server, actor)('GET', `Datastreams(${station.datastreamIds[0]})/Observations?$orderby=id`)
  ).json<{ value: { result: unknown; phenomenonTime: string }[] }>().value

/** Publishes with version 3.1.1, which has no way to say that a message was refused. */
async function publish(who: TestActor | undefined, messages: [topic: string, payload: string][]) {
  const { client } = await mqtt.connect(who)
  for (const [at, payload] of messages) await client.publishAsync(at, payload, { qos: 1 })
}

it('keeps what cannot be stored with its reason, before it is acknowledged', async () => {
  await publish(actor, [
    [topic, JSON.stringify({ phenomenonTime: TIME, result: 1 })],
    [topic, JSON.stringify({ phenomenonTime: TIME, result: 2 })],
    [topic, '{"result":'],
    [topic, JSON.stringify({ phenomenonTime: '1200-01-01T00:00:00Z', result: 2 })],
    ['v1.1/Datastreams(999999)/Observations', '{"result":3}'],
    ['v1.1/Observations', '{"result":3}'],
    ['v1.1/Nonsense', '{"result":3}'],
  ])
  const letters: Record<string, unknown>[] = await list()
  expect(letters.map(({ reason, address }) => [reason, address]).sort()).toEqual([
    ['differs-from-stored', topic],
    ['not-json', topic],
    ['not-understood', topic],
    ['not-understood', 'v1.1/Nonsense'],
    ['not-understood', 'v1.1/Observations'],
    ['unknown-datastream', 'v1.1/Datastreams(999999)/Observations'],
  ])
  const own = letters.filter(({ address }) => address === topic)
  expect(
    own.every(({ datasetId, sender, origin }) => datasetId === station.datasetId && sender && origin),
  ).toBe(true)
  expect((await stored()).map(({ result }) => result)).toEqual([1])
})

it('tells version 5 too, and keeps what came with QoS 0 and 2', async () => {
  const { client } = await mqtt.connect(actor, { protocolVersion: 5 })
  await expect(client.publishAsync(topic, '{', { qos: 1 })).rejects.toMatchObject({ code: 0x99 })
  await client.publishAsync(topic, '[', { qos: 0 })
  await client.publishAsync(topic, '"', { qos: 2 }).catch(() => {})
  await vi.waitFor(async () => expect(await list()).toHaveLength(3), { timeout: 15_000, interval: 20 })
})

it('stores a letter once it can be stored: once, and at the moment its message came', async () => {
  const at = server.now.toISOString()
  const before = (await stored()).length
  const setUnit = (type: string) =>
    sql`update measurements.datastream set observation_type = ${`http://www.opengis.net/def/observationType/OGC-OM/2.0/${type}`}
      where id = ${station.datastreamIds[0]}`.execute(server.database.db)
  await setUnit('OM_CountObservation')
  await publish(actor, [[topic, '{"result":4.5}']])
  server.now = new Date(server.now.getTime() + 1000)
  // The same words a second later are another observation.
  await publish(actor, [[topic, '{"result":4.5}']])
  const [later, first] = await list()
  expect([later, first]).toMatchObject([
    { reason: 'does-not-fit' },
    { reason: 'does-not-fit', replayable: true },
  ])
  expect(await replay(first.id)).toMatchObject({ state: 'waiting', attempts: 1, reason: 'does-not-fit' })
  await setUnit('OM_Measurement')
  server.now = new Date(server.now.getTime() + 3_600_000)
  expect(await replay(first.id)).toMatchObject({ state: 'replayed', payload: null })
  expect(await replay(first.id)).toMatchObject({ state: 'replayed' })
  const values = await stored()
  expect(values).toHaveLength(before + 1)
  expect(values.at(-1)).toMatchObject({ result: 4.5, phenomenonTime: at })
})

it('keeps nothing of who has nothing to do with it, and shows nobody what is not theirs', async () => {
  const stranger = await signInAs(server, 'data-expert')
  const clerk = await signInAs(server, 'clerk', { organisationId: actor.organisationId })
  const message = JSON.stringify({ phenomenonTime: TIME, result: 9 })
  await publish(undefined, [[topic, message]])
  expect(await list()).toEqual([])
  await publish(stranger, [[topic, message]])
  expect(await list()).toEqual([])
  const datasets = sql`select from catalogue.dataset where owner_id = ${stranger.organisationId}`
  expect(await list(stranger)).toEqual([])
  expect((await datasets.execute(server.database.db)).rows).toEqual([])
  await defaultDataset(server.database.db, stranger.organisationId, server.now)
  await publish(stranger, [[topic, message]])
  expect(await list()).toEqual([])
  expect(await list(stranger)).toEqual([expect.objectContaining({ reason: 'not-allowed', address: topic })])
  await publish(clerk, [[topic, message]])
  expect(await list()).toEqual([expect.objectContaining({ reason: 'not-allowed', sender: 'test clerk' })])
  expect(await list(stranger)).toHaveLength(1)
})

it('takes a token for one dataset, and keeps there what it may not send elsewhere', async () => {
  const other = await createTestStation(server.database.db, { count: 1, ownerId: actor.organisationId })
  const { organisationId } = actor
  const bound = await signInAs(server, 'data-expert', { organisationId, datasetId: other.datasetId })
  const own = `v1.1/Datastreams(${other.datastreamIds[0]})/Observations`
  await publish(bound, [
    [own, JSON.stringify({ phenomenonTime: TIME, result: 5 })],
    [topic, JSON.stringify({ phenomenonTime: TIME, result: 5 })],
  ])
  expect(await list()).toEqual([expect.objectContaining({ datasetId: other.datasetId, address: topic })])
  const [letter] = await list()
  expect(await replay(letter.id)).toMatchObject({ state: 'waiting', attempts: 1 })
})

it('lets the oldest go when more wait than are kept', async () => {
  const count = 300
  await sql`insert into measurements.dead_letter (dataset_id, origin, address, payload, payload_size, fingerprint, reason,
      detail, received_at, last_received_at)
    select ${station.datasetId}, 'mqtt', n::text, '', 0, sha256(n::text::bytea), 'not-json', '{}', now(), now()
    from generate_series(1, ${KEPT.waiting}::int - 10) n`.execute(server.database.db)
  const { client } = await mqtt.connect(actor)
  await Promise.all(Array.from({ length: count }, (_, n) => client.publishAsync(topic, `{${n}`, { qos: 1 })))
  const { items, lost } = await get('/api/v1/dead-letter-counts')
  expect(items).toEqual([expect.objectContaining({ count: KEPT.waiting })])
  expect(lost).toBe(count - 10)
})
