import { sql } from 'kysely'
import { hasRefs, type LedgerSource, type PublishedRef, type PublishedText } from '../ledger/index.ts'

/** Evaluations that were published, as they enter the ledger: the frozen text with its hash. */
export const PUBLISHED_EVALUATIONS: LedgerSource = {
  kind: 'evaluation',
  async list(db, after, limit) {
    const { rows } =
      await sql<PublishedRef>`select p.evaluation_id as id, 1 as version from evaluations.publication p
      ${after ? sql`where (p.evaluation_id, 1) > (${after.id}::uuid, ${after.version}::int)` : sql``}
      order by 1 limit ${limit}`.execute(db)
    return rows
  },
  async read(db, refs) {
    const { rows } = await sql<PublishedText>`
      select p.evaluation_id as id, 1 as version, true as "isPublic",
        json_build_object('title', p.body::json->'content'->>'title', 'evaluation', p.body::json, 'sha256', p.sha256) as text
      from evaluations.publication p where ${hasRefs(sql`p.evaluation_id`, sql`1`, refs)}`.execute(db)
    return rows
  },
}
