import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import type { RuleKey } from '../house-rules.ts'
import { REVIEW_DAYS, type TargetKind, type Verdict } from '../lists.ts'
import type { Judgement, JudgementQuery, Summary } from '../schema.ts'

/** A judgement as it is published. */
const PUBLISHED = sql`j.id, j.kind, j.target_id as "targetId", j.verdict, j.rule, j.reason,
  to_char(j.judged_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "judgedAt", j.superseded_at is null as stands, j.reports,
  j.answers_id as answers, case when j.review_asked_at is not null then json_build_object(
    'askedAt', to_char(j.review_asked_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'answeredBy', (select a.id from moderation.judgement a where a.answers_id = j.id)) end as review`

/** A judgement with who is involved, which is not public. */
export type StoredJudgement = Judgement & { moderatorId: string | null; writerId: string | null }
const STORED = sql`${PUBLISHED}, j.moderator_person_id as "moderatorId", j.writer_person_id as "writerId"`

/** The judgement with this id; with `lock` nobody else changes it until the transaction ends. */
export async function findJudgement(db: Db, id: string, lock?: 'lock'): Promise<StoredJudgement | undefined> {
  // Locked by a statement of its own: one that waits does not see an answer given meanwhile.
  if (lock) await sql`select from moderation.judgement where id = ${id} for update`.execute(db)
  const { rows } = await sql<StoredJudgement>`select ${STORED} from moderation.judgement j
    where j.id = ${id}`.execute(db)
  return rows[0]
}

/** The judgement that stands about a text, with what the writer says against it. */
export async function findStanding(
  db: Db,
  kind: TargetKind,
  targetId: string,
): Promise<(StoredJudgement & { reviewText: string | null }) | undefined> {
  const { rows } = await sql<StoredJudgement & { reviewText: string | null }>`
    select ${STORED}, j.review_text as "reviewText" from moderation.judgement j
    where j.kind = ${kind} and j.target_id = ${targetId} and j.superseded_at is null`.execute(db)
  return rows[0]
}

/** Judgements, the newest first. */
export async function listJudgements(
  db: Db,
  { kind, target, verdict, rule }: JudgementQuery,
  { after, limit }: { after: readonly string[] | undefined; limit: number },
): Promise<Judgement[]> {
  const wanted: RawBuilder<unknown>[] = [sql`true`]
  if (kind !== undefined) wanted.push(sql`j.kind = ${kind}`)
  if (target !== undefined) wanted.push(sql`j.target_id = ${target}`)
  if (verdict !== undefined) wanted.push(sql`j.verdict = ${verdict}`)
  if (rule !== undefined) wanted.push(sql`j.rule = ${rule}`)
  if (after) {
    wanted.push(
      sql`(date_trunc('milliseconds', j.judged_at), j.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`,
    )
  }
  const { rows } = await sql<Judgement>`select ${PUBLISHED} from moderation.judgement j
    where ${sql.join(wanted, sql` and `)}
    order by date_trunc('milliseconds', j.judged_at) desc, j.id desc limit ${limit}`.execute(db)
  return rows
}

/** Until the transaction ends nobody else judges this text, or reports it. */
export async function holdTarget(transaction: Db, kind: TargetKind, targetId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('moderation ' || ${kind}::text || ' ' || ${targetId}::text, 0))`.execute(
    transaction,
  )
}

/**
 * Writes a judgement, which takes the place of the one that stands and answers the reports that wait.
 * @param answers the judgement of which the writer asked another look
 * @returns its id
 */
export async function insertJudgement(
  transaction: Db,
  given: {
    kind: TargetKind
    targetId: string
    verdict: Verdict
    rule: RuleKey
    reason: string
    moderatorId: string
    writerId: string | null
    answers: string | null
    now: Date
  },
): Promise<string> {
  const { kind, targetId, verdict, rule, reason, moderatorId, writerId, answers, now } = given
  await sql`update moderation.judgement set superseded_at = ${now}
    where kind = ${kind} and target_id = ${targetId} and superseded_at is null`.execute(transaction)
  const { rows } = await sql<{ id: string }>`insert into moderation.judgement
      (kind, target_id, verdict, rule, reason, judged_at, moderator_person_id, writer_person_id, answers_id, tell_after, reports)
    values (${kind}, ${targetId}, ${verdict}, ${rule}, ${reason}, ${now}, ${moderatorId}, ${writerId}, ${answers}, ${now},
      (select coalesce(sum(r.times), 0) from moderation.report r
        where r.kind = ${kind} and r.target_id = ${targetId} and r.judgement_id is null))
    returning id`.execute(transaction)
  const id = rows[0]?.id
  if (id === undefined) throw new Error('An insert gives the row it wrote.')
  await sql`update moderation.report set judgement_id = ${id}
    where kind = ${kind} and target_id = ${targetId} and judgement_id is null`.execute(transaction)
  return id
}

/** Notes that the writer asks for another look. */
export async function insertReview(transaction: Db, id: string, text: string, now: Date): Promise<void> {
  await sql`update moderation.judgement set review_asked_at = ${now}, review_text = ${text} where id = ${id}`.execute(
    transaction,
  )
}

/** How many judgements there are by rule, and how often another look was asked and changed something. */
export async function countJudgements(db: Db): Promise<Omit<Summary, 'waiting'>> {
  const { rows } = await sql<Omit<Summary, 'waiting'>>`
    select (select coalesce(json_agg(json_build_object('rule', c.rule, 'hidden', c.hidden, 'shown', c.shown) order by c.rule), '[]') from (
        select rule, count(*) filter (where verdict = 'hidden') as hidden, count(*) filter (where verdict = 'shown') as shown
        from moderation.judgement group by rule) c) as rules,
      (select json_build_object('asked', count(*), 'answered', count(a.id), 'changed', count(a.id) filter (where a.verdict <> j.verdict))
        from moderation.judgement j left join moderation.judgement a on a.answers_id = j.id
        where j.review_asked_at is not null) as reviews`.execute(db)
  return rows[0] ?? { rules: [], reviews: { asked: 0, answered: 0, changed: 0 } }
}

/**
 * Takes a judgement of which the writer is still to be told. Nobody else takes it before `again`: then it is tried anew, unless it was noted
 * that the writer was told.
 */
export async function takeUntold(
  db: Db,
  { now, again }: { now: Date; again: Date },
): Promise<StoredJudgement | undefined> {
  const { rows } = await sql<StoredJudgement>`
    with taken as (
      update moderation.judgement set tell_after = ${again} where id = (
        select id from moderation.judgement where told_at is null and tell_after <= ${now}
        order by tell_after limit 1 for update skip locked)
      returning id)
    select ${STORED} from moderation.judgement j join taken using (id)`.execute(db)
  return rows[0]
}

/** Notes that the writer was told. */
export async function noteTold(db: Db, id: string, now: Date): Promise<void> {
  await sql`update moderation.judgement set told_at = ${now} where id = ${id}`.execute(db)
}

/** Forgets what writers said against judgements, once that was answered long ago. */
export async function forgetReviews(db: Db, now: Date): Promise<void> {
  await sql`update moderation.judgement j set review_text = null where j.review_text is not null and exists (
    select from moderation.judgement a where a.answers_id = j.id
      and a.judged_at < ${now}::timestamptz - ${REVIEW_DAYS}::int * interval '1 day')`.execute(db)
}
