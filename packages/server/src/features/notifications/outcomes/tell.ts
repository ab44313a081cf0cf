/** What came of a challenge, for the people who follow it, take part in it or are cited in it. */
import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import type { Bilingual } from '../../../platform/errors.ts'
import { listPersonNames } from '../../parties/index.ts'
import { newKey } from '../digest/store.ts'
import type { OutcomeReason } from '../lists.ts'

/** Something that happened and is public. */
export type Outcome = {
  /** What happened, the same for everyone: nobody is told of it twice. */
  event: string
  /** What it is about, such as `decision:` with its id: a correction goes to who was told of the same. */
  thing: string
  challengeId: string
  sentence: Bilingual
  /** Path of its page, in Dutch. */
  path: string
}

/** People with why each of them hears of it. */
export type Hearers = ReadonlyMap<string, readonly OutcomeReason[]>

/**
 * Puts it in the next digest of each person, once. Who is cited or takes part is made a reader of that, unless they were asked before; who stopped, of
 * this challenge or altogether, is left alone and nothing about them is written.
 * @returns who was told
 */
export async function tellOutcome(
  transaction: Db,
  outcome: Outcome,
  hearers: Hearers,
  now: Date,
): Promise<string[]> {
  const there = await listPersonNames(transaction, [...hearers.keys()])
  const told: string[] = []
  for (const [personId, reasons] of hearers) {
    if (!there.has(personId) || reasons.length === 0) continue
    if (reasons.some((reason) => reason !== 'follows')) await offerOutcomes(transaction, personId, now)
    if (await insertNote(transaction, outcome, personId, reasons, now)) told.push(personId)
  }
  return told
}

/**
 * Corrects what was told of a thing: who did not get the message yet does not get it, who did gets this one.
 * @returns who was told
 */
export async function correctOutcome(transaction: Db, outcome: Outcome, now: Date): Promise<string[]> {
  const { thing } = outcome
  await sql`delete from notifications.note where thing = ${thing} and taken_at is null`.execute(transaction)
  const { rows } = await sql<{ personId: string; reasons: OutcomeReason[] }>`
    select distinct on (person_id) person_id as "personId", reasons from notifications.note
    where thing = ${thing} order by person_id, id desc`.execute(transaction)
  return tellOutcome(
    transaction,
    outcome,
    new Map(rows.map(({ personId, reasons }) => [personId, reasons])),
    now,
  )
}

/** Makes someone a reader of what comes of what they contributed, every week, unless that was done before. */
async function offerOutcomes(transaction: Db, personId: string, now: Date): Promise<void> {
  const { rows } = await sql`insert into notifications.reader as r
      (person_id, language, rhythm, key, offered_outcomes, told_until, told_until_id, created_at)
    values (${personId}, 'nl', 'week', ${newKey()}, true, ${now},
      (select coalesce(max(id), 0) from notifications.happening), ${now})
    on conflict (person_id) do update set offered_outcomes = true where not r.offered_outcomes
    returning 1`.execute(transaction)
  if (rows.length === 0) return
  await sql`insert into notifications.subject (person_id, about, created_at) values (${personId}, 'outcomes', ${now})
    on conflict do nothing`.execute(transaction)
}

/** Writes it for a reader who did not stop. @returns false when they did, or were told already */
async function insertNote(
  transaction: Db,
  { event, thing, challengeId, sentence, path }: Outcome,
  personId: string,
  reasons: readonly OutcomeReason[],
  now: Date,
): Promise<boolean> {
  // A statement of its own: who stops at this moment is waited for, and seen in the next.
  await sql`select from notifications.reader where person_id = ${personId} for update`.execute(transaction)
  const { rows } = await sql`insert into notifications.note
      (person_id, sentence, path, challenge_id, event, thing, reasons, created_at)
    select r.person_id, ${JSON.stringify(sentence)}::jsonb, ${path}, ${challengeId}, ${event}, ${thing},
      case when s.outcomes then ${[...reasons]}::text[] else '{follows}' end, ${now}
    from notifications.reader r
    cross join lateral (select coalesce(bool_or(t.about = 'outcomes'), false) as outcomes,
        coalesce(bool_or(t.challenge_id = ${challengeId} or t.about in ('indicator', 'area')), false) as follows
      from notifications.subject t where t.person_id = r.person_id) s
    where r.person_id = ${personId} and r.stopped_at is null and (s.outcomes or (s.follows and ${reasons.includes('follows')}))
      and not exists (select from notifications.muted m where m.person_id = r.person_id and m.challenge_id = ${challengeId})
    on conflict (person_id, event) where event is not null do nothing returning 1`.execute(transaction)
  return rows.length > 0
}

/** To what something that happened belongs. */
export type Concerned = {
  challengeId: string
  indicatorIds: readonly string[]
  areaCodes: readonly string[]
}

/**
 * The readers who follow it and did not stop: its challenge, one of its indicators, or an area that it lies in or that lies in it. What is about no
 * area in particular is not of every area.
 */
export async function listFollowers(
  db: Db,
  { challengeId, indicatorIds, areaCodes }: Concerned,
): Promise<string[]> {
  const codes = sql`${[...areaCodes]}::text[]`
  const { rows } = await sql<{ id: string }>`select distinct r.person_id as id
    from notifications.reader r join notifications.subject t on t.person_id = r.person_id
    where r.stopped_at is null and (t.challenge_id = ${challengeId}
      or t.indicator_id = any(${[...indicatorIds]}::uuid[]) or t.area_code = any(${codes})
      or exists (select from areas.v_area a where a.code = any(${codes}) and t.area_code in (a.parent_code, a.municipality_code))
      or exists (select from areas.v_area f where f.code = t.area_code and (f.parent_code = any(${codes}) or f.municipality_code = any(${codes}))))
    order by 1`.execute(db)
  return rows.map(({ id }) => id)
}
