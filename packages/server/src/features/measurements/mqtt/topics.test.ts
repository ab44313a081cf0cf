import { beforeAll, expect, it } from 'vitest'
import type { TestActor } from '../../../testing/actors.ts'
import { useServer } from '../../../testing/server.ts'
import { SECRET, seedOpenAndSecret, speakAs } from '../sta/testing/seed.ts'
import { useMqtt } from './testing/clients.ts'

const server = useServer()
const mqtt = useMqtt(server)
let open: TestActor
let secret: TestActor

beforeAll(async () => {
  const seeded = await seedOpenAndSecret(server)
  open = seeded.open
  secret = seeded.secret
}, 60_000)

let minute = 0
function observation(result: unknown) {
  minute += 1
  return JSON.stringify({ phenomenonTime: new Date(Date.UTC(2026, 2, 3, 0, minute)).toISOString(), result })
}

/** Ids of the datastreams of a station, by the first word of their name. */
async function idOf(
  actor: TestActor,
  kind: 'Datastreams' | 'MultiDatastreams',
  name: string,
): Promise<number> {
  const answer = await speakAs(server, actor)('GET', `${kind}?$filter=name eq '${name}'&$select=id`)
  return answer.json<{ value: { '@iot.id': number }[] }>().value[0]?.['@iot.id'] ?? 0
}

it('takes and gives what is in version 1.0 as that version writes it', async () => {
  const id = await idOf(open, 'Datastreams', 'PM2.5 1')
  const sender = await mqtt.connect(open)
  const reader = await mqtt.connect()
  const topic = `v1.0/Datastreams(${id})/Observations`
  await reader.client.subscribeAsync([`${topic}?retain=false`, 'v1.0/Things'])
  await sender.client.publishAsync(topic, observation(7.5), { qos: 1 })
  const [text = ''] = await reader.received(1)
  const { '@iot.selfLink': link } = JSON.parse(text)
  expect(link).toContain('/sta/v1.0/Observations(')
  const { pathname } = new URL(link)
  expect((await server.request({ url: pathname })).body).toBe(text)
})

it('takes and gives observations of a MultiDatastream, the latest as retained', async () => {
  const id = await idOf(open, 'MultiDatastreams', 'Wind 1')
  const topic = `v1.1/MultiDatastreams(${id})/Observations`
  const sender = await mqtt.connect(open, { protocolVersion: 5 })
  await sender.client.publishAsync(topic, observation([5, 'west']), { qos: 1 })
  const reader = await mqtt.connect()
  await reader.client.subscribeAsync(`${topic}?$select=result`)
  expect(await reader.received(1)).toEqual(['{"result":[5,"west"]}'])
  expect(reader.messages[0]?.retain).toBe(true)
  await sender.client.publishAsync(topic, observation([6, 'east']), { qos: 1 })
  expect((await reader.received(2)).at(-1)).toBe('{"result":[6,"east"]}')
  expect(reader.messages[1]?.retain).toBe(false)
  // A number is no result of two properties.
  await expect(sender.client.publishAsync(topic, observation(5), { qos: 1 })).rejects.toMatchObject({
    code: 0x99,
  })
})

it('shows with $expand and decides with $filter only what its reader may read', async () => {
  const [known, hidden] = [
    await idOf(open, 'Datastreams', 'PM2.5 1'),
    await idOf(secret, 'Datastreams', `PM2.5 ${SECRET}`),
  ]
  const topics = [
    'v1.1/Observations?$select=result&$expand=Datastream($select=name;$expand=Thing($select=name))',
    `v1.1/Observations?$select=result&$filter=Datastream/Thing/name eq 'Station ${SECRET}'`,
    `v1.1/Observations?$select=result&$filter=Datastream/Thing/name ne 'Station 1'`,
    `v1.1/Things?$filter=startswith(name,'Station')&$expand=Datastreams($select=name)`,
  ]
  const stranger = await mqtt.connect()
  const owner = await mqtt.connect(secret)
  for (const { client } of [stranger, owner]) await client.subscribeAsync(topics, { qos: 1 })
  const senders = [await mqtt.connect(open), await mqtt.connect(secret)] as const
  await senders[1].client.publishAsync(`v1.1/Datastreams(${hidden})/Observations`, observation(666), {
    qos: 1,
  })
  await senders[0].client.publishAsync(`v1.1/Datastreams(${known})/Observations`, observation(11), { qos: 1 })
  const things = await speakAs(server, secret)('GET', `Things?$filter=name eq 'Station ${SECRET}'&$select=id`)
  const thing = things.json<{ value: { '@iot.id': number }[] }>().value[0]?.['@iot.id']
  await speakAs(server, secret)('PATCH', `Things(${thing})`, { description: 'changed' })
  await owner.received(5)
  await stranger.received(1)
  expect(stranger.messages.map(({ text }) => text)).toEqual([
    '{"result":11,"Datastream":{"name":"PM2.5 1","Thing":{"name":"Station 1"}}}',
  ])
  const told = owner.messages.map(({ topic, text }) => [
    topics.indexOf(topic),
    text.includes(SECRET) || text.includes('666'),
  ])
  expect(told.sort()).toEqual([
    [0, false],
    [0, true],
    [1, true],
    [2, true],
    [3, true],
  ])
})

it('gives no retained value of what may not be read', async () => {
  const id = await idOf(secret, 'Datastreams', `PM2.5 ${SECRET}`)
  const reader = await mqtt.connect(undefined, { protocolVersion: 5 })
  await expect(reader.client.subscribeAsync(`v1.1/Datastreams(${id})/Observations`)).rejects.toMatchObject({
    packet: { granted: [0x87] },
  })
  expect(reader.messages).toEqual([])
})
