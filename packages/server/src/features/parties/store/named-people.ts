/** People by what other slices know of them. */
import { sql } from 'kysely'
import { type Membership, ROLES, type Role } from '../../../platform/actor.ts'
import type { Db } from '../../../platform/database/connect.ts'

/** The names of people, by id; who is gone is left out. */
export async function listPersonNames(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from parties.person where id = any(${ids}::uuid[])`.execute(db)
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Who has this e-mail address, when they have a role in the organisation, with the first of their roles there. */
export async function findMember(
  db: Db,
  organisationId: string,
  email: string,
): Promise<{ personId: string; name: string; role: Role } | undefined> {
  const { rows } = await sql<{ personId: string; name: string; role: Role }>`
    select p.id as "personId", p.name, m.role from parties.person p
    join parties.membership m on m.person_id = p.id and m.organisation_id = ${organisationId}
    where p.email = ${email.toLowerCase()}
    order by array_position(${[...ROLES]}::text[], m.role) limit 1`.execute(db)
  return rows[0]
}

/** A person to whom something is written. */
export type Address = { personId: string; name: string; email: string }

/** The confirmed addresses of people: of one, or of those with a role in an organisation, or with any role in it. */
export async function listAddresses(
  db: Db,
  of: { personId: string } | { organisationId: string; role: Role | null },
): Promise<Address[]> {
  const who =
    'personId' in of
      ? sql`p.id = ${of.personId}`
      : sql`exists (select from parties.membership m where m.person_id = p.id
          and m.organisation_id = ${of.organisationId} and (${of.role}::text is null or m.role = ${of.role}))`
  const { rows } = await sql<Address>`select p.id as "personId", p.name, p.email from parties.person p
    where p.email_verified and ${who} order by p.name, p.id`.execute(db)
  return rows
}

/** What a person may do for which organisations, when their address is confirmed. */
export async function listMembershipsOf(db: Db, personId: string): Promise<Membership[]> {
  const { rows } = await sql<Membership>`select m.organisation_id as "organisationId", m.role
    from parties.membership m join parties.person p on p.id = m.person_id
    where m.person_id = ${personId} and p.email_verified order by 1, 2`.execute(db)
  return rows
}
