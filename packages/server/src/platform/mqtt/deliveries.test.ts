import type { IPublishPacket } from 'mqtt-packet'
import { expect, it } from 'vitest'
import { createDeliveries } from './deliveries.ts'
import { createPace } from './limits.ts'
import type { Message } from './service.ts'

function openWire() {
  const packets: IPublishPacket[] = []
  const wire = {
    room: true,
    send: (packet: IPublishPacket) => packets.push(packet) > 0,
    hasRoom: () => wire.room,
  }
  return { wire, packets, texts: () => packets.map(({ payload }) => payload.toString()) }
}

function message(text: string): Message {
  return { topic: 'a', payload: Buffer.from(text), retain: false }
}

const LIMITS = { outgoing: 2, waiting: 3, waitingBytes: 100 }

it('sends as many at once as the client takes, and the next when one is acknowledged', () => {
  const { wire, packets, texts } = openWire()
  const deliveries = createDeliveries(LIMITS, () => {})
  deliveries.attach(wire, 10)
  for (const text of ['1', '2', '3']) deliveries.add(message(text), 1)
  expect(texts()).toEqual(['1', '2'])
  deliveries.acknowledge(packets[0]?.messageId ?? 0)
  expect(texts()).toEqual(['1', '2', '3'])
})

it('sends what was not acknowledged again over the next connection', () => {
  const deliveries = createDeliveries(LIMITS, () => {})
  deliveries.attach(openWire().wire, 10)
  deliveries.add(message('1'), 1)
  deliveries.detach()
  deliveries.add(message('away'), 0)
  const { wire, packets } = openWire()
  deliveries.attach(wire, 10)
  expect(packets).toMatchObject([{ dup: true, qos: 1, messageId: 1 }])
})

it('leaves out what may not be given any more when the client is back', () => {
  let dropped = 0
  let holds = true
  const deliveries = createDeliveries({ ...LIMITS, outgoing: 1 }, (count) => {
    dropped += count
  })
  deliveries.attach(openWire().wire, 10)
  for (const text of ['sent', 'waits']) deliveries.add({ ...message(text), holds: () => holds }, 1)
  deliveries.add(message('open'), 1)
  deliveries.detach()
  holds = false
  const { wire, texts } = openWire()
  deliveries.attach(wire, 10)
  expect(texts()).toEqual(['open'])
  expect(dropped).toBe(1)
})

it('leaves out the oldest when a client is too slow, and what need not arrive at once', () => {
  let dropped = 0
  const { wire, texts } = openWire()
  const deliveries = createDeliveries(LIMITS, (count) => {
    dropped += count
  })
  deliveries.attach(wire, 10)
  wire.room = false
  for (const text of ['1', '2', '3', '4', '5']) deliveries.add(message(text), 1)
  deliveries.add(message('6'), 0)
  expect(dropped).toBe(3)
  wire.room = true
  deliveries.pump()
  expect(texts()).toEqual(['3', '4'])
  deliveries.add(message('x'.repeat(101)), 1)
  expect(dropped).toBe(5)
})

it('lets a second worth of messages through, and then says how long to wait', () => {
  let now = 0
  const pace = createPace(2, 2, () => now)
  expect([pace(), pace(), pace(), pace()]).toEqual([0, 0, 500, 1000])
  now = 10_000
  expect(pace()).toBe(0)
  expect(createPace(0)()).toBe(0)
  const bursting = createPace(1, 3, () => now)
  expect([bursting(), bursting(), bursting(), bursting()]).toEqual([0, 0, 0, 1000])
})
