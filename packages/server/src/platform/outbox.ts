import { type RawBuilder, sql } from 'kysely'
import type { Clock } from './clock.ts'
import type { Db } from './database/connect.ts'
import type { JobDefinition } from './jobs.ts'
import type { Reporter } from './report.ts'

/** Something that happened, as it lies in the outbox. `kind` is `<slice>.<what-happened>`. */
export type OutboxEvent = { id: number; kind: string; payload: unknown; occurredAt: Date }

/**
 * What a slice wants to hear. The handler's transaction also records that the events were handled, so that its
 * changes to the database happen exactly once.
 */
export type Listener = {
  name: string
  kinds: readonly string[]
  handle(transaction: Db, events: OutboxEvent[]): Promise<void>
}

export type Outbox = {
  /** Delivers what waits, until nothing is left. Tests call it; the running server calls it by itself. */
  deliver(): Promise<void>
  start(): void
  stop(): Promise<void>
}

const BATCH = 200
const PAUSE_MILLISECONDS = 250

/** An event to write. */
export type NewEvent = Pick<OutboxEvent, 'kind' | 'payload'>

/** Writes an event in the transaction in which the thing happens. */
export async function publish(transaction: Db, kind: string, payload: unknown): Promise<void> {
  await insertEvents([{ kind, payload }]).execute(transaction)
}

/** The statement that writes events, to be a part of the one that does what they tell of. */
export function insertEvents(events: readonly NewEvent[]): RawBuilder<unknown> {
  return sql`insert into platform.outbox (kind, payload)
    select kind, payload::jsonb from unnest(${events.map(({ kind }) => kind)}::text[],
      ${events.map(({ payload }) => JSON.stringify(payload))}::text[]) as e (kind, payload)`
}

/** Delivers events to listeners, in the order of commit, by polling. */
export function createOutbox(db: Db, listeners: Listener[], report: Reporter): Outbox {
  let running: Promise<void> | undefined
  let timer: NodeJS.Timeout | undefined
  let stopped = true
  let registered = false

  /** Looks first who has something, in one statement: most of the time nobody has. */
  async function deliver() {
    try {
      if (!registered) await register(db, listeners)
      registered = true
      let handled = 0
      do {
        const due = await listDue(db, listeners)
        const counts = await Promise.all(due.map(deliverTo))
        handled = counts.reduce((sum, count) => sum + count, 0)
      } while (handled > 0)
    } catch (error) {
      report({ kind: 'event-failed', listener: 'all', error })
    }
  }
  /** Gives how many events the listener had; 0 when it failed, and then the next turn tries again. */
  async function deliverTo(listener: Listener): Promise<number> {
    let handled = 0
    try {
      for (let count = await deliverBatch(db, listener, report); count > 0; ) {
        handled += count
        count = await deliverBatch(db, listener, report)
      }
      return handled
    } catch (error) {
      report({ kind: 'event-failed', listener: listener.name, error })
      return 0
    }
  }
  function turn() {
    running = deliver().finally(() => {
      if (!stopped) timer = setTimeout(turn, PAUSE_MILLISECONDS)
    })
  }
  return {
    deliver,
    start() {
      stopped = false
      turn()
    },
    async stop() {
      stopped = true
      clearTimeout(timer)
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

/** The listeners for whom an event waits. */
async function listDue(db: Db, listeners: readonly Listener[]): Promise<Listener[]> {
  const names = listeners.map(({ name }) => name)
  const { rows } = await sql<{ name: string }>`
    select name from platform.outbox_reader r
    where name = any(${names}::text[]) and exists (select from platform.outbox o
      where (o.transaction_id, o.id) > (r.transaction_id, r.position)
        and o.transaction_id < pg_snapshot_xmin(pg_current_snapshot()))`.execute(db)
  const due = new Set(rows.map(({ name }) => name))
  return listeners.filter(({ name }) => due.has(name))
}

/**
 * Hands the next events to one listener. Events of transactions that may still be running are left for later
 * (`pg_snapshot_xmin`), because a lower id can be committed after a higher one.
 */
async function deliverBatch(db: Db, listener: Listener, report: Reporter): Promise<number> {
  return db.transaction().execute(async (transaction) => {
    const reader = await sql`select 1 from platform.outbox_reader where name = ${listener.name}
      for update skip locked`.execute(transaction)
    if (reader.rows.length === 0) return 0
    const { rows } = await sql<OutboxEvent & { transactionId: string; wanted: boolean }>`
      select o.id, o.kind, o.payload, o.occurred_at as "occurredAt", o.transaction_id::text as "transactionId",
        o.kind = any(${listener.kinds}) as wanted
      from platform.outbox o, platform.outbox_reader r
      where r.name = ${listener.name}
        and (o.transaction_id, o.id) > (r.transaction_id, r.position)
        and o.transaction_id < pg_snapshot_xmin(pg_current_snapshot())
      order by o.transaction_id, o.id limit ${BATCH}`.execute(transaction)
    const last = rows.at(-1)
    if (!last) return 0
    const wanted = rows.filter((row) => row.wanted)
    if (wanted.length > 0) {
      await listener.handle(transaction, wanted)
      report({ kind: 'event-delivered', listener: listener.name, events: wanted.length })
    }
    await sql`update platform.outbox_reader
      set transaction_id = ${last.transactionId}::xid8, position = ${last.id}
      where name = ${listener.name}`.execute(transaction)
    return rows.length
  })
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
