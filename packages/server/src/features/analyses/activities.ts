import type { Actor } from '../../platform/actor.ts'
import {
  type OwnActivity,
  ownSlug,
  PERSON_CODE,
  type Processing,
  type RecordProcessing,
} from '../../platform/processing.ts'
import type { Trace } from '../../platform/trace.ts'

/** Under what the processing log has who writes analyses. */
const ANALYSES = ownSlug('analyses')

/** What this slice does with data about people. Whose measurements are in an answer is recorded where they are read. */
export const ACTIVITIES: readonly OwnActivity[] = [
  {
    slug: ANALYSES,
    name: { nl: 'Analyses van iedereen', en: 'Analyses by anyone' },
    purpose: {
      nl: 'Mensen een analyse laten schrijven en publiceren, die anderen kunnen nagaan',
      en: 'Letting people write and publish an analysis, which others can check',
    },
    legalBasis: 'PublicInterest',
    dataSubjects: ['Citizen', 'User'],
    personalData: ['wat iemand schrijft', 'de naam die iemand daarbij kiest'],
    operations: ['Obtain', 'Store', 'Use', 'Remove'],
    retentionPeriod: 'P0D',
  },
]

/** Records what a person does with an analysis; who is no person has no data here. */
export async function recordAction(
  record: RecordProcessing,
  { actor, trace }: { actor: Actor; trace: Trace },
  name: string,
): Promise<void> {
  if (actor.kind !== 'person') return
  const subjects = { type: PERSON_CODE, ids: [actor.personId] }
  const action: Processing = { trace, activity: ANALYSES, name, subjects, component: 'analyses' }
  await record(action)
}
