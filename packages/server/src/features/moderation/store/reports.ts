import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import type { RuleKey } from '../house-rules.ts'
import { MOST_NOTES, REPORT_DAYS, type TargetKind } from '../lists.ts'
import type { QueueItem } from '../schema.ts'

type Reported = { kind: TargetKind; id: string; rule: RuleKey; note: string; now: Date }

/** Writes down a report of an account: one that waits for each text, the first. */
export async function insertReport(db: Db, reporterId: string, report: Reported): Promise<void> {
  const { kind, id, rule, note, now } = report
  await sql`insert into moderation.report (kind, target_id, rule, note, reporter_person_id, reported_at)
    values (${kind}, ${id}, ${rule}, ${note}, ${reporterId}, ${now})
    on conflict (kind, target_id, reporter_person_id) where judgement_id is null and reporter_person_id is not null do nothing`.execute(
    db,
  )
}

/**
 * Writes down a report without an account. The same again is counted, and so is what comes when enough are kept by the same rule: how many
 * people it were nobody knows. Hold the target first.
 */
export async function countReport(transaction: Db, { kind, id, rule, note, now }: Reported): Promise<void> {
  const { rows } = await sql<{ id: string; isSame: boolean; waiting: number }>`
    select id, note = ${note} as "isSame", count(*) over ()::int as waiting from moderation.report
    where kind = ${kind} and target_id = ${id} and rule = ${rule} and reporter_person_id is null and judgement_id is null
    order by 2 desc, reported_at, id limit 1`.execute(transaction)
  const [known] = rows
  if (known && (known.isSame || known.waiting >= MOST_NOTES)) {
    await sql`update moderation.report set times = times + 1 where id = ${known.id}`.execute(transaction)
    return
  }
  await sql`insert into moderation.report (kind, target_id, rule, note, reported_at)
    values (${kind}, ${id}, ${rule}, ${note}, ${now})`.execute(transaction)
}

/** What waits of one text: its reports that were not answered, and since when. */
export type Waiting = Pick<QueueItem, 'kind' | 'id' | 'since' | 'reports' | 'accounts'> & {
  reporterIds: string[]
}

/**
 * Texts that wait for a moderator, the longest first: reported, or of which the writer asked another look. How often something was
 * reported moves it no further to the front.
 */
export async function listWaiting(
  db: Db,
  {
    kind,
    target,
    after,
    limit,
  }: {
    kind: TargetKind | undefined
    target: string | undefined
    after: readonly string[] | undefined
    limit: number
  },
): Promise<Waiting[]> {
  const wanted = [sql`true`]
  if (kind !== undefined) wanted.push(sql`w.kind = ${kind}`)
  if (target !== undefined) wanted.push(sql`w.target_id = ${target}::uuid`)
  if (after) {
    wanted.push(
      sql`(w.since, w.kind, w.target_id) > (${after[0]}::timestamptz, ${after[1]}, ${after[2]}::uuid)`,
    )
  }
  const { rows } = await sql<Waiting>`
    with waiting as (
      select kind, target_id, date_trunc('milliseconds', min(at)) as since from (
        select kind, target_id, reported_at as at from moderation.report where judgement_id is null
        union all
        select kind, target_id, review_asked_at from moderation.judgement where superseded_at is null and review_asked_at is not null) w
      group by kind, target_id),
    page as (select * from waiting w where ${sql.join(wanted, sql` and `)} order by w.since, w.kind, w.target_id limit ${limit})
    select w.kind, w.target_id as id, to_char(w.since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as since,
      coalesce(r.reports, '[]') as reports, r.accounts, r.reporter_ids as "reporterIds"
    from page w cross join lateral (
      select json_agg(json_build_object('rule', rule, 'note', note, 'hasAccount', reporter_person_id is not null, 'times', times,
          'reportedAt', to_char(reported_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by reported_at, o.id)
          filter (where n <= 20) as reports,
        count(reporter_person_id)::int as accounts, coalesce(array_agg(reporter_person_id) filter (where reporter_person_id is not null), '{}') as reporter_ids
      from (select *, row_number() over (order by nth, reported_at, id) as n from (
        select *, row_number() over (partition by rule order by reporter_person_id is null, reported_at, id) as nth from moderation.report
        where kind = w.kind and target_id = w.target_id and judgement_id is null) e) o) r
    order by w.since, w.kind, w.target_id`.execute(db)
  return rows
}

/** Who reported a text, of what waits, and how many reports that are in all. */
export async function countWaiting(
  db: Db,
  kind: TargetKind,
  targetId: string,
): Promise<{ reports: number; reporterIds: string[] }> {
  const { rows } = await sql<{ reports: number; reporterIds: string[] }>`
    select count(*)::int as reports, coalesce(array_agg(reporter_person_id) filter (where reporter_person_id is not null), '{}') as "reporterIds"
    from moderation.report where kind = ${kind} and target_id = ${targetId} and judgement_id is null`.execute(
    db,
  )
  return rows[0] ?? { reports: 0, reporterIds: [] }
}

/** Forgets reports some time after they were answered. */
export async function forgetReports(db: Db, now: Date): Promise<void> {
  await sql`delete from moderation.report r using moderation.judgement j where j.id = r.judgement_id
    and j.judged_at < ${now}::timestamptz - ${REPORT_DAYS}::int * interval '1 day'`.execute(db)
}

/** A text is gone, because its writer took it back: nothing waits any more, and nothing stands about it. */
export async function forgetTarget(
  transaction: Db,
  kind: TargetKind,
  targetId: string,
  now: Date,
): Promise<void> {
  await sql`delete from moderation.report where kind = ${kind} and target_id = ${targetId} and judgement_id is null`.execute(
    transaction,
  )
  await sql`update moderation.judgement set superseded_at = ${now}
    where kind = ${kind} and target_id = ${targetId} and superseded_at is null`.execute(transaction)
}

/** How many texts wait. */
export async function countTargets(db: Db): Promise<number> {
  const { rows } = await sql<{ waiting: number }>`select count(*)::int as waiting from (
    select kind, target_id from moderation.report where judgement_id is null
    union
    select kind, target_id from moderation.judgement where superseded_at is null and review_asked_at is not null) w`.execute(
    db,
  )
  return rows[0]?.waiting ?? 0
}
