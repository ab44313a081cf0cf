import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import {
  enterWithdrawal,
  hasRefs,
  type LedgerSource,
  type PublishedRef,
  type PublishedText,
} from '../../ledger/index.ts'

/**
 * What was published of analyses, as it enters the ledger: the frozen text and the hash of its evidence. Not the name with it, which its author
 * may change and take back.
 */
export const PUBLISHED_ANALYSES: LedgerSource = {
  kind: 'analysis',
  async list(db, after, limit) {
    const { rows } =
      await sql<PublishedRef>`select v.analysis_id as id, v.number as version from analyses.version v
      where v.state = 'published' ${after ? sql`and (v.analysis_id, v.number) > (${after.id}::uuid, ${after.version}::int)` : sql``}
      order by 1, 2 limit ${limit}`.execute(db)
    return rows
  },
  async read(db, refs) {
    const { rows } = await sql<PublishedText>`
      select v.analysis_id as id, v.number as version,
        not (a.author_kind = 'pupil' and a.withdrawn_at is not null)
          and not exists (select from moderation.v_hidden h where h.kind = 'analysis' and h.id = a.id) as "isPublic",
        v.content || jsonb_build_object('slug', a.slug, 'changes', v.changes, 'evidenceSha256', v.sha256,
          'publishedAt', to_char(v.published_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) as text
      from analyses.version v join analyses.analysis a on a.id = v.analysis_id
      where v.state = 'published' and ${hasRefs(sql`v.analysis_id`, sql`v.number`, refs)}`.execute(db)
    return rows
  },
}

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
