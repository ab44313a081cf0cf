import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import { hasKey } from '../../../platform/database/key.ts'
import type { Duty } from '../schema/content.ts'
import type { Task } from '../schema/tasks.ts'
import type { Reader } from './agreements.ts'

/** What is counted from the end of the agreement has no moment as long as there is no end. */
const DUE = sql`least(t.before, p.ends_at + make_interval(days => t.after_days))`

function stateAt(now: Date): RawBuilder<unknown> {
  return sql`case when t.done_at is not null then 'done'
    when p.starts_at >= p.ends_at or (t.kind = 'attribute' and p.ends_at <= ${now})
      or exists (select from agreements.v_accepted_version n where n.agreement_id = t.agreement_id
        and n.version > t.version and n.starts_at <= ${now}) then 'lapsed'
    when ${DUE} <= ${now} then 'overdue' else 'open' end`
}

/** Tasks of agreements to which one of the organisations is a party. */
function select({ organisations, now }: Reader): RawBuilder<unknown> {
  return sql`select t.id, t.agreement_id as "agreementId", a.slug as "agreementSlug",
      v.content->>'title' as "agreementTitle", t.version, t.duty_id as "dutyId", t.kind,
      t.organisation_id as "organisationId", coalesce(o.name, '') as "organisationName", ${stateAt(now)} as state,
      date_trunc('milliseconds', ${DUE}) as "dueAt", t.done_at as "doneAt", t.done_by as "doneBy", t.note
    from agreements.task t
    join agreements.agreement a on a.id = t.agreement_id
    join agreements.version v on v.agreement_id = t.agreement_id and v.number = t.version
    join agreements.v_accepted_version p on p.agreement_id = t.agreement_id and p.version = t.version
    left join parties.v_organisation o on o.id = t.organisation_id
    where exists (select from agreements.version_party vp where vp.agreement_id = t.agreement_id
      and vp.version = t.version and vp.organisation_id = any(${organisations}::uuid[]))`
}

type Row = Omit<Task, 'dueAt' | 'doneAt'> & { dueAt: Date | null; doneAt: Date | null }

export type TaskFilter = Reader & {
  /** Id or slug. */
  agreement: string | undefined
  organisationId: string | undefined
  state: Task['state'] | undefined
  after: readonly string[] | undefined
  limit: number
}

/** Tasks, those that are due first on top. */
export async function listTasks(db: Db, filter: TaskFilter): Promise<Task[]> {
  const { agreement, organisationId, state, after, limit } = filter
  const { rows } = await sql<Row>`
    select * from (
      ${select(filter)}
        ${agreement === undefined ? sql`` : sql`and ${hasKey('a', agreement)}`}
        ${organisationId === undefined ? sql`` : sql`and t.organisation_id = ${organisationId}`}
    ) task
    where true
      ${state === undefined ? sql`` : sql`and state = ${state}`}
      ${
        after === undefined
          ? sql``
          : sql`and (coalesce("dueAt", 'infinity'), id) > (${after[0]}::timestamptz, ${after[1]}::uuid)`
      }
    order by coalesce("dueAt", 'infinity'), id limit ${limit}`.execute(db)
  return rows.map(toTask)
}

export async function findTask(db: Db, id: string, reader: Reader): Promise<Task | undefined> {
  const { rows } = await sql<Row>`${select(reader)} and t.id = ${id}`.execute(db)
  return rows.map(toTask)[0]
}

/** Makes the tasks of a version; what was already done for an earlier one, in the same way and before the same moment, stays done. */
export async function insertTasks(
  transaction: Db,
  { id, version }: { id: string; version: number },
  promises: readonly { duty: Duty; organisationId: string }[],
): Promise<void> {
  for (const { duty, organisationId } of promises) {
    const before = duty.before === null ? null : new Date(duty.before)
    await sql`insert into agreements.task (agreement_id, version, duty_id, organisation_id, kind, before, after_days,
        done_at, done_by, done_by_person, note)
      select wanted.*, done.done_at, done.done_by, done.done_by_person, coalesce(done.note, '')
      from (select ${id}::uuid as agreement_id, ${version}::int, ${duty.id}::text as duty_id,
        ${organisationId}::uuid as organisation_id, ${duty.kind}::text as kind, ${before}::timestamptz as before,
        ${duty.afterDays}::int as after_days) wanted
      left join lateral (select t.* from agreements.task t where ${isSame('wanted')} and t.done_at is not null
        order by t.version desc limit 1) done on true`.execute(transaction)
  }
}

/** Keeps that a task is done, of all versions that ask the same. */
export async function completeTask(
  transaction: Db,
  id: string,
  { note, name, personId, at }: { note: string; name: string; personId: string | null; at: Date },
): Promise<void> {
  await sql`update agreements.task t set done_at = ${at}, done_by = ${name}, done_by_person = ${personId}, note = ${note}
    from agreements.task asked where asked.id = ${id} and ${isSame('asked')} and t.done_at is null`.execute(
    transaction,
  )
}

/** Takes the agreement of a task, so that two cannot do the task at once. */
export async function lockTask(transaction: Db, id: string): Promise<void> {
  await sql`select 1 from agreements.task where id = ${id} for update`.execute(transaction)
}

function isSame(alias: string): RawBuilder<unknown> {
  const of = (column: string) => sql.ref(`${alias}.${column}`)
  return sql`t.agreement_id = ${of('agreement_id')} and t.duty_id = ${of('duty_id')}
    and t.organisation_id = ${of('organisation_id')} and t.kind = ${of('kind')}
    and t.before is not distinct from ${of('before')} and t.after_days is not distinct from ${of('after_days')}`
}

function toTask(row: Row): Task {
  return {
    ...row,
    dueAt: row.dueAt?.toISOString() ?? null,
    doneAt: row.doneAt?.toISOString() ?? null,
  }
}

/** Removes the name of someone who leaves from what they did. */
export async function forgetDoer(db: Db, personId: string): Promise<void> {
  await sql`update agreements.task set done_by = '', done_by_person = null
    where done_by_person = ${personId}`.execute(db)
}

/** The tasks that someone completed, for themselves. */
export async function listTasksDoneBy(db: Db, personId: string): Promise<object[]> {
  const { rows } =
    await sql<object>`select t.id, t.agreement_id as "agreementId", t.version, v.content->>'title' as title,
    t.kind, t.done_at as "doneAt", t.done_by as name, t.note
    from agreements.task t left join agreements.version v on v.agreement_id = t.agreement_id and v.number = t.version
    where t.done_by_person = ${personId} order by t.done_at`.execute(db)
  return rows
}
