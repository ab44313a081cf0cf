import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import type { Bilingual } from '../../../platform/errors.ts'
import { revisionOf } from '../../../platform/http/revision.ts'
import { type Settings, type StatLineTable, StatLineTableChange } from './schema.ts'

/** A table as a run needs it. */
export type Due = {
  id: string
  ownerId: string
  settings: Settings
  everyDays: number
  failures: number
  /** Until when nobody else takes it. */
  leasedUntil: Date
}

/** The tables of these organisations, by name; only the one with `id` when given. */
export async function listTables(
  db: Db,
  wanted: { ownerIds: readonly string[]; id?: string; after?: string[] | undefined; limit: number },
): Promise<StatLineTable[]> {
  const { ownerIds, id, after, limit } = wanted
  const moment = (name: string) =>
    sql`to_char(${sql.ref(`s.${name}`)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`
  const { rows } = await sql<Omit<StatLineTable, 'revision'>>`
    select s.id, s.owner_id as "ownerId", s.name, s.settings, s.every_days as "everyDays", s.paused, s.failures,
      case when s.paused then 'paused' when s.failures > 0 then 'failing' when s.last_success_at is null then 'waiting'
        else 'healthy' end as health,
      case when not s.paused then ${moment('next_run_at')} end as "nextRunAt", ${moment('last_run_at')} as "lastRunAt",
      ${moment('last_success_at')} as "lastSuccessAt", s.last_import_id as "lastImportId", s.last_error as "lastError",
      ${moment('last_error_at')} as "lastErrorAt", ${moment('created_at')} as "createdAt", ${moment('updated_at')} as "updatedAt"
    from areas.statline_table s
    where s.owner_id = any(${ownerIds}::uuid[])
      and ${id === undefined ? sql`true` : sql`s.id = ${id}`}
      and ${after === undefined ? sql`true` : sql`(s.name, s.id) > (${after[0]}, ${after[1]}::uuid)`}
    order by s.name, s.id limit ${limit}`.execute(db)
  return rows.map((row) => ({ ...row, revision: revisionOf(StatLineTableChange, row) }))
}

export async function insertTable(
  db: Db,
  given: Pick<StatLineTable, 'ownerId' | 'name' | 'settings' | 'everyDays' | 'paused'>,
  at: Date,
): Promise<string> {
  const { ownerId, name, settings, everyDays, paused } = given
  const { rows } = await sql<{ id: string }>`insert into areas.statline_table
      (owner_id, name, settings, every_days, paused, next_run_at, created_at, updated_at)
    values (${ownerId}, ${name}, ${JSON.stringify(settings)}::json, ${everyDays}, ${paused}, ${at}, ${at}, ${at})
    returning id`.execute(db)
  return rows[0]?.id ?? ''
}

/** Changes what is given and nothing else, so that of two changes at once neither is lost. */
export async function updateTable(
  db: Db,
  id: string,
  { name, everyDays, paused }: StatLineTableChange,
  at: Date,
): Promise<void> {
  const every = sql`coalesce(${everyDays ?? null}::int, every_days)`
  await sql`update areas.statline_table set name = coalesce(${name ?? null}::text, name), every_days = ${every},
      paused = coalesce(${paused ?? null}::boolean, paused),
      next_run_at = least(next_run_at, ${at}::timestamptz + make_interval(days => ${every})), updated_at = ${at}
    where id = ${id}`.execute(db)
}

/** Keeps others from changing a table until the transaction ends. */
export async function lockTable(transaction: Db, id: string): Promise<void> {
  await sql`select 1 from areas.statline_table where id = ${id} for update`.execute(transaction)
}

/** Fetches a table no longer; the figures stay. */
export async function deleteTable(db: Db, id: string): Promise<void> {
  await sql`delete from areas.statline_table where id = ${id}`.execute(db)
}

/** Lets a table be fetched as soon as possible. */
export async function hastenTable(db: Db, id: string, at: Date): Promise<void> {
  await sql`update areas.statline_table set next_run_at = ${at} where id = ${id} and next_run_at > ${at}`.execute(
    db,
  )
}

/** Takes the table that waited longest, for `leaseMinutes`: as long, no other process takes it. */
export async function takeDue(db: Db, now: Date, leaseMinutes: number): Promise<Due | undefined> {
  const { rows } = await sql<Due>`update areas.statline_table set last_run_at = ${now},
      leased_until = ${now}::timestamptz + make_interval(mins => ${leaseMinutes}::int)
    where id = (select id from areas.statline_table where not paused and next_run_at <= ${now}
        and (leased_until is null or leased_until <= ${now})
      order by next_run_at, id limit 1 for update skip locked)
    returning id, owner_id as "ownerId", settings, every_days as "everyDays", failures,
      leased_until as "leasedUntil"`.execute(db)
  return rows[0]
}

type Lease = Pick<Due, 'id' | 'leasedUntil'>

/** Ends a run that went well. Who lost the table to another process ends nothing. */
export async function noteSuccess(
  db: Db,
  { id, leasedUntil }: Lease,
  importId: string,
  at: Date,
): Promise<void> {
  await sql`update areas.statline_table set failures = 0, last_success_at = ${at}, last_import_id = ${importId}, leased_until = null,
      next_run_at = ${at}::timestamptz + make_interval(days => every_days)
    where id = ${id} and leased_until = ${leasedUntil}`.execute(db)
}

/** Ends a run that failed, with the reason for people. Who lost the table to another process ends nothing. */
export async function noteError(
  db: Db,
  { id, leasedUntil }: Lease,
  { error, at, nextRunAt }: { error: Bilingual; at: Date; nextRunAt: Date },
): Promise<void> {
  await sql`update areas.statline_table set failures = failures + 1, last_error = ${JSON.stringify(error)}::json,
      last_error_at = ${at}, next_run_at = ${nextRunAt}, leased_until = null
    where id = ${id} and leased_until = ${leasedUntil}`.execute(db)
}
