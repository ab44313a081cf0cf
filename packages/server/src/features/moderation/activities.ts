import { type OwnActivity, ownSlug, PERSON_CODE, type Processing } from '../../platform/processing.ts'
import type { Trace } from '../../platform/trace.ts'

/** Under what the processing log has reports of texts, and judgements about them. */
const MODERATION = ownSlug('moderatie')

/** What this slice does with data about people. */
export const ACTIVITIES: readonly OwnActivity[] = [
  {
    slug: MODERATION,
    name: { nl: 'Huisregels en moderatie', en: 'House rules and moderation' },
    purpose: {
      nl: 'Meldingen over teksten van mensen beoordelen naar openbare huisregels, en de schrijver zeggen waarom',
      en: 'Judging reports about what people write by published house rules, and telling the writer why',
    },
    legalBasis: 'PublicInterest',
    dataSubjects: ['Citizen', 'User', 'Employee'],
    personalData: ['wie een tekst schreef', 'wie een tekst meldde', 'wie oordeelde', 'e-mailadres'],
    operations: ['Obtain', 'Store', 'Use', 'Remove'],
    retentionPeriod: 'P90D',
  },
]

/** An action in moderation, for the processing log. */
export function describeAction(trace: Trace, name: string, personIds: readonly string[]): Processing {
  const subjects = { type: PERSON_CODE, ids: personIds }
  return { trace, activity: MODERATION, name, subjects, component: 'moderation' }
}
