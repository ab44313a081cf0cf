import { setTimeout as pause } from 'node:timers/promises'
import {
  parseSubscriptionTopic,
  SensorThingsError,
  type SubscriptionTopic,
} from '@samenspel/standards/sensorthings'
import type { Actor } from '../../../platform/actor.ts'
import { DatabaseAway } from '../../../platform/database/away.ts'
import { hasSqlstate } from '../../../platform/database/sqlstate.ts'
import { Problem } from '../../../platform/errors.ts'
import { createSuspensions } from '../../../platform/http/suspend.ts'
import type { MqttService, Refusal } from '../../../platform/mqtt/service.ts'
import type { Platform } from '../../../platform/slice.ts'
import { beginTrace } from '../../../platform/trace.ts'
import type { Feed } from '../feed/feed.ts'
import { collectDeadLetters } from '../inbound/dead-letters/collect.ts'
import type { Intake } from '../ingest/intake.ts'
import { readingKey } from '../plan/reader.ts'
import { compileLocate } from '../query/statement.ts'
import { unanswerable } from '../sta/problems.ts'
import type { BeginUses } from '../uses/recording.ts'
import { createFromMessage } from './publish.ts'
import { createRights } from './rights.ts'
import { createTopicGroup, type TopicGroup } from './topics.ts'

/** What the topics of SensorThings mean (OGC 18-088, 14). Who is who, others know. */
export type TopicService = Pick<MqttService<Actor>, 'publish' | 'subscribe'>

/** Topics that are read at the same time. The embedded database does one thing at a time. */
const AT_ONCE = { embedded: 1, server: 4 } as const

/** Different topics that are followed at most: each is read again at every change that can concern it. */
const MOST_TOPICS = 2000

/** Milliseconds after which a change is read again, each time that the database could not be reached. */
const READ_AGAIN_AFTER = [100, 500, 2000, 5000]

/** Makes the meaning of topics: publishing creates, subscribing follows what is stored and changed. */
export function createTopicService(
  platform: Platform & { intake: Intake; beginUses: BeginUses },
  feed: Feed,
  versions: readonly string[],
): TopicService {
  const { engine, beginUses } = platform
  const groups = new Map<string, Followed>()
  const storing = { ...platform, keep: collectDeadLetters(platform) }
  const suspensions = createSuspensions()
  const rights = createRights(platform)
  let following: Promise<() => void> | undefined

  async function announce(changes: Parameters<TopicGroup['announce']>[0]) {
    const waiting = [...groups.values()]
    const work = async () => {
      for (let next = waiting.pop(); next; next = waiting.pop()) {
        // Nobody follows it any more.
        if (next.group.deliveries.size === 0) continue
        const started = performance.now()
        // One topic that cannot be read, such as for a computation that fails, keeps nothing from the others.
        await unlessSuspended(next, networksOf(next), () =>
          whenReached(() => next.group.announce(changes)),
        ).catch(reportUnread)
        // However many topics are followed, who asks something else has half of the time.
        if (engine === 'embedded') await pause(performance.now() - started, undefined, { ref: false })
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE[engine] }, work))
  }
  /**
   * Has a topic wait after it took so long that its statement was ended, and other such topics of the networks that follow it:
   * who makes one can make many. A topic that another network follows too goes on.
   */
  async function unlessSuspended<T>(
    topic: Followed,
    networks: ReadonlySet<string>,
    work: () => Promise<T>,
  ): Promise<T> {
    if (!topic.isCostly) return work()
    suspensions.refuse([topic.key])
    suspensions.refuse(networks)
    try {
      return await work()
    } catch (error) {
      if (hasSqlstate(error, 'queryCanceled')) {
        for (const each of [topic.key, ...networksOf(topic)]) suspensions.suspend(each)
      }
      throw error
    }
  }
  function reportUnread(error: unknown) {
    if (error instanceof Problem && error.code === 'too-many-requests') {
      return platform.report({ kind: 'mqtt-dropped', count: 1 })
    }
    const problem = unanswerable(error)
    platform.report(
      problem
        ? { kind: 'mqtt-refused', what: 'subscribe', reason: problem.code, message: problem.message }
        : { kind: 'mqtt-failed', error },
    )
  }
  async function begin() {
    const ends = [await rights.follow()]
    const stop = () => ends.forEach((end) => void end())
    try {
      const onSkip = (count: number) => platform.report({ kind: 'mqtt-dropped', count })
      ends.push(await feed.subscribe({ handle: announce, onSkip }))
      return stop
    } catch (error) {
      stop()
      throw error
    }
  }
  async function follow() {
    following ??= begin()
    try {
      await following
    } catch (error) {
      following = undefined
      throw error
    }
  }
  function leave(key: string, deliver: Deliver) {
    const known = groups.get(key)
    known?.group.deliveries.delete(deliver)
    if (known?.group.deliveries.size === 0) groups.delete(key)
    if (groups.size > 0) return
    void following?.then((stop) => stop())
    following = undefined
  }
  return {
    publish: ({ identity }, topic, payload) => createFromMessage(storing, versions, identity, topic, payload),
    async subscribe({ identity, network }, topic, deliver) {
      const asked = understand(topic, versions)
      if ('reason' in asked) return asked
      if (!(await isThere(platform, asked, identity))) return NOT_THERE
      const key = `${readingKey(identity)} ${topic}`
      const known = groups.get(key) ?? open(key, topic, asked, identity)
      if ('reason' in known) return known
      groups.set(key, known)
      const newcomer = holdBack(deliver)
      known.group.deliveries.set(newcomer.deliver, network)
      try {
        const own = beginUses({ actor: identity, trace: beginTrace() })
        await Promise.all([known.ready, known.group.recordFollowing(own)])
        const retained = await unlessSuspended(known, new Set([network]), () => known.group.readLatest())
        newcomer.letThrough()
        return { retained, end: () => leave(key, newcomer.deliver) }
      } catch (error) {
        leave(key, newcomer.deliver)
        return refuse(error)
      }
    },
  }

  function open(key: string, topic: string, asked: SubscriptionTopic, actor: Actor): Followed | Refusal {
    if (groups.size >= MOST_TOPICS) return TOO_MANY
    try {
      const uses = beginUses({ actor, trace: beginTrace() })
      const group = createTopicGroup(platform, topic, asked, { actor, uses, rights })
      const { filter, expand } = asked.query
      const isCostly = filter !== undefined || expand.length > 0
      return { key, group, isCostly, ready: follow().then(() => group.prepare()) }
    } catch (error) {
      return refuse(error)
    }
  }
}

/** Does it again when the database could not be reached for a moment: then nothing was read, so nothing was handed on. */
async function whenReached<T>(read: () => Promise<T>): Promise<T> {
  for (const after of READ_AGAIN_AFTER) {
    try {
      return await read()
    } catch (error) {
      if (!(error instanceof DatabaseAway)) throw error
      await pause(after, undefined, { ref: false })
    }
  }
  return read()
}

type Deliver = Parameters<TopicService['subscribe']>[2]

/** Keeps what others who follow the same are told already, until it is recorded that the newcomer gets it too. */
function holdBack(deliver: Deliver): { deliver: Deliver; letThrough(): void } {
  let held: Parameters<Deliver>[0][] | undefined = []
  return {
    deliver: (message) => (held ? void held.push(message) : deliver(message)),
    letThrough() {
      for (const message of held ?? []) deliver(message)
      held = undefined
    },
  }
}

/** A topic that is followed; costly when what it asks can take long. */
type Followed = { key: string; group: TopicGroup; isCostly: boolean; ready: Promise<void> }

function networksOf({ group }: Followed): ReadonlySet<string> {
  return new Set(group.deliveries.values())
}

const TOO_MANY: Refusal = {
  reason: 'quota-exceeded',
  message:
    'Too many different topics are followed already. Subscribe to a list that others follow too, or try later.',
}

/** @throws what is no fault of the topic */
function refuse(error: unknown): Refusal {
  if (error instanceof SensorThingsError) return { reason: 'bad-topic', message: error.message }
  const unanswered = unanswerable(error)
  if (unanswered) {
    const tookLong = hasSqlstate(error, 'queryCanceled')
    return { reason: tookLong ? 'quota-exceeded' : 'bad-topic', message: unanswered.message }
  }
  if (!(error instanceof Problem)) throw error
  if (error.code === 'too-many-requests') return { reason: 'quota-exceeded', message: error.message }
  if (error.code === 'unavailable') return { reason: 'unavailable', message: error.message }
  if (error.code === 'invalid-query') return { reason: 'bad-topic', message: error.message }
  throw error
}

const NOT_THERE: Refusal = {
  reason: 'not-authorized',
  message: 'This does not exist, or you may not read it.',
}

function understand(topic: string, versions: readonly string[]): SubscriptionTopic | Refusal {
  try {
    const asked = parseSubscriptionTopic(topic)
    if (versions.includes(asked.version)) return asked
    return { reason: 'bad-topic', message: `There is no ${asked.version} here.` }
  } catch (error) {
    return refuse(error)
  }
}

/** True when the actor may know of the entity that the topic is about, or in which its list is. */
async function isThere(
  { reading, clock }: Platform,
  { path }: SubscriptionTopic,
  actor: Actor,
): Promise<boolean> {
  const steps = path.kind === 'collection' ? path.steps.slice(0, -1) : path.steps
  if (steps.length === 0) return true
  const { rows } = await compileLocate(steps, actor, clock()).execute(reading)
  return rows.length > 0
}
