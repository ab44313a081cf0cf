import { Duplex } from 'node:stream'
import { generate, type Packet } from 'mqtt-packet'
import { expect, it, vi } from 'vitest'
import { openConnection } from './connection.ts'
import { MQTT_LIMITS } from './limits.ts'
import type { MqttService, Subscribed } from './service.ts'
import { createSessions } from './sessions.ts'

const CONNECT: Packet = {
  cmd: 'connect',
  protocolId: 'MQTT',
  protocolVersion: 4,
  clientId: 'a',
  username: 'a',
  keepalive: 0,
  will: { topic: 'last', payload: Buffer.from('word'), qos: 1, retain: false },
}

/** A connection over a stream of which the other side takes what it is sent only when `take` is called. */
function open(subscribe: MqttService<string>['subscribe'] = () => new Promise(() => {})) {
  const published: string[] = []
  const waiting: (() => void)[] = []
  const service: MqttService<string> = {
    authenticate: async ({ username = '' }) => ({ key: username, identity: username }),
    findEnded: async () => [],
    async publish(_, topic) {
      published.push(topic)
      return undefined
    },
    subscribe,
  }
  const stream = new Duplex({ read() {}, write: (_bytes, _encoding, done) => void waiting.push(done) })
  const sessions = createSessions(service, MQTT_LIMITS, () => {})
  openConnection(stream, {
    service,
    sessions,
    limits: MQTT_LIMITS,
    report: () => {},
    network: '',
    onClose: () => {},
  })
  return {
    stream,
    published,
    sessions,
    send: (packet: Packet, times = 1) =>
      stream.push(Buffer.concat(Array.from({ length: times }, () => generate(packet)))),
    take() {
      for (const done of waiting.splice(0)) done()
    },
    isPaused: (paused: boolean) => vi.waitFor(() => expect(stream.isPaused()).toBe(paused), { interval: 1 }),
    connected: () => vi.waitFor(() => expect(waiting).toHaveLength(1), { interval: 1 }),
  }
}

it('reads no more from a client that does not take its answers, until it does', async () => {
  const { stream, send, take, connected, isPaused } = open()
  send(CONNECT)
  await connected()
  await isPaused(false)
  send({ cmd: 'pingreq' }, MQTT_LIMITS.answers + 10)
  await isPaused(true)
  while (stream.isPaused()) {
    take()
    await new Promise(setImmediate)
  }
})

it('reads no more from a client whose subscriptions wait', async () => {
  let ready: (subscribed: Subscribed) => void = () => {}
  const first = new Promise<Subscribed>((resolve) => {
    ready = resolve
  })
  const { send, connected, isPaused } = open(() => first)
  send(CONNECT)
  await connected()
  const topics = { cmd: 'subscribe', messageId: 1, subscriptions: [{ topic: 't', qos: 0 }] } as const
  send({ ...topics, subscriptions: [...topics.subscriptions] }, MQTT_LIMITS.incoming)
  await isPaused(true)
  ready({ retained: undefined, end: () => {} })
  await isPaused(false)
})

it('leaves the will of a client that is gone, not of one that may not be here any more', async () => {
  const lost = open()
  lost.send(CONNECT)
  await lost.connected()
  lost.stream.destroy()
  await vi.waitFor(() => expect(lost.published).toEqual(['last']), { interval: 1 })

  const barred = open()
  barred.send(CONNECT)
  await barred.connected()
  for (const session of [...barred.sessions.all()]) session.disconnect?.('not-authorized')
  barred.stream.destroy()
  await new Promise((resolve) => barred.stream.once('close', resolve))
  expect(barred.published).toEqual([])
})
