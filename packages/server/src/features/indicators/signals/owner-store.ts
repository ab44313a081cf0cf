import { sql } from 'kysely'
import type { Role } from '../../../platform/actor.ts'
import type { Db } from '../../../platform/database/connect.ts'
import { ownerOf } from './owner-sql.ts'

/** Who answers for signals: a person of an organisation, those with a role in it, or all of it. */
export type Chosen = { organisationId: string; role: Role | null; personId: string | null }

export async function storeIndicatorOwner(
  transaction: Db,
  indicatorId: string,
  { organisationId, role, personId }: Chosen,
): Promise<void> {
  await sql`update indicators.indicator set owner_organisation_id = ${organisationId}, owner_role = ${role},
    owner_person_id = ${personId} where id = ${indicatorId}`.execute(transaction)
}

/** Keeps others from handing over a signal until the transaction ends. */
export async function lockSignal(transaction: Db, signalId: string): Promise<void> {
  await sql`select from indicators.signal where id = ${signalId} for update`.execute(transaction)
}

export async function storeSignalOwner(
  transaction: Db,
  signalId: string,
  { organisationId, role, personId }: Chosen,
  now: Date,
): Promise<void> {
  await sql`update indicators.signal set owner_organisation_id = ${organisationId}, owner_role = ${role},
    owner_person_id = ${personId}, changed_at = ${now} where id = ${signalId}`.execute(transaction)
}

/** Who answers for the signals of an indicator. */
export async function findIndicatorOwner(db: Db, indicatorId: string): Promise<Chosen | undefined> {
  const { rows } = await sql<Chosen>`select coalesce(owner_organisation_id, owner_id) as "organisationId",
      case when owner_organisation_id is null then 'policy-officer' else owner_role end as role,
      owner_person_id as "personId"
    from indicators.indicator where id = ${indicatorId}`.execute(db)
  return rows[0]
}

/** Who answers for a signal. */
export async function findOwnerOfSignal(db: Db, signalId: string): Promise<Chosen | undefined> {
  const { rows } =
    await sql<Chosen>`select ${ownerOf('organisation_id')} as "organisationId", ${ownerOf('role')} as role,
      ${ownerOf('person_id')} as "personId"
    from indicators.signal s join indicators.indicator i on i.id = s.indicator_id where s.id = ${signalId}`.execute(
      db,
    )
  return rows[0]
}

/** What someone answers for, by name. */
export async function exportOwned(db: Db, personId: string): Promise<object[]> {
  const { rows } = await sql<object>`select definition->>'title' as indicator, null::text as area
      from indicators.indicator where owner_person_id = ${personId}
    union all select i.definition->>'title', s.area_code from indicators.signal s
      join indicators.indicator i on i.id = s.indicator_id where s.owner_person_id = ${personId} order by 1, 2`.execute(
    db,
  )
  return rows
}

/** Someone who goes answers for nothing more: what was theirs is of all in the organisation. */
export async function releaseOwned(transaction: Db, personId: string): Promise<void> {
  await sql`update indicators.indicator set owner_person_id = null where owner_person_id = ${personId}`.execute(
    transaction,
  )
  await sql`update indicators.signal set owner_person_id = null where owner_person_id = ${personId}`.execute(
    transaction,
  )
}
