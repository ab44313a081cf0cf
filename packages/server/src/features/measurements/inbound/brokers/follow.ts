import { connect as connectPlain } from 'node:net'
import type { Duplex } from 'node:stream'
import { connect as connectTls } from 'node:tls'
import type { Bilingual } from '../../../../platform/errors.ts'
import {
  type AddressRules,
  checkAddress,
  refuseHost,
} from '../../../../platform/http-client/checked-address.ts'
import { BrokerError, followTopic } from '../../../../platform/mqtt/subscriber.ts'
import { openSecret } from '../../../../platform/secret-box.ts'
import type { Platform } from '../../../../platform/slice.ts'
import { chooseRetry } from '../../connectors/rules.ts'
import type { Intake } from '../../ingest/intake.ts'
import { keepDeadLetters } from '../dead-letters/keep.ts'
import { Undeliverable } from '../dead-letters/reasons.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { deliverUplink } from '../sources/deliver.ts'
import { findSource } from '../sources/store.ts'
import type { SourceKind } from '../sources/uplink.ts'
import { type Broker, noteConnected, releaseBroker, renewLease, takeBrokers } from './store.ts'

/** The job that connects to brokers that nobody is connected to. */
export const BROKER_JOB = 'measurements.follow-brokers'

/** Seconds that a broker is kept, and from one renewal to the next. */
const LEASE = { seconds: 90, renew: 20 }

const CONNECT_MILLISECONDS = 20_000

/** The topic of the uplinks of all devices of an application. */
const TOPICS: Record<SourceKind, (application: string) => string> = {
  'the-things-stack': (application) => `v3/${application}/devices/+/up`,
  chirpstack: (application) => `application/${application}/device/+/event/up`,
}

/** Connections to the brokers of network servers, of this process. */
export type BrokerFollower = {
  /** Connects to what is due. The connections stay after it. */
  connectDue(): Promise<void>
  /** Lets all go, after what was read is stored. */
  stop(): Promise<void>
}

/** @param rules as for what is fetched; what is not given is that of the internet */
export function createBrokerFollower(
  platform: Platform & { sandbox: Sandbox; intake: Intake },
  rules: Omit<AddressRules, 'hosts'> & { ca?: string } = {},
  renewSeconds = LEASE.renew,
): BrokerFollower {
  const { db, clock, config, report } = platform
  const stopping = new AbortController()
  const following = new Set<Promise<void>>()

  async function follow(broker: Broker) {
    const ending = new AbortController()
    const end = () => ending.abort()
    stopping.signal.addEventListener('abort', end)
    const renewing = setInterval(() => {
      renewLease(db, broker, clock(), LEASE.seconds).then((isOurs) => isOurs || end(), end)
    }, renewSeconds * 1000)
    let failures = broker.failures
    let error: Bilingual | undefined
    try {
      await read(broker, ending.signal, () => {
        failures = 0
      })
    } catch (thrown) {
      if (!(thrown instanceof SourcePaused)) error = explain(broker, thrown)
      if (error && !(thrown instanceof BrokerError || thrown instanceof Unreachable)) {
        report({ kind: 'job-failed', job: BROKER_JOB, error: thrown })
      }
    } finally {
      clearInterval(renewing)
      stopping.signal.removeEventListener('abort', end)
    }
    const at = clock()
    const about = { failures, intervalMinutes: 0, retryAfter: undefined }
    const nextTryAt = error ? chooseRetry(at, about, Math.random()) : at
    await releaseBroker(db, broker, { at, nextTryAt, error })
  }

  async function read(broker: Broker, signal: AbortSignal, onSubscribed: () => void) {
    const { sourceId, application, username } = broker
    const source = await findSource(db, sourceId)
    const password = openSecret(config.authSecret ?? '', sourceId, broker.secret)
    if (!source || source.paused) return
    if (password === undefined) throw new Unreachable(CANNOT_OPEN)
    const stream = await open(new URL(broker.url))
    const subscription = {
      clientId: `samenspel-${sourceId}`,
      username,
      password,
      topic: TOPICS[source.kind](application),
      handle: (topic: string, payload: Buffer) => deliver(sourceId, topic, payload),
      onSubscribed() {
        onSubscribed()
        void noteConnected(db, broker, clock()).catch((error: unknown) =>
          report({ kind: 'job-failed', job: BROKER_JOB, error }),
        )
      },
    }
    await followTopic(stream, subscription, signal)
  }

  /**
   * Stores a message, or keeps it as a dead letter; it is the broker's to keep when neither is possible.
   * @throws SourcePaused, so that the broker keeps what it sends before we left it
   */
  async function deliver(sourceId: string, topic: string, payload: Buffer) {
    const source = await findSource(db, sourceId)
    if (!source) return
    if (source.paused) throw new SourcePaused()
    const { sandbox, intake } = platform
    try {
      await deliverUplink({ db, sandbox, store: intake.submit, now: clock() }, source, payload)
    } catch (error) {
      if (!(error instanceof Undeliverable)) throw error
      const { reason, detail } = error
      const { datasetId, name } = source
      const sender = { name, personId: null }
      const letter = {
        datasetId,
        origin: 'mqtt',
        sourceId,
        address: topic,
        sender,
        payload,
        reason,
        detail,
      } as const
      await keepDeadLetters(db, [letter], clock())
    }
  }

  async function open({ host, hostname, protocol, port }: URL): Promise<Duplex> {
    const refusal = refuseHost(host, config.connectorHosts)
    const address = refusal ?? (await checkAddress(hostname, rules))
    if (typeof address !== 'string') {
      throw new Unreachable({ nl: `${host} ${address.nl}.`, en: `${host} ${address.en}.` })
    }
    const secure = protocol === 'mqtts:'
    const at = { host: address, port: Number(port || (secure ? 8883 : 1883)) }
    const { ca } = rules
    const stream = secure
      ? connectTls({ ...at, servername: hostname, ...(ca ? { ca } : {}) })
      : connectPlain(at)
    return new Promise((resolve, reject) => {
      const fail = () => {
        stream.destroy()
        reject(new Unreachable({ nl: `${host} is niet bereikbaar.`, en: `${host} cannot be reached.` }))
      }
      const late = setTimeout(fail, CONNECT_MILLISECONDS)
      stream.once('error', fail)
      stream.once(secure ? 'secureConnect' : 'connect', () => {
        clearTimeout(late)
        stream.off('error', fail)
        resolve(stream)
      })
    })
  }

  return {
    async connectDue() {
      if (stopping.signal.aborted) return
      for (const broker of await takeBrokers(db, clock(), LEASE.seconds)) {
        const followed = follow(broker)
          .catch((error: unknown) => report({ kind: 'job-failed', job: BROKER_JOB, error }))
          .finally(() => following.delete(followed))
        following.add(followed)
      }
    },
    async stop() {
      stopping.abort()
      await Promise.all(following)
    },
  }
}

/** There is no connection, with the reason for people. */
class Unreachable extends Error {
  readonly detail: Bilingual

  constructor(detail: Bilingual) {
    super(detail.en)
    this.name = 'Unreachable'
    this.detail = detail
  }
}

/** The source was paused while we were connected: nothing went wrong. */
class SourcePaused extends Error {
  constructor() {
    super('The source is paused')
    this.name = 'SourcePaused'
  }
}

const CANNOT_OPEN: Bilingual = {
  nl: 'Het wachtwoord is niet te lezen, omdat AUTH_SECRET een ander is dan toen. Geef het opnieuw.',
  en: 'The password cannot be read, because AUTH_SECRET is another than it was. Give it again.',
}

const EXPLAINED: Record<BrokerError['kind'], Bilingual> = {
  'refused-login': {
    nl: 'weigert de gebruikersnaam of de sleutel. Maak bij de netwerkserver een nieuwe sleutel.',
    en: 'refuses the user name or the key. Make a new key at the network server.',
  },
  'refused-topic': {
    nl: 'weigert de berichten van deze applicatie. Kijk of de naam klopt, en of de sleutel berichten mag lezen.',
    en: 'refuses the messages of this application. See whether its name is right, and whether the key may read them.',
  },
  silent: { nl: 'antwoordt niet meer.', en: 'does not answer any more.' },
  lost: { nl: 'verbrak de verbinding.', en: 'broke the connection.' },
  malformed: { nl: 'stuurt iets anders dan MQTT 3.1.1.', en: 'sends something else than MQTT 3.1.1.' },
}

function explain({ url }: Broker, error: unknown): Bilingual {
  if (error instanceof Unreachable) return error.detail
  const { host } = new URL(url)
  if (error instanceof BrokerError) {
    const { nl, en } = EXPLAINED[error.kind]
    return { nl: `${host} ${nl}`, en: `${host} ${en}` }
  }
  return {
    nl: 'Er ging bij ons iets mis. We proberen het later opnieuw.',
    en: 'Something went wrong on our side. We will try again later.',
  }
}
