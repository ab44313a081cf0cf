import type { Reporter } from '../report.ts'
import { createDeliveries, type Deliveries } from './deliveries.ts'
import type { MqttLimits } from './limits.ts'
import { createReceived, type Received } from './received.ts'
import {
  type Caller,
  type Ending,
  type Message,
  type MqttService,
  type Refusal,
  SUBSCRIPTION_FAILED,
  type Subscribed,
} from './service.ts'

/** What a client asked for, as long as it lasts: over one connection, or over several in a row. */
export type Session<Identity> = {
  readonly caller: Caller<Identity>
  readonly deliveries: Deliveries
  readonly received: Received
  /** No topic was subscribed to yet, so that nothing is lost when it ends. */
  readonly isNew: boolean
  subscribe(topic: string, qos: 0 | 1, wantsRetained: boolean): Promise<Refusal | undefined>
  /** @returns false when there was no such subscription */
  unsubscribe(topic: string): boolean
  /** Ends the connection that has the session, if any. */
  disconnect: ((ending: Ending) => void) | undefined
  end(): void
}

export type Sessions<Identity> = {
  /**
   * The session of a client, for a connection that takes over from the one that had it.
   * @param clean start without what was asked for before
   */
  open(
    caller: Caller<Identity>,
    clientId: string,
    clean: boolean,
  ): { session: Session<Identity>; present: boolean }
  /** The connection is gone; the session stays for so many seconds. */
  leave(session: Session<Identity>, seconds: number): void
  /** Ends a session, and the connection that has it: a client that comes back asks for everything again. */
  end(session: Session<Identity>): void
  all(): Iterable<Session<Identity>>
  endAll(): void
}

/**
 * Sessions live in the memory of this process. They belong to who logged in, so that nobody gets at those of another by
 * using the same client id; of those who did not log in nothing is kept.
 */
export function createSessions<Identity>(
  service: MqttService<Identity>,
  limits: MqttLimits,
  report: Reporter,
): Sessions<Identity> {
  const active = new Set<Session<Identity>>()
  const named = new Map<string, Session<Identity>>()
  const kept = new Map<Session<Identity>, NodeJS.Timeout>()
  const memories = new Map<string, Received>()

  function forget(session: Session<Identity>) {
    clearTimeout(kept.get(session))
    kept.delete(session)
    active.delete(session)
    session.end()
    for (const [name, each] of named) if (each === session) named.delete(name)
  }
  /** What a client sent lately is remembered whatever becomes of its session. */
  function recall(name: string | undefined): Received {
    if (name === undefined) return createReceived(limits.incoming)
    const received = memories.get(name) ?? createReceived(limits.incoming)
    memories.delete(name)
    memories.set(name, received)
    for (const [oldest] of memories) {
      if (memories.size <= limits.connections) break
      memories.delete(oldest)
    }
    return received
  }
  return {
    open(caller, clientId, clean) {
      const name = caller.key === undefined ? undefined : `${caller.key} ${clientId}`
      const earlier = name === undefined ? undefined : named.get(name)
      earlier?.disconnect?.('taken-over')
      const present = earlier && !clean && active.has(earlier) ? earlier : undefined
      if (present) {
        clearTimeout(kept.get(present))
        kept.delete(present)
        return { session: present, present: true }
      }
      if (earlier) forget(earlier)
      const session = createSession(service, caller, limits, report, recall(name))
      active.add(session)
      if (name !== undefined) named.set(name, session)
      return { session, present: false }
    },
    leave(session, seconds) {
      session.disconnect = undefined
      session.deliveries.detach()
      if (seconds === 0 || session.caller.key === undefined) return forget(session)
      kept.set(
        session,
        setTimeout(() => forget(session), Math.min(seconds, limits.sessionSeconds) * 1000).unref(),
      )
      for (const [oldest] of kept) {
        if (kept.size <= limits.sessions) break
        forget(oldest)
      }
    },
    end(session) {
      session.disconnect?.('unavailable')
      forget(session)
    },
    all: () => active,
    endAll() {
      for (const session of active) forget(session)
    },
  }
}

function createSession<Identity>(
  service: MqttService<Identity>,
  caller: Caller<Identity>,
  limits: MqttLimits,
  report: Reporter,
  received: Received,
): Session<Identity> {
  const subscriptions = new Map<string, { qos: 0 | 1; subscribed: Subscribed }>()
  const deliveries = createDeliveries(limits, (count) => report({ kind: 'mqtt-dropped', count }))
  let ended = false
  let isNew = true

  async function begin(topic: string, qos: 0 | 1): Promise<{ retained: Message | undefined } | Refusal> {
    const known = subscriptions.get(topic)
    if (!known && subscriptions.size >= limits.subscriptions) {
      return {
        reason: 'quota-exceeded',
        message: `A session has at most ${limits.subscriptions} subscriptions.`,
      }
    }
    const subscription = { qos, subscribed: known?.subscribed }
    const made = await service.subscribe(caller, topic, (message) => {
      report({ kind: 'mqtt-sent' })
      deliveries.add(message, subscription.qos)
    })
    if ('reason' in made) return made
    known?.subscribed.end()
    isNew = false
    if (ended) made.end()
    else subscriptions.set(topic, { qos, subscribed: made })
    return { retained: made.retained }
  }
  return {
    caller,
    deliveries,
    received,
    get isNew() {
      return isNew
    },
    disconnect: undefined,
    async subscribe(topic, qos, wantsRetained) {
      const refusal = refuseFilter(topic)
      if (refusal) return refusal
      const begun = await begin(topic, qos)
      if ('reason' in begun) return begun
      if (begun.retained && wantsRetained) deliveries.add(begun.retained, qos)
      return undefined
    },
    unsubscribe(topic) {
      subscriptions.get(topic)?.subscribed.end()
      return subscriptions.delete(topic)
    },
    end() {
      ended = true
      for (const { subscribed } of subscriptions.values()) subscribed.end()
      subscriptions.clear()
    },
  }
}

/** Wildcards would subscribe to everything at once, and $SYS is not for clients. */
function refuseFilter(topic: string): Refusal | undefined {
  if (topic.startsWith('$share/')) {
    return { reason: 'not-shared', message: 'This service has no shared subscriptions.' }
  }
  if (topic.startsWith('$')) {
    return { reason: 'not-authorized', message: 'Topics that begin with $ are not for clients.' }
  }
  const levels = topic.split('/')
  if (levels.includes('+') || levels.includes('#')) {
    return {
      reason: 'no-wildcards',
      message: 'This service has no wildcards. Subscribe to a list, such as v1.1/Observations.',
    }
  }
  return undefined
}

/** The code in SUBACK for a refusal. */
export function subackCode(version: 4 | 5, code: number): number {
  return version === 5 ? code : SUBSCRIPTION_FAILED
}
