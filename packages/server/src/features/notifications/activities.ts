import { type OwnActivity, ownSlug } from '../../platform/processing.ts'

/** Under what the processing log has the digests that are sent. */
export const MESSAGES = ownSlug('overzichten-van-signalen')

/** What this slice does with data about people. */
export const ACTIVITIES: readonly OwnActivity[] = [
  {
    slug: MESSAGES,
    name: { nl: 'Overzichten van signalen', en: 'Digests of signals' },
    purpose: {
      nl: 'Wie over signalen gaat, of dat kiest, per e-mail vertellen wat ermee gebeurt',
      en: 'Telling those who answer for signals, or choose it, by e-mail what becomes of them',
    },
    legalBasis: 'PublicInterest',
    dataSubjects: ['Citizen', 'Participant'],
    personalData: ['e-mailadres', 'waarover iemand bericht wil'],
    operations: ['Store', 'Use', 'Remove'],
    retentionPeriod: 'P60D',
  },
]
