import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import { enterWithdrawal, momentIn, sourceFrom, wordsIn } from '../../ledger/index.ts'

/** Where the words of these stand. */
const WORDS = wordsIn(null, [
  { table: 'analyses.version', of: 'analysis_id', column: 'content', holds: 'json' },
  { table: 'analyses.version', of: 'analysis_id', column: 'changes', holds: 'text' },
  { table: 'analyses.version', of: 'analysis_id', column: 'evidence', holds: 'sealed', sha256: 'sha256' },
  { table: 'analyses.analysis', of: 'id', column: 'byline', holds: 'text' },
  { table: 'analyses.analysis', of: 'id', column: 'withdrawal_reason', holds: 'text' },
  { table: 'analyses.steering_answer', of: 'analysis_id', column: 'text', holds: 'text' },
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

/** All that the ledger compares with what is published. */
export const ANALYSES_IN_LEDGER = [PUBLISHED_ANALYSES, WITHDRAWN_ANALYSES]

/** Enters that moderators hid an analysis, under the judgement that says why. */
export async function enterHiding(
  transaction: Db,
  { analysisId, judgementId, at }: { analysisId: string; judgementId: string; at: Date },
): Promise<void> {
  const { rows } = await sql<{ version: number }>`select max(number) as version from analyses.version
    where analysis_id = ${analysisId} and state = 'published' having max(number) is not null`.execute(
    transaction,
  )
  const [found] = rows
  if (!found) return
  const of = { kind: 'analysis', id: analysisId, version: found.version } as const
  await enterWithdrawal(transaction, { id: judgementId, version: 1, of, how: 'hidden', at })
}
