import {
  EMAIL_CODE,
  type OwnActivity,
  ownSlug,
  PERSON_CODE,
  type Processing,
} from '../../platform/processing.ts'
import type { Trace } from '../../platform/trace.ts'

/** Under what the processing log has what happens to sensors that residents host. */
const SENSORS = ownSlug('meters-van-bewoners')

/** What this slice does with data about people. What their sensors measure is recorded where it is used. */
export const ACTIVITIES: readonly OwnActivity[] = [
  {
    slug: SENSORS,
    name: { nl: 'Meters van bewoners', en: 'Sensors of residents' },
    purpose: {
      nl: 'Bewoners een eigen meter laten plaatsen, verhuizen, overdragen en stoppen',
      en: 'Letting residents place, move, hand over and stop a sensor of their own',
    },
    legalBasis: 'Consent',
    dataSubjects: ['Citizen', 'Participant'],
    personalData: ['plaats en naam van de eigen meter', 'e-mailadres van wie een meter krijgt aangeboden'],
    operations: ['Obtain', 'Store', 'Use', 'Remove'],
    retentionPeriod: 'P0D',
  },
]

/** An action on the sensors of people, for the processing log. */
export function describeAction(trace: Trace, name: string, personIds: readonly string[]): Processing {
  const subjects = { type: PERSON_CODE, ids: personIds }
  return { trace, activity: SENSORS, name, subjects, component: 'hosting' }
}

/** That a message goes to an address. */
export function describeMessage(trace: Trace, email: string): Processing {
  const subjects = { type: EMAIL_CODE, ids: [email.toLowerCase()] }
  return { trace, activity: SENSORS, name: 'meter aangeboden krijgen', subjects, component: 'hosting' }
}
