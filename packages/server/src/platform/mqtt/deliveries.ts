import type { IPublishPacket } from 'mqtt-packet'
import type { MqttLimits } from './limits.ts'
import type { Message } from './service.ts'

/** A connection as deliveries see it. */
export type Wire = {
  /** @returns false when the client does not take packets of this size */
  send(packet: IPublishPacket): boolean
  /** False while the client reads slower than it is sent to. */
  hasRoom(): boolean
}

/** What is sent to one session: at most once (QoS 0) or until it was acknowledged (QoS 1). */
export type Deliveries = {
  add(message: Message, qos: 0 | 1): void
  acknowledge(messageId: number): void
  /** Goes on over a connection: what was not acknowledged is sent again. `most` is what the client takes at once. */
  attach(wire: Wire, most: number): void
  detach(): void
  /** Sends what waits, now that the connection has room again. */
  pump(): void
}

const LARGEST_ID = 65_535

/**
 * Memory is bounded: when more waits than fits, the oldest is left out, because of live values the newest matter. A message
 * with QoS 0 for a client that is slow or away is left out at once, and one that may not be given any more when its turn comes.
 */
export function createDeliveries(
  limits: Pick<MqttLimits, 'outgoing' | 'waiting' | 'waitingBytes'>,
  onDrop: (count: number) => void,
): Deliveries {
  const waiting: Message[] = []
  const sent = new Map<number, Message>()
  let bytes = 0
  let lastId = 0
  let wire: Wire | undefined
  let window = limits.outgoing

  function nextId(): number {
    do lastId = (lastId % LARGEST_ID) + 1
    while (sent.has(lastId))
    return lastId
  }
  function pump() {
    while (wire?.hasRoom() && sent.size < window) {
      const message = waiting.shift()
      if (!message) return
      bytes -= message.payload.length
      if (message.holds?.() === false) {
        onDrop(1)
        continue
      }
      const messageId = nextId()
      sent.set(messageId, message)
      if (wire.send(packetOf(message, 1, { messageId }))) continue
      sent.delete(messageId)
      onDrop(1)
    }
  }
  function keepWithin() {
    let dropped = 0
    while (waiting.length > limits.waiting || bytes > limits.waitingBytes) {
      bytes -= waiting.shift()?.payload.length ?? 0
      dropped += 1
    }
    if (dropped > 0) onDrop(dropped)
  }
  return {
    add(message, qos) {
      if (qos === 0) {
        if (!(wire?.hasRoom() && wire.send(packetOf(message, 0)))) onDrop(1)
        return
      }
      waiting.push(message)
      bytes += message.payload.length
      pump()
      keepWithin()
    },
    acknowledge(messageId) {
      if (sent.delete(messageId)) pump()
    },
    attach(next, most) {
      wire = next
      window = Math.min(limits.outgoing, most)
      for (const [messageId, message] of sent) {
        if (message.holds?.() === false) sent.delete(messageId)
        else wire.send(packetOf(message, 1, { messageId, dup: true }))
      }
      pump()
    },
    detach() {
      wire = undefined
    },
    pump,
  }
}

function packetOf(
  { topic, payload, retain }: Message,
  qos: 0 | 1,
  rest: { messageId?: number; dup?: boolean } = {},
): IPublishPacket {
  return { cmd: 'publish', topic, payload, qos, retain, dup: false, ...rest }
}
