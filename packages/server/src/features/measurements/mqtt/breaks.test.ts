import { connect as connectSocket, createServer, type Server, type Socket } from 'node:net'
import { sql } from 'kysely'
import { connectAsync, type IClientOptions, type MqttClient } from 'mqtt'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { type App, createApp } from '../../../app.ts'
import { signInAs, type TestActor } from '../../../testing/actors.ts'
import { useServer } from '../../../testing/server.ts'
import { createTestStation, findWrongRollups } from '../testing/datastreams.ts'
import { secretOf, useMqtt } from './testing/clients.ts'

const server = useServer()
const mqtt = useMqtt(server)
const clients: MqttClient[] = []
let actor: TestActor
let datastream: number
let topic: string

/** The network between clients and the broker. */
let network: { port: number; cut(): void; target: number; server: Server }

beforeAll(async () => {
  actor = await signInAs(server, 'data-expert')
  const station = await createTestStation(server.database.db, { count: 1, ownerId: actor.organisationId })
  datastream = station.datastreamIds[0] ?? 0
  topic = `v1.1/Datastreams(${datastream})/Observations`
  network = await layCable()
}, 60_000)
afterEach(async () => {
  for (const client of clients.splice(0)) await client.endAsync(true)
})
afterAll(() => {
  network.cut()
  network.server.close()
})

async function layCable() {
  const pairs = new Set<Socket>()
  const cable = createServer((near) => {
    const far = connectSocket(network.target || mqtt.ports.TCP, '127.0.0.1')
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      pairs.add(one)
      one.on('error', () => other.destroy())
      one.on('close', () => {
        pairs.delete(one)
        other.destroy()
      })
      one.pipe(other)
    }
  })
  await new Promise<void>((resolve) => cable.listen(0, '127.0.0.1', resolve))
  const address = cable.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    target: 0,
    server: cable,
    cut() {
      for (const socket of pairs) socket.destroy()
    },
  }
}

/** A client that connects again by itself, as devices do. */
async function connect(options: IClientOptions): Promise<{ client: MqttClient; values: number[] }> {
  const client = await connectAsync(`mqtt://127.0.0.1:${network.port}`, {
    username: 'device',
    password: secretOf(actor),
    clean: false,
    reconnectPeriod: 50,
    ...options,
  })
  clients.push(client)
  const values: number[] = []
  client.on('message', (_, payload) => void values.push(JSON.parse(payload.toString()).result))
  client.on('error', () => {})
  return { client, values }
}

/** Sends until it is acknowledged: the client itself gives up a message when a connection breaks as soon as it is there. */
async function publish(client: MqttClient, payload: string): Promise<void> {
  for (;;) {
    const taken = await client.publishAsync(topic, payload, { qos: 1 }).then(
      () => true,
      () => false,
    )
    if (taken) return
  }
}

let second = 0
function observation(result: number): string {
  second += 1
  return JSON.stringify({
    phenomenonTime: new Date(Date.UTC(2026, 2, 1) + second * 1000).toISOString(),
    result,
  })
}
const followed = () => `${topic}?$select=result&retain=false`
const stored = async () => {
  const { rows } = await sql<{ result: number }>`select result_number as result from measurements.observation
    where datastream_id = ${datastream} order by phenomenon_start`.execute(server.database.db)
  return rows.map(({ result }) => result)
}
const SOON = { timeout: 15_000, interval: 20 }
const until = (check: () => unknown) => vi.waitFor(check, SOON)

it('loses nothing and stores nothing twice when the network breaks, with the session of its subscriber', async () => {
  const reader = await connect({ clientId: 'reader' })
  await reader.client.subscribeAsync(followed(), { qos: 1 })
  const sender = await connect({ clientId: 'sender' })
  const sending: Promise<unknown>[] = []
  for (let n = 1; n <= 24; n++) {
    sending.push(publish(sender.client, observation(n)))
    if (n % 8 === 0) network.cut()
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  await Promise.all(sending)
  const all = Array.from({ length: 24 }, (_, n) => n + 1)
  expect(await stored()).toEqual(all)
  await until(() => expect(new Set(reader.values)).toEqual(new Set(all)))
  expect(await findWrongRollups(server.database.db)).toEqual([])
}, 60_000)

it('keeps a subscriber receiving, and a sender sending, when the broker is another one after a restart', async () => {
  const reader = await connect({ clientId: 'stays' })
  await reader.client.subscribeAsync(followed(), { qos: 1 })
  const sender = await connect({ clientId: 'goes-on' })
  await publish(sender.client, observation(101))
  await until(() => expect(reader.values).toContain(101))
  const next = await startAnother()
  try {
    network.target = next.port
    network.cut()
    await publish(sender.client, observation(102))
    // The new one knows no session: the client subscribes again by itself, and may have missed what came before that.
    await until(async () => {
      await publish(sender.client, observation(103))
      expect(reader.values).toContain(103)
    })
    expect((await stored()).filter((each) => each === 102)).toHaveLength(1)
  } finally {
    network.target = 0
    network.cut()
    await next.app.http.close()
  }
}, 60_000)

it('acknowledges nothing while the database cannot store, and stores it once when it can', async () => {
  const sender = await connect({ clientId: 'patient' })
  const { db } = server.database
  await sql`alter table measurements.datastream_state rename to datastream_state_away`.execute(db)
  let acknowledged = false
  const sending = publish(sender.client, observation(201)).then(() => {
    acknowledged = true
  })
  await until(() => expect(server.reports.some(({ kind }) => kind === 'mqtt-failed')).toBe(true))
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(acknowledged).toBe(false)
  await sql`alter table measurements.datastream_state_away rename to datastream_state`.execute(db)
  await sending
  expect((await stored()).filter((each) => each === 201)).toHaveLength(1)
})

/** A second server on the same database, as after a restart. */
async function startAnother(): Promise<{ app: App; port: number }> {
  const app = await createApp({
    config: server.app.platform.config,
    database: server.database,
    clock: () => server.now,
    report: () => {},
  })
  await app.http.ready()
  await app.mqtt.listen(0)
  return { app, port: Number(new URL(app.mqtt.endpoints()[0] ?? '').port) }
}
