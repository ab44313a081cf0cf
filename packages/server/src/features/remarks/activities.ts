import { type OwnActivity, ownSlug, PERSON_CODE, type Processing } from '../../platform/processing.ts'
import type { Trace } from '../../platform/trace.ts'

/** Under what the processing log has remarks, and who supports or disputes them. */
const REMARKS = ownSlug('opmerkingen')

/** What this slice does with data about people. */
export const ACTIVITIES: readonly OwnActivity[] = [
  {
    slug: REMARKS,
    name: { nl: 'Opmerkingen bij metingen', en: 'Remarks on measurements' },
    purpose: {
      nl: 'Mensen laten zeggen wat er bij een meting aan de hand was, en anderen dat laten steunen of betwisten',
      en: 'Letting people say what was going on at a measurement, and letting others support or dispute that',
    },
    legalBasis: 'PublicInterest',
    dataSubjects: ['Citizen', 'User'],
    personalData: ['wat iemand schrijft', 'de naam die iemand daarbij kiest', 'wie het steunt of betwist'],
    operations: ['Obtain', 'Store', 'Use', 'Remove'],
    retentionPeriod: 'P0D',
  },
]

/** What someone does with remarks, for the processing log. */
export function describeAction(trace: Trace, name: string, personId: string): Processing {
  const subjects = { type: PERSON_CODE, ids: [personId] }
  return { trace, activity: REMARKS, name, subjects, component: 'remarks' }
}
