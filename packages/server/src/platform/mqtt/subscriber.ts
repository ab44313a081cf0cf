import type { Duplex } from 'node:stream'
import { generate, type Packet, parser } from 'mqtt-packet'

/** What one connection to the broker of somebody else is for. */
type Subscription = {
  clientId: string
  username: string
  password: string
  /** May have wildcards. */
  topic: string
  /** Resolves when the message is taken: only then it is acknowledged. When it rejects, the connection ends. */
  handle(topic: string, payload: Buffer): Promise<void>
  /** The broker said that the subscription holds. */
  onSubscribed(): void
}

/** Why the other side did not let us in, or left. */
export class BrokerError extends Error {
  readonly kind: 'refused-login' | 'refused-topic' | 'silent' | 'lost' | 'malformed'

  constructor(kind: BrokerError['kind']) {
    super(`The broker: ${kind}`)
    this.name = 'BrokerError'
    this.kind = kind
  }
}

const KEEP_ALIVE_SECONDS = 30
/** Bytes of one message at most; an uplink is a few kilobytes. */
const LARGEST_PACKET = 256 * 1024
/** Messages that are read and not taken yet, from which on nothing more is read. */
const MOST_WAITING = 20

/**
 * Follows one topic of another broker over a stream, with MQTT 3.1.1, QoS 1 and a session that the broker keeps: what is not
 * acknowledged comes again over the next connection. Messages are taken one by one, in their order.
 * @returns when the signal ends it
 * @throws BrokerError, or what `handle` threw
 */
export async function followTopic(
  stream: Duplex,
  subscription: Subscription,
  signal: AbortSignal,
): Promise<void> {
  const { clientId, username, password, topic, handle, onSubscribed } = subscription
  const reading = parser({ protocolVersion: 4 })
  const send = (packet: Packet) => void stream.write(generate(packet, { protocolVersion: 4 }))
  let waiting = 0
  let heard = true
  let turn: Promise<void> = Promise.resolve()

  let alive: NodeJS.Timeout | undefined

  await new Promise<void>((resolve, reject) => {
    alive = setInterval(() => {
      if (!heard) return reject(new BrokerError('silent'))
      heard = false
      send({ cmd: 'pingreq' })
    }, KEEP_ALIVE_SECONDS * 1000)
    const take = async (message: Extract<Packet, { cmd: 'publish' }>) => {
      const { payload, qos, messageId } = message
      await handle(message.topic, typeof payload === 'string' ? Buffer.from(payload) : payload)
      if (qos === 1 && messageId !== undefined) send({ cmd: 'puback', messageId })
      waiting -= 1
      if (waiting < MOST_WAITING) stream.resume()
    }
    reading.on('packet', (packet) => {
      heard = true
      if (packet.cmd === 'connack') {
        if (packet.returnCode !== 0) return reject(new BrokerError('refused-login'))
        send({ cmd: 'subscribe', messageId: 1, subscriptions: [{ topic, qos: 1 }] })
      } else if (packet.cmd === 'suback') {
        if (packet.granted.some((code) => Number(code) > 2)) return reject(new BrokerError('refused-topic'))
        onSubscribed()
      } else if (packet.cmd === 'publish') {
        waiting += 1
        if (waiting >= MOST_WAITING) stream.pause()
        turn = turn.then(() => take(packet))
        turn.catch(reject)
      }
    })
    reading.on('error', () => reject(new BrokerError('malformed')))
    stream.on('data', (bytes: Buffer) => {
      if (reading.parse(bytes) > LARGEST_PACKET) reject(new BrokerError('malformed'))
    })
    stream.on('error', () => reject(new BrokerError('lost')))
    stream.on('close', () => reject(new BrokerError('lost')))
    signal.addEventListener('abort', () => resolve(), { once: true })
    if (signal.aborted) resolve()
    send({
      cmd: 'connect',
      protocolId: 'MQTT',
      protocolVersion: 4,
      clientId,
      clean: false,
      keepalive: KEEP_ALIVE_SECONDS * 2,
      username,
      password: Buffer.from(password),
    })
  }).finally(() => {
    clearInterval(alive)
    // What is being stored is acknowledged before we leave.
    void turn.catch(() => {}).then(() => leave(stream))
  })
}

function leave(stream: Duplex) {
  if (!stream.destroyed) stream.end(generate({ cmd: 'disconnect' }, { protocolVersion: 4 }))
  setTimeout(() => stream.destroy(), 1000).unref()
}
