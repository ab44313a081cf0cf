import { type RawBuilder, sql } from 'kysely'
import type { Membership } from '../../platform/actor.ts'
import type { Given } from '../../platform/database/written.ts'

/** Who wants to read, for what, at which moment. */
export type Grantee = {
  /** The organisations for which they speak, with their roles there. */
  memberships: readonly Membership[]
  /** A term of DPV, or the address or id of a challenge; null when they did not say. */
  purpose: string | null
  now: Date | Given
}

/** The last part of the address of a challenge. */
const CHALLENGE = /(?:^|\/challenges\/)([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i

/** A purpose as agreements and consents are compared with it: of a challenge only its id. */
export function purposeKey<P extends string | null>(purpose: P): string | P {
  return (purpose !== null && CHALLENGE.exec(purpose)?.[1]?.toLowerCase()) || purpose
}

/**
 * Whether agreements that are in force at this moment let them read a dataset as it is, as a condition in SQL. It says the same as
 * `decideAccess` over those agreements: closed by default, a prohibition wins also when it cannot be decided, and a permission of which a
 * duty is overdue does not count. By signing, a recipient promises to keep the data no longer than agreed.
 * @param dataset id of the dataset, in SQL
 */
export function isGranted(grantee: Grantee, dataset: RawBuilder<unknown>): RawBuilder<boolean> {
  if (grantee.memberships.length === 0) return sql<boolean>`false`
  return sql<boolean>`agreements.is_granted(${argumentsOf(grantee, dataset)})`
}

/**
 * The permissions by which they may read a dataset, as a table in SQL: `place_level`, `time_level`, `delay_minutes`, `minimum_group`,
 * and what of the dataset: `properties` and `areas`, empty for all; `is_whole` when it is all, as it is. Decided as {@link isGranted}.
 * @param dataset id of the dataset, in SQL
 */
export function grantedBy(grantee: Grantee, dataset: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`agreements.granted(${argumentsOf(grantee, dataset)})`
}

function argumentsOf(
  { memberships, purpose, now }: Grantee,
  dataset: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const organisations = [...new Set(memberships.map(({ organisationId }) => organisationId))]
  const places = memberships.map(({ organisationId, role }) => `${organisationId} ${role}`)
  return sql`${dataset}, ${organisations}::uuid[], ${places}::text[], ${purposeKey(purpose)}::text, ${now}::timestamptz`
}
