import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import { insertEvents } from '../../../platform/outbox.ts'
import type { DataSubject } from '../../../platform/personal-data.ts'
import type { ConsentRecord } from '../schema/choices.ts'

/** A choice of a person on a notice, with its newest record. */
export type Choice = {
  id: string
  personId: string
  noticeId: string
  datasetId: string
  purpose: string
  current: ConsentRecord
}

/** A moment as the API writes it. */
const moment = (column: string) =>
  sql`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

const RECORD = sql`jsonb_build_object('number', r.number, 'status', r.status, 'noticeVersion', r.notice_version,
  'language', r.language, 'method', r.method, 'recordedAt', ${moment('r.recorded_at')},
  'terms', case when r.place is not null then jsonb_build_object('place', r.place, 'time', r.time,
    'inGroups', r.in_groups, 'until', ${moment('r.until')}) end)`

const CHOICE = sql`c.id, c.person_id as "personId", c.notice_id as "noticeId", n.dataset_id as "datasetId", n.purpose,
  ${RECORD} as current`

const TABLES = sql`consent.choice c join consent.notice n on n.id = c.notice_id
  join consent.record r on r.choice_id = c.id and r.number = c.latest`

/** What a person chose on a notice. */
export async function findChoice(db: Db, personId: string, noticeId: string): Promise<Choice | undefined> {
  const { rows } = await sql<Choice>`select ${CHOICE} from ${TABLES}
    where c.person_id = ${personId} and c.notice_id = ${noticeId}`.execute(db)
  return rows[0]
}

/** The same by the id of the choice, when it is of this person. */
export async function findOwnChoice(db: Db, personId: string, id: string): Promise<Choice | undefined> {
  const { rows } = await sql<Choice>`select ${CHOICE} from ${TABLES}
    where c.id = ${id} and c.person_id = ${personId}`.execute(db)
  return rows[0]
}

/** What a person chose, in the order of the notices' ids. */
export async function listChoices(
  db: Db,
  personId: string,
  page: { after: string | undefined; limit: number },
): Promise<Choice[]> {
  const { rows } = await sql<Choice>`select ${CHOICE} from ${TABLES}
    where c.person_id = ${personId}
      ${page.after === undefined ? sql`` : sql`and c.notice_id > ${page.after}::uuid`}
    order by c.notice_id limit ${page.limit}`.execute(db)
  return rows
}

/** A time in which someone consented: from a day to a day in the Netherlands, both included. */
export type ConsentedDays = { datasetId: string; purpose: string; from: string; to: string }

/** On which days someone consented to a purpose, in which dataset. */
export async function listConsentedDays(
  db: Db,
  { personId, purpose }: { personId: string; purpose: string },
): Promise<ConsentedDays[]> {
  const day = (column: string) =>
    sql`to_char(${sql.ref(column)} at time zone 'Europe/Amsterdam', 'YYYY-MM-DD')`
  const { rows } = await sql<ConsentedDays>`
    select n.dataset_id as "datasetId", n.purpose, ${day('r.began')} as from, coalesce(${day('r.ended')}, '9999-12-31') as to
    from consent.choice c
    join consent.notice n on n.id = c.notice_id
    cross join lateral (
      select e.status, e.recorded_at as began,
        least(e.until, lead(e.recorded_at) over (order by e.number)) as ended
      from consent.record e where e.choice_id = c.id) r
    where c.person_id = ${personId} and n.purpose = ${purpose}
      and r.status in ('ConsentGiven', 'RenewedConsentGiven')`.execute(db)
  return rows
}

/** Everything that happened to a choice, newest first. */
export async function listRecords(db: Db, choiceId: string): Promise<ConsentRecord[]> {
  const { rows } = await sql<{ record: ConsentRecord }>`select ${RECORD} as record from consent.record r
    where r.choice_id = ${choiceId} order by r.number desc`.execute(db)
  return rows.map(({ record }) => record)
}

/** What is written of a change; the number follows from those before it. */
export type NewRecord = Omit<ConsentRecord, 'number' | 'recordedAt'> & { at: Date }

/**
 * Makes the choice when there is none, and takes it for a change: a second answer of the same person then waits for the first.
 * @returns its newest record; undefined when it has none yet
 */
export async function lockChoice(
  transaction: Db,
  personId: string,
  noticeId: string,
): Promise<{ id: string; current: ConsentRecord | undefined }> {
  await sql`insert into consent.choice (person_id, notice_id, latest) values (${personId}, ${noticeId}, 0)
    on conflict (person_id, notice_id) do nothing`.execute(transaction)
  const { rows } = await sql<{ id: string }>`select id from consent.choice
    where person_id = ${personId} and notice_id = ${noticeId} for update`.execute(transaction)
  const [locked] = rows
  if (!locked) throw new Error('A choice that was just made is there.')
  return { id: locked.id, current: (await findChoice(transaction, personId, noticeId))?.current }
}

/** Writes what happened, makes it the newest, and tells others in the same statement. */
export async function insertRecord(transaction: Db, choiceId: string, record: NewRecord): Promise<void> {
  const { status, noticeVersion, language, method, terms, at } = record
  const { rows } = await sql<ChangedConsent>`
    with changed as (
      update consent.choice set latest = latest + 1, expires_at = ${terms?.until ?? null}
      where id = ${choiceId} returning *
    ), written as (
      insert into consent.record (choice_id, number, status, notice_version, language, method, place, time, in_groups,
        until, recorded_at)
      select id, latest, ${status}, ${noticeVersion}, ${language}, ${method}, ${terms?.place ?? null}::text,
        ${terms?.time ?? null}::text, ${terms?.inGroups ?? null}::boolean, ${terms?.until ?? null}::timestamptz, ${at}
      from changed
    )
    select ${CHANGED} from changed c join consent.notice n on n.id = c.notice_id`.execute(transaction)
  await tell(transaction, rows)
}

/** What the event `consent.consent-changed` says: ids, and nothing else about a person. */
type ChangedConsent = { personId: string; datasetId: string; purpose: string }

const CHANGED = sql`c.person_id as "personId", n.dataset_id as "datasetId", n.purpose`

async function tell(transaction: Db, changed: readonly ChangedConsent[]): Promise<void> {
  const kind = 'consent.consent-changed'
  if (changed.length > 0)
    await insertEvents(changed.map((payload) => ({ kind, payload }))).execute(transaction)
}

/** Ends every consent that was given on a notice, because a new version asks something else. */
export async function invalidateConsents(transaction: Db, noticeId: string, at: Date): Promise<void> {
  const chosen = sql`c.notice_id = ${noticeId}`
  await endConsents(transaction, chosen, { status: 'ConsentInvalidated', method: 'new-notice', at })
}

/** Withdraws every consent of a person whose account ends. */
export async function withdrawAll(transaction: Db, personId: string, at: Date): Promise<void> {
  const chosen = sql`c.person_id = ${personId}`
  // In a statement of its own: the next one then also sees an answer that was being written.
  await sql`select from consent.choice c where ${chosen} order by c.id for update`.execute(transaction)
  await endConsents(transaction, chosen, { status: 'ConsentWithdrawn', method: 'account-ended', at })
}

/** Whether there are consents whose time is over and of which that is not recorded yet. */
export async function hasExpired(db: Db, now: Date): Promise<boolean> {
  const { rows } = await sql`select from consent.choice where expires_at <= ${now} limit 1`.execute(db)
  return rows.length > 0
}

/**
 * Records that consents whose time is over have ended, at the moment at which they did. They no longer counted already.
 * @returns whether there were any
 */
export async function expireConsents(transaction: Db, now: Date): Promise<boolean> {
  const due = sql`c.id in (select id from consent.choice where expires_at <= ${now}
    order by expires_at limit 200 for update skip locked)`
  return endConsents(transaction, due, { status: 'ConsentExpired', method: 'time', at: now })
}

async function endConsents(
  transaction: Db,
  which: ReturnType<typeof sql<unknown>>,
  end: Pick<NewRecord, 'status' | 'method' | 'at'>,
): Promise<boolean> {
  const { status, method, at } = end
  const { rows } = await sql<ChangedConsent>`
    with given as (
      select c.id, r.notice_version, r.language, r.until from consent.choice c
      join consent.record r on r.choice_id = c.id and r.number = c.latest
      where ${which} and r.status in ('ConsentGiven', 'RenewedConsentGiven')
      for update of c
    ), changed as (
      update consent.choice c set latest = c.latest + 1, expires_at = null from given
      where c.id = given.id
      returning c.*, given.notice_version, given.language, given.until
    ), written as (
      insert into consent.record (choice_id, number, status, notice_version, language, method, recorded_at)
      select id, latest, case when until <= ${at} then 'ConsentExpired' else ${status} end, notice_version, language,
        case when until <= ${at} then 'time' else ${method} end, least(until, ${at})
      from changed
    )
    select ${CHANGED} from changed c join consent.notice n on n.id = c.notice_id`.execute(transaction)
  await tell(transaction, rows)
  return rows.length > 0
}

/** To what a person said yes, for one purpose of a dataset, and still does at this moment. */
export async function findInForce(
  db: Db,
  asked: { personId: string; datasetId: string; purpose: string; at: Date },
): Promise<ConsentRecord['terms']> {
  const { rows } = await sql<NonNullable<ConsentRecord['terms']>>`
    select place, "time", in_groups as "inGroups", ${moment('until')} as until from consent.v_consent(${asked.at})
    where person_id = ${asked.personId} and dataset_id = ${asked.datasetId} and purpose = ${asked.purpose}`.execute(
    db,
  )
  return rows[0] ?? null
}

/** What someone chose, for themselves. */
export async function exportChoices(db: Db, { personId }: DataSubject): Promise<object[]> {
  const { rows } =
    await sql<object>`select c.id, c.notice_id as "noticeId", n.dataset_id as "datasetId", d.title as dataset, n.purpose,
    r.status from ${TABLES} left join catalogue.v_dataset d on d.id = n.dataset_id where c.person_id = ${personId} order by c.notice_id`.execute(
      db,
    )
  return rows
}

/** Everything that happened to the choices of someone, for themselves. */
export async function exportRecords(db: Db, { personId }: DataSubject): Promise<object[]> {
  const { rows } = await sql<{ record: object }>`
    select ${RECORD} || jsonb_build_object('choiceId', c.id, 'dataset', d.title, 'purpose', n.purpose) as record
    from consent.choice c join consent.record r on r.choice_id = c.id join consent.notice n on n.id = c.notice_id
      left join catalogue.v_dataset d on d.id = n.dataset_id
    where c.person_id = ${personId} order by c.id, r.number`.execute(db)
  return rows.map(({ record }) => record)
}
