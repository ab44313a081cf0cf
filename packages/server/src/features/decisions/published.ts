import { sql } from 'kysely'
import { hasRefs, type LedgerSource, type PublishedRef, type PublishedText } from '../ledger/index.ts'

/** What was published of decisions, as it enters the ledger: the frozen text, its signature, and why a correction was made. */
export const PUBLISHED_DECISIONS: LedgerSource = {
  kind: 'decision',
  async list(db, after, limit) {
    const { rows } =
      await sql<PublishedRef>`select v.decision_id as id, v.number as version from decisions.version v
      where v.state <> 'draft' ${after ? sql`and (v.decision_id, v.number) > (${after.id}::uuid, ${after.version}::int)` : sql``}
      order by 1, 2 limit ${limit}`.execute(db)
    return rows
  },
  async read(db, refs) {
    const { rows } = await sql<PublishedText>`
      select v.decision_id as id, v.number as version, true as "isPublic",
        v.content || jsonb_build_object('slug', d.slug, 'ownerId', d.owner_id, 'challengeId', d.challenge_id,
          'signature', v.signature, 'reason', v.reason,
          'publishedAt', to_char(v.published_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) as text
      from decisions.version v join decisions.decision d on d.id = v.decision_id
      where v.state <> 'draft' and ${hasRefs(sql`v.decision_id`, sql`v.number`, refs)}`.execute(db)
    return rows
  },
}
