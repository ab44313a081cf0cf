import { type OwnActivity, ownSlug } from '../../platform/processing.ts'

/** Under what the processing log has what happens to answers. */
export const CONSENTS = ownSlug('toestemmingen')

/** What this slice does with data about people. */
export const ACTIVITIES: readonly OwnActivity[] = [
  {
    slug: CONSENTS,
    name: { nl: 'Toestemmingen bijhouden', en: 'Keeping consents' },
    purpose: {
      nl: 'Bewaren waar u wel en geen toestemming voor geeft, en dat kunnen aantonen (artikel 7, lid 1, AVG)',
      en: 'Keeping to what you give consent and to what not, and being able to show it (Article 7(1) GDPR)',
    },
    legalBasis: 'LegalObligation',
    dataSubjects: ['Citizen', 'Participant'],
    personalData: ['antwoord op een vraag om toestemming', 'tijdstip en taal van het antwoord'],
    operations: ['Obtain', 'Store', 'Use'],
    retentionPeriod: 'P5Y',
  },
]
