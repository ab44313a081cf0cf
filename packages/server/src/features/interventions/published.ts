import { sql } from 'kysely'
import { momentIn, sourceFrom, WITH_REASON, wordsIn } from '../ledger/index.ts'

/** Where the words of these stand. */
const WORDS = wordsIn(
  { table: 'interventions.intervention', owner: 'owner_id', pages: ['maatregelen', 'interventions'] },
  [
    { table: 'interventions.intervention', of: 'id', column: 'content', holds: 'json' },
    { table: 'interventions.intervention', of: 'id', column: 'ethics_check', holds: 'json' },
    { table: 'interventions.ethics_check', of: 'intervention_id', column: 'body', holds: 'json' },
    { table: 'interventions.ethics_check', of: 'intervention_id', column: 'reason', holds: 'text' },
    { table: 'interventions.intervention', of: 'id', column: 'end_reason', holds: 'text' },
    { table: 'interventions.intervention', of: 'id', column: 'withdrawn_reason', holds: 'text' },
    { table: 'interventions.plan', of: 'intervention_id', column: 'body', holds: 'sealed', sha256: 'sha256' },
    { table: 'interventions.plan', of: 'intervention_id', column: 'reason', holds: 'text' },
    { table: 'interventions.deviation', of: 'intervention_id', column: 'what', holds: 'text' },
    { table: 'interventions.deviation', of: 'intervention_id', column: 'about', holds: 'json' },
    { table: 'interventions.deviation', of: 'intervention_id', column: 'why', holds: 'text' },
    { table: 'interventions.milestone', of: 'intervention_id', column: 'title', holds: 'text' },
    { table: 'interventions.cost', of: 'intervention_id', column: 'what', holds: 'text' },
    { table: 'interventions.photo', of: 'intervention_id', column: 'alt', holds: 'text' },
    { table: 'interventions.photo', of: 'intervention_id', column: 'withdrawn_reason', holds: 'text' },
  ],
)

/** Plans that were registered, as they enter the ledger: the frozen text, its hash, and why it was registered again. */
export const PUBLISHED_PLANS = sourceFrom(
  { kind: 'registration', words: WORDS },
  sql`select p.intervention_id as id, p.number as version, true as "isPublic",
      json_build_object('title', p.body::json->'content'->>'title', 'plan', p.body::json, 'sha256', p.sha256,
        'reason', p.reason) as text
    from interventions.plan p`,
)

/** Interventions with a registered plan that were withdrawn, with the reason. */
export const WITHDRAWN_PLANS = sourceFrom(
  { kind: 'withdrawal', of: { kind: 'registration', how: ['withdrawn'] }, addedLater: WITH_REASON },
  sql`select i.id, 1 as version, true as "isPublic", json_build_object(
      'of', json_build_object('kind', 'registration', 'id', i.id, 'version', p.number),
      'how', 'withdrawn', 'at', ${momentIn('i.withdrawn_at')}, 'reason', i.withdrawn_reason) as text
    from interventions.intervention i join lateral (select max(n.number) as number from interventions.plan n
      where n.intervention_id = i.id) p on p.number is not null
    where i.state = 'withdrawn'`,
)

/** Of which plan something is, by its title: of the newest that was registered, 0 of what began without one. */
const OF_PLAN = sql`'of', json_build_object('kind', 'registration', 'id', i.id, 'version', coalesce(p.number, 0)),
  'title', coalesce(p.title, i.content->>'title')`
const FROM = sql`interventions.intervention i left join lateral (select n.number, n.body::json->'content'->>'title' as title
  from interventions.plan n where n.intervention_id = i.id order by n.number desc limit 1) p on true`

/**
 * On which day an intervention began and by which decision, on which day it ended and how, and each deviation from the plan. Whether a plan
 * was registered beforehand follows from the day of the start, so that day may not move unseen. The start has version 1 and the end 2;
 * a deviation has an id of its own.
 */
export const INTERVENTION_HAPPENINGS = sourceFrom(
  { kind: 'happening', of: { kind: 'registration' } },
  sql`select i.id, 1 as version, true as "isPublic", json_build_object(${OF_PLAN}, 'what', 'begun',
        'day', i.started_on::text, 'decisionId', i.start_decision_id) as text
      from ${FROM} where i.started_on is not null
    union all
    select i.id, 2, true, json_build_object(${OF_PLAN}, 'what', 'ended', 'day', i.ended_on::text, 'outcome', i.outcome,
        'reason', i.end_reason, 'decisionId', i.end_decision_id)
      from ${FROM} where i.ended_on is not null
    union all
    select e.id, 1, true, case when e.about is null then json_build_object(${OF_PLAN}, 'what', 'deviated', 'day', e.since::text,
          'deviation', e.what, 'reason', e.why, 'at', ${momentIn('e.recorded_at')})
        else json_build_object(${OF_PLAN}, 'what', 'deviated', 'day', e.since::text, 'about', e.about, 'reason', e.why,
          'at', ${momentIn('e.recorded_at')}) end
      from ${FROM} join interventions.deviation e on e.intervention_id = i.id`,
)

/** All that the ledger compares with what is published. */
export const PLANS_IN_LEDGER = [PUBLISHED_PLANS, WITHDRAWN_PLANS, INTERVENTION_HAPPENINGS]
