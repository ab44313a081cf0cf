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

type Reading = Pick<Platform, 'reading' | 'clock' | 'config'>

/**
 * @param asking who follows it, all with the same rights, and where what is handed on is recorded
 * @throws SensorThingsError or Problem for a topic that cannot be read here, or costs too much
 */
export function createTopicGroup(
  platform: Reading,
  topic: string,
  asked: SubscriptionTopic,
  { actor, uses }: { actor: Actor; uses: Uses },
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
  async function read(condition: (alias: string) => Sql): Promise<string[]> {
    const { rows } = await compileChanged(requestNow(), condition).execute(platform.reading)
    await uses.record(rows[0]?.uses ?? null)
    return rows.map(({ body }) => body)
  }
  function messageOf(body: string, retain: boolean): Message {
    return { topic, payload: Buffer.from(body), retain }
  }
  function handOn(bodies: readonly string[]) {
    for (const body of bodies) {
      if (path.kind === 'property' && body === last) continue
      last = body
      const message = messageOf(body, false)
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
      const [body] = await read(
        (alias) => sql`(${column(alias, 'datastream_id')}, ${column(alias, 'phenomenon_start')}) in (
          select s.datastream_id, s.latest_start from measurements.datastream_state s
          where s.datastream_id = ${String(datastream)}::bigint)`,
      )
      return body === undefined ? undefined : messageOf(body, true)
    },
    async prepare() {
      if (path.kind === 'property') [last] = await read(() => sql`true`)
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
