import type { EntryKind } from '@samenspel/standards/transparency'
import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'

/** An entry as it is stored. Text and salt are null once they were erased; the index is null while it waits. */
export type StoredEntry = {
  id: number
  /** Of an entry of kind `redaction`: the id of the entry that it stands for. */
  redacts: number | null
  kind: EntryKind
  subjectId: string
  version: number
  moment: Date
  payload: string | null
  salt: Buffer | null
  commitment: Buffer
  erasedAt: Date | null
  index: number | null
}

export const ENTRY_COLUMNS = sql`id, kind, subject_id as "subjectId", version, moment, payload, salt, commitment,
  erased_at as "erasedAt", position as index, redacts`

/** Adds an entry that waits for its place; one of the same thing that is there already stays. */
export async function insertEntry(
  transaction: Db,
  entry: {
    kind: EntryKind
    id: string
    version: number
    moment: Date
    payload: string
    salt: Uint8Array
    commitment: Uint8Array
    redacts?: number
  },
): Promise<void> {
  const { kind, id, version, moment, payload, salt, commitment, redacts = null } = entry
  await sql`insert into ledger.entry (kind, subject_id, version, moment, payload, salt, commitment, redacts)
    values (${kind}, ${id}, ${version}, ${moment}, ${payload}, ${Buffer.from(salt)}, ${Buffer.from(commitment)}, ${redacts})
    on conflict (kind, subject_id, version) do nothing`.execute(transaction)
}

/** The moment of the newest entry, but for those of keys; undefined when there is none, or when its clock ran ahead of that of the database. */
export async function findNewestMoment(db: Db): Promise<Date | undefined> {
  const { rows } = await sql<{ moment: Date }>`select moment from
    (select moment from ledger.entry where kind <> 'keys' order by id desc limit 1) newest where moment <= now()`.execute(
    db,
  )
  return rows[0]?.moment
}

/** Erases text and salt of these entries, and of what stands for them. */
export async function eraseEntries(
  transaction: Db,
  kind: EntryKind,
  ids: readonly string[],
  at: Date,
): Promise<void> {
  await sql`update ledger.entry set payload = null, salt = null, erased_at = ${at}
    where payload is not null and coalesce(redacts, id) in (
      select id from ledger.entry where kind = ${kind} and subject_id = any(${ids}::uuid[]))`.execute(
    transaction,
  )
}

/** Which of these are in the ledger, as `id version`. */
export async function listEntered(
  db: Db,
  kind: EntryKind,
  refs: readonly { id: string; version: number }[],
): Promise<Set<string>> {
  const { rows } = await sql<{ key: string }>`select subject_id || ' ' || version as key from ledger.entry
    where kind = ${kind} and (subject_id, version) in (
      select * from unnest(${refs.map(({ id }) => id)}::uuid[], ${refs.map(({ version }) => version)}::int[]))`.execute(
    db,
  )
  return new Set(rows.map(({ key }) => key))
}

/** Whether something waits for its place: an entry, or the newest key, which takes over; the first key waits for the first entry. */
export async function hasWaitingEntry(db: Db): Promise<boolean> {
  const { rows } = await sql`select from ledger.entry where position is null
    union all select from ledger.key k, ledger.tree t where k.purpose = 'log' and k.from_size is null and t.size > 0
      and k.number = (select max(number) from ledger.key where purpose = 'log') limit 1`.execute(db)
  return rows.length > 0
}

/** Those that wait for their place, first come first. */
export async function listWaiting(
  transaction: Db,
  limit: number,
): Promise<Pick<StoredEntry, 'id' | 'kind' | 'commitment' | 'moment'>[]> {
  const { rows } = await sql<Pick<StoredEntry, 'id' | 'kind' | 'commitment' | 'moment'>>`
    select id, kind, commitment, moment from ledger.entry where position is null order by id limit ${limit}`.execute(
    transaction,
  )
  return rows
}

/** An entry, or undefined when there is none. */
export async function findEntry(
  db: Db,
  { kind, id, version }: { kind: EntryKind; id: string; version: number },
): Promise<StoredEntry | undefined> {
  const { rows } = await sql<StoredEntry>`select ${ENTRY_COLUMNS} from ledger.entry
    where kind = ${kind} and subject_id = ${id} and version = ${version}`.execute(db)
  return rows[0]
}

/** Entries in the log, the newest first. @param before only those with a lower index */
export async function listEntries(
  db: Db,
  { kind, before, limit }: { kind: EntryKind | undefined; before: number | undefined; limit: number },
): Promise<StoredEntry[]> {
  const { rows } = await sql<StoredEntry>`select ${ENTRY_COLUMNS} from ledger.entry
    where position is not null
      ${kind === undefined ? sql`` : sql`and kind = ${kind}`}
      ${before === undefined ? sql`` : sql`and position < ${before}`}
    order by position desc limit ${limit}`.execute(db)
  return rows
}

/** Entries at these places, in order: from the first until the last, not included. */
export async function readEntries(db: Db, from: number, until: number): Promise<StoredEntry[]> {
  const { rows } = await sql<StoredEntry>`select ${ENTRY_COLUMNS} from ledger.entry
    where position >= ${from} and position < ${until} order by position`.execute(db)
  return rows
}

/** Which of these entries were erased whole, as `kind id version`: not those of which a later one has what is left. */
export async function listErased(
  db: Db,
  named: readonly { kind: EntryKind; id: string; version: number }[],
): Promise<Set<string>> {
  const { rows } = await sql<{ key: string }>`
    select kind || ' ' || subject_id || ' ' || version as key from ledger.entry e
    where erased_at is not null and not exists (select from ledger.entry s where s.redacts = e.id and s.payload is not null)
      and (kind, subject_id, version) in (
      select * from unnest(${named.map(({ kind }) => kind)}::text[], ${named.map(({ id }) => id)}::uuid[],
        ${named.map(({ version }) => version)}::int[]))`.execute(db)
  return new Set(rows.map(({ key }) => key))
}

/** Marks what a source tells of as filled. @returns false when it was so already */
export async function markFilled(transaction: Db, name: string): Promise<boolean> {
  const { numAffectedRows } = await sql`insert into ledger.filled (kind) values (${name})
    on conflict do nothing`.execute(transaction)
  return numAffectedRows === 1n
}
