import { sql } from 'kysely'
import type { Membership, Role } from '../../../platform/actor.ts'
import type { Db } from '../../../platform/database/connect.ts'
import type { Member } from '../schema.ts'
import type { PartiesTables } from '../tables.ts'

const selected = sql.raw('p.id as "personId", p.name, p.email, m.role')

/** The roles of people in an organisation, by name, from after `position`, one more than `pageSize`. */
export async function listMembers(
  db: Db,
  organisationId: string,
  position: string[] | undefined,
  pageSize: number,
): Promise<Member[]> {
  const [name, personId, role] = position ?? []
  const { rows } = await sql<Member>`
    select ${selected} from parties.membership m join parties.person p on p.id = m.person_id
    where m.organisation_id = ${organisationId}
      and (${name ?? null}::text is null
        or (p.name, p.id, m.role) > (${name ?? null}, ${personId ?? null}::uuid, ${role ?? null}))
    order by p.name, p.id, m.role limit ${pageSize + 1}`.execute(db)
  return rows
}

/** All roles in an organisation; locks them, so that a rule about the whole still holds when the change is made. */
export async function lockRoles(db: Db, organisationId: string): Promise<{ personId: string; role: Role }[]> {
  const { rows } = await sql<{ personId: string; role: Role }>`
    select person_id as "personId", role from parties.membership
    where organisation_id = ${organisationId} order by person_id, role for update`.execute(db)
  return rows
}

/** The organisations in which a person has a role, always in the same order. */
export async function listOrganisationsOf(db: Db, personId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct organisation_id as id from parties.membership
    where person_id = ${personId} order by 1`.execute(db)
  return rows.map(({ id }) => id)
}

/** Gives a person a role; says whether it is new. */
export async function addMember(db: Db, personId: string, membership: Membership): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .withTables<PartiesTables>()
    .insertInto('parties.membership')
    .values({ organisation_id: membership.organisationId, person_id: personId, role: membership.role })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

/** Takes one role, or all roles in the organisation, from a person. */
export async function removeMember(
  db: Db,
  organisationId: string,
  personId: string,
  role: Role | undefined,
): Promise<void> {
  await sql`delete from parties.membership where organisation_id = ${organisationId} and person_id = ${personId}
    and (${role ?? null}::text is null or role = ${role ?? null})`.execute(db)
}

/**
 * The person with this e-mail address; made, without a way to sign in, when there is none. An account that never
 * confirmed its address loses its password: whoever reads the mail of the address chooses a new one, so nobody can
 * wait in a self-made account for someone else's role.
 */
export async function invitePerson(db: Db, email: string): Promise<{ id: string; name: string }> {
  const address = email.toLowerCase()
  const { rows } = await sql<{ id: string; name: string; verified: boolean }>`
    insert into parties.person (name, email) values (${address}, ${address})
    on conflict (email) do update set updated_at = now()
    returning id, name, email_verified as verified`.execute(db)
  const [person] = rows
  if (!person) throw new Error('An upsert gives the row it wrote.')
  if (!person.verified) await sql`delete from parties.account where user_id = ${person.id}`.execute(db)
  return { id: person.id, name: person.name }
}

/** Names of the organisations a person or token speaks for. */
export async function listOrganisationNames(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from parties.organisation where id = any(${ids}::uuid[])`.execute(db)
  return new Map(rows.map(({ id, name }) => [id, name]))
}
