import { sql } from 'kysely'
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

/** Writes an event in the transaction in which the thing happens. */
export async function publish(transaction: Db, kind: string, payload: unknown): Promise<void> {
  await sql`insert into platform.outbox (kind, payload)
    values (${kind}, ${JSON.stringify(payload)}::jsonb)`.execute(transaction)
}

/** Delivers events to listeners, in the order of commit, by polling. */
export function createOutbox(db: Db, listeners: Listener[], report: Reporter): Outbox {
  let running: Promise<void> | undefined
  let timer: NodeJS.Timeout | undefined
  let stopped = true

  async function deliver() {
    await Promise.all(listeners.map(deliverTo))
  }
  async function deliverTo(listener: Listener) {
    try {
      while ((await deliverBatch(db, listener, report)) > 0);
    } catch (error) {
      report({ kind: 'event-failed', listener: listener.name, error })
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

/**
 * Hands the next events to one listener. Events of transactions that may still be running are left for later
 * (`pg_snapshot_xmin`), because a lower id can be committed after a higher one.
 */
async function deliverBatch(db: Db, listener: Listener, report: Reporter): Promise<number> {
  await sql`insert into platform.outbox_reader (name) values (${listener.name}) on conflict do nothing`.execute(
    db,
  )
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
