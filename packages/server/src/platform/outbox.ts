import { type RawBuilder, sql } from 'kysely'
import type { Clock } from './clock.ts'
import type { Db } from './database/connect.ts'
import type { JobDefinition } from './jobs.ts'
import type { Listener, OutboxEvent } from './outbox-event.ts'
import { handleOrSetAside, replayOne } from './outbox-failed.ts'
import type { Polling } from './polling.ts'
import type { Reporter } from './report.ts'

export type { Listener, OutboxEvent } from './outbox-event.ts'

export type Outbox = {
  /** Delivers what waits, until nothing is left. Tests call it; the running server calls it by itself. */
  deliver(): Promise<void>
  /** Begins to deliver by itself; once. */
  start(): void
  stop(): Promise<void>
}

/** Events repeat addresses of what they tell of, which can be made of a title. */
export const COPIES_IN_OUTBOX = [
  { table: 'platform.outbox', column: 'payload', holds: 'json' },
  { table: 'platform.outbox_failed', column: 'payload', holds: 'json' },
] as const

const BATCH = 200

/**
 * Milliseconds until a listener that failed is tried again, the first time, the second time, and so on. When all of them
 * have passed, what is wrong is likely an event: then they are handed over one by one, and those that fail are set aside.
 */
const PAUSES = [1000, 5000, 30_000, 120_000, 300_000]

/** An event to write. */
export type NewEvent = Pick<OutboxEvent, 'kind' | 'payload'>

/** Writes an event in the transaction in which the thing happens. */
export async function publish(transaction: Db, kind: string, payload: unknown): Promise<void> {
  await insertEvents([{ kind, payload }]).execute(transaction)
}

/** The statement that writes events, to be a part of the one that does what they tell of. */
export function insertEvents(events: readonly NewEvent[]): RawBuilder<unknown> {
  return sql`insert into platform.outbox (kind, payload)
    select kind, payload from jsonb_to_recordset(${JSON.stringify(events)}::jsonb) as e (kind text, payload jsonb)`
}

/** Delivers events to listeners, in the order of commit, by polling. */
export function createOutbox(
  db: Db,
  listeners: Listener[],
  { polling, report, pauses = PAUSES }: { polling: Polling; report: Reporter; pauses?: readonly number[] },
): Outbox {
  let running: Promise<void> | undefined
  const stopping = new AbortController()
  let registered = false

  /** Gives how many events were handled. Looks first who has something, in one statement: most of the time nobody has. */
  async function deliverRound(): Promise<number> {
    try {
      if (!registered) await register(db, listeners)
      registered = true
      const due = await listDue(db, listeners)
      const counts = await Promise.all(due.map(deliverTo))
      return counts.reduce((sum, count) => sum + count, 0)
    } catch (error) {
      report({ kind: 'event-failed', listener: 'all', error })
      return 0
    }
  }
  /** Gives how many events the listener had; 0 when it failed, and then it is tried again after a pause. */
  async function deliverTo({ listener, failures, replays }: Due): Promise<number> {
    let handled = 0
    try {
      while (replays && (await replayOne(db, listener, report))) handled += 1
      if (failures >= pauses.length) handled += await deliverOneByOne(db, listener, report)
      for (let count = BATCH; count === BATCH; handled += count)
        count = await deliverBatch(db, listener, report)
      if (failures > 0) await noteSuccess(db, listener)
      return handled
    } catch (error) {
      report({ kind: 'event-failed', listener: listener.name, error })
      await noteFailure(db, listener, pauses)
      return 0
    }
  }
  /** Rests between rounds, also when the next events are there already: while many are written, few rounds each hear of many. */
  async function keepDelivering(): Promise<void> {
    while (!stopping.signal.aborted) {
      await deliverRound()
      await polling.rest(stopping.signal)
    }
  }
  return {
    async deliver() {
      while ((await deliverRound()) > 0);
    },
    start() {
      running = keepDelivering()
    },
    async stop() {
      stopping.abort()
      await running
    },
  }
}

/** Gives every listener its place, at the beginning: who has none yet has handled nothing. */
async function register(db: Db, listeners: readonly Listener[]): Promise<void> {
  const names = listeners.map(({ name }) => name)
  await sql`insert into platform.outbox_reader (name) select unnest(${names}::text[]) on conflict do nothing`.execute(
    db,
  )
}

type Due = { listener: Listener; failures: number; replays: boolean }

/** The listeners for whom an event waits, and how often in a row they failed; not those that pause after that. */
async function listDue(db: Db, listeners: readonly Listener[]): Promise<Due[]> {
  const { rows } = await selectDue(listeners).execute(db)
  return rows.flatMap(({ name, ...due }) => {
    const listener = listeners.find((each) => each.name === name)
    return listener ? [{ listener, ...due }] : []
  })
}

/**
 * Asks who has something, and moves the place of who has nothing past what was written since, unless another process is at it; what that one
 * then finds taken waits for its next round. The first event that a listener wants is asked for, not whether there is one: for that PostgreSQL
 * would read the whole table.
 */
export function selectDue(listeners: readonly Pick<Listener, 'name' | 'kinds'>[]) {
  const wishes = listeners.flatMap(({ name, kinds }) => kinds.map((kind) => ({ name, kind })))
  return sql<{ name: string; failures: number; replays: boolean }>`
    with reader as materialized (
      select r.name, r.failures,
        exists (select from platform.outbox_failed f where f.listener = r.name and f.replay) as replays,
        (select o.id from platform.outbox o
          where (o.transaction_id, o.id) > (r.transaction_id, r.position)
            and o.transaction_id < pg_snapshot_xmin(pg_current_snapshot())
            and o.kind = any(array(
              select kind from unnest(${wishes.map(({ name }) => name)}::text[], ${wishes.map(({ kind }) => kind)}::text[])
                as w (name, kind) where w.name = r.name))
          order by o.transaction_id, o.id limit 1) is not null as wants
      from platform.outbox_reader r
      where r.name = any(${listeners.map(({ name }) => name)}::text[])
        and (r.next_try_at is null or r.next_try_at <= clock_timestamp())),
    newest as materialized (
      select o.transaction_id, o.id from platform.outbox o
      where o.transaction_id < pg_snapshot_xmin(pg_current_snapshot())
      order by o.transaction_id desc, o.id desc limit 1),
    behind as materialized (
      select r.name from platform.outbox_reader r, newest n
      where r.name in (select name from reader where not wants)
        and (r.transaction_id, r.position) < (n.transaction_id, n.id)
      for update of r skip locked),
    moved as (
      update platform.outbox_reader r
      set transaction_id = n.transaction_id, position = n.id, failures = 0, next_try_at = null
      from newest n where r.name in (select name from behind))
    select name, failures, replays from reader where wants or replays`
}

async function noteSuccess(db: Db, { name }: Listener): Promise<void> {
  await sql`update platform.outbox_reader set failures = 0, next_try_at = null
    where name = ${name}`.execute(db)
}

/** Lets the listener pause, longer each time. */
async function noteFailure(db: Db, { name }: Listener, pauses: readonly number[]): Promise<void> {
  await sql`update platform.outbox_reader set failures = failures + 1,
    next_try_at = clock_timestamp() + interval '1 millisecond' * (${pauses}::float8[])[least(failures, ${pauses.length - 1}) + 1]
    where name = ${name}`.execute(db)
}

type Place = { transactionId: string; position: number }
type WaitingEvent = OutboxEvent & { transactionId: string; wanted: boolean }

/** Hands the next events to one listener, all of them at once. */
async function deliverBatch(db: Db, listener: Listener, report: Reporter): Promise<number> {
  return takeNext(db, listener, BATCH, async (transaction, events) => {
    if (events.length === 0) return
    await listener.handle(transaction, events)
    report({ kind: 'event-delivered', listener: listener.name, events: events.length })
  })
}

/** Hands as many events as are in a batch to a listener each on its own, and sets aside those that it cannot handle. */
async function deliverOneByOne(db: Db, listener: Listener, report: Reporter): Promise<number> {
  let handled = 0
  for (let count = 1; count > 0 && handled < BATCH; handled += count) {
    count = await takeNext(db, listener, 1, async (transaction, events) => {
      for (const event of events) await handleOrSetAside(transaction, listener, event, report)
    })
  }
  return handled
}

/**
 * Takes the next events of a listener, and moves its place past them in the same transaction. Events of transactions that
 * may still be running are left for later (`pg_snapshot_xmin`), because a lower id can be committed after a higher one.
 * @param handle gets those of them that the listener wants
 * @returns how many events there were
 */
async function takeNext(
  db: Db,
  listener: Listener,
  most: number,
  handle: (transaction: Db, events: OutboxEvent[]) => Promise<void>,
): Promise<number> {
  return db.transaction().execute(async (transaction) => {
    const reader = await sql<Place>`select transaction_id::text as "transactionId", position
      from platform.outbox_reader where name = ${listener.name} for update skip locked`.execute(transaction)
    const [place] = reader.rows
    if (!place) return 0
    const { rows } = await selectNext(listener.kinds, place, most).execute(transaction)
    const last = rows.at(-1)
    if (!last) return 0
    const wanted = rows.filter((row) => row.wanted)
    await handle(transaction, wanted)
    await sql`update platform.outbox_reader
      set transaction_id = ${last.transactionId}::xid8, position = ${last.id}
      where name = ${listener.name}`.execute(transaction)
    return rows.length
  })
}

/**
 * Asks the next events after a place, of those that no running transaction can come before, and which of them are wanted; of the others not
 * what they tell. The place is given, not read along: for a join PostgreSQL walks through all that is kept.
 */
export function selectNext(kinds: readonly string[], { transactionId, position }: Place, most: number) {
  return sql<WaitingEvent>`
    select id, kind, case when wanted then payload end as payload, occurred_at as "occurredAt",
      transaction_id::text as "transactionId", wanted
    from platform.outbox, lateral (select kind = any(${kinds}::text[]) as wanted) w
    where (transaction_id, id) > (${transactionId}::xid8, ${position}::bigint)
      and transaction_id < pg_snapshot_xmin(pg_current_snapshot())
    order by transaction_id, id limit ${most}`
}

/** Events stay this long after every listener had them, for processes that follow them; see `createFollower`. */
const KEPT_MILLISECONDS = 60 * 60 * 1000

/** The job that removes events which every listener has handled. */
export function cleanOutbox(db: Db, listeners: readonly Listener[], clock: Clock): JobDefinition {
  const names = listeners.map(({ name }) => name)
  return {
    name: 'platform.clean-outbox',
    cron: '*/10 * * * *',
    // A reader without a listener is of a version that is gone; one without a row has handled nothing yet.
    async handle() {
      await sql`delete from platform.outbox o
        where o.occurred_at < ${new Date(clock().getTime() - KEPT_MILLISECONDS)}
          and not exists (select from unnest(${names}::text[]) as n (name)
            left join platform.outbox_reader r using (name)
            where r.name is null or (r.transaction_id, r.position) < (o.transaction_id, o.id))`.execute(db)
    },
  }
}
