import { type PathStep, type SubscriptionTopic, serviceRoot } from '@samenspel/standards/sensorthings'
import { sql } from 'kysely'
import type { Actor } from '../../../platform/actor.ts'
import type { Message } from '../../../platform/mqtt/service.ts'
import type { Platform } from '../../../platform/slice.ts'
import type { FeedChange } from '../feed/feed.ts'
import { isChanged } from '../feed/read-observations.ts'
import { compileChanged, compileFollowed } from '../query/changed.ts'
import { refuseCostlyToFollow } from '../query/cost.ts'
import { column, type Sql } from '../query/fragments.ts'
import type { ReadRequest } from '../query/statement.ts'
import type { Uses } from '../uses/recording.ts'
import type { Rights } from './rights.ts'

/** Everyone who follows the same topic and may read the same: what is new is read once for all of them. */
export type TopicGroup = {
  /** Where messages go, with the network of each. */
  readonly deliveries: Map<(message: Message) => void, string>
  /**
   * Records whose data someone can get by following the topic.
   * @throws Problem unavailable when that is not possible
   */
  recordFollowing(uses: Uses): Promise<void>
  /** Reads what these changes mean for the topic, and hands it on when what it uses of residents is recorded: once a day. */
  announce(changes: readonly FeedChange[]): Promise<void>
  /** What is the case now, of a topic that has one latest value. */
  readLatest(): Promise<Message | undefined>
  /** Remembers the value of a property, to see later whether it changed. */
  prepare(): Promise<void>
}

/** What was read, and whether it may still be given. */
type Read = { bodies: string[]; holds: (() => boolean) | undefined }

type Reading = Pick<Platform, 'reading' | 'clock' | 'config'>

/**
 * @param asking who follows it, all with the same rights, where what is handed on is recorded, and what knows whether those rights change
 * @throws SensorThingsError or Problem for a topic that cannot be read here, or costs too much
 */
export function createTopicGroup(
  platform: Reading,
  topic: string,
  asked: SubscriptionTopic,
  { actor, uses, rights }: { actor: Actor; uses: Uses; rights?: Pick<Rights, 'begin'> },
): TopicGroup {
  const { path } = asked
  const deliveries = new Map<(message: Message) => void, string>()
  let last: string | undefined

  const requestNow = (): ReadRequest => ({
    path,
    query: { ...asked.query, custom: [] },
    root: serviceRoot(`${platform.config.publicUrl}/sta`, asked.version),
    actor,
    now: BigInt(platform.clock().getTime()) * 1000n,
  })
  async function read(condition: (alias: string) => Sql): Promise<Read> {
    const begun = rights?.begin(actor)
    const { rows } = await compileChanged(requestNow(), condition).execute(platform.reading)
    const found = rows[0]?.uses ?? null
    await uses.record(found)
    return { bodies: rows.map(({ body }) => body), holds: begun?.(found) }
  }
  function messageOf(body: string, retain: boolean, holds: Read['holds']): Message {
    return { topic, payload: Buffer.from(body), retain, ...(holds && { holds }) }
  }
  function handOn({ bodies, holds }: Read) {
    for (const body of bodies) {
      if (path.kind === 'property' && body === last) continue
      last = body
      const message = messageOf(body, false, holds)
      for (const deliver of deliveries.keys()) deliver(message)
    }
  }
  refuseCostlyToFollow(asked.query, path.kind === 'collection')
  compileChanged(requestNow(), () => sql`false`)
  return {
    deliveries,
    async recordFollowing(own) {
      const { rows } = await compileFollowed(requestNow()).execute(platform.reading)
      const found = rows[0]?.uses ?? null
      await own.record(found)
      uses.remember(found)
    },
    async announce(changes) {
      const condition = conditionOf(asked, changes)
      if (condition) handOn(await read(condition))
    },
    async readLatest() {
      const datastream = datastreamOf(asked)
      if (datastream === undefined || !asked.retain) return undefined
      const { bodies, holds } = await read(
        (alias) => sql`(${column(alias, 'datastream_id')}, ${column(alias, 'phenomenon_start')}) in (
          select s.datastream_id, s.latest_start from measurements.datastream_state s
          where s.datastream_id = ${String(datastream)}::bigint)`,
      )
      const [body] = bodies
      return body === undefined ? undefined : messageOf(body, true, holds)
    },
    async prepare() {
      if (path.kind === 'property') last = (await read(() => sql`true`)).bodies[0]
    },
  }
}

/** The datastream of `Datastreams(1)/Observations` or `MultiDatastreams(1)/Observations`, with or without options. */
function datastreamOf({ path }: SubscriptionTopic): bigint | undefined {
  if (path.kind !== 'collection' || path.entityType !== 'Observation' || path.steps.length !== 2)
    return undefined
  return namedDatastream(path.steps[0])
}

/** Multi datastreams have ids from the same numbers. */
function namedDatastream(step: PathStep | undefined): bigint | undefined {
  return step?.entityType === 'Datastream' || step?.entityType === 'MultiDatastream' ? step.id : undefined
}

/** Periods of a datastream that follow from its observations. */
const DERIVED = new Set(['phenomenonTime', 'resultTime'])

/** Which entities of the topic's type changed; undefined when none can have. */
function conditionOf(
  { path }: SubscriptionTopic,
  changes: readonly FeedChange[],
): ((alias: string) => Sql) | undefined {
  const observations = changes.flatMap((each) => (each.kind === 'observations' ? [each] : []))
  if (path.entityType === 'Observation') {
    const [first, second] = path.steps
    const datastream = second ? namedDatastream(first) : undefined
    const relevant =
      datastream === undefined
        ? observations
        : observations.filter(({ datastreamIds }) => datastreamIds.includes(Number(datastream)))
    return relevant.length === 0 ? undefined : (alias) => isChanged(alias, relevant)
  }
  const ids = new Set(
    changes.flatMap((each) =>
      each.kind === 'entities' && each.type === path.entityType && each.what !== 'deleted' ? each.ids : [],
    ),
  )
  if (path.kind === 'property' && path.entityType === 'Datastream' && DERIVED.has(path.property)) {
    for (const id of observations.flatMap(({ datastreamIds }) => datastreamIds)) ids.add(id)
  }
  const own = path.steps.at(-1)?.id
  if (ids.size === 0 || (own !== undefined && !ids.has(Number(own)))) return undefined
  return (alias) => sql`${column(alias, 'id')} = any(${[...ids]}::int8[]) and ${column(alias, 'is_whole')}`
}
