import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import { enterPublished, momentIn, sourceFrom, wordsIn } from '../../ledger/index.ts'

/** Where the words of these stand. */
const WORDS = wordsIn({ table: 'analyses.analysis', owner: null, pages: ['analyses'] }, [
  { table: 'analyses.version', of: 'analysis_id', column: 'content', holds: 'json' },
  { table: 'analyses.version', of: 'analysis_id', column: 'changes', holds: 'text' },
  { table: 'analyses.steering_check', of: 'analysis_id', column: 'body', holds: 'sealed', sha256: 'sha256' },
  { table: 'analyses.version', of: 'analysis_id', column: 'evidence', holds: 'sealed', sha256: 'sha256' },
  { table: 'analyses.analysis', of: 'id', column: 'byline', holds: 'text' },
  { table: 'analyses.analysis', of: 'id', column: 'withdrawal_reason', holds: 'text' },
  { table: 'analyses.steering_answer', of: 'analysis_id', column: 'text', holds: 'text' },
  { table: 'analyses.draft_of_fork', of: 'based_on_id', column: 'content', holds: 'json' },
])

/** Anyone may read it: not when moderators hid it or its text was erased, nor when a pupil took it back. */
const IS_PUBLIC = sql`a.erased_at is null and not (a.author_kind = 'pupil' and a.withdrawn_at is not null)
  and not exists (select from moderation.v_hidden h where h.kind = 'analysis' and h.id = a.id)`

/**
 * What was published of analyses, as it enters the ledger: the frozen text and the hash of its evidence. Not the name with it, which its author
 * may change and take back.
 */
export const PUBLISHED_ANALYSES = sourceFrom(
  { kind: 'analysis', words: WORDS },
  sql`select v.analysis_id as id, v.number as version, ${IS_PUBLIC} as "isPublic",
      v.content || jsonb_build_object('slug', a.slug, 'changes', v.changes, 'evidenceSha256', v.sha256,
        'publishedAt', ${momentIn('v.published_at')}) as text
    from analyses.version v join analyses.analysis a on a.id = v.analysis_id
    where v.state = 'published'`,
)

/** Analyses that their author withdrew. Not why: those are words of a person, which can have to go. */
export const WITHDRAWN_ANALYSES = sourceFrom(
  { kind: 'withdrawal', of: { kind: 'analysis', how: ['withdrawn'] } },
  sql`select a.id, v.version, true as "isPublic", json_build_object(
      'of', json_build_object('kind', 'analysis', 'id', a.id, 'version', v.version), 'how', 'withdrawn') as text
    from analyses.analysis a join lateral (select max(n.number) as version from analyses.version n
      where n.analysis_id = a.id and n.state = 'published') v on v.version is not null
    where a.withdrawn_at is not null`,
)

/** The judgements about analyses that hid them or showed them again, with the version that anyone read then. */
const TURNS = sql`from moderation.v_turn t join lateral (select max(n.number) as version from analyses.version n
    where n.analysis_id = t.target_id and n.published_at <= t.judged_at) v on v.version is not null
  where t.kind = 'analysis'`
const OF_ANALYSIS = sql`'of', json_build_object('kind', 'analysis', 'id', t.target_id, 'version', v.version)`

/** That moderators hid an analysis, by the id of the judgement, which says why. */
const HIDDEN_ANALYSES = sourceFrom(
  { kind: 'withdrawal', of: { kind: 'analysis', how: ['hidden'] }, name: 'withdrawal of analysis hidden' },
  sql`select t.id, 1 as version, true as "isPublic", json_build_object(${OF_ANALYSIS}, 'how', 'hidden') as text
    ${TURNS} and t.verdict = 'hidden'`,
)

/** That moderators showed one again. */
const SHOWN_ANALYSES = sourceFrom(
  { kind: 'happening', of: { kind: 'analysis' } },
  sql`select t.id, 1 as version, true as "isPublic", json_build_object(${OF_ANALYSIS}, 'what', 'shown') as text
    ${TURNS} and t.verdict = 'shown'`,
)

/** All that the ledger compares with what is published. */
export const ANALYSES_IN_LEDGER = [PUBLISHED_ANALYSES, WITHDRAWN_ANALYSES, HIDDEN_ANALYSES, SHOWN_ANALYSES]

/** Enters that moderators hid an analysis or showed it again, under the judgement that says why; not of one that was never published. */
export async function enterTurn(
  transaction: Db,
  { judgementId, verdict, at }: { judgementId: string; verdict: 'hidden' | 'shown'; at: Date },
): Promise<void> {
  const source = verdict === 'hidden' ? HIDDEN_ANALYSES : SHOWN_ANALYSES
  const ref = { id: judgementId, version: 1 }
  if ((await source.read(transaction, [ref])).length > 0) await enterPublished(transaction, source, ref, at)
}
