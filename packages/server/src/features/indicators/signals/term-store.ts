import { sql } from 'kysely'
import type { Role } from '../../../platform/actor.ts'
import type { Db } from '../../../platform/database/connect.ts'
import { SIGNAL_KINDS, type SignalKind, TERM_DAYS } from './lists.ts'
import { ownerOf } from './owner-sql.ts'
import type { KindTerm } from './schema.ts'
import { dayOf, termOf } from './term-sql.ts'

/** How long signals of each kind may wait for an organisation. */
export async function listKindTerms(db: Db, organisationId: string): Promise<KindTerm[]> {
  const { rows } = await sql<KindTerm>`select distinct on (kind) kind, days, reason, role, set_at as "setAt"
    from indicators.signal_term where organisation_id = ${organisationId} order by kind, set_at desc, id desc`.execute(
    db,
  )
  const chosen = new Map(rows.map((row) => [row.kind, row]))
  return SIGNAL_KINDS.map((kind): KindTerm => {
    const found = chosen.get(kind)
    if (!found) return { kind, days: TERM_DAYS[kind], reason: null, role: null, setAt: null }
    return { ...found, setAt: found.setAt === null ? null : new Date(found.setAt).toISOString() }
  })
}

export async function insertKindTerm(
  db: Db,
  of: { organisationId: string; kind: SignalKind; days: number; reason: string; role: Role },
  now: Date,
): Promise<void> {
  const { organisationId, kind, days, reason, role } = of
  await sql`insert into indicators.signal_term (organisation_id, kind, days, reason, role, set_at)
    values (${organisationId}, ${kind}, ${days}, ${reason}, ${role}, ${now})`.execute(db)
}

/** Gives a signal another day. */
export async function insertPostponement(
  transaction: Db,
  of: { signalId: string; dueOn: string; reason: string; role: Role },
  now: Date,
): Promise<void> {
  const { signalId, dueOn, reason, role } = of
  await sql`insert into indicators.signal_postponement (signal_id, due_on, reason, role, set_at)
    values (${signalId}, ${dueOn}, ${reason}, ${role}, ${now})`.execute(transaction)
  await sql`update indicators.signal set changed_at = ${now} where id = ${signalId}`.execute(transaction)
}

/** How long the signals of one function of an organisation waited for a decision. */
type Waiting = {
  organisationId: string
  organisationName: string
  /** The function that answers for them; null: the whole organisation. */
  role: Role | null
  /** Open signals without a decision. */
  waiting: number
  /** Of these, those past their term. */
  overdue: number
  /** Signals that were decided on. */
  decided: number
  /** Signals that were over by themselves after their term, without a decision. */
  missed: number
  /** Days of the calendar from when they were noticed until a decision, until they were over, or until now. */
  medianDays: number
  longestDays: number
}

/**
 * How long public signals waited for a decision, by who answers for them: those that were decided on since a day, those that were over since then
 * after they had waited longer than they may, and the open ones, which still wait. What was over by itself within its term asked nothing of
 * anybody, and what was withdrawn does not count.
 */
export async function listWaiting(
  db: Db,
  { now, today, since }: { now: Date; today: string; since: Date },
): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`
    select w."organisationId", coalesce(o.name, '') as "organisationName", w.role,
      (count(*) filter (where w.what = 'waits'))::int as waiting,
      (count(*) filter (where w.what = 'waits' and w.due_on < ${today}::date))::int as overdue,
      (count(*) filter (where w.what = 'decided'))::int as decided, (count(*) filter (where w.what = 'missed'))::int as missed,
      round((percentile_cont(0.5) within group (order by w.days))::numeric, 1)::float8 as "medianDays",
      max(w.days) as "longestDays"
    from (
      select ${ownerOf('organisation_id')} as "organisationId", ${ownerOf('role')} as role, t.due_on,
        case when s.decision_id is not null then 'decided' when s.cleared_at is not null then 'missed' else 'waits' end as what,
        ${dayOf(sql`coalesce(s.decided_at, s.cleared_at, ${now}::timestamptz)`)} - ${dayOf(sql`s.noticed_at`)} as days
      from indicators.signal s join indicators.indicator i on i.id = s.indicator_id cross join lateral ${termOf} t
      where i.published and s.withdrawn_at is null
        and (s.decided_at >= ${since} or (s.decision_id is null and (s.cleared_at is null
          or (s.cleared_at >= ${since} and ${dayOf(sql`s.cleared_at`)} > t.due_on)))) ) w
    left join parties.v_organisation o on o.id = w."organisationId"
    group by 1, 2, 3 order by overdue desc, waiting desc, 2, 3`.execute(db)
  return rows
}
