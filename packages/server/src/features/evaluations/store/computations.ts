import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import type { ComputationState } from '../lists.ts'
import type { Content } from '../schema.ts'

/** One time that an evaluation was computed. `study` and `outcome` are canonical texts. */
export type StoredComputation = {
  number: number
  state: ComputationState
  content: Content
  study: string
  studySha256: string
  progress: number
  askedAt: Date
  finishedAt: Date | null
  outcome: string | null
  outcomeSha256: string | null
}

const COLUMNS = sql`number, state, content, study, study_sha256 as "studySha256", progress, asked_at as "askedAt",
  finished_at as "finishedAt", outcome, outcome_sha256 as "outcomeSha256"`

/** All computations of an evaluation, the newest first. */
export async function listComputations(db: Db, evaluationId: string): Promise<StoredComputation[]> {
  const { rows } = await sql<StoredComputation>`select ${COLUMNS} from evaluations.computation
    where evaluation_id = ${evaluationId} order by number desc`.execute(db)
  return rows
}

/** When the effect of an intervention was first computed in the figures of an indicator, whichever evaluation that was for; null when it never was. */
export async function findFirstLook(
  db: Db,
  { interventionId, indicatorId }: { interventionId: string; indicatorId: string },
): Promise<Date | null> {
  const { rows } = await sql<{ at: Date | null }>`select min(c.asked_at) as at
    from evaluations.computation c join evaluations.evaluation e on e.id = c.evaluation_id
    where e.intervention_id = ${interventionId} and c.state = 'done' and c.content->>'indicatorId' = ${indicatorId}`.execute(
    db,
  )
  return rows[0]?.at ?? null
}

/** What was computed in other evaluations of the same intervention, the newest first. */
export async function listBeside(
  db: Db,
  { id, interventionId }: { id: string; interventionId: string },
): Promise<(StoredComputation & { evaluation: number })[]> {
  const { rows } = await sql<StoredComputation & { evaluation: number }>`
    select e.number as evaluation, c.* from evaluations.evaluation e,
      lateral (select ${COLUMNS} from evaluations.computation where evaluation_id = e.id and state = 'done') c
    where e.intervention_id = ${interventionId} and e.id <> ${id}
    order by c."finishedAt" desc, e.number desc, c.number desc`.execute(db)
  return rows
}

/** Asks for one, in place of what was ended or failed before. Hold the evaluation: the number is the next. */
export async function insertComputation(
  transaction: Db,
  evaluationId: string,
  asked: { content: Content; study: string; studySha256: string; at: Date },
): Promise<void> {
  const { content, study, studySha256, at } = asked
  await sql`with gone as (delete from evaluations.computation
      where evaluation_id = ${evaluationId} and state in ('cancelled', 'failed'))
    insert into evaluations.computation (evaluation_id, number, content, study, study_sha256, asked_at)
    select ${evaluationId}::uuid, coalesce(max(number), 0) + 1, ${JSON.stringify(content)}::jsonb, ${study}, ${studySha256}, ${at}::timestamptz
    from evaluations.computation where evaluation_id = ${evaluationId}`.execute(transaction)
}

/** Ends what has not ended yet. @returns whether there was something to end */
export async function cancelComputations(transaction: Db, evaluationId: string, at: Date): Promise<boolean> {
  const { rows } =
    await sql`update evaluations.computation set state = 'cancelled', finished_at = ${at}, taken_until = null
    where evaluation_id = ${evaluationId} and state in ('waiting', 'running') returning 1`.execute(
      transaction,
    )
  return rows.length > 0
}

/** A computation that somebody has taken: others leave it alone until then. */
export type Taken = { evaluationId: string; number: number; study: string }

/** Seconds that a computation is somebody's; who lives asks for more. */
const LEASE = 30

/** How many computations of an organisation wait or run. */
export async function countUnderWay(db: Db, ownerId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from evaluations.computation c
    join evaluations.evaluation e on e.id = c.evaluation_id
    where e.owner_id = ${ownerId} and c.state in ('waiting', 'running')`.execute(db)
  return rows[0]?.count ?? 0
}

/**
 * Takes a computation that waits, or that somebody began who is gone: of the organisation whose turn was longest ago, so that who asks many
 * does not keep others waiting, and of those the one that waits longest.
 */
export async function takeComputation(db: Db, now: Date): Promise<Taken | undefined> {
  const { rows } = await sql<Taken>`update evaluations.computation c set state = 'running', progress = 0,
      taken_until = ${now}::timestamptz + ${LEASE} * interval '1 second'
    from (
      select w.evaluation_id, w.number from evaluations.computation w
      join evaluations.evaluation e on e.id = w.evaluation_id
      where w.state = 'waiting' or (w.state = 'running' and w.taken_until < ${now})
      order by (select max(coalesce(had.finished_at, had.taken_until)) from evaluations.computation had
          join evaluations.evaluation own on own.id = had.evaluation_id
          where own.owner_id = e.owner_id and had.state <> 'waiting') nulls first,
        w.asked_at, w.evaluation_id
      limit 1 for update of w skip locked) d
    where (c.evaluation_id, c.number) = (d.evaluation_id, d.number)
    returning c.evaluation_id as "evaluationId", c.number, c.study`.execute(db)
  return rows[0]
}

const isTaken = ({ evaluationId, number }: Taken) =>
  sql`evaluation_id = ${evaluationId} and number = ${number} and state = 'running'`

/** Tells how far it is, and keeps it. @returns whether it is still wanted */
export async function keepComputation(db: Db, taken: Taken, progress: number, now: Date): Promise<boolean> {
  const { rows } = await sql`update evaluations.computation set progress = greatest(progress, ${progress}),
      taken_until = ${now}::timestamptz + ${LEASE} * interval '1 second'
    where ${isTaken(taken)} returning 1`.execute(db)
  return rows.length > 0
}

export async function storeOutcome(
  db: Db,
  taken: Taken,
  { outcome, sha256, at }: { outcome: string; sha256: string; at: Date },
): Promise<void> {
  await sql`update evaluations.computation set state = 'done', progress = 1, taken_until = null, outcome = ${outcome},
    outcome_sha256 = ${sha256}, finished_at = ${at} where ${isTaken(taken)}`.execute(db)
}

export async function storeFailure(db: Db, taken: Taken, at: Date): Promise<void> {
  await sql`update evaluations.computation set state = 'failed', taken_until = null, finished_at = ${at}
    where ${isTaken(taken)}`.execute(db)
}

/** Gives back what was not finished, for who takes it next. */
export async function giveBack(db: Db, taken: Taken): Promise<void> {
  await sql`update evaluations.computation set state = 'waiting', taken_until = null where ${isTaken(taken)}`.execute(
    db,
  )
}

/** Interventions, withdrawn ones too, of which an effect was computed before this moment in an evaluation that was not published. */
export async function listArrears(
  db: Db,
  { before, interventionId }: { before: Date; interventionId: string | undefined },
): Promise<{ interventionId: string; slug: string; title: string; ownerId: string; computedAt: Date }[]> {
  const { rows } = await sql<{
    interventionId: string
    slug: string
    title: string
    ownerId: string
    computedAt: Date
  }>`
    select i.id as "interventionId", i.slug, i.title, i.owner_id as "ownerId", min(c.finished_at) as "computedAt"
    from evaluations.computation c join evaluations.evaluation e on e.id = c.evaluation_id and e.state = 'draft'
    join interventions.v_intervention_and_withdrawn i on i.id = e.intervention_id
    where c.state = 'done' and c.finished_at < ${before}
      ${interventionId === undefined ? sql`` : sql`and i.id = ${interventionId}`}
    group by i.id, i.slug, i.title, i.owner_id order by min(c.finished_at), i.id limit 500`.execute(db)
  return rows
}
