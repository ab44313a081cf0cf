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
  return sql<boolean>`agreements.is_granted(${dataset}, ${organisations}::uuid[], ${places}::text[], ${asked}::text,
    ${now}::timestamptz)`
}
