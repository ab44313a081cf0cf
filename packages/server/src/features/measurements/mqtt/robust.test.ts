import { connect, type Socket } from 'node:net'
import { generate, type Packet, parser } from 'mqtt-packet'
import { afterEach, beforeAll, expect, it, vi } from 'vitest'
import { signInAs, type TestActor } from '../../../testing/actors.ts'
import { useServer } from '../../../testing/server.ts'
import { describeStation, speakAs } from '../sta/testing/seed.ts'
import { secretOf, useMqtt } from './testing/clients.ts'

/** Ten messages a second, so that the limit is met at once. */
const server = useServer({ MQTT_MESSAGES_PER_SECOND: '10' })
const mqtt = useMqtt(server)
const sockets: Socket[] = []
let actor: TestActor
let send: ReturnType<typeof speakAs>

beforeAll(async () => {
  actor = await signInAs(server, 'data-expert')
  send = speakAs(server, actor)
  await send('POST', 'Things', describeStation('1', [5, 52]))
}, 60_000)

afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy()
})

const TOPIC = 'v1.1/Datastreams(1)/Observations'
const SOON = { timeout: 15_000, interval: 10 }

/** A connection on which the test writes the packets itself. */
async function openSocket(protocolVersion: 4 | 5, clientId: string) {
  const socket = connect(mqtt.ports.TCP, '127.0.0.1')
  sockets.push(socket)
  const packets: Packet[] = []
  let ended = false
  const reading = parser({ protocolVersion })
  reading.on('packet', (packet) => packets.push(packet))
  socket.on('data', (bytes: Buffer) => void reading.parse(bytes))
  socket.on('close', () => {
    ended = true
  })
  socket.on('error', () => {})
  const write = (packet: Packet) => void socket.write(generate(packet, { protocolVersion }))
  const wait = (check: () => boolean) => vi.waitFor(() => expect(check()).toBe(true), SOON)
  write({
    cmd: 'connect',
    protocolId: 'MQTT',
    protocolVersion,
    clientId,
    clean: true,
    keepalive: 60,
    username: 'device',
    password: Buffer.from(secretOf(actor)),
  })
  await wait(() => packets.some(({ cmd }) => cmd === 'connack'))
  return {
    socket,
    packets,
    write,
    answered: (cmd: string, count = 1) =>
      wait(() => packets.filter((each) => each.cmd === cmd).length >= count),
    ended: () => wait(() => ended),
  }
}

function publication(messageId: number, payload: string, rest: { dup?: boolean; qos?: 1 | 2 } = {}): Packet {
  return { cmd: 'publish', topic: TOPIC, payload, messageId, qos: 1, dup: false, retain: false, ...rest }
}

const count = async () => Number((await send('GET', 'Datastreams(1)/Observations/$count')).text)

it('stores a message without a time once, when it is sent again after a break', async () => {
  const before = await count()
  const first = await openSocket(4, 'breaks')
  first.write(publication(7, '{"result":1}'))
  await first.answered('puback')
  first.socket.destroy()
  server.now = new Date(server.now.getTime() + 1000)
  const second = await openSocket(4, 'breaks')
  second.write(publication(7, '{"result":1}', { dup: true }))
  await second.answered('puback')
  expect(await count()).toBe(before + 1)
  second.write(publication(7, '{"result":2}'))
  await second.answered('puback', 2)
  expect(await count()).toBe(before + 2)
})

it('stores a message with QoS 2 once, however often it is sent before it is released', async () => {
  server.now = new Date(server.now.getTime() + 1000)
  const before = await count()
  const { write, answered } = await openSocket(5, 'exactly-once')
  write(publication(9, '{"result":5}', { qos: 2 }))
  await answered('pubrec')
  server.now = new Date(server.now.getTime() + 1000)
  write(publication(9, '{"result":5}', { qos: 2, dup: true }))
  await answered('pubrec', 2)
  write({ cmd: 'pubrel', messageId: 9, qos: 1, dup: false, retain: false, topic: '', payload: '' } as never)
  await answered('pubcomp')
  expect(await count()).toBe(before + 1)
})

it('ends a connection that sends what is no MQTT, a packet that is too large, or a second CONNECT', async () => {
  const wrong = await openSocket(4, 'wrong')
  wrong.socket.write(Buffer.from([0xf0, 0x00, 0xff, 0xff, 0xff, 0xff, 0xff]))
  await wrong.ended()
  const large = await openSocket(5, 'large')
  large.write(publication(1, 'x'.repeat(2 * 1024 * 1024)))
  await large.ended()
  const twice = await openSocket(4, 'twice')
  twice.write({
    cmd: 'connect',
    protocolId: 'MQTT',
    protocolVersion: 4,
    clientId: 'twice',
    clean: true,
    keepalive: 0,
  })
  await twice.ended()
})

it('says in version 5 that a client sends too fast, and lets older ones wait', async () => {
  const newer = await openSocket(5, 'fast-5')
  for (let id = 1; id <= 12; id++) newer.write(publication(id, '{}'))
  await newer.answered('puback', 12)
  const codes = newer.packets.flatMap((each) => (each.cmd === 'puback' ? [each.reasonCode] : []))
  expect(codes.filter((code) => code === 0x97).length).toBeGreaterThan(0)
  const older = await openSocket(4, 'fast-4')
  const started = performance.now()
  for (let id = 1; id <= 15; id++) {
    older.write(publication(id, '{}'))
    // Each in a piece of its own, as a device would send them.
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  await older.answered('puback', 15)
  expect(performance.now() - started).toBeGreaterThan(90)
})

it('ends the connection of a client that connects again', async () => {
  const first = await openSocket(5, 'same')
  const second = await openSocket(5, 'same')
  await first.ended()
  expect(first.packets.at(-1)).toMatchObject({ cmd: 'disconnect', reasonCode: 0x8e })
  second.write({ cmd: 'pingreq' })
  await second.answered('pingresp')
})
