import { sql } from 'kysely'
import type { Role } from '../../../platform/actor.ts'
import type { Db } from '../../../platform/database/connect.ts'

/** Who can be written to: the name and confirmed address of an account; undefined once it has ended. */
export async function findCorrespondent(
  db: Db,
  personId: string,
): Promise<{ name: string; email: string } | undefined> {
  const { rows } = await sql<{ name: string; email: string }>`
    select name, email from parties.person where id = ${personId} and email_verified`.execute(db)
  return rows[0]
}

/** The people with one of these roles in an organisation of the platform itself: one that no other organisation registered. */
export async function listOwnPeople(db: Db, roles: readonly Role[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select distinct p.id
    from parties.membership m
    join parties.person p on p.id = m.person_id and p.email_verified
    join parties.organisation o on o.id = m.organisation_id and o.registered_by is null
    where m.role = any(${roles}::text[]) order by 1`.execute(db)
  return rows.map(({ id }) => id)
}
