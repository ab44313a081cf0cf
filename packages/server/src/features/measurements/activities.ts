import { type OwnActivity, ownSlug } from '../../platform/processing.ts'

/** Under what the processing log has messages to who looks after a sensor. */
export const SENSOR_MESSAGES = ownSlug('berichten-over-sensoren')

/** What this slice does with data about people. */
export const ACTIVITIES: readonly OwnActivity[] = [
  {
    slug: SENSOR_MESSAGES,
    name: { nl: 'Berichten over sensoren', en: 'Messages about sensors' },
    purpose: {
      nl: 'Wie daarom vroeg een bericht sturen als er iets met een sensor is',
      en: 'Sending a message to who asked for it when something is wrong with a sensor',
    },
    legalBasis: 'Consent',
    dataSubjects: ['Citizen', 'Participant'],
    personalData: ['e-mailadres', 'sensor waar iemand op let'],
    operations: ['Store', 'Use'],
    retentionPeriod: 'P0D',
  },
]
