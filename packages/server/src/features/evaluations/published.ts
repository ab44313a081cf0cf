import { sql } from 'kysely'
import { momentIn, sourceFrom, WITH_REASON, wordsIn } from '../ledger/index.ts'

/** Where the words of these stand. */
const WORDS = wordsIn(
  { table: 'evaluations.evaluation', owner: 'owner_id', pages: ['evaluaties', 'evaluations', 'lessons'] },
  [
    { table: 'evaluations.evaluation', of: 'id', column: 'content', holds: 'json' },
    { table: 'evaluations.evaluation', of: 'id', column: 'withdrawn_reason', holds: 'text' },
    { table: 'evaluations.computation', of: 'evaluation_id', column: 'content', holds: 'json' },
    {
      table: 'evaluations.computation',
      of: 'evaluation_id',
      column: 'study',
      holds: 'sealed',
      sha256: 'study_sha256',
    },
    {
      table: 'evaluations.computation',
      of: 'evaluation_id',
      column: 'outcome',
      holds: 'sealed',
      sha256: 'outcome_sha256',
    },
    {
      table: 'evaluations.publication',
      of: 'evaluation_id',
      column: 'body',
      holds: 'sealed',
      sha256: 'sha256',
    },
  ],
)

/** What is kept beside the frozen text to find it by, is as that says. */
const AS_THE_TEXT_SAYS = sql`(e.state <> 'draft', e.slug, e.number, e.intervention_id::text, e.challenge_id::text, e.owner_id::text,
    e.content, p.answer, p.indicator_id::text, to_jsonb(p.area_codes), ${momentIn('p.published_at')})
  is not distinct from (true, b.body->'evaluation'->>'slug', (b.body->'evaluation'->>'number')::int,
    b.body->'evaluation'->>'interventionId', b.body->'evaluation'->>'challengeId', b.body->'evaluation'->>'ownerId',
    b.body->'content', b.body->'outcome'->>'answer', b.body->'indicator'->>'id', b.body->'content'->'areaCodes',
    b.body->>'publishedAt')`

/**
 * Evaluations that were published, as they enter the ledger: the frozen text with its hash. Lists find them by columns beside that; a row where
 * those say something else reads otherwise, so that verification finds it.
 */
export const PUBLISHED_EVALUATIONS = sourceFrom(
  { kind: 'evaluation', words: WORDS },
  sql`select p.evaluation_id as id, 1 as version, true as "isPublic", case when ${AS_THE_TEXT_SAYS}
      then json_build_object('title', p.body::json->'content'->>'title', 'evaluation', p.body::json, 'sha256', p.sha256)
      else json_build_object('evaluation', p.body::json, 'sha256', p.sha256, 'beside', json_build_object('state', e.state,
        'slug', e.slug, 'content', e.content, 'answer', p.answer)) end as text
    from evaluations.publication p join evaluations.evaluation e on e.id = p.evaluation_id
      cross join lateral (select p.body::jsonb as body) b`,
)

/** Evaluations that were withdrawn, with the reason. */
export const WITHDRAWN_EVALUATIONS = sourceFrom(
  { kind: 'withdrawal', of: { kind: 'evaluation', how: ['withdrawn'] }, addedLater: WITH_REASON },
  sql`select e.id, 1 as version, true as "isPublic", json_build_object(
      'of', json_build_object('kind', 'evaluation', 'id', e.id, 'version', 1),
      'how', 'withdrawn', 'at', ${momentIn('e.withdrawn_at')}, 'reason', e.withdrawn_reason) as text
    from evaluations.evaluation e where e.state = 'withdrawn'`,
)

/** All that the ledger compares with what is published. */
export const EVALUATIONS_IN_LEDGER = [PUBLISHED_EVALUATIONS, WITHDRAWN_EVALUATIONS]
