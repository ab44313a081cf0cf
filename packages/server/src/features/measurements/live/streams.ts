import { PassThrough, type Readable as Stream } from 'node:stream'
import type { Actor } from '../../../platform/actor.ts'
import { Problem } from '../../../platform/errors.ts'
import type { Platform } from '../../../platform/slice.ts'
import type { Trace } from '../../../platform/trace.ts'
import type { Feed, FeedChange } from '../feed/feed.ts'
import { readerOf, readingKey } from '../plan/reader.ts'
import type { BeginUses, Uses } from '../uses/recording.ts'
import type { LiveQuery } from './schema.ts'
import { findUses, readLatest } from './store.ts'

/** How streams behave. Times in milliseconds. */
export type LiveLimits = {
  /** Streams that are open at the same time, in all and from one address. */
  most: number
  mostPerAddress: number
  /** Bytes that may wait for a client; one that is further behind is dropped, and comes back by itself. */
  mostWaiting: number
  /** Datastreams in one event. */
  mostValues: number
  /** Time between two events, so that many small changes are one. */
  pace: number
  /** Time between two signs of life. */
  heartbeat: number
  /** Time between two looks at whether a token or session still gives the rights it gave. */
  recheck: number
  /** After this a stream ends, and its client comes back by itself. */
  lifetime: number
}

export const LIVE_LIMITS: LiveLimits = {
  most: 1000,
  mostPerAddress: 20,
  mostWaiting: 256 * 1024,
  mostValues: 1000,
  pace: 1000,
  heartbeat: 20_000,
  recheck: 20_000,
  lifetime: 10 * 60_000,
}

/** Milliseconds after which a browser tries again when a stream ended. */
const RETRY = 5000

/** Who wants to follow what. */
export type LiveRequest = {
  actor: Actor
  trace: Trace
  /** Finds out again who asks: a token may have been revoked, someone may have signed out or lost a role. */
  resolveAgain(): Promise<Actor>
  query: LiveQuery
  address: string
  resumed: boolean
}

export type LiveStreams = {
  /**
   * Opens a stream of server-sent events with the latest values as they change. With `resumed` it begins with the latest
   * values of all, because something may have been missed. What it uses of residents is recorded before it opens, and once a day.
   * @throws Problem too-many-requests, or unavailable when that cannot be recorded
   */
  open(asked: LiveRequest): Promise<Stream>
  /** Ends all streams and takes no new ones. */
  stop(): void
}

type Client = { stream: PassThrough; address: string; timers: NodeJS.Timeout[] }

/** Clients that read the same with the same rights: what they get is read once. */
type Group = {
  query: LiveQuery
  actor: Actor
  uses: Uses
  clients: Set<Client>
  changed: Set<number>
  timer: NodeJS.Timeout | undefined
}

/** Tells clients what changed, never faster than they can take and never what they may not read. */
export function createLiveStreams(
  { db, clock, report, beginUses }: Pick<Platform, 'db' | 'clock' | 'report'> & { beginUses: BeginUses },
  feed: Feed,
  limits: LiveLimits = LIVE_LIMITS,
): LiveStreams {
  const groups = new Map<string, Group>()
  let following: Promise<() => void> | undefined
  let stopped = false

  const clients = () => [...groups.values()].flatMap((group) => [...group.clients])

  function notice(changes: readonly FeedChange[]) {
    for (const group of groups.values()) {
      for (const change of changes) {
        if (change.kind !== 'observations') continue
        const { datastream } = group.query
        for (const id of change.datastreamIds) {
          if (datastream === undefined || datastream === id) group.changed.add(id)
        }
      }
      if (group.changed.size > 0) plan(group)
    }
  }
  function plan(group: Group) {
    group.timer ??= setTimeout(() => void tell(group), limits.pace)
  }
  async function tell(group: Group) {
    const ids = [...group.changed].slice(0, limits.mostValues)
    for (const id of ids) group.changed.delete(id)
    try {
      await send(group, ids, group.clients)
    } catch (error) {
      report({ kind: 'feed-failed', error })
      // What could not be recorded is not told: who comes back gets it when it can.
      if (error instanceof Problem) for (const { stream } of group.clients) stream.end()
    }
    group.timer = undefined
    if (group.changed.size > 0 && group.clients.size > 0) plan(group)
  }
  /** Rights are looked at here, at each event: a dataset that was closed a moment ago is not told of. */
  async function send({ actor, query, uses }: Group, ids: number[] | undefined, to: Iterable<Client>) {
    const reader = readerOf(actor, clock())
    const { values, uses: found } = await readLatest(db, { reader, query, ids, limit: limits.mostValues })
    if (values.length === 0) return
    await uses.record(found)
    const event = `id: ${clock().getTime()}\nevent: latest\ndata: ${JSON.stringify(values)}\n\n`
    for (const client of to) write(client, event)
  }
  function write({ stream }: Client, text: string) {
    if (stream.readableLength + stream.writableLength > limits.mostWaiting) stream.destroy()
    else stream.write(text)
  }
  async function follow() {
    following ??= feed.subscribe({
      handle: notice,
      // What was skipped is not known any more: who comes back gets the latest values of all.
      onSkip: () => clients().forEach(({ stream }) => void stream.end()),
    })
    try {
      await following
    } catch (error) {
      following = undefined
      throw error
    }
  }
  function leave(key: string, group: Group, client: Client) {
    for (const timer of client.timers) clearTimeout(timer)
    group.clients.delete(client)
    if (group.clients.size === 0) {
      clearTimeout(group.timer)
      groups.delete(key)
    }
    if (groups.size > 0) return
    void following?.then((stop) => stop())
    following = undefined
  }
  function join(key: string, { actor, trace, query }: LiveRequest, client: Client): Group {
    const group: Group = groups.get(key) ?? {
      query,
      actor,
      uses: beginUses({ actor, trace }),
      clients: new Set(),
      changed: new Set(),
      timer: undefined,
    }
    groups.set(key, group)
    group.clients.add(client)
    client.stream.once('close', () => leave(key, group, client))
    return group
  }
  async function recordOpening({ actor, trace, query }: LiveRequest, group: Group) {
    const found = await findUses(db, readerOf(actor, clock()), query)
    await beginUses({ actor, trace }).record(found)
    group.uses.remember(found)
  }
  return {
    async open(asked) {
      const { actor, resolveAgain, query, address, resumed } = asked
      const open = clients()
      const own = open.filter((client) => client.address === address).length
      if (stopped || open.length >= limits.most || own >= limits.mostPerAddress) throw tooMany()
      const stream = new PassThrough()
      const rights = readingKey(actor)
      const recheck = async () => {
        const now = await resolveAgain().catch(() => undefined)
        if (!now || readingKey(now) !== rights) stream.end()
      }
      const client: Client = {
        stream,
        address,
        timers: [
          setInterval(() => write(client, ': \n\n'), limits.heartbeat).unref(),
          setTimeout(() => stream.end(), limits.lifetime).unref(),
        ],
      }
      if (actor.kind !== 'anonymous')
        client.timers.push(setInterval(() => void recheck(), limits.recheck).unref())
      const group = join(`${rights} ${JSON.stringify(query)}`, asked, client)
      try {
        await recordOpening(asked, group)
        await follow()
        stream.write(`retry: ${RETRY}\n\n`)
        if (resumed) await send(group, undefined, [client])
      } catch (error) {
        stream.destroy()
        throw error
      }
      return stream
    },
    stop() {
      stopped = true
      for (const { stream } of clients()) stream.end()
    },
  }
}

function tooMany(): Problem {
  return new Problem(
    'too-many-requests',
    {
      nl: 'Er staan al te veel stromen open. Sluit er een, of probeer het over een minuut opnieuw.',
      en: 'Too many streams are open already. Close one, or try again in a minute.',
    },
    [],
    { retryAfter: 60 },
  )
}
