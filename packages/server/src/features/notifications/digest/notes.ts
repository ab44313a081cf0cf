/** What certain people are told in their next digest, beside signals. */
import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import type { Bilingual } from '../../../platform/errors.ts'
import type { OutcomeReason } from '../lists.ts'
import { lastHeard, offerReader } from './store.ts'

/** A sentence with the path of the page that it is about, in Dutch. */
export type Note = { sentence: Bilingual; path: string }

/** A note in a digest; of what came of a challenge also which, and why this person hears it. */
export type TakenNote = Note & { challengeId: string | null; reasons: OutcomeReason[] }

/** Puts a note in the next digest of each person, and makes who was not asked before a reader. Who stopped is left alone. */
export async function tellPeople(
  transaction: Db,
  personIds: readonly string[],
  { sentence, path }: Note,
  now: Date,
): Promise<void> {
  const heard = personIds.length === 0 ? 0 : await lastHeard(transaction)
  for (const personId of personIds) {
    await offerReader(transaction, personId, heard + 1, now)
    await sql`insert into notifications.note (person_id, sentence, path, created_at)
      values (${personId}, ${JSON.stringify(sentence)}::jsonb, ${path}, ${now})`.execute(transaction)
  }
}

/** Takes back what waits to be told of a page, because it was acted on. */
export async function takeBackNotes(transaction: Db, path: string): Promise<void> {
  await sql`delete from notifications.note where path = ${path} and event is null and taken_at is null`.execute(
    transaction,
  )
}

/** Puts the notes that wait in a digest, and gives all that are in it; they are locked until the transaction ends. */
export async function takeNotes(
  db: Db,
  digest: { id: string; personId: string },
  now: Date,
): Promise<TakenNote[]> {
  await sql`update notifications.note set digest_id = ${digest.id}, taken_at = ${now}
    where person_id = ${digest.personId} and taken_at is null`.execute(db)
  const { rows } =
    await sql<TakenNote>`select sentence, path, challenge_id as "challengeId", reasons from notifications.note
    where digest_id = ${digest.id} order by id for update`.execute(db)
  return rows
}

/** Forgets notes of before a moment; what came of a challenge is kept longer. */
export async function forgetNotes(db: Db, before: { notes: Date; outcomes: Date }): Promise<void> {
  await sql`delete from notifications.note where created_at < case when event is null
    then ${before.notes}::timestamptz else ${before.outcomes}::timestamptz end`.execute(db)
}

/** What is held about a person. */
export async function exportNotes(db: Db, personId: string): Promise<object[]> {
  const { rows } =
    await sql<object>`select sentence->>'nl' as sentence, created_at as since from notifications.note
    where person_id = ${personId} and event is null order by id`.execute(db)
  return rows
}

export async function deleteNotes(transaction: Db, personId: string): Promise<void> {
  await sql`delete from notifications.note where person_id = ${personId}`.execute(transaction)
}
