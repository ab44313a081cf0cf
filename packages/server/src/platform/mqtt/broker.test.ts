import { once } from 'node:events'
import { connect as connectSocket, type Socket } from 'node:net'
import { connectAsync, connect as connectClient, type IClientOptions, type MqttClient } from 'mqtt'
import { generate } from 'mqtt-packet'
import { afterEach, expect, it, vi } from 'vitest'
import type { Report } from '../report.ts'
import { type Broker, createBroker } from './broker.ts'
import type { MqttLimits } from './limits.ts'
import type { Message, MqttService } from './service.ts'

/** What is published goes to who subscribed to the same topic; it is taken, and a topic is looked up, when the test says so. */
async function startBroker(
  limits: Partial<MqttLimits>,
  take: () => Promise<void> = async () => {},
  look: (topic: string) => Promise<void> = async () => {},
) {
  const subscribers = new Map<string, Set<(message: Message) => void>>()
  const taken: string[] = []
  const reports: Report[] = []
  const service: MqttService<string> = {
    authenticate: async ({ username = '' }) => ({ key: username || undefined, identity: username }),
    findEnded: async () => [],
    async publish(_, topic, payload) {
      taken.push(String(payload).slice(0, 20))
      await take()
      for (const deliver of subscribers.get(topic) ?? []) deliver({ topic, payload, retain: false })
      return undefined
    },
    async subscribe(_, topic, deliver) {
      await look(topic)
      const known = subscribers.get(topic) ?? new Set()
      subscribers.set(topic, known.add(deliver))
      return { retained: undefined, end: () => void known.delete(deliver) }
    },
  }
  const broker = createBroker({
    service,
    report: (each) => void reports.push(each),
    trustProxy: false,
    limits,
  })
  brokers.push(broker)
  return { port: await broker.listen('127.0.0.1', 0), taken, reports }
}

const brokers: Broker[] = []
const clients: MqttClient[] = []
const sockets: Socket[] = []
afterEach(async () => {
  for (const client of clients.splice(0)) client.end(true)
  for (const socket of sockets.splice(0)) socket.destroy()
  for (const broker of brokers.splice(0)) await broker.stop()
})

async function connect(port: number, options: IClientOptions = {}): Promise<MqttClient> {
  const given = {
    protocolVersion: 5,
    reconnectPeriod: 0,
    connectTimeout: 5000,
    username: 'a',
    ...options,
  } as const
  const client = await connectAsync(`mqtt://127.0.0.1:${port}`, given, false)
  clients.push(client)
  return client
}

const SOON = { timeout: 15_000, interval: 10 }

it('takes so many connections, in all and of one address, and takes another once one is gone', async () => {
  for (const limits of [{ connections: 2 }, { connectionsPerAddress: 2 }]) {
    const { port, reports } = await startBroker(limits)
    const [first] = [await connect(port), await connect(port)]
    const socket = connectSocket(port, '127.0.0.1')
    sockets.push(socket)
    await once(socket, 'close')
    expect(reports).toContainEqual(expect.objectContaining({ kind: 'mqtt-refused', what: 'connect' }))
    await first.endAsync()
    await vi.waitFor(async () => void (await connect(port)), SOON)
  }
})

it('ends a connection that does not introduce itself, or is silent for longer than it said', async () => {
  const { port } = await startBroker({ connectTimeout: 50 })
  const silent = connectSocket(port, '127.0.0.1')
  sockets.push(silent)
  await once(silent, 'close')
  const started = performance.now()
  const asleep = connectSocket(port, '127.0.0.1')
  sockets.push(asleep)
  asleep.write(
    generate({
      cmd: 'connect',
      protocolId: 'MQTT',
      protocolVersion: 4,
      clientId: 'a',
      clean: true,
      keepalive: 1,
    }),
  )
  asleep.resume()
  await once(asleep, 'close')
  expect(performance.now() - started).toBeGreaterThan(1000)
})

it('takes so many topics of one session', async () => {
  const { port } = await startBroker({ subscriptions: 2 })
  const client = await connect(port)
  await client.subscribeAsync(['a', 'b'])
  await expect(client.subscribeAsync('c')).rejects.toMatchObject({ packet: { granted: [0x97] } })
  await client.subscribeAsync('b')
  await client.unsubscribeAsync('a')
  await client.subscribeAsync('c')
})

it('stores so many messages of one connection at once, and reads the others when it has answered those', async () => {
  const waiting: (() => void)[] = []
  const { port, taken } = await startBroker({ incoming: 5 }, () => new Promise((done) => waiting.push(done)))
  // A client that does not keep to the maximum that it was told.
  const socket = connectSocket(port, '127.0.0.1')
  sockets.push(socket)
  const answers: Buffer[] = []
  socket.on('data', (bytes) => answers.push(bytes))
  socket.write(
    generate({
      cmd: 'connect',
      protocolId: 'MQTT',
      protocolVersion: 4,
      clientId: 'a',
      clean: true,
      keepalive: 0,
    }),
  )
  for (let messageId = 1; messageId <= 40; messageId++) {
    const payload = `${messageId} ${'x'.repeat(60_000)}`
    socket.write(
      generate({ cmd: 'publish', topic: 't', payload, messageId, qos: 1, dup: false, retain: false }),
    )
  }
  await vi.waitFor(() => expect(taken.length).toBeGreaterThanOrEqual(5), SOON)
  await new Promise((resolve) => setTimeout(resolve, 200))
  // What was read in one piece with the last of them is taken too.
  expect(taken.length).toBeLessThan(12)
  await vi.waitFor(() => {
    for (const done of waiting.splice(0)) done()
    expect(Buffer.concat(answers).length).toBe(4 + 40 * 4)
  }, SOON)
  expect(taken.map((text) => Number.parseInt(text, 10))).toEqual(Array.from({ length: 40 }, (_, n) => n + 1))
})

it('lets messages of a subscriber that does not read go, the oldest first, and holds up nobody', async () => {
  const bytes = 50_000
  const { port, reports } = await startBroker({ waiting: 20, outgoing: 3, unsent: 100_000 })
  const slow = connectSocket(port, '127.0.0.1')
  sockets.push(slow)
  slow.write(
    generate({
      cmd: 'connect',
      protocolId: 'MQTT',
      protocolVersion: 4,
      clientId: 'slow',
      clean: true,
      keepalive: 0,
    }),
  )
  slow.write(generate({ cmd: 'subscribe', messageId: 1, subscriptions: [{ topic: 't', qos: 1 }] }))
  slow.pause()
  const quick = await connect(port, { protocolVersion: 4 })
  const received: string[] = []
  quick.on('message', (_, payload) => void received.push(payload.toString().slice(0, 5)))
  await quick.subscribeAsync('t', { qos: 1 })
  const sender = await connect(port)
  for (let n = 0; n < 300; n++) {
    await sender.publishAsync('t', `${String(n).padStart(5, '0')}${'x'.repeat(bytes)}`, { qos: 1 })
  }
  await vi.waitFor(() => expect(received.at(-1)).toBe('00299'), SOON)
  expect(received).toHaveLength(300)
  const dropped = reports.reduce((sum, each) => sum + (each.kind === 'mqtt-dropped' ? each.count : 0), 0)
  expect(dropped).toBeGreaterThan(250)
})

const KEPT = { clientId: 'kept', clean: false, protocolVersion: 4 } as const

/** Topics are looked up, except while the test has the database away. */
function createLookUp() {
  const state = { isAway: false }
  const look = async () => {
    if (state.isAway) throw new Error('away')
  }
  return { state, look }
}

it('has a client subscribe again whose first topic could not be looked up', async () => {
  const { state, look } = createLookUp()
  const { port, reports } = await startBroker({}, undefined, look)
  const reader = await connect(port, { ...KEPT, reconnectPeriod: 20 })
  const received: string[] = []
  reader.on('message', (_, payload) => void received.push(String(payload)))
  reader.on('error', () => {})
  state.isAway = true
  reader.subscribe(['a', 'b'], { qos: 1 }, () => {})
  await vi.waitFor(
    () => expect(reports).toContainEqual(expect.objectContaining({ kind: 'mqtt-failed' })),
    SOON,
  )
  state.isAway = false
  const sender = await connect(port)
  await vi.waitFor(async () => {
    for (const topic of ['a', 'b']) await sender.publishAsync(topic, topic, { qos: 1 })
    expect(new Set(received)).toEqual(new Set(['a', 'b']))
  }, SOON)
})

it.each([
  [4, 0x80],
  [5, 0x83],
] as const)(
  'keeps what waits in a session when one more topic cannot be looked up (version %i)',
  async (protocolVersion, failed) => {
    const { state, look } = createLookUp()
    const { port } = await startBroker({ outgoing: 1 }, undefined, look)
    const kept = { ...KEPT, protocolVersion, properties: { sessionExpiryInterval: 600 } }
    const reader = await connect(port, kept)
    await reader.subscribeAsync('a', { qos: 1 })
    await breakOff(reader)
    const sender = await connect(port)
    const sent = Array.from({ length: 50 }, (_, n) => String(n))
    for (const text of sent) await sender.publishAsync('a', text, { qos: 1 })
    state.isAway = true
    const received: string[] = []
    // Listens before the first message can come.
    const back = connectClient(`mqtt://127.0.0.1:${port}`, { ...kept, username: 'a', reconnectPeriod: 0 })
    clients.push(back)
    back.on('message', (_, payload) => void received.push(String(payload)))
    await new Promise<void>((resolve) => back.once('connect', () => resolve()))
    await expect(back.subscribeAsync('b', { qos: 1 })).rejects.toMatchObject({
      packet: { granted: [failed] },
    })
    await vi.waitFor(() => expect(received).toEqual(sent), SOON)
    state.isAway = false
    await back.subscribeAsync('b', { qos: 1 })
    await sender.publishAsync('b', 'more', { qos: 1 })
    await vi.waitFor(() => expect(received.at(-1)).toBe('more'), SOON)
  },
)

it('keeps no session of a client that could not be told that a topic failed', async () => {
  const fails: (() => void)[] = []
  const look = (topic: string) =>
    topic === 'a'
      ? Promise.resolve()
      : new Promise<void>((_, reject) => fails.push(() => reject(new Error('away'))))
  const { port } = await startBroker({}, undefined, look)
  const reader = await connect(port, KEPT)
  await reader.subscribeAsync('a', { qos: 1 })
  reader.subscribe('b', { qos: 1 }, () => {})
  await vi.waitFor(() => expect(fails).toHaveLength(1), SOON)
  await breakOff(reader)
  fails[0]?.()
  expect(await comeBack(port, KEPT.clientId)).toBe(false)
})

it('goes on to subscribe for a client that is lost meanwhile, and comes back to its session', async () => {
  const looks: (() => void)[] = []
  const { port } = await startBroker({}, undefined, () => new Promise((resolve) => looks.push(resolve)))
  const reader = await connect(port, KEPT)
  reader.subscribe(['a', 'b'], { qos: 1 }, () => {})
  await vi.waitFor(() => expect(looks).toHaveLength(1), SOON)
  await breakOff(reader)
  looks[0]?.()
  await vi.waitFor(() => expect(looks).toHaveLength(2), SOON)
  looks[1]?.()
  const received: string[] = []
  expect(await comeBack(port, KEPT.clientId, (topic) => void received.push(topic))).toBe(true)
  const sender = await connect(port)
  await vi.waitFor(async () => {
    for (const topic of ['a', 'b']) await sender.publishAsync(topic, 'x', { qos: 1 })
    expect(new Set(received)).toEqual(new Set(['a', 'b']))
  }, SOON)
})

it('keeps no session in which nothing was asked, for its client would not ask again', async () => {
  const { port } = await startBroker({})
  for (const [ask, isKept] of [
    [false, false],
    [true, true],
  ]) {
    const first = await connect(port, { ...KEPT, clientId: `asks ${ask}` })
    if (ask) await first.publishAsync('a', 'x', { qos: 1 })
    await breakOff(first)
    expect(await comeBack(port, `asks ${ask}`)).toBe(isKept)
  }
})

function breakOff(client: MqttClient): Promise<void> {
  return new Promise((resolve) => {
    client.once('close', resolve)
    client.stream.destroy()
  })
}

/** Connects again with the same client id. @returns whether the broker says that the session is there */
function comeBack(
  port: number,
  clientId: string,
  onMessage: (topic: string) => void = () => {},
): Promise<boolean> {
  const client = connectClient(`mqtt://127.0.0.1:${port}`, {
    ...KEPT,
    clientId,
    username: 'a',
    reconnectPeriod: 0,
  })
  clients.push(client)
  client.on('message', onMessage)
  return new Promise((resolve) => {
    client.once('connect', ({ sessionPresent }) => resolve(sessionPresent))
  })
}
