/** What someone was told of what came of challenges, and of which they want to hear no more. */
import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import type { Bilingual } from '../../../platform/errors.ts'
import { listPersonNames } from '../../parties/index.ts'
import type { OutcomeReason } from '../lists.ts'

export type ToldOutcome = {
  id: string
  at: Date
  sentence: Bilingual
  path: string
  challengeId: string
  reasons: OutcomeReason[]
}

/** What someone was told, the newest first. @param after the last one of the page before, by moment and id */
export async function listTold(
  db: Db,
  personId: string,
  { after, limit }: { after: string[] | undefined; limit: number },
): Promise<ToldOutcome[]> {
  const { rows } = await sql<ToldOutcome>`select n.id::text as id, n.created_at as at, n.sentence, n.path,
      n.challenge_id as "challengeId", n.reasons
    from notifications.note n where n.person_id = ${personId} and n.event is not null
      ${after === undefined ? sql`` : sql`and n.id < ${after[0]}::bigint`}
    order by n.id desc limit ${limit}`.execute(db)
  return rows
}

/** The challenges of which someone wants to hear no more. */
export async function listMuted(db: Db, personId: string): Promise<{ challengeId: string; since: Date }[]> {
  const { rows } = await sql<{ challengeId: string; since: Date }>`
    select challenge_id as "challengeId", since from notifications.muted
    where person_id = ${personId} order by since desc, challenge_id`.execute(db)
  return rows
}

/** Whoever hears of a challenge: who has this key, or is this person. */
export type Hearer = { key: string } | { personId: string }

/**
 * Ends that a reader hears of a challenge: they follow it no longer, and are not told what comes of what they contributed to it. What waits is not
 * sent. It may have ended before; who is no reader hears nothing already.
 * @returns false when there is no such reader
 */
export function muteChallenge(db: Db, who: Hearer, challengeId: string, now: Date): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    const { rows } = await sql<{ personId: string }>`select person_id as "personId" from notifications.reader
      where ${'key' in who ? sql`key = ${who.key}` : sql`person_id = ${who.personId}`} for update`.execute(
      transaction,
    )
    const personId = rows[0]?.personId
    if (personId === undefined) return false
    await sql`insert into notifications.muted (person_id, challenge_id, since)
      values (${personId}, ${challengeId}, ${now}) on conflict do nothing`.execute(transaction)
    await sql`delete from notifications.subject where person_id = ${personId} and challenge_id = ${challengeId}`.execute(
      transaction,
    )
    await sql`delete from notifications.note where person_id = ${personId} and challenge_id = ${challengeId}
      and taken_at is null`.execute(transaction)
    return true
  })
}

/** Has someone hear of a challenge again, from now on. */
export async function unmuteChallenge(db: Db, personId: string, challengeId: string): Promise<void> {
  await sql`delete from notifications.muted where person_id = ${personId} and challenge_id = ${challengeId}`.execute(
    db,
  )
}

/** What is held about a person. */
export async function exportTold(db: Db, personId: string): Promise<object[]> {
  const { rows } = await sql<object>`select sentence->>'nl' as sentence, path,
      array_to_string(reasons, ', ') as reasons, created_at as since, taken_at as "sentAt"
    from notifications.note where person_id = ${personId} and event is not null order by id`.execute(db)
  return rows
}

export async function exportMuted(db: Db, personId: string): Promise<object[]> {
  const { rows } = await sql<object>`select m.challenge_id as "challengeId", c.title as challenge, m.since
    from notifications.muted m left join challenges.v_challenge c on c.id = m.challenge_id
    where m.person_id = ${personId} order by m.since`.execute(db)
  return rows
}

/** Forgets readers whose account ended while something was written for them. */
export async function forgetGone(db: Db): Promise<void> {
  const { rows } = await sql<{ personId: string }>`select person_id as "personId" from notifications.reader
    union select person_id from notifications.note`.execute(db)
  const there = await listPersonNames(
    db,
    rows.map(({ personId }) => personId),
  )
  const gone = rows.flatMap(({ personId }) => (there.has(personId) ? [] : [personId]))
  if (gone.length === 0) return
  await sql`delete from notifications.note where person_id = any(${gone}::uuid[])`.execute(db)
  await sql`delete from notifications.reader where person_id = any(${gone}::uuid[])`.execute(db)
}
