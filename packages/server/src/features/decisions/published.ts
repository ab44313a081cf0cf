import { sql } from 'kysely'
import { momentIn, sourceFrom, wordsIn } from '../ledger/index.ts'

/** Where the words of these stand. */
const WORDS = wordsIn({ table: 'decisions.decision', owner: 'owner_id', pages: ['besluiten', 'decisions'] }, [
  { table: 'decisions.version', of: 'decision_id', column: 'content', holds: 'json' },
  { table: 'decisions.version', of: 'decision_id', column: 'signature', holds: 'json' },
  { table: 'decisions.version', of: 'decision_id', column: 'reason', holds: 'text' },
  { table: 'decisions.save', of: 'decision_id', column: 'content', holds: 'json' },
  { table: 'decisions.happening', of: 'decision_id', column: 'content', holds: 'json' },
])

/**
 * What was published of decisions, as it enters the ledger: the frozen text, its signature, and why a correction was made. Which version holds
 * follows from the numbers, that of the highest; a row that says otherwise reads otherwise, so that verification finds it.
 */
export const PUBLISHED_DECISIONS = sourceFrom(
  { kind: 'decision', words: WORDS },
  sql`select v.decision_id as id, v.number as version, true as "isPublic",
      v.content || jsonb_build_object('slug', d.slug, 'ownerId', d.owner_id, 'challengeId', d.challenge_id,
        'signature', v.signature, 'reason', v.reason, 'publishedAt', ${momentIn('v.published_at')})
      || case when (v.state = 'published') = (v.number = (select max(n.number) from decisions.version n
          where n.decision_id = v.decision_id and n.state <> 'draft')) then '{}'::jsonb
        else jsonb_build_object('state', v.state) end as text
    from decisions.version v join decisions.decision d on d.id = v.decision_id where v.state <> 'draft'`,
)

/** What became of published decisions, each by the id of its row; of those from before this was kept, the version that held then. */
const HAPPENED = sql`select h.decision_id as id, h.id::int as version, true as "isPublic", h.kind,
    (h.content - 'version' - 'reasons') || jsonb_build_object('at', ${momentIn('h.happened_at')},
      'reason', coalesce(h.content->>'reasons', ''),
      'of', jsonb_build_object('kind', 'decision', 'id', h.decision_id, 'version', held.number), 'title', held.title) as text
  from decisions.happening h left join lateral (select v.number, v.content->>'title' as title from decisions.version v
    where v.decision_id = h.decision_id and case when h.content->>'version' is null then v.published_at <= h.happened_at
      else v.number = (h.content->>'version')::int end
    order by v.number desc limit 1) held on true`

/** Decisions that were withdrawn or replaced, with the reason and by which other one. */
export const ENDED_DECISIONS = sourceFrom(
  { kind: 'withdrawal', of: { kind: 'decision', how: ['withdrawn', 'replaced'] } },
  sql`select h.id, h.version, h."isPublic", h.text || jsonb_build_object('how', h.kind) as text
    from (${HAPPENED}) h where h.kind in ('withdrawn', 'replaced')`,
)

/** Reviews of decisions with their result, and that their line reopened them. */
export const DECISION_HAPPENINGS = sourceFrom(
  { kind: 'happening', of: { kind: 'decision' } },
  sql`select h.id, h.version, h."isPublic", h.text || jsonb_build_object('what', h.kind) as text
    from (${HAPPENED}) h where h.kind in ('reviewed', 'reopened')`,
)

/** All that the ledger compares with what is published. */
export const DECISIONS_IN_LEDGER = [PUBLISHED_DECISIONS, ENDED_DECISIONS, DECISION_HAPPENINGS]
