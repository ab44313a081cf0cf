import type { Duplex } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import {
  generate,
  type IConnectPacket,
  type IPublishPacket,
  type ISubscribePacket,
  type IUnsubscribePacket,
  type Packet,
  parser,
} from 'mqtt-packet'
import type { Reporter } from '../report.ts'
import { introduce, refuseConnect } from './introduce.ts'
import { createPace, type MqttLimits } from './limits.ts'
import {
  ENDINGS,
  type Ending,
  type MqttService,
  REFUSALS,
  type Refusal,
  SUBSCRIPTION_FAILED,
} from './service.ts'
import { type Session, type Sessions, subackCode } from './sessions.ts'

/** A connection that is open. */
export type Connection = {
  close(ending: Ending): void
  /** Reads no more, and resolves when what was read is stored and answered. */
  finish(): Promise<void>
}

export type ConnectionOptions<Identity> = {
  service: MqttService<Identity>
  sessions: Sessions<Identity>
  limits: MqttLimits
  report: Reporter
  /** What the client is counted by. */
  network: string
  onClose(): void
}

type Connected<Identity> = {
  version: 4 | 5
  session: Session<Identity>
  keepSeconds: number
  most: number
  /** Nothing was asked in this session yet. */
  isUnused: boolean
}

/**
 * Speaks MQTT 3.1.1 or 5 over a stream. Messages are stored several at a time and acknowledged in the order in which they
 * came (MQTT-4.6.0-2); while too many are under way nothing is read, so that the sender waits.
 */
export function openConnection<Identity>(stream: Duplex, options: ConnectionOptions<Identity>): Connection {
  const { service, sessions, limits, report, network } = options
  const reading = parser()
  const pace = createPace(limits.publishesPerSecond)
  const subscribing = createPace(limits.subscriptionsPerSecond, limits.subscriptions)
  const early: Packet[] = []
  let connected: Connected<Identity> | undefined
  let introduced = false
  let will: IConnectPacket['will']
  /** What is to be done in turn, and answers that the client has not taken yet. */
  let incoming = 0
  let answering = 0
  let held = 0
  let resting = false
  let closed = false
  /** What is to be answered in order. */
  let turn: Promise<void> = Promise.resolve()
  let alive = setTimeout(() => close('keep-alive-timeout'), limits.connectTimeout)

  function send(packet: Packet) {
    if (closed) return
    answering += 1
    stream.write(generate(packet, { protocolVersion: connected?.version ?? 4 }), () => {
      answering -= 1
      if (answering === limits.answers - 1) readOrWait()
    })
    if (answering >= limits.answers) readOrWait()
  }
  function close(ending: Ending) {
    if (closed) return
    if (connected?.version === 5 && ending !== 'left-by-client' && ending !== 'lost') {
      send({ cmd: 'disconnect', reasonCode: ENDINGS[ending] })
    }
    closed = true
    clearTimeout(alive)
    stream.end()
    setTimeout(() => stream.destroy(), 1000).unref()
    if (connected) {
      const { session, keepSeconds, isUnused } = connected
      // A client that is told that its session is there does not subscribe again: one without what it asked for is worth nothing.
      sessions.leave(session, ending === 'not-authorized' || isUnused ? 0 : keepSeconds)
      // Who may not be connected any more may not leave a last word either.
      if (will && ending !== 'left-by-client' && ending !== 'not-authorized') void leaveWill(session, will)
      report({ kind: 'mqtt-disconnected', reason: ending })
    }
    options.onClose()
  }
  async function leaveWill({ caller }: Session<Identity>, { topic, payload }: NonNullable<typeof will>) {
    await service
      .publish(caller, topic, Buffer.from(payload))
      .then((refusal) => refusal && report({ kind: 'mqtt-refused', what: 'will', ...refusal }))
      .catch((error: unknown) => report({ kind: 'mqtt-failed', error }))
  }
  function inTurn(work: () => Promise<void> | void) {
    incoming += 1
    readOrWait()
    turn = turn
      .then(work)
      .catch((error: unknown) => {
        report({ kind: 'mqtt-failed', error })
        close('unavailable')
      })
      .then(() => {
        incoming -= 1
        readOrWait()
      })
  }
  function readOrWait() {
    if (closed) return
    if (incoming >= limits.incoming || answering >= limits.answers || resting || (introduced && !connected))
      stream.pause()
    else stream.resume()
  }

  async function connect(packet: IConnectPacket) {
    introduced = true
    readOrWait()
    const made = await introduce(packet, { service, sessions, limits, network })
    if (closed) return
    const version = packet.protocolVersion === 5 ? 5 : 4
    if ('refused' in made) {
      report({ kind: 'mqtt-refused', what: 'connect', reason: made.refused, message: made.message })
      stream.write(generate(refuseConnect(made, version), { protocolVersion: version }))
      return close('lost')
    }
    const { session, answer, keepSeconds, most } = made
    connected = { version, session, keepSeconds, most, isUnused: !answer.sessionPresent }
    will = packet.will
    session.disconnect = close
    report({ kind: 'mqtt-connected', version })
    clearTimeout(alive)
    if (packet.keepalive) alive = setTimeout(() => close('keep-alive-timeout'), packet.keepalive * 1500)
    send(answer)
    const largest = packet.properties?.maximumPacketSize ?? Number.POSITIVE_INFINITY
    session.deliveries.attach(
      {
        send(publish) {
          const bytes = generate(publish, { protocolVersion: version })
          if (bytes.length > largest) return false
          stream.write(bytes)
          return true
        },
        hasRoom: () => !closed && stream.writableLength < limits.unsent,
      },
      most,
    )
    for (const each of early.splice(0)) handle(each)
    readOrWait()
  }

  function publish(packet: IPublishPacket, { version, session }: Connected<Identity>) {
    if (packet.properties?.topicAlias !== undefined) return close('topic-alias-invalid')
    const wait = pace()
    if (wait > 0) {
      if (version === 5 && packet.qos > 0) return inTurn(() => answerPublish(packet, version, TOO_FAST))
      rest(wait)
    }
    const { caller, received } = session
    const outcome = received.take(packet, () => service.publish(caller, packet.topic, toBuffer(packet)))
    // The chain hears of a failure in its turn.
    outcome.catch(() => {})
    inTurn(async () => {
      const refusal = await outcome
      report(refusal ? { kind: 'mqtt-refused', what: 'publish', ...refusal } : { kind: 'mqtt-received' })
      answerPublish(packet, version, refusal)
    })
  }
  function answerPublish({ qos, messageId }: IPublishPacket, version: 4 | 5, refusal?: Refusal) {
    if (qos === 0 || messageId === undefined) return
    const details =
      version === 5 && refusal
        ? { reasonCode: REFUSALS[refusal.reason].puback, properties: { reasonString: refusal.message } }
        : {}
    send({ cmd: qos === 1 ? 'puback' : 'pubrec', messageId, ...details })
  }
  function rest(milliseconds: number) {
    resting = true
    held += 1
    const mine = held
    setTimeout(() => {
      if (mine !== held || closed) return
      resting = false
      readOrWait()
    }, milliseconds).unref()
  }

  /**
   * Also when the connection is lost meanwhile: the client comes back to its session, and does not ask again. So no session
   * stays of a client that could not be told what it did not get.
   */
  async function subscribe(packet: ISubscribePacket, { version, session, keepSeconds }: Connected<Identity>) {
    const granted: number[] = []
    const { isNew } = session
    for (const { topic, qos, rh } of packet.subscriptions) {
      const given = qos === 0 ? 0 : 1
      if (closed && keepSeconds === 0) return
      const wait = subscribing()
      if (wait > 0) await pause(wait)
      const refusal = await session.subscribe(topic, given, rh !== 2).catch((error: unknown) => {
        // Most clients connect and ask again by themselves, and look at no answer: fine where nothing is lost by it.
        if (isNew) {
          sessions.end(session)
          throw error
        }
        report({ kind: 'mqtt-failed', error })
        return NOT_NOW
      })
      if (refusal) report({ kind: 'mqtt-refused', what: 'subscribe', ...refusal })
      granted.push(refusal ? subackCode(version, REFUSALS[refusal.reason].suback) : given)
    }
    if (closed && granted.some((code) => code >= SUBSCRIPTION_FAILED)) return sessions.end(session)
    send({ cmd: 'suback', messageId: packet.messageId ?? 0, granted })
  }
  function unsubscribe({ messageId = 0, unsubscriptions }: IUnsubscribePacket, session: Session<Identity>) {
    const granted = unsubscriptions.map((topic) => (session.unsubscribe(topic) ? 0x00 : 0x11))
    send({ cmd: 'unsuback', messageId, granted })
  }

  function handle(packet: Packet) {
    if (closed) return
    if (packet.cmd === 'connect') {
      if (introduced) return close('protocol-error')
      return void connect(packet).catch((error: unknown) => {
        report({ kind: 'mqtt-failed', error })
        close('unavailable')
      })
    }
    if (!introduced) return close('protocol-error')
    if (!connected) return void early.push(packet)
    const now = connected
    alive.refresh()
    if (packet.cmd === 'publish' || packet.cmd === 'subscribe') now.isUnused = false
    switch (packet.cmd) {
      case 'publish':
        return publish(packet, now)
      case 'puback':
        return now.session.deliveries.acknowledge(packet.messageId ?? 0)
      case 'pubrel':
        return inTurn(() => {
          now.session.received.release(packet.messageId ?? 0)
          send({ cmd: 'pubcomp', messageId: packet.messageId ?? 0 })
        })
      case 'subscribe':
        return inTurn(() => subscribe(packet, now))
      case 'unsubscribe':
        return inTurn(() => unsubscribe(packet, now.session))
      case 'pingreq':
        return send({ cmd: 'pingresp' })
      case 'disconnect':
        if (packet.properties?.sessionExpiryInterval === 0) now.keepSeconds = 0
        return inTurn(() => close(packet.reasonCode === WITH_WILL ? 'lost' : 'left-by-client'))
      default:
        return close('protocol-error')
    }
  }

  reading.on('packet', handle)
  reading.on('error', () => close('malformed'))
  stream.on('data', (bytes: Buffer) => {
    if (closed) return
    // What is left over is the start of a packet that is not complete yet.
    if (reading.parse(bytes) > limits.packet) close('packet-too-large')
  })
  stream.on('drain', () => connected?.session.deliveries.pump())
  stream.on('error', () => close('lost'))
  stream.on('close', () => close('lost'))
  return {
    close,
    async finish() {
      stream.pause()
      resting = true
      await turn
      close('shutting-down')
    },
  }
}

/** A client that leaves with this code wants its will to be published. */
const WITH_WILL = 0x04

const TOO_FAST: Refusal = {
  reason: 'quota-exceeded',
  message: 'You send faster than this service takes. Send the message again later.',
}

const NOT_NOW: Refusal = {
  reason: 'unavailable',
  message: 'This topic cannot be looked up now. Subscribe to it again later.',
}

function toBuffer({ payload }: IPublishPacket): Buffer {
  return typeof payload === 'string' ? Buffer.from(payload) : payload
}
