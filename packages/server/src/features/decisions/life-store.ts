/** What became of decisions beside their text: opened, saved while open, reviewed, reopened, replaced, withdrawn. */
import { sql } from 'kysely'
import type { Role } from '../../platform/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import type { Content, ReopenLine } from './schema/content.ts'
import type { Happening } from './schema/decision.ts'

const MOMENT = sql.lit('YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')

export type NewHappening = Pick<Happening, 'kind' | 'role'> &
  Partial<Omit<Happening, 'kind' | 'role' | 'at' | 'replacedBy'>> & {
    replacedById?: string
    mandateId?: string
  }

/** Notes what became of a decision, with the version that held; it is never changed. @returns the number of the row */
export async function insertHappening(
  transaction: Db,
  decisionId: string,
  { kind, ...content }: NewHappening,
  at: Date,
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into decisions.happening (decision_id, kind, content, happened_at)
    select ${decisionId}::uuid, ${kind}, ${JSON.stringify(content)}::jsonb || coalesce(
      (select jsonb_build_object('version', v.number) from decisions.version v
        where v.decision_id = ${decisionId} and v.state = 'published'), '{}'), ${at}::timestamptz
    returning id`.execute(transaction)
  const [row] = rows
  if (!row) throw new Error('A row that was added has a number.')
  return row.id
}

/** Whether this decision was replaced by that one. */
export async function isReplacedBy(db: Db, replacedId: string, byId: string): Promise<boolean> {
  const { rows } = await sql`select 1 from decisions.happening
    where decision_id = ${replacedId} and kind = 'replaced' and content->>'replacedById' = ${byId}`.execute(
    db,
  )
  return rows.length > 0
}

/** What became of a decision, the latest first. */
export async function listHappenings(db: Db, decisionId: string): Promise<Happening[]> {
  const { rows } = await sql<Happening>`
    select h.kind, to_char(h.happened_at at time zone 'UTC', ${MOMENT}) as at, h.content->>'role' as role,
      h.content->>'function' as function,      h.content->>'result' as result, coalesce(h.content->>'reasons', '') as reasons,
      h.content->>'nextReviewDate' as "nextReviewDate", coalesce(h.content->'figures', '[]') as figures,
      (select json_build_object('slug', d.slug, 'title', v.content->>'title')
        from decisions.decision d join decisions.version v on v.decision_id = d.id and v.state = 'published'
        where d.id = (h.content->>'replacedById')::uuid) as "replacedBy"
    from decisions.happening h where h.decision_id = ${decisionId} order by h.id desc`.execute(db)
  return rows
}

/** Has everyone read the draft from now on. */
export async function openDraft(transaction: Db, id: string, at: Date): Promise<void> {
  await sql`update decisions.version set opened_at = ${at}, updated_at = ${at}
    where decision_id = ${id} and state = 'draft'`.execute(transaction)
}

/** Keeps the text of an open draft as it was saved. */
export async function insertSave(
  transaction: Db,
  of: { id: string; version: number; content: Content; role: Role | undefined },
  at: Date,
): Promise<void> {
  const { id, version, content, role } = of
  await sql`insert into decisions.save (decision_id, version, number, content, role, saved_at)
    select ${id}::uuid, ${version}::int, coalesce(max(s.number), 0) + 1, ${JSON.stringify(content)}::jsonb, ${role ?? null}::text, ${at}::timestamptz
    from decisions.save s where s.decision_id = ${id} and s.version = ${version}`.execute(transaction)
}

export type SavedRow = { number: number; at: string; role: Role | null; content: Content }

/** The texts of an open draft as they were saved, the first one first. */
export async function listSaves(db: Db, id: string, version: number): Promise<SavedRow[]> {
  const { rows } =
    await sql<SavedRow>`select number, to_char(saved_at at time zone 'UTC', ${MOMENT}) as at, role, content
    from decisions.save where decision_id = ${id} and version = ${version} order by number`.execute(db)
  return rows
}

/** A decision in force with a line at which it is reopened. */
export type Reopenable = {
  id: string
  slug: string
  title: string
  ownerId: string
  mandateId: string
  areaCodes: string[]
  line: ReopenLine
  /** Only what was measured after this counts. */
  settledAt: Date
}

/**
 * The decisions in force that their line can reopen: all, those of these indicators, or the one with this id. In one order, so that two who lock
 * them one by one never wait for each other.
 */
export async function listReopenable(
  db: Db,
  of: { indicatorIds: readonly string[] } | { id: string } | 'all',
): Promise<Reopenable[]> {
  const { rows } = await sql<Reopenable>`
    select d.id, d.slug, v.content->>'title' as title, d.owner_id as "ownerId", v.content->'areaCodes' as "areaCodes",
      v.content->'reopenLine' as line, v.signature->>'mandateId' as "mandateId",
      s.settled_at as "settledAt"
    from decisions.decision d
    join decisions.version v on v.decision_id = d.id and v.state = 'published'
    join decisions.v_standing s on s.decision_id = d.id and s.standing in ('in-force', 'to-be-changed')
    where v.content->'reopenLine'->>'indicatorId' is not null and ${
      of === 'all'
        ? sql`true`
        : 'id' in of
          ? sql`d.id = ${of.id}`
          : sql`v.content->'reopenLine'->>'indicatorId' = any(${of.indicatorIds}::text[])`
    } order by d.id`.execute(db)
  return rows
}

/** How a published decision stands; undefined when none was published. */
export async function findStanding(
  db: Db,
  id: string,
): Promise<{ standing: string; reviewOn: string | null } | undefined> {
  const { rows } = await sql<{ standing: string; reviewOn: string | null }>`
    select standing, review_on::text as "reviewOn" from decisions.v_standing where decision_id = ${id}`.execute(
    db,
  )
  return rows[0]
}

/** A decision of which the review day comes or is past, while nobody was reminded of that. */
export type ToRemind = {
  id: string
  slug: string
  title: string
  ownerId: string
  mandateId: string
  reviewOn: string
  what: 'review-soon' | 'review-late'
}

/**
 * Notes and gives what has to be reminded of: once when the day comes near, once when it is past.
 * @param soon until which day it is near, YYYY-MM-DD
 */
export async function takeReminders(transaction: Db, today: string, soon: string): Promise<ToRemind[]> {
  const { rows } = await sql<ToRemind>`
    with due as (
      select s.decision_id, s.review_on, case when s.review_on < ${today}::date then 'review-late' else 'review-soon' end as what
      from decisions.v_standing s where s.review_on <= ${soon}::date
    ), noted as (
      insert into decisions.reminder (decision_id, review_on, what) select * from due on conflict do nothing returning *
    )
    select d.id, d.slug, v.content->>'title' as title, d.owner_id as "ownerId", v.signature->>'mandateId' as "mandateId",
      n.review_on::text as "reviewOn", n.what
    from noted n join decisions.decision d on d.id = n.decision_id
    join decisions.version v on v.decision_id = d.id and v.state = 'published'`.execute(transaction)
  return rows
}
