import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../platform/database/connect.ts'
import { hasKey } from '../../platform/database/key.ts'
import { relatedAreas } from '../areas/index.ts'
import { DAYS_TO_LEARN, MOST_SIMILAR } from './lists.ts'
import type { Lesson, LessonBody, LessonSummary } from './schema.ts'

const MOMENT = sql.lit('YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
const asText = (moment: RawBuilder<unknown>) => sql`to_char(${moment} at time zone 'UTC', ${MOMENT})`

const EVALUATION = sql`json_build_object('id', e.id, 'slug', e.slug, 'title', e.title, 'state', e.state, 'answer', e.answer,
  'sentence', e.sentence, 'publishedAt', ${asText(sql`e.published_at`)}, 'areaCodes', e.area_codes)`

const OF = sql`${EVALUATION} as evaluation, e.challenge_id as "challengeId", e.intervention_id as "interventionId",
  e.owner_id as "ownerId"`

/** What has gone out of sight since is not named. */
const COLUMNS = sql`l.id, l.number, l.verdict, l.surprised, l.for_whom as "forWhom", l.text, ${asText(sql`l.drawn_at`)} as "drawnAt",
  ${OF},
  (select json_build_object('id', c.id, 'slug', c.slug, 'title', c.title) from challenges.v_challenge c
    where c.id = l.next_challenge_id and c.published) as "nextChallenge",
  (select json_build_object('id', i.id, 'slug', i.slug, 'title', i.title) from interventions.v_intervention i
    where i.id = l.next_intervention_id) as "nextIntervention"`

const FROM = sql`from lessons.v_lesson l join evaluations.v_evaluation e on e.id = l.evaluation_id`

/** The words by which a lesson is found: its own, and those of what was evaluated. */
const WORDS = sql`to_tsvector('dutch', concat_ws(' ', l.text, l.surprised, l.for_whom, e.title, e.sentence->>'nl'))`

export type Filter = {
  search: string | undefined
  verdict: string | undefined
  challengeId: string | undefined
  interventionId: string | undefined
  area: string | undefined
  after: string[] | undefined
  limit: number
}

/** The lessons that hold of evaluations that do, the newest first. */
export async function listLessons(db: Db, filter: Filter): Promise<LessonSummary[]> {
  const { search, verdict, challengeId, interventionId, area, after, limit } = filter
  const conditions = [
    sql`e.state = 'published'`,
    ...(search === undefined ? [] : [sql`${WORDS} @@ websearch_to_tsquery('dutch', ${search})`]),
    ...(verdict === undefined ? [] : [sql`l.verdict = ${verdict}`]),
    ...(challengeId === undefined ? [] : [sql`e.challenge_id = ${challengeId}`]),
    ...(interventionId === undefined ? [] : [sql`e.intervention_id = ${interventionId}`]),
    ...(area === undefined ? [] : [sql`e.area_codes && ${relatedAreas(area)}`]),
    ...(after === undefined ? [] : [sql`(l.drawn_at, l.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`]),
  ]
  const { rows } = await sql<LessonSummary>`select ${COLUMNS} ${FROM}
    where ${sql.join(conditions, sql` and `)} order by l.drawn_at desc, l.id desc limit ${limit}`.execute(db)
  return rows
}

/** What something that is being written shares with lessons. */
export type Alike = { text: string; areaCodes: readonly string[]; indicatorId: string | undefined }

/**
 * The lessons most like what someone writes: by the rank of the words that they share (`ts_rank`, at least one word, divided by the length of the
 * lesson), with something added for a shared area and for the same indicator.
 */
export async function listSimilar(
  db: Db,
  { text, areaCodes, indicatorId }: Alike,
): Promise<(LessonSummary & { score: number })[]> {
  const { rows } = await sql<LessonSummary & { score: number }>`
    with asked as materialized (
      select nullif(replace(plainto_tsquery('dutch', ${text})::text, '&', '|'), '')::tsquery as words
    ), ranked as (
      select l.id, ts_rank(${WORDS}, asked.words, 1) as rank, ${WORDS} @@ asked.words as shares,
        e.area_codes && ${[...areaCodes]}::text[] as same_area, e.indicator_id = ${indicatorId ?? null}::uuid as same_indicator
      ${FROM} cross join asked where e.state = 'published'
    ), scored as (
      select id, coalesce(rank, 0) + case when same_area then ${SHARED.area}::float8 else 0 end
        + case when same_indicator then ${SHARED.indicator}::float8 else 0 end as score
      from ranked where shares or same_indicator
    )
    select ${COLUMNS}, s.score::float8 as score ${FROM} join scored s on s.id = l.id
    order by s.score desc, l.drawn_at desc limit ${MOST_SIMILAR}`.execute(db)
  return rows
}

/** What a shared area and the same indicator add to the rank of words, which is mostly between 0 and 0.1. */
const SHARED = { area: 0.02, indicator: 0.05 }

/** An evaluation that is or was public, as a lesson needs to know it. */
export type Evaluated = {
  id: string
  slug: string
  state: 'published' | 'withdrawn'
  ownerId: string
  challengeId: string
  interventionId: string
}

export async function findEvaluated(db: Db, key: string): Promise<Evaluated | undefined> {
  const { rows } = await sql<Evaluated>`select e.id, e.slug, e.state, e.owner_id as "ownerId",
      e.challenge_id as "challengeId", e.intervention_id as "interventionId"
    from evaluations.v_evaluation e where ${hasKey('e', key)}`.execute(db)
  return rows[0]
}

/** The lesson of an evaluation that holds, with all that were drawn. */
export async function findLesson(
  db: Db,
  evaluationId: string,
): Promise<Omit<Lesson, 'mayWrite'> | undefined> {
  const { rows } = await sql<Omit<Lesson, 'mayWrite'>>`select ${COLUMNS},
      (select json_agg(json_build_object('number', h.number, 'verdict', h.verdict, 'surprised', h.surprised, 'forWhom', h.for_whom,
          'text', h.text, 'reason', h.reason, 'drawnAt', ${asText(sql`h.drawn_at`)}) order by h.number desc)
        from lessons.lesson h where h.evaluation_id = e.id) as history
    ${FROM} where e.id = ${evaluationId}`.execute(db)
  return rows[0]
}

/** Keeps others from drawing a lesson of an evaluation until the transaction ends. */
export async function lockLessons(transaction: Db, evaluationId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('lessons ' || ${evaluationId}, 0))`.execute(
    transaction,
  )
}

export async function insertLesson(
  transaction: Db,
  {
    evaluationId,
    number,
    lesson,
    at,
  }: { evaluationId: string; number: number; lesson: Required<LessonBody>; at: Date },
): Promise<void> {
  const { verdict, surprised, forWhom, text, nextChallengeId, nextInterventionId, reason } = lesson
  await sql`insert into lessons.lesson (evaluation_id, number, verdict, surprised, for_whom, text, next_challenge_id,
      next_intervention_id, reason, drawn_at)
    values (${evaluationId}, ${number}, ${verdict}, ${surprised}, ${forWhom}, ${text}, ${nextChallengeId}, ${nextInterventionId},
      ${reason}, ${at})`.execute(transaction)
}

/** Whether an intervention is public. */
export async function isPublicIntervention(db: Db, id: string): Promise<boolean> {
  const { rows } = await sql`select from interventions.v_intervention where id = ${id}`.execute(db)
  return rows.length > 0
}

export type Missing = Pick<LessonSummary, 'evaluation' | 'challengeId' | 'interventionId' | 'ownerId'> & {
  dueAt: string
}

/** Evaluations of which the term for a lesson is over without one, the oldest first. */
export async function listWithoutLesson(
  db: Db,
  { now, evaluationId }: { now: Date; evaluationId: string | undefined },
): Promise<Missing[]> {
  const due = sql`(e.published_at + ${DAYS_TO_LEARN} * interval '24 hours')`
  const { rows } = await sql<Missing>`select ${OF}, ${asText(due)} as "dueAt" from evaluations.v_evaluation e
    where e.state = 'published' and ${due} < ${now}
      ${evaluationId === undefined ? sql`` : sql`and e.id = ${evaluationId}`}
      and not exists (select from lessons.lesson l where l.evaluation_id = e.id)
    order by e.published_at, e.id limit ${MOST_MISSING}`.execute(db)
  return rows
}

const MOST_MISSING = 200
