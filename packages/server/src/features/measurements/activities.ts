import { type OwnActivity, ownSlug } from '../../platform/processing.ts'

/** Under what the processing log has messages to who looks after a sensor. */
export const SENSOR_MESSAGES = ownSlug('berichten-over-sensoren')

/** Under what it has that sensors of residents send. */
export const RECEIVING = ownSlug('metingen-ontvangen-van-bewoners')

/** What this slice does with data about people; who uses it is recorded under the purpose for which they do. */
export const ACTIVITIES: readonly OwnActivity[] = [
  {
    slug: RECEIVING,
    name: { nl: 'Metingen van bewoners ontvangen', en: 'Receiving measurements of residents' },
    purpose: {
      nl: 'Bewaren wat de meters van bewoners sturen, zodat zij het zien en kunnen delen',
      en: 'Keeping what the sensors of residents send, so that they see it and can share it',
    },
    legalBasis: 'Consent',
    dataSubjects: ['Citizen', 'Participant'],
    personalData: ['metingen van de eigen meter, met tijd en plaats'],
    operations: ['Obtain', 'Store'],
    retentionPeriod: 'P0D',
  },
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
