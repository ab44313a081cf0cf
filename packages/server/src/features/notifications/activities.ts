import { type OwnActivity, ownSlug } from '../../platform/processing.ts'

/** Under what the processing log has the digests that are sent. */
export const MESSAGES = ownSlug('overzichten-van-signalen')

/** What this slice does with data about people. */
export const ACTIVITIES: readonly OwnActivity[] = [
  {
    slug: MESSAGES,
    name: { nl: 'Overzichten van signalen', en: 'Digests of signals' },
    purpose: {
      nl: 'Wie dat wil per e-mail vertellen wat er met signalen gebeurt',
      en: 'Telling those who want it by e-mail what becomes of signals',
    },
    legalBasis: 'Consent',
    dataSubjects: ['Citizen', 'Participant'],
    personalData: ['e-mailadres', 'waarover iemand bericht wil'],
    operations: ['Store', 'Use', 'Remove'],
    retentionPeriod: 'P60D',
  },
]
