import { sql } from 'kysely'
import type { Db } from '../../platform/database/connect.ts'
import { hasKey } from '../../platform/database/key.ts'
import { EMPTY_CONTENT } from './rules/content.ts'
import type { Content } from './schema/content.ts'
import type { Signature } from './schema/decision.ts'
import type { DecisionStanding } from './schema/lists.ts'

/** A published decision with what others need of it. */
export type PublishedRow = {
  id: string
  slug: string
  ownerId: string
  version: number
  content: Content
  signature: Signature
  publishedAt: string
  /** When it last became something else: its text, or how it stands. */
  updatedAt: string
  standing: DecisionStanding
  replacesSlug: string | null
  /** Published decisions in all. */
  count: number
}

const MOMENT = sql.lit('YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')

/** Published decisions, in the order in which they were made, or the one that changed last first. */
export async function listForExport(
  db: Db,
  { key, offset, limit, order }: { key?: string; offset: number; limit: number; order?: 'newest' },
): Promise<PublishedRow[]> {
  const { rows } = await sql<PublishedRow>`
    select d.id, d.slug, d.owner_id as "ownerId", v.number as version,
      ${sql.lit(JSON.stringify(EMPTY_CONTENT))}::jsonb || v.content as content, v.signature, s.standing,
      to_char(v.published_at at time zone 'UTC', ${MOMENT}) as "publishedAt",
      to_char(c.changed_at at time zone 'UTC', ${MOMENT}) as "updatedAt",
      (select r.slug from decisions.decision r where r.id = (v.content->>'replacesId')::uuid) as "replacesSlug",
      (count(*) over ())::int as count
    from decisions.decision d
    join decisions.version v on v.decision_id = d.id and v.state = 'published'
    join decisions.v_standing s on s.decision_id = d.id
    cross join lateral (select greatest(v.published_at, max(h.happened_at)) as changed_at
      from decisions.happening h where h.decision_id = d.id) c
    where ${key === undefined ? sql`true` : hasKey('d', key)}
    order by ${order === 'newest' ? sql`c.changed_at desc` : sql`d.created_at`}, d.id offset ${offset} limit ${limit}`.execute(
    db,
  )
  return rows
}
