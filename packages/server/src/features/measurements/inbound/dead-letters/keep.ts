import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from '../../../../platform/database/connect.ts'
import type { Bilingual } from '../../../../platform/errors.ts'
import type { Doer } from '../../writers.ts'
import type { DeadLetterReason, Origin } from './reasons.ts'

/** Something that was sent and cannot be stored. */
export type NewDeadLetter = {
  datasetId: string
  origin: Origin
  /** Our source or connector, when it came through one. */
  sourceId?: string
  /** Where it was sent to or fetched from: a topic, a path, an address. */
  address: string
  /** Who sent it: a token, a client or a person. */
  sender?: Doer
  /** Exactly the bytes that were sent. */
  payload: Uint8Array
  /** When it came, if that is part of what it says: then the same bytes at another moment are another letter. */
  saidAt?: Date
  reason: DeadLetterReason
  /** Why, in one sentence that a person can act on. */
  detail: Bilingual
}

/** How much is kept. */
export const KEPT = {
  /** Bytes of a payload. A longer one is cut off, and can then only be looked at. */
  payload: 32 * 1024,
  /** Waiting letters per dataset, without those of conflicts: the oldest make room. */
  waiting: 5000,
  /** Waiting letters of a connector's values in another unit: of a series, and of a dataset. More are not kept (`share.ts`). */
  conflicts: { series: 500, dataset: 2500 },
  /** Days that a letter waits, and that the record of a closed one stays. */
  days: { waiting: 90, closed: 30 },
} as const

const ADDRESS = 1000

/** Letters of a connector's values in another unit than is stored: the same come again at each run, so they have a share of their own. */
export const OF_CONFLICT = sql`(origin = 'connector' and reason = 'unit-differs')`

/**
 * Keeps what could not be stored, for who may write in its dataset to look at and replay. The same thing sent again adds
 * to the letter that is there. Do this in a transaction of its own: the one that failed is gone.
 */
export async function keepDeadLetters(db: Db, letters: readonly NewDeadLetter[], now: Date): Promise<void> {
  if (letters.length === 0) return
  const list = letters.map((letter) => ({
    dataset_id: letter.datasetId,
    origin: letter.origin,
    source_id: letter.sourceId ?? null,
    address: keptAddress(letter),
    sender: letter.sender === undefined ? null : clean(letter.sender.name),
    sender_person: letter.sender?.personId ?? null,
    payload: encodeHex(letter.payload.subarray(0, KEPT.payload)),
    payload_size: letter.payload.length,
    fingerprint: fingerprintOf(letter),
    reason: letter.reason,
    detail: { nl: clean(letter.detail.nl), en: clean(letter.detail.en) },
  }))
  await sql`insert into measurements.dead_letter as l (dataset_id, origin, source_id, address, sender, sender_person, payload,
      payload_size, fingerprint, reason, detail, times, received_at, last_received_at)
    select dataset_id, min(origin), min(source_id::text)::uuid, min(address), min(sender), min(sender_person::text)::uuid,
      decode(min(payload), 'hex'), min(payload_size), decode(fingerprint, 'hex'), min(reason), min(detail::text)::json, count(*), ${now}, ${now}
    from json_to_recordset(${JSON.stringify(list)}::json) as n (dataset_id uuid, origin text, source_id uuid,
      address text, sender text, sender_person uuid, payload text, payload_size int, fingerprint text, reason text, detail json)
    group by dataset_id, fingerprint order by dataset_id, fingerprint
    on conflict (dataset_id, fingerprint) where state = 'waiting' do update set
      times = l.times + excluded.times, last_received_at = excluded.last_received_at,
      reason = excluded.reason, detail = excluded.detail`.execute(db)
  await makeRoom(db, [...new Set(letters.map(({ datasetId }) => datasetId))], now)
}

/** Lets the oldest waiting letters go when a dataset has more than are kept, and counts them as lost. */
async function makeRoom(db: Db, datasetIds: string[], now: Date) {
  await sql`with gone as (
      delete from measurements.dead_letter where id in (
        select l.id from unnest(${datasetIds.sort()}::uuid[]) as d (id) cross join lateral (
          select id from measurements.dead_letter where dataset_id = d.id and state = 'waiting' and not ${OF_CONFLICT}
          order by received_at desc, id desc offset ${KEPT.waiting}::int) l)
      returning dataset_id)
    insert into measurements.dead_letter_loss as s (dataset_id, count, last_at)
    select dataset_id, count(*), ${now} from gone group by dataset_id
    on conflict (dataset_id) do update set count = s.count + excluded.count, last_at = excluded.last_at`.execute(
    db,
  )
}

/** Lets letters and records go that are too old; what still waited counts as lost. */
export async function forgetDeadLetters(db: Db, now: Date): Promise<void> {
  await sql`delete from measurements.dead_letter where state <> 'waiting'
    and closed_at < ${now}::timestamptz - make_interval(days => ${KEPT.days.closed}::int)`.execute(db)
  await sql`with gone as (
      delete from measurements.dead_letter where state = 'waiting'
        and last_received_at < ${now}::timestamptz - make_interval(days => ${KEPT.days.waiting}::int)
      returning dataset_id)
    insert into measurements.dead_letter_loss as s (dataset_id, count, last_at)
    select dataset_id, count(*), ${now} from gone group by dataset_id
    on conflict (dataset_id) do update set count = s.count + excluded.count, last_at = excluded.last_at`.execute(
    db,
  )
}

/** Where a letter came from, as it is kept. */
export function keptAddress({ address }: Pick<NewDeadLetter, 'address'>): string {
  return clean(address.slice(0, ADDRESS))
}

/** What makes two letters the same, in hexadecimal. */
export function fingerprintOf({ origin, sourceId, address, payload, saidAt }: NewDeadLetter): string {
  const parts = [origin, sourceId ?? null, address, ...(saidAt ? [saidAt] : [])]
  return createHash('sha256').update(JSON.stringify(parts)).update(payload).digest('hex')
}

/** PostgreSQL keeps no null characters in text, nor half of a character. */
function clean(text: string): string {
  return text.replaceAll('\0', '').toWellFormed()
}

function encodeHex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')
}
