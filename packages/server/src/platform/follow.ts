import { sql } from 'kysely'
import type { Database } from './database/connect.ts'
import type { OutboxEvent } from './outbox.ts'
import type { Reporter } from './report.ts'

/**
 * Hands on the events of these kinds that are committed from now on, by whichever process, until the returned function
 * is called. `handle` must be quick and keep its faults to itself: it holds up the others.
 * @returns after the moment from which nothing is missed
 */
export type Follow = (
  kinds: readonly string[],
  handle: (events: readonly OutboxEvent[]) => void,
) => Promise<() => void>

export type Follower = { follow: Follow; stop(): Promise<void> }

type Pace = {
  /** Milliseconds between two looks for what other processes wrote. */
  pause: number
  /** Milliseconds between two looks at least, however often this process commits. */
  rest: number
}

const PACE: Pace = { pause: 50, rest: 10 }
const PAUSE_AFTER_FAILURE = 1000

/**
 * Reads the outbox for everything in this process that wants to know at once what changed. Where listeners have a stored
 * position and handle each event exactly once in the whole installation, a follower starts at the present and remembers
 * only the last snapshot it looked at: what is visible now and was not then is new. So it waits for no transaction that is
 * still running, as listeners do, and nothing is missed or told twice. Events come in the order of commit; those between
 * two looks by id, which is the order of commit for events about the same thing.
 */
export function createFollower({ db, commits }: Database, report: Reporter, pace = PACE): Follower {
  const following = new Set<{ kinds: readonly string[]; handle: (events: readonly OutboxEvent[]) => void }>()
  let snapshot: string | undefined
  let looking: Promise<void> | undefined
  let timer: NodeJS.Timeout | undefined
  let starting: Promise<void> | undefined
  let looked = 0
  /** Something was committed while a look was under way. */
  let committed = false
  let stopped = false
  const unlisten = commits.listen(() => {
    committed = true
    plan(pace.rest - (performance.now() - looked))
  })

  function plan(milliseconds: number) {
    if (stopped || looking || following.size === 0) return
    clearTimeout(timer)
    timer = setTimeout(() => void look(), Math.max(0, milliseconds))
  }
  async function start() {
    await looking
    try {
      snapshot = (await readNew(db, undefined, [])).snapshot
    } finally {
      starting = undefined
    }
  }
  async function look() {
    looked = performance.now()
    committed = false
    const kinds = [...new Set([...following].flatMap((each) => each.kinds))]
    let pause = pace.pause
    looking = readNew(db, snapshot, kinds)
      .then((found) => {
        snapshot = found.snapshot
        for (const each of following) {
          const events = found.events.filter(({ kind }) => each.kinds.includes(kind))
          if (events.length > 0) each.handle(events)
        }
      })
      .catch((error: unknown) => {
        pause = PAUSE_AFTER_FAILURE
        report({ kind: 'follow-failed', error })
      })
    await looking
    looking = undefined
    plan(committed ? pace.rest : pause)
  }
  return {
    async follow(kinds, handle) {
      if (following.size === 0) {
        starting ??= start()
        await starting
      }
      const each = { kinds, handle }
      following.add(each)
      plan(pace.pause)
      return () => {
        following.delete(each)
        if (following.size === 0) clearTimeout(timer)
      }
    },
    async stop() {
      stopped = true
      unlisten()
      clearTimeout(timer)
      await looking
    },
  }
}

/** Events committed since a snapshot, and the snapshot up to which that is; without one only the latter. */
async function readNew(
  db: Database['db'],
  since: string | undefined,
  kinds: readonly string[],
): Promise<{ snapshot: string; events: OutboxEvent[] }> {
  const { rows } = await sql<
    { snapshot: string } & { [name in keyof OutboxEvent]: OutboxEvent[name] | null }
  >`
    select now.snapshot, o.id, o.kind, o.payload, o.occurred_at as "occurredAt"
    from (select pg_current_snapshot()::text as snapshot) now
    left join platform.outbox o on o.kind = any(${kinds}::text[])
      and o.transaction_id >= pg_snapshot_xmin(${since ?? null}::pg_snapshot)
      and not pg_visible_in_snapshot(o.transaction_id, ${since ?? null}::pg_snapshot)
    order by o.id`.execute(db)
  const events = rows.flatMap(({ snapshot: _, ...event }) =>
    event.id === null ? [] : [event as OutboxEvent],
  )
  return { snapshot: rows[0]?.snapshot ?? '', events }
}
