import { sql } from 'kysely'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { signInAs, type TestActor } from '../../../testing/actors.ts'
import { useServer } from '../../../testing/server.ts'
import { describeStation, speakAs } from '../sta/testing/seed.ts'
import { type Transport, useMqtt } from './testing/clients.ts'

const server = useServer()
const mqtt = useMqtt(server)
let actor: TestActor
let send: ReturnType<typeof speakAs>
let minute = 0

beforeAll(async () => {
  actor = await signInAs(server, 'data-expert')
  send = speakAs(server, actor)
  for (const word of ['1', '2']) await send('POST', 'Things', describeStation(word, [5, 52]))
}, 60_000)

const OBSERVATIONS = 'v1.1/Datastreams(1)/Observations'

/** An observation at a time of its own. */
function observation(result: number) {
  minute += 1
  const phenomenonTime = new Date(Date.UTC(2026, 2, 2, 0, minute)).toISOString()
  return JSON.stringify({ phenomenonTime, result })
}

const get = async (path: string) => (await send('GET', path)).text

/** What a refused subscription or message is answered with. */
async function codeOf(work: Promise<unknown>): Promise<number | undefined> {
  try {
    await work
    return undefined
  } catch (error) {
    const { code, packet } = error as { code?: number; packet?: { granted?: number[] } }
    return code ?? packet?.granted?.[0]
  }
}

describe.each<[Transport, 4 | 5]>([
  ['TCP', 4],
  ['TCP', 5],
  ['WebSocket', 4],
  ['WebSocket', 5],
])('over %s, version %i', (transport, protocolVersion) => {
  const options = { protocolVersion }

  it('stores what is published, and sends subscribers the same bytes as HTTP', async () => {
    const sender = await mqtt.connect(actor, options, transport)
    const reader = await mqtt.connect(undefined, options, transport)
    const topics = [
      `${OBSERVATIONS}?retain=false`,
      'v1.1/Observations',
      'v1.1/Observations?$select=result&$expand=Datastream($select=name)',
      'v1.1/Observations?$filter=result gt 1000',
      'v1.1/Datastreams(1)/phenomenonTime',
    ]
    for (const topic of topics) await reader.client.subscribeAsync(topic, { qos: 1 })
    await sender.client.publishAsync(OBSERVATIONS, observation(3), { qos: 1 })
    await reader.received(4)
    const [{ '@iot.id': id = 0 } = {}] = JSON.parse(await get('Observations?$orderby=id desc&$top=1')).value
    const byTopic = Object.fromEntries(reader.messages.map(({ topic, text }) => [topic, text]))
    expect(byTopic).toEqual({
      [topics[0] ?? '']: await get(`Observations(${id})`),
      [topics[1] ?? '']: await get(`Observations(${id})`),
      [topics[2] ?? '']: await get(`Observations(${id})?$select=result&$expand=Datastream($select=name)`),
      [topics[4] ?? '']: await get('Datastreams(1)/phenomenonTime'),
    })
    expect(reader.messages.every(({ retain }) => !retain)).toBe(true)
  })

  it('takes QoS 0 and 2 as well', async () => {
    const sender = await mqtt.connect(actor, options, transport)
    const reader = await mqtt.connect(undefined, options, transport)
    await reader.client.subscribeAsync(`${OBSERVATIONS}?$select=result&retain=false`)
    await sender.client.publishAsync('v1.1/Datastreams(1)/Observations', observation(20), { qos: 2 })
    await sender.client.publishAsync('v1.1/Datastreams(1)/Observations', observation(21), { qos: 0 })
    expect(await reader.received(2)).toEqual(['{"result":20}', '{"result":21}'])
  })
})

it('tells of changed entities and properties, and of nothing else', async () => {
  const reader = await mqtt.connect()
  await reader.client.subscribeAsync(['v1.1/Things(1)', 'v1.1/Things(1)/name', 'v1.1/Things'])
  await send('PATCH', 'Things(1)', { description: 'described anew' })
  await reader.received(2)
  await send('PATCH', 'Things(1)', { name: 'named anew' })
  await reader.received(5)
  await send('PATCH', 'Sensors(1)', { name: 'a sensor' })
  expect(reader.messages.map(({ topic }) => topic).sort()).toEqual([
    'v1.1/Things',
    'v1.1/Things',
    'v1.1/Things(1)',
    'v1.1/Things(1)',
    'v1.1/Things(1)/name',
  ])
  expect(reader.messages.find(({ topic }) => topic.endsWith('name'))?.text).toBe('{"name":"named anew"}')
})

it('tells of a correction with the new value', async () => {
  const body = JSON.parse(observation(1))
  const made = await send('POST', 'Datastreams(1)/Observations', body)
  const reader = await mqtt.connect()
  await reader.client.subscribeAsync(`${OBSERVATIONS}?$select=id,result&retain=false`)
  await send('PATCH', `Observations(${made.json()['@iot.id']})`, { result: 2 })
  // The observation itself can be told after the subscription, too.
  const corrected = `{"@iot.id":${made.json()['@iot.id']},"result":2}`
  await expect.poll(() => reader.messages.at(-1)?.text, { timeout: 10_000 }).toBe(corrected)
})

it('sends a new subscriber the latest value as retained, unless it asks for none', async () => {
  await send('POST', 'Datastreams(1)/Observations', JSON.parse(observation(42)))
  const reader = await mqtt.connect(undefined, { protocolVersion: 5 })
  await reader.client.subscribeAsync(`${OBSERVATIONS}?$select=result`)
  await reader.received(1)
  expect(reader.messages).toEqual([
    { topic: `${OBSERVATIONS}?$select=result`, text: '{"result":42}', retain: true },
  ])
  await reader.client.subscribeAsync(`${OBSERVATIONS}?$select=result&retain=false`)
  await reader.client.subscribeAsync(OBSERVATIONS, { qos: 0, rh: 2 })
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(reader.messages).toHaveLength(1)
})

it('lets nobody publish without the rights that POST asks for', async () => {
  const count = () => get('Observations/$count')
  const before = await count()
  const other = await signInAs(server, 'data-expert')
  const clerk = await signInAs(server, 'clerk', { organisationId: actor.organisationId })
  for (const each of [undefined, clerk]) {
    const { client } = await mqtt.connect(each, { protocolVersion: 5 })
    expect(await codeOf(client.publishAsync(OBSERVATIONS, observation(1), { qos: 1 }))).toBe(0x87)
  }
  const { client } = await mqtt.connect(other, { protocolVersion: 5 })
  expect(await codeOf(client.publishAsync(OBSERVATIONS, observation(1), { qos: 1 }))).toBeGreaterThan(0x7f)
  // Version 3.1.1 has no way to say it: the message is acknowledged, and the refusal reported.
  const old = await mqtt.connect()
  await old.client.publishAsync(OBSERVATIONS, observation(1), { qos: 1 })
  expect(server.reports).toContainEqual(
    expect.objectContaining({ kind: 'mqtt-refused', what: 'publish', reason: 'not-authorized' }),
  )
  expect(await count()).toBe(before)
})

it('says in version 5 what is wrong with a message', async () => {
  const { client } = await mqtt.connect(actor, { protocolVersion: 5 })
  const publish = (topic: string, payload: string) => codeOf(client.publishAsync(topic, payload, { qos: 1 }))
  expect(await publish(OBSERVATIONS, '{')).toBe(0x99)
  expect(await publish(OBSERVATIONS, '{"phenomenonTime":"then"}')).toBe(0x99)
  expect(await publish('v1.1/Things(1)', '{}')).toBe(0x90)
  expect(await publish('v1.1/Nothing', '{}')).toBe(0x90)
  expect(await publish('elsewhere', '{}')).toBe(0x90)
})

it('gives no one what they may not read, also when that changes while they are subscribed', async () => {
  const secret = await signInAs(server, 'data-expert')
  const made = await speakAs(server, secret)('POST', 'Things', describeStation('secret', [5, 52]))
  const list = await speakAs(server, secret)(
    'GET',
    `Things(${made.json()['@iot.id']})/Datastreams?$select=id`,
  )
  const id = list.json<{ value: { '@iot.id': number }[] }>().value[0]?.['@iot.id'] ?? 0
  const topic = `v1.1/Datastreams(${id})/Observations?retain=false`
  const reader = await mqtt.connect(undefined, { protocolVersion: 5 })
  const owner = await mqtt.connect(secret)
  await reader.client.subscribeAsync([topic, 'v1.1/Observations'])
  await owner.client.subscribeAsync(topic)
  const setAccess = (access: string) =>
    sql`update catalogue.dataset set access = ${access} where owner_id = ${secret.organisationId}`.execute(
      server.database.db,
    )
  await setAccess('restricted')
  await owner.client.publishAsync(`v1.1/Datastreams(${id})/Observations`, observation(1), { qos: 1 })
  await owner.received(1)
  await send('POST', 'Datastreams(1)/Observations', JSON.parse(observation(9)))
  await reader.received(1)
  expect(reader.messages.map(({ text }) => JSON.parse(text).result)).toEqual([9])
  expect(await codeOf(reader.client.subscribeAsync(`v1.1/Datastreams(${id})`))).toBe(0x87)
  await setAccess('open')
})

it.each([
  ['v1.1/#', 0xa2],
  ['v1.1/+/Observations', 0xa2],
  ['$share/group/v1.1/Observations', 0x9e],
  ['$SYS/broker', 0x87],
  ['v1.1/Datastreams(999)/Observations', 0x87],
  ['v1.1/Observations?$top=5', 0x8f],
  ['v1.1/Nonsense', 0x8f],
])('refuses to subscribe to %s', async (topic, code) => {
  const { client } = await mqtt.connect(undefined, { protocolVersion: 5 })
  expect(await codeOf(client.subscribeAsync(topic))).toBe(code)
  const old = await mqtt.connect()
  expect(await codeOf(old.client.subscribeAsync(topic))).toBe(0x80)
})

it('refuses a password that is no token, and ends connections of a token that was revoked', async () => {
  const wrong = { headers: { authorization: 'Bearer not-a-token-that-anyone-has' }, organisationId: '' }
  await expect(mqtt.connect(wrong)).rejects.toThrow(/Bad username or password/)
  await expect(mqtt.connect(wrong, { protocolVersion: 5 })).rejects.toMatchObject({ code: 0x86 })
  const temporary = await signInAs(server, 'data-expert', { organisationId: actor.organisationId })
  const { client } = await mqtt.connect(temporary)
  await sql`update parties.token set revoked_at = ${server.now} where organisation_id = ${actor.organisationId}
    and secret_hash = sha256(${Buffer.from(temporary.headers.authorization.slice(7))})`.execute(
    server.database.db,
  )
  await vi.waitFor(() => expect(client.connected).toBe(false), { timeout: 15_000, interval: 50 })
})

it('keeps a session that asks for it, with what came in the meantime', async () => {
  const options = { clientId: 'keeps', clean: false }
  const first = await mqtt.connect(actor, options)
  await first.client.subscribeAsync(`${OBSERVATIONS}?$select=result&retain=false`, { qos: 1 })
  await first.client.endAsync()
  await send('POST', 'Datastreams(1)/Observations', JSON.parse(observation(77)))
  await send('POST', 'Datastreams(1)/Observations', JSON.parse(observation(78)))
  const second = await mqtt.connect(actor, options)
  expect(await second.received(2)).toEqual(['{"result":77}', '{"result":78}'])
  const other = await mqtt.connect(undefined, options)
  expect(other.messages).toEqual([])
})

it('lists where it is at the service root, and stops with the server', async () => {
  const { serverSettings } = (await send('GET', '')).json<{ serverSettings: Record<string, unknown> }>()
  const uri = 'http://www.opengis.net/spec/iot_sensing/1.1/req/receive-updates-via-mqtt/receive-updates'
  expect(serverSettings[uri]).toEqual({
    endpoints: [`mqtt://localhost:${mqtt.ports.TCP}`, 'ws://localhost:8080/mqtt'],
  })
})
