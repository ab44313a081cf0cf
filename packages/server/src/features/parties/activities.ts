import { type OwnActivity, ownSlug, PERSON_CODE, type Processing } from '../../platform/processing.ts'
import type { Trace } from '../../platform/trace.ts'

/** Under what the processing log has what happens to accounts and roles, and people reading what is held about them. */
export const ACCOUNTS = ownSlug('accounts')
export const OWN_DATA = ownSlug('eigen-gegevens')

/** What this slice does with data about people. */
export const ACTIVITIES: readonly OwnActivity[] = [
  {
    slug: ACCOUNTS,
    name: { nl: 'Accounts en rollen', en: 'Accounts and roles' },
    purpose: {
      nl: 'Mensen laten inloggen en weten wat iemand voor een organisatie mag doen',
      en: 'Letting people sign in and knowing what someone may do for an organisation',
    },
    legalBasis: 'PublicInterest',
    dataSubjects: ['User', 'Citizen', 'Employee'],
    personalData: ['naam', 'e-mailadres', 'rol'],
    operations: ['Obtain', 'Store', 'Use', 'Remove'],
    retentionPeriod: 'P0D',
  },
  {
    slug: OWN_DATA,
    name: { nl: 'Uw gegevens inzien en meenemen', en: 'Seeing and taking along your data' },
    purpose: {
      nl: 'Mensen laten zien, meenemen en wissen wat over hen is bewaard (artikel 15, 17 en 20 AVG)',
      en: 'Letting people see, take along and erase what is held about them (Articles 15, 17 and 20 GDPR)',
    },
    legalBasis: 'LegalObligation',
    dataSubjects: ['User', 'Citizen', 'Employee'],
    personalData: ['alles wat over iemand is bewaard'],
    operations: ['Use', 'Copy', 'Remove'],
    retentionPeriod: 'P0D',
  },
]

/** An action on the data of one person, for the processing log. */
export function describeAction(
  trace: Trace,
  { activity, name, personId }: { activity: string; name: string; personId: string },
): Processing {
  return { trace, activity, name, subjects: { type: PERSON_CODE, ids: [personId] }, component: 'parties' }
}
