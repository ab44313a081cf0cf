import { APIError } from 'better-auth/api'
import type { Db } from '../../../platform/database/connect.ts'
import {
  type DataSubject,
  type Erasure,
  erasePersonalData,
  type PersonalTable,
} from '../../../platform/personal-data.ts'
import { losesLastAdministrator } from '../rules/organisations.ts'
import { endSessions } from '../store/accounts.ts'
import { listOrganisationsOf, lockRoles } from '../store/members.ts'

/**
 * Takes someone out of everything before the account is removed, as each table with personal data says: roles end, mandates end
 * and keep the function in place of the name, links in messages stop working. What is published and signed stays as it is.
 * @throws APIError LAST_ADMINISTRATOR when an organisation would be left without administrator
 */
export async function leaveOrganisations(
  db: Db,
  subject: DataSubject,
  { erasure, tables }: { erasure: Erasure; tables: readonly PersonalTable[] },
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    for (const organisationId of await listOrganisationsOf(transaction, subject.personId)) {
      const roles = await lockRoles(transaction, organisationId)
      if (losesLastAdministrator(roles, { personId: subject.personId, role: undefined })) {
        throw new APIError('CONFLICT', { code: 'LAST_ADMINISTRATOR', message: 'The only administrator.' })
      }
    }
    // First: whoever writes something for them meanwhile is waited for, and who comes later is not signed in.
    await endSessions(transaction, subject.personId)
    await erasePersonalData(transaction, tables, subject, erasure)
  })
}
