import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import type { ABOUT, Language, Rhythm, Told } from '../lists.ts'

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

/** The key with which a new reader stops without signing in. */
export const newKey = () => randomBytes(24).toString('base64url')

/** The place of what was heard last. */
export async function lastHeard(db: Db): Promise<number> {
  const { rows } = await sql<{ last: number }>`select ${LAST_HEARD}::float8 as last`.execute(db)
  return rows[0]?.last ?? 0
}

const LAST_HEARD = sql`(select coalesce(max(id), 0) from notifications.happening)`

/**
 * Makes someone who answers for signals a reader of those, every week, unless that was done before.
 * @param before the place of what made them one: they are told of it
 */
export async function offerReader(
  transaction: Db,
  personId: string,
  before: number,
  now: Date,
): Promise<void> {
  const { rows } = await sql`insert into notifications.reader as r
      (person_id, language, rhythm, key, offered, told_until, told_until_id, created_at)
    values (${personId}, 'nl', 'week', ${newKey()}, true, ${now}, ${before - 1}, ${now})
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
  await sql`insert into notifications.reader as r
      (person_id, language, rhythm, key, told_until, told_until_id, created_at)
    values (${personId}, ${language}, ${rhythm}, ${newKey()}, ${now}, ${LAST_HEARD}, ${now})
    on conflict (person_id) do update set language = excluded.language, rhythm = excluded.rhythm, stopped_at = null,
      told_until = case when r.stopped_at is null then r.told_until else excluded.told_until end,
      told_until_id = case when r.stopped_at is null then r.told_until_id else excluded.told_until_id end`.execute(
    db,
  )
}

/**
 * Stops the digests of whoever has this key, also what waits for one. They may have been stopped before.
 * @returns false when nobody has it
 */
export async function stopReader(db: Db, key: string, now: Date): Promise<boolean> {
  const { rows } = await sql<{
    count: number
  }>`with stopped as (update notifications.reader set stopped_at = coalesce(stopped_at, ${now})
      where key = ${key} returning person_id),
    unread as (delete from notifications.note n using stopped s where n.person_id = s.person_id and n.taken_at is null),
    waiting as (delete from notifications.digest d using stopped s where d.person_id = s.person_id and d.done_at is null)
    select count(*)::int as count from stopped`.execute(db)
  return rows[0]?.count === 1
}

/** A subject, with the name of what it is about. */
export type SubjectRow = {
  id: string
  about: (typeof ABOUT)[number]
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

/** Subjects of a reader at most. */
const MOST_SUBJECTS = 100

/** Has a reader told of a subject. @returns false when there are too many already */
export async function insertSubject(
  transaction: Db,
  personId: string,
  { about, challengeId, indicatorId, areaCode }: Omit<SubjectRow, 'id'>,
  now: Date,
): Promise<boolean> {
  await sql`select from notifications.reader where person_id = ${personId} for update`.execute(transaction)
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from notifications.subject
    where person_id = ${personId}`.execute(transaction)
  if ((rows[0]?.count ?? 0) >= MOST_SUBJECTS) return false
  await sql`insert into notifications.subject (person_id, about, challenge_id, indicator_id, area_code, created_at)
    values (${personId}, ${about}, ${challengeId}, ${indicatorId}, ${areaCode}, ${now}) on conflict do nothing`.execute(
    transaction,
  )
  return true
}

export async function deleteSubject(db: Db, personId: string, id: string): Promise<boolean> {
  const { rows } = await sql`delete from notifications.subject where id = ${id} and person_id = ${personId}
    returning 1`.execute(db)
  return rows.length > 0
}

/**
 * Puts a digest ready for every reader of a rhythm who was not told yet until the end of its last period. One that still waits is of
 * that period too, unless it is written already and may have been sent: what happened since is in the next.
 */
export async function prepareDigests(db: Db, rhythm: Rhythm, until: Date): Promise<void> {
  await sql`insert into notifications.digest as d (person_id, until)
    select person_id, ${until} from notifications.reader
    where rhythm = ${rhythm} and stopped_at is null and told_until < ${until}
    on conflict (person_id) where done_at is null do update set until = excluded.until, until_id = null
      where d.until < excluded.until and d.letter_text is null`.execute(db)
}

/** A digest to make, and for whom. */
export type DueDigest = {
  id: string
  personId: string
  until: Date
  untilId: number
  toldUntilId: number
  /** Times that it was taken, this one included. */
  failures: number
  language: Language
  rhythm: Rhythm
  key: string
  /** What it says, when it was written before: what is sent again is the same, but for the figures of its signals. */
  letter: Letter | null
}

/** What a digest says, with how many signals are in it. */
export type Letter = { subject: string; text: string; signals: number }

/** Times that a digest is tried, over some ten days, before its reader is taken for gone. */
const MOST_FAILURES = 45

/**
 * Takes a digest, for five minutes the first time and ever longer, up to six hours: when the process is killed in the middle, another makes it
 * after that, as the same message. What was heard when it is taken first is in it.
 */
export async function takeDigest(db: Db, now: Date): Promise<DueDigest | undefined> {
  const { rows } = await sql<DueDigest>`
    with due as (select d.id from notifications.digest d
      join notifications.reader r on r.person_id = d.person_id and r.stopped_at is null
      where d.done_at is null and d.failures < ${MOST_FAILURES} and (d.next_try_at is null or d.next_try_at <= ${now})
      order by d.until, d.id limit 1 for update of d skip locked)
    update notifications.digest d set failures = d.failures + 1, until_id = coalesce(d.until_id, ${LAST_HEARD}),
      next_try_at = ${now}::timestamptz + least(interval '5 minutes' * power(2, d.failures), interval '6 hours')
    from due, notifications.reader r where d.id = due.id and r.person_id = d.person_id
    returning d.id, d.person_id as "personId", d.until, d.until_id::float8 as "untilId",
      r.told_until_id::float8 as "toldUntilId", d.failures, r.language, r.rhythm, r.key,
      case when d.letter_text is not null then
        json_build_object('subject', d.letter_subject, 'text', d.letter_text, 'signals', d.signals) end as letter`.execute(
    db,
  )
  return rows[0]
}

/** Keeps what a digest says until it was sent. */
export async function keepLetter(db: Db, id: string, { subject, text, signals }: Letter): Promise<void> {
  await sql`update notifications.digest set letter_subject = ${subject}, letter_text = ${text}, signals = ${signals}
    where id = ${id} and done_at is null`.execute(db)
}

/**
 * What became of which signals in a part of the order, the newest first: of those that the subjects of a reader are about; whether someone
 * answers for a signal is looked at later.
 */
export async function listHappenings(
  db: Db,
  { personId, toldUntilId, untilId }: Pick<DueDigest, 'personId' | 'toldUntilId' | 'untilId'>,
): Promise<{ signalId: string; whats: Told[] }[]> {
  const { rows } = await sql<{ signalId: string; whats: Told[] }>`
    select h.signal_id as "signalId", json_agg(h.what order by h.id) as whats
    from notifications.happening h
    join indicators.v_signal s on s.id = h.signal_id
    join indicators.v_indicator i on i.id = s.indicator_id
    left join areas.v_area a on a.code = s.area_code
    where h.id > ${toldUntilId}::bigint and h.id <= ${untilId}::bigint
      and exists (select from notifications.subject t where t.person_id = ${personId} and (t.about in ('all', 'mine')
        or t.challenge_id = i.challenge_id or t.indicator_id = i.id
        or t.area_code in (s.area_code, a.parent_code, a.municipality_code)))
    group by 1 order by max(h.id) desc`.execute(db)
  return rows
}

/** What a reader is told of whatever else: everything, or what they answer for. */
export async function listWide(db: Db, personId: string): Promise<{ all: boolean; mine: boolean }> {
  const { rows } = await sql<{ all: boolean; mine: boolean }>`
    select coalesce(bool_or(about = 'all'), false) as all, coalesce(bool_or(about = 'mine'), false) as mine
    from notifications.subject where person_id = ${personId}`.execute(db)
  return rows[0] ?? { all: false, mine: false }
}

/** Of these, the signals of subjects that name what they are about. */
export async function listNarrow(
  db: Db,
  { personId, toldUntilId, untilId }: Pick<DueDigest, 'personId' | 'toldUntilId' | 'untilId'>,
): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`select distinct s.id
    from notifications.happening h
    join indicators.v_signal s on s.id = h.signal_id
    join indicators.v_indicator i on i.id = s.indicator_id
    left join areas.v_area a on a.code = s.area_code
    join notifications.subject t on t.person_id = ${personId} and (t.challenge_id = i.challenge_id or t.indicator_id = i.id
      or t.area_code in (s.area_code, a.parent_code, a.municipality_code))
    where h.id > ${toldUntilId}::bigint and h.id <= ${untilId}::bigint`.execute(db)
  return new Set(rows.map(({ id }) => id))
}

/** Notes that a digest was sent, or had nothing to tell. */
export async function finishDigest(
  transaction: Db,
  { id, personId, until, untilId }: Pick<DueDigest, 'id' | 'personId' | 'until' | 'untilId'>,
  signals: number,
  now: Date,
): Promise<void> {
  await sql`update notifications.digest set done_at = ${now}, signals = ${signals}, letter_subject = null, letter_text = null where id = ${id}`.execute(
    transaction,
  )
  await sql`update notifications.reader set told_until = greatest(told_until, ${until}),
    told_until_id = greatest(told_until_id, ${untilId}::bigint) where person_id = ${personId}`.execute(
    transaction,
  )
}

/** Stops the digests of readers whose mail was refused for days. */
export async function stopUnreachable(db: Db, now: Date): Promise<void> {
  await sql`with gone as (delete from notifications.digest where done_at is null and failures >= ${MOST_FAILURES}
      returning person_id)
    update notifications.reader r set stopped_at = ${now} from gone g where r.person_id = g.person_id`.execute(
    db,
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
