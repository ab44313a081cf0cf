import { APIError } from 'better-auth/api'
import type { Db } from '../../../platform/database/connect.ts'
import { losesLastAdministrator } from '../rules/organisations.ts'
import { endMandatesOf, forgetVerifications } from '../store/accounts.ts'
import { listOrganisationsOf, lockRoles, removeMember } from '../store/members.ts'

/** Removes the name of someone from what others keep about their deliveries. */
export type ForgetName = (transaction: Db, personId: string) => Promise<void>

/**
 * Takes someone out of everything before the account is removed: roles end, mandates end and keep the function in
 * place of the name, links in messages stop working. What is published and signed stays as it is.
 * @throws APIError LAST_ADMINISTRATOR when an organisation would be left without administrator
 */
export async function leaveOrganisations(
  db: Db,
  personId: string,
  { now, forgetName }: { now: Date; forgetName: ForgetName },
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    for (const organisationId of await listOrganisationsOf(transaction, personId)) {
      const roles = await lockRoles(transaction, organisationId)
      if (losesLastAdministrator(roles, { personId, role: undefined })) {
        throw new APIError('CONFLICT', { code: 'LAST_ADMINISTRATOR', message: 'The only administrator.' })
      }
      await removeMember(transaction, organisationId, personId, undefined)
    }
    await endMandatesOf(transaction, personId, now)
    await forgetVerifications(transaction, personId)
    await forgetName(transaction, personId)
  })
}
