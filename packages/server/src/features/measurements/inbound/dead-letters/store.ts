import { sql } from 'kysely'
import type { Db } from '../../../../platform/database/connect.ts'
import type { Bilingual } from '../../../../platform/errors.ts'
import { momentText } from '../../ingest/instant.ts'
import { type Doer, isWritable, type WritableDatasets } from '../../writers.ts'
import { KEPT } from './keep.ts'
import type { DeadLetterReason, Undeliverable } from './reasons.ts'
import type { DeadLetter } from './schema.ts'

/** Which letters are meant. */
export type Selection = {
  dataset?: string | undefined
  sourceId?: string | undefined
  reason?: DeadLetterReason | undefined
}

/** A letter without the words of its reason. */
export type StoredLetter = Omit<DeadLetter, 'title' | 'replayable'> & { truncated: boolean }

const COLUMNS = sql`l.id, l.dataset_id as "datasetId", l.origin, l.source_id as "sourceId", l.address, l.sender, l.reason,
  l.detail, l.payload_size as "payloadSize", l.payload_size > ${KEPT.payload}::int as truncated, l.times, l.attempts,
  ${momentText(sql`l.received_at`, 'milliseconds')} as "receivedAt", ${momentText(sql`l.last_received_at`, 'milliseconds')} as "lastReceivedAt", l.state,
  ${momentText(sql`l.closed_at`, 'milliseconds')} as "closedAt", l.closed_by as "closedBy", l.note`

/** What the actor may see: letters of datasets they may write. */
const selected = ({ dataset, sourceId, reason }: Selection) => sql`
  ${dataset === undefined ? sql`true` : sql`l.dataset_id = ${dataset}`}
  and ${sourceId === undefined ? sql`true` : sql`l.source_id = ${sourceId}`}
  and ${reason === undefined ? sql`true` : sql`l.reason = ${reason}`}`

/** Letters in one state, the last received first. */
export async function listLetters(
  db: Db,
  wanted: {
    writable: WritableDatasets
    selection: Selection
    state: DeadLetter['state']
    after: string[] | undefined
    limit: number
  },
): Promise<StoredLetter[]> {
  const { writable, selection, state, after, limit } = wanted
  const [receivedAt, id] = after ?? []
  const later =
    receivedAt === undefined
      ? sql`true`
      : sql`(date_trunc('milliseconds', l.received_at), l.id) < (${receivedAt}::timestamptz, ${id}::uuid)`
  const { rows } = await sql<StoredLetter>`select ${COLUMNS} from measurements.dead_letter l
    where ${isWritable(sql`l.dataset_id`, writable)} and ${selected(selection)} and l.state = ${state} and ${later}
    order by date_trunc('milliseconds', l.received_at) desc, l.id desc limit ${limit}`.execute(db)
  return rows
}

/** One letter with what was sent. */
export async function findLetter(
  db: Db,
  writable: WritableDatasets,
  id: string,
): Promise<(StoredLetter & { payload: Buffer | null }) | undefined> {
  const { rows } = await sql<StoredLetter & { payload: Buffer | null }>`select ${COLUMNS}, l.payload
    from measurements.dead_letter l where l.id = ${id} and ${isWritable(sql`l.dataset_id`, writable)}`.execute(
    db,
  )
  return rows[0]
}

/** Waiting letters per dataset and reason, most frequent first. */
export async function countLetters(db: Db, writable: WritableDatasets, selection: Selection) {
  const { rows } = await sql<{
    datasetId: string
    reason: DeadLetterReason
    count: number
    lastReceivedAt: string
  }>`select l.dataset_id as "datasetId", l.reason, count(*) as count,
      ${momentText(sql`max(l.last_received_at)`, 'milliseconds')} as "lastReceivedAt"
    from measurements.dead_letter l where l.state = 'waiting' and ${isWritable(sql`l.dataset_id`, writable)} and ${selected(selection)}
    group by l.dataset_id, l.reason order by count(*) desc, l.dataset_id, l.reason`.execute(db)
  return rows
}

/** How many letters were lost for want of room, or because they became too old. */
export async function countLost(db: Db, writable: WritableDatasets, dataset?: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select coalesce(sum(l.count), 0)::int8 as count
    from measurements.dead_letter_loss l where ${isWritable(sql`l.dataset_id`, writable)} and ${selected({ dataset })}`.execute(
    db,
  )
  return rows[0]?.count ?? 0
}

/** A letter that waits, as it is handed to whoever can store it. */
export type WaitingLetter = {
  id: string
  datasetId: string
  origin: DeadLetter['origin']
  sourceId: string | null
  address: string
  sender: string | null
  payload: Buffer
  receivedAt: Date
}

/** A letter, to be replayed; undefined when it does not wait (any more). */
export async function findWaiting(db: Db, id: string): Promise<WaitingLetter | undefined> {
  const { rows } =
    await sql<WaitingLetter>`select id, dataset_id as "datasetId", origin, source_id as "sourceId",
      address, sender, payload, received_at as "receivedAt"
    from measurements.dead_letter where id = ${id} and state = 'waiting'`.execute(db)
  return rows[0]
}

/** Locks a letter so that it is replayed or discarded once. @returns false when it does not wait (any more) */
export async function lockWaiting(transaction: Db, id: string): Promise<boolean> {
  const { rows } =
    await sql`select from measurements.dead_letter where id = ${id} and state = 'waiting' for update`.execute(
      transaction,
    )
  return rows.length > 0
}

/** The waiting letters of a selection that were kept whole, oldest first. */
export async function listReplayable(
  db: Db,
  writable: WritableDatasets,
  selection: Selection,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select l.id from measurements.dead_letter l
    where l.state = 'waiting' and l.payload_size <= ${KEPT.payload}::int and ${isWritable(sql`l.dataset_id`, writable)} and ${selected(selection)}
    order by l.attempts, l.received_at, l.id`.execute(db)
  return rows.map(({ id }) => id)
}

/** Closes letters that wait; what was sent is forgotten, the record stays for a while. */
export async function closeLetters(
  db: Db,
  ids: readonly string[],
  record: { state: 'replayed' | 'discarded'; by: Doer; note: string | null; at: Date },
): Promise<number> {
  const { state, by, note, at } = record
  const result =
    await sql`update measurements.dead_letter set state = ${state}, payload = null, closed_at = ${at},
      closed_by = ${by.name}, closed_by_person = ${by.personId}, note = ${note}
    where id = any(${ids}::uuid[]) and state = 'waiting'`.execute(db)
  return Number(result.numAffectedRows ?? 0)
}

/** Discards the waiting letters of a selection. */
export async function discardLetters(
  db: Db,
  writable: WritableDatasets,
  selection: Selection,
  record: { by: Doer; note: string; at: Date },
): Promise<number> {
  const result = await sql`update measurements.dead_letter l set state = 'discarded', payload = null,
      closed_at = ${record.at}, closed_by = ${record.by.name}, closed_by_person = ${record.by.personId},
      note = ${record.note}
    where l.state = 'waiting' and ${isWritable(sql`l.dataset_id`, writable)} and ${selected(selection)}`.execute(
    db,
  )
  return Number(result.numAffectedRows ?? 0)
}

/** Notes that a letter could not be stored this time either, and why. */
export async function noteFailure(db: Db, id: string, { reason, detail }: Undeliverable): Promise<void> {
  await sql`update measurements.dead_letter set attempts = attempts + 1, reason = ${reason},
      detail = ${JSON.stringify(detail satisfies Bilingual)}::json
    where id = ${id} and state = 'waiting'`.execute(db)
}
