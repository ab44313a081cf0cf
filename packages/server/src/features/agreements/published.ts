import { sql } from 'kysely'
import { hasRefs, type LedgerSource, type PublishedRef, type PublishedText } from '../ledger/index.ts'

/**
 * What came in force of agreements, as it enters the ledger: the frozen text and who signed it. It can be read once the challenge is public, as the
 * agreement itself.
 */
export const PUBLISHED_AGREEMENTS: LedgerSource = {
  kind: 'agreement',
  async list(db, after, limit) {
    const { rows } =
      await sql<PublishedRef>`select v.agreement_id as id, v.number as version from agreements.version v
      where v.state = 'accepted' ${after ? sql`and (v.agreement_id, v.number) > (${after.id}::uuid, ${after.version}::int)` : sql``}
      order by 1, 2 limit ${limit}`.execute(db)
    return rows
  },
  async read(db, refs) {
    const moment = (column: string) =>
      sql`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
    const { rows } = await sql<PublishedText>`
      select v.agreement_id as id, v.number as version, coalesce(c.published, false) as "isPublic",
        v.content || jsonb_build_object('slug', a.slug, 'ownerId', a.owner_id, 'challengeId', a.challenge_id, 'reason', v.reason,
          'offeredAt', ${moment('v.offered_at')}, 'acceptedAt', ${moment('v.accepted_at')},
          'signatures', (select coalesce(jsonb_agg(s.signature || jsonb_build_object('kind', s.kind, 'organisationId', s.organisation_id,
              'at', ${moment('s.at')}) order by s.number), '[]') from agreements.step s
            where s.agreement_id = v.agreement_id and s.version = v.number and s.kind in ('offered', 'accepted'))) as text
      from agreements.version v join agreements.agreement a on a.id = v.agreement_id
        left join challenges.v_challenge c on c.id = a.challenge_id
      where v.state = 'accepted' and ${hasRefs(sql`v.agreement_id`, sql`v.number`, refs)}`.execute(db)
    return rows
  },
}
