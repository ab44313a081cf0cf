/** Events that a listener could not handle: set aside, so that they hold up no others, until the operator has them tried again. */
import { sql } from 'kysely'
import type { Db } from './database/connect.ts'
import { hasSqlstate } from './database/sqlstate.ts'
import type { Listener, OutboxEvent } from './outbox-event.ts'
import type { Reporter } from './report.ts'

/** An event that waits for the operator. */
export type FailedEvent = {
  id: number
  listener: string
  kind: string
  payload: unknown
  occurredAt: Date
  error: string
  failedAt: Date
  /** It is tried again as soon as the server comes to it. */
  replay: boolean
}

/** The most of an error that is kept. */
const MOST_CHARACTERS = 2000

/**
 * Hands one event to a listener, and sets it aside when that fails; what the listener wrote is undone, the transaction goes on.
 * @throws what the listener threw, when it came of what others were doing and not of the event
 */
export async function handleOrSetAside(
  transaction: Db,
  listener: Listener,
  event: OutboxEvent,
  report: Reporter,
): Promise<void> {
  const error = await tryEvent(transaction, listener, event)
  if (error === undefined) return report({ kind: 'event-delivered', listener: listener.name, events: 1 })
  const { id, kind, payload, occurredAt } = event
  await sql`insert into platform.outbox_failed
    (listener, event_id, kind, payload, occurred_at, error, failed_at)
    values (${listener.name}, ${id}, ${kind}, ${JSON.stringify(payload)}::jsonb, ${occurredAt}, ${describe(error)},
      clock_timestamp())
    on conflict (listener, event_id) do update
    set error = excluded.error, failed_at = excluded.failed_at, replay = false`.execute(transaction)
  report({ kind: 'event-set-aside', listener: listener.name, event: id, of: kind, error })
}

/** Tries again the oldest event of a listener that the operator asked for; false when there is none. */
export async function replayOne(db: Db, listener: Listener, report: Reporter): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    const { rows } = await sql<OutboxEvent & { failedId: number }>`
      select id as "failedId", event_id as id, kind, payload, occurred_at as "occurredAt"
      from platform.outbox_failed where listener = ${listener.name} and replay
      order by id limit 1 for update skip locked`.execute(transaction)
    const [found] = rows
    if (!found) return false
    const { failedId, ...event } = found
    await sql`delete from platform.outbox_failed where id = ${failedId}`.execute(transaction)
    await handleOrSetAside(transaction, listener, event, report)
    return true
  })
}

/** The events that were set aside, oldest first. */
export async function listFailedEvents(db: Db): Promise<FailedEvent[]> {
  const { rows } =
    await sql<FailedEvent>`select id, listener, kind, payload, occurred_at as "occurredAt", error,
    failed_at as "failedAt", replay from platform.outbox_failed order by id`.execute(db)
  return rows
}

/**
 * Asks to try events again, by the server that runs or the next that starts.
 * @param ids of events that were set aside; none for all
 * @returns how many there are
 */
export async function requestReplay(db: Db, ids: readonly number[]): Promise<number> {
  const { numAffectedRows } = await sql`update platform.outbox_failed set replay = true
    where ${ids.length === 0} or id = any(${ids}::bigint[])`.execute(db)
  return Number(numAffectedRows ?? 0)
}

/** What the listener threw; undefined when it handled the event. */
async function tryEvent(transaction: Db, listener: Listener, event: OutboxEvent): Promise<unknown> {
  await sql`savepoint event`.execute(transaction)
  try {
    await listener.handle(transaction, [event])
    await sql`release savepoint event`.execute(transaction)
    return undefined
  } catch (error) {
    if (hasSqlstate(error, 'serializationFailure', 'deadlockDetected')) throw error
    await sql`rollback to savepoint event`.execute(transaction)
    return error ?? new Error('The listener failed without an error.')
  }
}

function describe(error: unknown): string {
  return String(error).replaceAll('\0', '').slice(0, MOST_CHARACTERS)
}
