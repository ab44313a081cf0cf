import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import type { DataSubject } from '../../../platform/personal-data.ts'

/** The account itself. */
export async function exportPerson(db: Db, { personId }: DataSubject): Promise<object[]> {
  const { rows } = await sql<object>`select id, name, email, email_verified as "emailConfirmed", image,
    created_at as "createdAt", updated_at as "updatedAt" from parties.person where id = ${personId}`.execute(
    db,
  )
  return rows
}

/** Ways to sign in, without what would let anyone in. */
export async function exportAccounts(db: Db, { personId }: DataSubject): Promise<object[]> {
  const { rows } = await sql<object>`select provider_id as provider, account_id as "idAtProvider",
    password is not null as "hasPassword", created_at as "createdAt", updated_at as "updatedAt"
    from parties.account where user_id = ${personId} order by created_at`.execute(db)
  return rows
}

export async function exportSessions(db: Db, { personId }: DataSubject): Promise<object[]> {
  const { rows } = await sql<object>`select created_at as "signedInAt", expires_at as "endsAt",
    ip_address as "ipAddress", user_agent as "userAgent", purpose
    from parties.session where user_id = ${personId} order by created_at`.execute(db)
  return rows
}

export async function exportVerifications(db: Db, { personId }: DataSubject): Promise<object[]> {
  const { rows } = await sql<object>`select created_at as "sentAt", expires_at as "worksUntil"
    from parties.verification where value = ${personId} order by created_at`.execute(db)
  return rows
}

export async function exportMemberships(db: Db, { personId }: DataSubject): Promise<object[]> {
  const { rows } = await sql<object>`select o.name as organisation, m.role, m.created_at as since
    from parties.membership m join parties.organisation o on o.id = m.organisation_id
    where m.person_id = ${personId} order by o.name, m.role`.execute(db)
  return rows
}

/** Mandates that someone has, or in which they stand in: then without the name of who has it. */
export async function exportMandates(db: Db, { personId }: DataSubject): Promise<object[]> {
  const { rows } = await sql<object>`select m.id, o.name as organisation, m.function,
    case when own.holds then 'holder' else 'deputy' end as as, case when own.holds then m.holder_name end as "holderName",
    m.subject, m.field, case when own.holds then m.since else m.deputy_since end::text as since,
    case when own.holds then m.until else m.deputy_until end::text as until, m.basis
    from parties.mandate m join parties.organisation o on o.id = m.organisation_id
    cross join lateral (select m.holder_person_id is not distinct from ${personId} as holds) own
    where ${personId} in (m.holder_person_id, m.deputy_person_id) order by m.since, m.id`.execute(db)
  return rows
}

/** The mandates that are someone's now. */
export async function listMandateIdsOf(db: Db, personId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from parties.mandate
    where holder_person_id = ${personId}`.execute(db)
  return rows.map(({ id }) => id)
}

/** Takes every role from someone. */
export async function removeMemberships(transaction: Db, personId: string): Promise<void> {
  await sql`delete from parties.membership where person_id = ${personId}`.execute(transaction)
}
