/** What happened and is still to be told. */
import type { EFFECT_ANSWERS } from '@samenspel/standards/effects'
import { sql } from 'kysely'
import type { Db } from '../../platform/database/connect.ts'
import type { Bilingual } from '../../platform/errors.ts'
import type { OutboxEvent } from '../../platform/outbox.ts'
import type { VERDICTS } from '../lessons/index.ts'

export type News = Pick<OutboxEvent, 'kind' | 'payload' | 'occurredAt'> & { id: string }

/** Puts events ready to be told of, in the transaction in which they are handled. */
export async function insertNews(transaction: Db, events: readonly OutboxEvent[]): Promise<void> {
  if (events.length === 0) return
  await sql`insert into outcomes.news (kind, payload, happened_at)
    select kind, payload::jsonb, happened_at from unnest(${events.map(({ kind }) => kind)}::text[],
      ${events.map(({ payload }) => JSON.stringify(payload))}::text[], ${events.map(({ occurredAt }) => occurredAt)}::timestamptz[])
      as e (kind, payload, happened_at)`.execute(transaction)
}

/**
 * Takes the oldest, for five minutes the first time and ever longer, up to six hours: when the process is killed in the middle, or it cannot be told
 * of, it comes again after that, and what is newer is not held up.
 */
export async function takeNews(db: Db, now: Date): Promise<News | undefined> {
  const { rows } = await sql<News>`
    with due as (select id from outcomes.news where next_try_at is null or next_try_at <= ${now}
      order by id limit 1 for update skip locked)
    update outcomes.news n set tries = n.tries + 1,
      next_try_at = ${now}::timestamptz + least(interval '5 minutes' * power(2, least(n.tries, 10)), interval '6 hours')
    from due where n.id = due.id
    returning n.id::text as id, n.kind, n.payload, n.happened_at as "occurredAt"`.execute(db)
  return rows[0]
}

/** Removes it, in the transaction in which it is told. @returns false when another process was first */
export async function deleteNews(transaction: Db, id: string): Promise<boolean> {
  const { rows } = await sql`delete from outcomes.news where id = ${id}::bigint returning 1`.execute(
    transaction,
  )
  return rows.length > 0
}

/** An evaluation that is or was public, and the lesson that holds of it. */
export type ToldEvaluation = {
  id: string
  slug: string
  title: string
  state: 'published' | 'withdrawn'
  challengeId: string
  interventionId: string
  ownerId: string
  indicatorId: string
  areaCodes: string[]
  sentence: Bilingual
  lesson: { number: number; verdict: string } | null
}

export async function findToldEvaluation(db: Db, id: string): Promise<ToldEvaluation | undefined> {
  const { rows } =
    await sql<ToldEvaluation>`select e.id, e.slug, e.title, e.state, e.challenge_id as "challengeId",
      e.intervention_id as "interventionId", e.owner_id as "ownerId", e.indicator_id as "indicatorId",
      e.area_codes as "areaCodes", e.sentence,
      (select json_build_object('number', l.number, 'verdict', l.verdict) from lessons.v_lesson l
        where l.evaluation_id = e.id) as lesson
    from evaluations.v_evaluation e where e.id = ${id}`.execute(db)
  return rows[0]
}

/** A published evaluation of an intervention, with its lesson. */
export type EvaluationOf = {
  interventionId: string
  id: string
  slug: string
  title: string
  answer: (typeof EFFECT_ANSWERS)[number]
  sentence: Bilingual
  publishedAt: Date
  lesson: {
    verdict: (typeof VERDICTS)[number]
    text: string
    drawnAt: string
    nextChallenge: { slug: string; title: string } | null
    nextIntervention: { slug: string; title: string } | null
  } | null
}

/** The published evaluations of interventions, in the order in which they were published. */
export async function listEvaluationsOf(db: Db, interventionIds: readonly string[]): Promise<EvaluationOf[]> {
  const { rows } =
    await sql<EvaluationOf>`select e.intervention_id as "interventionId", e.id, e.slug, e.title, e.answer,
      e.sentence, e.published_at as "publishedAt",
      (select json_build_object('verdict', l.verdict, 'text', l.text,
          'nextChallenge', (select json_build_object('slug', c.slug, 'title', c.title) from challenges.v_challenge c
            where c.id = l.next_challenge_id and c.published),
          'nextIntervention', (select json_build_object('slug', i.slug, 'title', i.title)
            from interventions.v_intervention i where i.id = l.next_intervention_id),
          'drawnAt', to_char(l.drawn_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
        from lessons.v_lesson l where l.evaluation_id = e.id) as lesson
    from evaluations.v_evaluation e
    where e.state = 'published' and e.intervention_id = any(${[...interventionIds]}::uuid[])
    order by e.published_at, e.id`.execute(db)
  return rows
}
