import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'

/** A purpose in an agreement that is in force. */
export type AgreedPurpose = {
  /** A term of DPV, or the id of a challenge. */
  purpose: string
  slug: string
  title: string
  /** Of a purpose that is a challenge, when it is public or the agreement belongs to it. */
  challengeTitle: string | null
}

/** The purposes of the permissions in agreements that are in force, to which one of these organisations is a party. */
export async function listAgreedPurposes(
  db: Db,
  { organisationIds, now }: { organisationIds: readonly string[]; now: Date },
): Promise<AgreedPurpose[]> {
  const { rows } = await sql<AgreedPurpose>`
    select distinct p.purpose, f.slug, v.content->>'title' as title, c.title as "challengeTitle"
    from agreements.v_agreement_in_force f
    join agreements.version v on v.agreement_id = f.agreement_id and v.number = f.version
    cross join lateral jsonb_array_elements(v.content->'permissions') rule
    cross join lateral jsonb_array_elements_text((rule->'purposes') || (rule->'challengeIds')) p(purpose)
    left join challenges.v_challenge c on c.id::text = p.purpose and (c.published or c.id = f.challenge_id)
    where f.starts_at <= ${now} and (f.ends_at is null or f.ends_at > ${now})
      and exists (select from agreements.version_party o where o.agreement_id = f.agreement_id
        and o.version = f.version and o.organisation_id = any(${[...organisationIds]}::uuid[]))
    order by f.slug, p.purpose`.execute(db)
  return rows
}
