import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import type { Language, Rhythm, Told } from '../lists.ts'

/** Notes what became of a signal; gives the id of the event, and its place in the order. */
export async function insertHappening(
  transaction: Db,
  signalId: string,
  what: Told,
  at: Date,
): Promise<{ eventId: string; sequence: number }> {
  const { rows } = await sql<{ eventId: string; sequence: number }>`
    insert into notifications.happening (signal_id, what, happened_at) values (${signalId}, ${what}, ${at})
    returning event_id as "eventId", id::float8 as sequence`.execute(transaction)
  const [row] = rows
  if (!row) throw new Error('An insert gives the row it wrote.')
  return row
}

const newKey = () => randomBytes(24).toString('base64url')

/** Makes someone who answers for signals a reader of those, every week, unless that was done before. */
export async function offerReader(transaction: Db, personId: string, now: Date): Promise<void> {
  // They are told of what made them a reader, so a little before now.
  const { rows } = await sql`insert into notifications.reader as r
      (person_id, language, rhythm, key, offered, told_until, created_at)
    values (${personId}, 'nl', 'week', ${newKey()}, true, ${now}::timestamptz - interval '1 day', ${now})
    on conflict (person_id) do update set offered = true where not r.offered
    returning 1`.execute(transaction)
  if (rows.length === 0) return
  await sql`insert into notifications.subject (person_id, about, created_at) values (${personId}, 'mine', ${now})
    on conflict do nothing`.execute(transaction)
}

export type Reader = {
  language: Language
  rhythm: Rhythm
  stopped: boolean
}

export async function findReader(db: Db, personId: string): Promise<Reader | undefined> {
  const { rows } = await sql<Reader>`select language, rhythm, stopped_at is not null as stopped
    from notifications.reader where person_id = ${personId}`.execute(db)
  return rows[0]
}

/** Makes or changes a reader; who had stopped begins again, with what happens from now on. */
export async function saveReader(
  db: Db,
  personId: string,
  { language, rhythm }: Pick<Reader, 'language' | 'rhythm'>,
  now: Date,
): Promise<void> {
  await sql`insert into notifications.reader as r (person_id, language, rhythm, key, told_until, created_at)
    values (${personId}, ${language}, ${rhythm}, ${newKey()}, ${now}, ${now})
    on conflict (person_id) do update set language = excluded.language, rhythm = excluded.rhythm, stopped_at = null,
      told_until = case when r.stopped_at is null then r.told_until else excluded.told_until end`.execute(db)
}

/** Stops the digests of whoever has this key. They may have been stopped before. */
export async function stopReader(db: Db, key: string, now: Date): Promise<void> {
  await sql`update notifications.reader set stopped_at = ${now} where key = ${key} and stopped_at is null`.execute(
    db,
  )
}

/** A subject, with the name of what it is about. */
export type SubjectRow = {
  id: string
  about: 'all' | 'mine' | 'challenge' | 'indicator' | 'area'
  challengeId: string | null
  indicatorId: string | null
  areaCode: string | null
}

export async function listSubjects(db: Db, personId: string): Promise<SubjectRow[]> {
  const { rows } = await sql<SubjectRow>`select s.id, s.about, s.challenge_id as "challengeId",
      s.indicator_id as "indicatorId", s.area_code as "areaCode"
    from notifications.subject s where s.person_id = ${personId} order by s.created_at, s.id`.execute(db)
  return rows
}

export async function insertSubject(
  db: Db,
  personId: string,
  { about, challengeId, indicatorId, areaCode }: Omit<SubjectRow, 'id'>,
  now: Date,
): Promise<void> {
  await sql`insert into notifications.subject (person_id, about, challenge_id, indicator_id, area_code, created_at)
    values (${personId}, ${about}, ${challengeId}, ${indicatorId}, ${areaCode}, ${now}) on conflict do nothing`.execute(
    db,
  )
}

export async function deleteSubject(db: Db, personId: string, id: string): Promise<boolean> {
  const { rows } = await sql`delete from notifications.subject where id = ${id} and person_id = ${personId}
    returning 1`.execute(db)
  return rows.length > 0
}

/** The codes of these areas and of all that lie in them. */
export async function listWithin(db: Db, code: string): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`select code from areas.v_area
    where ${code} in (code, parent_code, municipality_code)`.execute(db)
  return [code, ...rows.map((row) => row.code)]
}

/** Puts a digest ready for every reader of a rhythm who was not told yet until the end of its last period. */
export async function prepareDigests(db: Db, rhythm: Rhythm, until: Date): Promise<void> {
  await sql`insert into notifications.digest (person_id, until)
    select person_id, ${until} from notifications.reader
    where rhythm = ${rhythm} and stopped_at is null and told_until < ${until}
    on conflict (person_id, until) do nothing`.execute(db)
}

/** A digest to make, and for whom. */
export type DueDigest = {
  id: string
  personId: string
  until: Date
  toldUntil: Date
  language: Language
  rhythm: Rhythm
  key: string
}

/** Takes a digest for five minutes: when the process is killed in the middle, another makes it after that, as the same message. */
export async function takeDigest(db: Db, now: Date): Promise<DueDigest | undefined> {
  const { rows } = await sql<DueDigest>`
    with due as (select d.id from notifications.digest d
      where d.done_at is null and (d.next_try_at is null or d.next_try_at <= ${now})
      order by d.until, d.id limit 1 for update skip locked)
    update notifications.digest d set next_try_at = ${now}::timestamptz + interval '5 minutes', failures = failures + 1
    from due, notifications.reader r where d.id = due.id and r.person_id = d.person_id
    returning d.id, d.person_id as "personId", d.until, r.told_until as "toldUntil", r.language, r.rhythm, r.key`.execute(
    db,
  )
  return rows[0]
}

/** What became of which signals in a period, in its order. */
export async function listHappenings(
  db: Db,
  after: Date,
  until: Date,
): Promise<{ signalId: string; whats: Told[] }[]> {
  const { rows } = await sql<{ signalId: string; whats: Told[] }>`
    select signal_id as "signalId", json_agg(what order by id) as whats from notifications.happening
    where happened_at > ${after} and happened_at <= ${until} group by 1 order by max(id) desc`.execute(db)
  return rows
}

/** Notes that a digest was sent, or had nothing to tell. */
export async function finishDigest(
  transaction: Db,
  { id, personId, until }: Pick<DueDigest, 'id' | 'personId' | 'until'>,
  signals: number,
  now: Date,
): Promise<void> {
  await sql`update notifications.digest set done_at = ${now}, signals = ${signals} where id = ${id}`.execute(
    transaction,
  )
  await sql`update notifications.reader set told_until = ${until} where person_id = ${personId}`.execute(
    transaction,
  )
}

/** Forgets what is too old to be told, and digests of that time. */
export async function forgetHappenings(db: Db, before: Date): Promise<void> {
  await sql`delete from notifications.happening where happened_at < ${before}`.execute(db)
  await sql`delete from notifications.digest where done_at < ${before}`.execute(db)
}

/** What is held about a reader. */
export async function exportReader(db: Db, personId: string): Promise<object[]> {
  const { rows } = await sql<object>`select language, rhythm, created_at as since, stopped_at as "stoppedAt"
    from notifications.reader where person_id = ${personId}`.execute(db)
  return rows
}

export async function exportSubjects(db: Db, personId: string): Promise<object[]> {
  const { rows } =
    await sql<object>`select about, challenge_id as "challengeId", indicator_id as "indicatorId",
      area_code as area, created_at as since
    from notifications.subject where person_id = ${personId} order by created_at, id`.execute(db)
  return rows
}

export async function exportDigests(db: Db, personId: string): Promise<object[]> {
  const { rows } = await sql<object>`select until, done_at as "sentAt", signals from notifications.digest
    where person_id = ${personId} and done_at is not null order by until`.execute(db)
  return rows
}

export async function deleteReader(transaction: Db, personId: string): Promise<void> {
  await sql`delete from notifications.reader where person_id = ${personId}`.execute(transaction)
}
