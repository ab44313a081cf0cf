import type { EntryKind } from '@samenspel/standards/transparency'
import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import { ENTRY_COLUMNS, type StoredEntry } from './entries.ts'

/** What is left of entries of which passages were blacked out, by the id of the entry that it stands for. */
export async function readStandIns(db: Db, ids: readonly number[]): Promise<Map<number, StoredEntry>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<StoredEntry>`select ${ENTRY_COLUMNS} from ledger.entry
    where redacts = any(${ids}::int8[]) and payload is not null order by id`.execute(db)
  return new Map(rows.map((row) => [row.redacts ?? row.id, row]))
}

/**
 * Takes all entries with a text about something, of it and of what became of it, and what stands for them. Who blacks out at the same time waits.
 */
export async function lockAbout(transaction: Db, id: string): Promise<StoredEntry[]> {
  await sql`select pg_advisory_xact_lock(hashtextextended('ledger.redaction ' || ${id}, 0))`.execute(
    transaction,
  )
  const { rows } = await sql<StoredEntry>`select ${ENTRY_COLUMNS} from ledger.entry
    where payload is not null and (subject_id = ${id} or strpos(payload, ${`"id":"${id}"`}) > 0) order by id`.execute(
    transaction,
  )
  return rows
}

/** Erases the text and salt of an entry and of what stood for it, now that a later one has what is left. */
export async function eraseReplaced(
  transaction: Db,
  { replaced, by, at }: { replaced: number; by: string; at: Date },
): Promise<void> {
  await sql`update ledger.entry set payload = null, salt = null, erased_at = ${at}
    where (id = ${replaced} or redacts = ${replaced}) and subject_id <> ${by} and payload is not null`.execute(
    transaction,
  )
}

/** Entries with one of these texts in them, whatever the capitals and whatever is between the words, in the order of the log. */
export async function listContaining(
  db: Db,
  texts: readonly string[],
  limit: number | null = null,
): Promise<{ kind: EntryKind; id: string; version: number }[]> {
  // As the text is written in JSON, without its quotes; a line that ends in a text is written as \n.
  const plain = texts.map((text) => JSON.stringify(text).slice(1, -1))
  // What is between words is only looked at in entries that have all of the words: that takes forty times as long as finding those.
  const { rows } = await sql<{ kind: EntryKind; id: string; version: number }>`
    with asked as materialized (select a.text, string_to_array(a.text, ' ') as words
      from (select regexp_replace(lower(t), ${BETWEEN}, ' ', 'g') as text from unnest(${plain}::text[]) t) a)
    select kind, subject_id as id, version from ledger.entry e
      cross join lateral (select lower(e.payload) as payload offset 0) p
    where e.payload is not null and exists (select from asked a
      where case when (select bool_and(strpos(p.payload, w) > 0) from unnest(a.words) w)
        then strpos(regexp_replace(p.payload, ${BETWEEN}, ' ', 'g'), a.text) > 0 else false end)
    order by e.id limit ${limit}`.execute(db)
  return rows
}

/** What can be between words: spaces, hyphens and ends of lines, as JSON writes them. */
const BETWEEN = String.raw`(\s|\u00a0|[\u2010-\u2013-]|\\[nrt])+`
