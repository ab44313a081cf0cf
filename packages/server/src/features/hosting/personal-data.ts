import type { PersonalTable } from '../../platform/personal-data.ts'
import { revokeSensorKeys } from '../parties/index.ts'
import { deleteSensor, exportSensors, listAllOf } from './store.ts'

/** What this slice holds about people. What their sensors measure, and where, is with measurements. */
export const PERSONAL_DATA: readonly PersonalTable[] = [
  {
    table: 'hosting.sensor',
    columns: ['person_id', 'name'],
    name: { nl: 'Hoe u uw meters noemt', en: 'What you call your sensors' },
    about: {
      nl: 'Welke meters u plaatste, hoe u ze noemt en sinds wanneer ze meten.',
      en: 'Which sensors you placed, what you call them and since when they measure.',
    },
    why: {
      nl: 'Nodig om uw meters aan u te tonen en ze te laten sturen.',
      en: 'Needed to show you your sensors, and to let them send.',
    },
    basis: 'Consent',
    kept: {
      nl: 'Tot u de meter met zijn metingen of uw account verwijdert.',
      en: 'Until you delete the sensor with its measurements, or your account.',
    },
    seenBy: { nl: 'Niemand.', en: 'Nobody.' },
    fields: {
      name: { nl: 'Naam', en: 'Name' },
      kit: { nl: 'Soort', en: 'Kind' },
      startedAt: { nl: 'Sinds', en: 'Since' },
      stoppedAt: { nl: 'Gestopt', en: 'Stopped' },
    },
    stays: null,
    export: exportSensors,
    // The things themselves go with measurements.
    async erase(transaction, { personId }, { at }) {
      for (const { id, thingId } of await listAllOf(transaction, personId)) {
        await revokeSensorKeys(transaction, thingId, at)
        await deleteSensor(transaction, id)
      }
    },
  },
]
