import {
  type OwnActivity,
  ownSlug,
  PERSON_CODE,
  type Processing,
  type RecordProcessing,
} from '../../platform/processing.ts'
import { beginTrace } from '../../platform/trace.ts'

/** Under what the processing log has that people are told what came of what they contributed. */
const OUTCOMES = ownSlug('wat-ervan-kwam')

/** What this slice does with data about people. What they were told is kept by notifications. */
export const ACTIVITIES: readonly OwnActivity[] = [
  {
    slug: OUTCOMES,
    name: { nl: 'Vertellen wat ervan kwam', en: 'Telling what came of it' },
    purpose: {
      nl: 'Mensen die een opgave volgen, meedoen of bijdroegen, vertellen wat er besloten, gedaan, gemeten en geleerd is',
      en: 'Telling people who follow a challenge, take part or contributed what was decided, done, measured and learned',
    },
    legalBasis: 'PublicInterest',
    dataSubjects: ['Citizen', 'Participant'],
    personalData: ['waaraan iemand bijdroeg', 'wat iemand volgt'],
    operations: ['Organise', 'Use'],
    retentionPeriod: 'P5Y',
  },
]

/** Records that it was looked up for whom something is news. */
export async function recordTelling(record: RecordProcessing, personIds: readonly string[]): Promise<void> {
  if (personIds.length === 0) return
  const telling: Processing = {
    trace: beginTrace(),
    activity: OUTCOMES,
    name: 'vertellen wat ervan kwam',
    subjects: { type: PERSON_CODE, ids: personIds },
    component: 'outcomes',
  }
  await record(telling)
}
