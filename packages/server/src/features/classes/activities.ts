import { type OwnActivity, ownSlug, PERSON_CODE, type Processing } from '../../platform/processing.ts'
import type { Trace } from '../../platform/trace.ts'

/** Under what the processing log has what happens to classes. */
const CLASSES = ownSlug('klassen')

/** Of what kind the code of a pupil is: the id under which the class has them, which goes with the class. */
const PUPIL_CODE = 'samenspel-leerling'

/** What this slice does with data about people. */
export const ACTIVITIES: readonly OwnActivity[] = [
  {
    slug: CLASSES,
    name: { nl: 'Klassen', en: 'Classes' },
    purpose: {
      nl: 'Leerlingen onder een bijnaam, zonder account, in de klas met open gegevens laten werken',
      en: 'Letting pupils work with open data in class under a nickname, without an account',
    },
    legalBasis: 'PublicInterest',
    dataSubjects: ['Student', 'VulnerableHuman', 'User'],
    personalData: ['bijnaam die wij maken', 'wat een leerling schreef', 'school en klas van de leraar'],
    operations: ['Obtain', 'Store', 'Use', 'Remove'],
    retentionPeriod: 'P0D',
  },
]

/** What a teacher does with a class. */
export function describeTeaching(trace: Trace, name: string, personId: string): Processing {
  const subjects = { type: PERSON_CODE, ids: [personId] }
  return { trace, activity: CLASSES, name, subjects, component: 'classes' }
}

/** What happens to pupils. */
export function describePupils(trace: Trace, name: string, pupilIds: readonly string[]): Processing {
  return {
    trace,
    activity: CLASSES,
    name,
    subjects: { type: PUPIL_CODE, ids: pupilIds },
    component: 'classes',
  }
}
