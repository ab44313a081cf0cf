import { sql } from 'kysely'
import { momentIn, sourceFrom, WITH_REASON } from '../ledger/index.ts'

/** Plans that were registered, as they enter the ledger: the frozen text, its hash, and why it was registered again. */
export const PUBLISHED_PLANS = sourceFrom(
  { kind: 'registration' },
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

/** All that the ledger compares with what is published. */
export const PLANS_IN_LEDGER = [PUBLISHED_PLANS, WITHDRAWN_PLANS]
