import { createHash } from 'node:crypto'
import type { IPublishPacket } from 'mqtt-packet'
import type { Refusal } from './service.ts'

type Outcome = Promise<Refusal | undefined>

/**
 * Remembers what one client sent lately, so that a message sent again (after a break, with DUP) is not stored again: the
 * answer it gets is the one of the first time, also when that is still to come.
 */
export type Received = {
  take(packet: IPublishPacket, store: () => Outcome): Outcome
  /** QoS 2: the client knows that the message arrived, so its id may be used for another. */
  release(messageId: number): void
}

export function createReceived(most: number): Received {
  const known = new Map<number, { digest: string; outcome: Outcome }>()
  return {
    take(packet, store) {
      const { messageId, qos, dup } = packet
      if (qos === 0 || messageId === undefined) return store()
      const digest = digestOf(packet)
      const earlier = known.get(messageId)
      if (earlier?.digest === digest && (dup || qos === 2)) return earlier.outcome
      const outcome = store()
      known.delete(messageId)
      known.set(messageId, { digest, outcome })
      for (const [oldest] of known) {
        if (known.size <= most) break
        known.delete(oldest)
      }
      // What could not be stored now is stored when it is sent again.
      outcome.catch(() => {
        if (known.get(messageId)?.outcome === outcome) known.delete(messageId)
      })
      return outcome
    },
    release: (messageId) => void known.delete(messageId),
  }
}

function digestOf({ topic, payload }: IPublishPacket): string {
  return createHash('sha1').update(topic).update('\0').update(payload).digest('base64')
}
