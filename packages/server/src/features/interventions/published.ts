import { sql } from 'kysely'
import { hasRefs, type LedgerSource, type PublishedRef, type PublishedText } from '../ledger/index.ts'

/** Plans that were registered, as they enter the ledger: the frozen text, its hash, and why it was registered again. */
export const PUBLISHED_PLANS: LedgerSource = {
  kind: 'registration',
  async list(db, after, limit) {
    const { rows } =
      await sql<PublishedRef>`select p.intervention_id as id, p.number as version from interventions.plan p
      ${after ? sql`where (p.intervention_id, p.number) > (${after.id}::uuid, ${after.version}::int)` : sql``}
      order by 1, 2 limit ${limit}`.execute(db)
    return rows
  },
  async read(db, refs) {
    const { rows } = await sql<PublishedText>`
      select p.intervention_id as id, p.number as version, true as "isPublic",
        json_build_object('title', p.body::json->'content'->>'title', 'plan', p.body::json, 'sha256', p.sha256,
          'reason', p.reason) as text
      from interventions.plan p
      where ${hasRefs(sql`p.intervention_id`, sql`p.number`, refs)}`.execute(db)
    return rows
  },
}
