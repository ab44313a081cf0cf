import { hashPassword } from 'better-auth/crypto'
import type { Membership } from '../../../platform/actor.ts'
import type { Db } from '../../../platform/database/connect.ts'
import { savePerson } from '../store/accounts.ts'
import { addMember } from '../store/members.ts'

/** A person with a password and roles, as an operator or a demonstration makes one. */
export type NewAccount = { email: string; name: string; password: string; memberships: readonly Membership[] }

/**
 * Makes an account that can sign in at once, without confirming the e-mail address. When the address has an account,
 * its name and password are renewed and the roles are added.
 * @returns the id of the person
 */
export async function createAccount(db: Db, account: NewAccount): Promise<string> {
  const { email, name, password, memberships } = account
  const passwordHash = await hashPassword(password)
  return db.transaction().execute(async (transaction) => {
    const personId = await savePerson(transaction, { email, name, passwordHash })
    for (const membership of memberships) await addMember(transaction, personId, membership)
    return personId
  })
}
