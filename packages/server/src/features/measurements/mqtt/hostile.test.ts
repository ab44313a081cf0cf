import { connect } from 'node:net'
import fc from 'fast-check'
import { generate, type Packet } from 'mqtt-packet'
import { beforeAll, expect, it, vi } from 'vitest'
import { signInAs, type TestActor } from '../../../testing/actors.ts'
import { useServer } from '../../../testing/server.ts'
import { INJECTIONS } from '../sta/testing/random-requests.ts'
import { describeStation, speakAs } from '../sta/testing/seed.ts'
import { SOON, secretOf, useMqtt } from './testing/clients.ts'

const server = useServer({ MQTT_MESSAGES_PER_SECOND: '0' })
const mqtt = useMqtt(server)
let actor: TestActor
/** Someone of the same organisation, whose client ids are no concern of others. */
let attacker: TestActor

beforeAll(async () => {
  actor = await signInAs(server, 'data-expert')
  attacker = await signInAs(server, 'data-expert', { organisationId: actor.organisationId })
  await speakAs(server, actor)('POST', 'Things', describeStation('1', [5, 52]))
}, 60_000)

const TOPIC = 'v1.1/Datastreams(1)/Observations'
const TOPICS = [
  '/',
  '//',
  '#',
  '+/+',
  `${TOPIC}/#`,
  '$SYS/#',
  '$share/g/v1.1/Observations',
  '../../etc/passwd',
  'v1.1',
  'v9.9/Things',
  'v1.1/Datastreams(18446744073709551616)/Observations',
  'v1.1/Datastreams(-1)/Observations',
  'v1.1/Datastreams(NaN)/Observations',
  `v1.1/${'Datastreams(1)/Thing/'.repeat(500)}`,
  `v1.1/Observations?$filter=${'('.repeat(2000)}`,
  'v1.1/Observations?$top=1&$top=2',
  'v1.1/Observations?$filter=%ff',
  'v1.1/Observations?$expand=Datastream($expand=Thing($expand=Datastreams))',
  'x'.repeat(65_000),
  '\u202e\ufeff',
  'a\0b',
  ...INJECTIONS,
  ...INJECTIONS.map((text) => `v1.1/Things?$filter=name eq '${text}'`),
]
const PAYLOADS = [
  '',
  'NaN',
  '{"result":NaN}',
  '{"result":1e400}',
  '{"result":1,"phenomenonTime":"0000-01-01T00:00:00Z"}',
  '{"result":1,"phenomenonTime":"9999-12-31T23:59:59.999999999Z"}',
  '{"result":1,"@iot.id":18446744073709551616}',
  '{"result":"\\u0000"}',
  '{"result":"\\ud800"}',
  `{"result":${'['.repeat(100)}${']'.repeat(100)}}`,
  `{"parameters":${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}}`,
  '{"__proto__":{"result":1},"onbekend":1}',
  Buffer.from([0x7b, 0xff, 0xfe, 0x7d]),
  Buffer.alloc(4096),
]

const versions = fc.constantFrom<4 | 5>(4, 5)
const packets: fc.Arbitrary<Packet> = fc.oneof(
  fc
    .tuple(
      fc.constantFrom(...TOPICS, TOPIC),
      fc.constantFrom(...PAYLOADS),
      fc.constantFrom<0 | 1 | 2>(0, 1, 2),
    )
    .map(
      ([topic, payload, qos]): Packet => ({
        cmd: 'publish',
        topic,
        payload,
        qos,
        messageId: 7,
        dup: false,
        retain: true,
      }),
    ),
  fc.array(fc.constantFrom(...TOPICS), { minLength: 1, maxLength: 5 }).map(
    (topics): Packet => ({
      cmd: 'subscribe',
      messageId: 8,
      subscriptions: topics.map((topic) => ({ topic, qos: 1, nl: false, rap: true, rh: 0 })),
    }),
  ),
  fc
    .constantFrom(...TOPICS)
    .map((topic): Packet => ({ cmd: 'unsubscribe', messageId: 9, unsubscriptions: [topic] })),
  fc.constantFrom<Packet>(
    { cmd: 'pingreq' },
    { cmd: 'puback', messageId: 65_535 },
    { cmd: 'pubrel', messageId: 1 },
    { cmd: 'pubrec', messageId: 1 },
    { cmd: 'pubcomp', messageId: 1 },
    { cmd: 'suback', messageId: 1, granted: [0] },
    { cmd: 'connack', returnCode: 0, reasonCode: 0, sessionPresent: false },
    { cmd: 'disconnect' },
  ),
)
/** Bytes put in the place of others, or in between. */
const damage = fc.array(fc.tuple(fc.nat(400), fc.uint8Array({ maxLength: 6 }), fc.nat(3)), { maxLength: 4 })

const connection = fc
  .tuple(
    versions,
    fc.boolean(),
    fc.constantFrom('', 'a', 'witness', 'x'.repeat(300)),
    fc.constantFrom(...TOPICS),
  )
  .map(([protocolVersion, known, clientId, topic]) =>
    generate(
      {
        cmd: 'connect',
        protocolId: 'MQTT',
        protocolVersion,
        clientId,
        clean: true,
        keepalive: 1,
        ...(known ? { username: 'x', password: Buffer.from(secretOf(attacker)) } : {}),
        will: { topic, payload: Buffer.from('{"result":NaN}'), qos: 1, retain: true },
      },
      { protocolVersion },
    ),
  )
const streams = fc
  .tuple(connection, versions, fc.array(packets, { maxLength: 6 }), damage, fc.boolean())
  .map(([start, protocolVersion, parts, changes, wholeConnect]) => {
    const rest = Buffer.concat(parts.map((packet) => generate(packet, { protocolVersion })))
    const hurt = (bytes: Buffer) =>
      changes.reduce((sum, [at, piece, left]) => {
        const place = Math.min(at, sum.length)
        return Buffer.concat([
          sum.subarray(0, place),
          piece,
          sum.subarray(Math.min(place + left, sum.length)),
        ])
      }, bytes)
    return wholeConnect ? Buffer.concat([start, hurt(rest)]) : hurt(Buffer.concat([start, rest]))
  })

/** Sends bytes and hangs up when all of them were read, or earlier when the server does. */
function send(bytes: Buffer): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(mqtt.ports.TCP, '127.0.0.1')
    socket.on('error', () => {})
    socket.on('data', () => {})
    socket.on('close', () => resolve())
    socket.end(bytes)
  })
}

it('closes or answers whatever it is sent, and others notice nothing', async () => {
  const witness = await mqtt.connect(actor, { clientId: 'witness', keepalive: 3600 })
  await witness.client.subscribeAsync(TOPIC, { qos: 1, rap: true })
  const before = witness.messages.length
  let sent = 0
  await fc.assert(
    fc.asyncProperty(fc.array(streams, { minLength: 20, maxLength: 20 }), async (several) => {
      await Promise.all(several.map(send))
      sent += 1
      const result = 1_000_000 + sent
      await witness.client.publishAsync(TOPIC, JSON.stringify({ result }), { qos: 1 })
    }),
    { numRuns: 15 },
  )
  const own = () => witness.messages.slice(before).filter(({ text }) => text.includes('"result":10'))
  const faults = () =>
    server.reports.flatMap((each) =>
      each.kind === 'mqtt-failed' || each.kind === 'follow-failed' ? [`${each.kind}: ${each.error}`] : [],
    )
  await vi.waitFor(() => {
    if (own().length < 15) throw new Error(`${own().length} of 15 messages arrived. ${faults().join(', ')}`)
  }, SOON)
  expect(witness.client.connected).toBe(true)
  expect(faults()).toEqual([])
}, 120_000)
