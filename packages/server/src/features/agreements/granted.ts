import { type RawBuilder, sql } from 'kysely'
import type { Membership } from '../../platform/actor.ts'

/** Who wants to read, for what, at which moment. */
export type Grantee = {
  /** The organisations for which they speak, with their roles there. */
  memberships: readonly Membership[]
  /** A term of DPV, or the address or id of a challenge; null when they did not say. */
  purpose: string | null
  now: Date
}

/** The last part of the address of a challenge. */
const CHALLENGE = /(?:^|\/challenges\/)([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i

/**
 * Whether agreements that are in force at this moment let them read a dataset as it is, as a condition in SQL. It says the same as
 * `decideAccess` over those agreements: closed by default, a prohibition wins also when it cannot be decided, and a permission of which a
 * duty is overdue does not count. A permission that asks for something coarser gives nothing here. By signing, a
 * recipient promises to keep the data no longer than agreed.
 * @param dataset id of the dataset, in SQL
 */
export function isGranted({ memberships, purpose, now }: Grantee, dataset: RawBuilder<unknown>) {
  if (memberships.length === 0) return sql<boolean>`false`
  const organisations = [...new Set(memberships.map(({ organisationId }) => organisationId))]
  const places = memberships.map(({ organisationId, role }) => `${organisationId} ${role}`)
  const asked = (purpose !== null && CHALLENGE.exec(purpose)?.[1]?.toLowerCase()) || purpose
  const isForThem = sql`(r.roles = '{}' or exists (select from unnest(r.roles) role
    where r.organisation_id || ' ' || role = any(${places}::text[])))`
  const isFor = sql`${asked}::text = any(r.purposes)`
  return sql<boolean>`exists (
    select from agreements.reading r
    join agreements.v_agreement_in_force f on f.agreement_id = r.agreement_id and f.version = r.version
    where r.dataset_id = ${dataset} and r.organisation_id = any(${organisations}::uuid[])
      and f.starts_at <= ${now} and (f.ends_at is null or f.ends_at > ${now})
      and (r.from_at is null or r.from_at <= ${now}) and (r.until_at is null or r.until_at > ${now}) and ${isForThem}
    group by r.organisation_id
    having bool_or(r.is_whole and (r.purposes = '{}' or ${isFor}) and ${IS_GIVEN} and not ${isOverdue(now)})
      and not bool_or(not r.permits and (r.purposes = '{}' or ${asked}::text is null or ${isFor}))
  )`
}

/** Who owns the dataset now has accepted the version: only they can have given it. */
const IS_GIVEN = sql`exists (select from agreements.version_party giver
  join catalogue.v_dataset d on d.owner_id = giver.organisation_id
  where giver.agreement_id = r.agreement_id and giver.version = r.version and giver.gives and d.id = r.dataset_id)`

/** A duty of the permission that should have been done by now, by that organisation. */
function isOverdue(now: Date): RawBuilder<unknown> {
  return sql`exists (select from agreements.task t
    where t.agreement_id = r.agreement_id and t.version = r.version and t.duty_id = any(r.duty_ids)
      and t.organisation_id = r.organisation_id and t.done_at is null and t.before <= ${now})`
}
