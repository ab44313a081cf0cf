import type { PersonalTable } from '../../../platform/personal-data.ts'
import { exportMeasurements, exportReplaced } from './measurements.ts'
import { eraseThings } from './remove.ts'
import { exportThings } from './things.ts'

const WHY = {
  nl: 'U meet mee: zo is te zien hoe het er in de buurt voor staat.',
  en: 'You measure along: so it can be seen how the neighbourhood is doing.',
}
const SEEN_BY = {
  nl: 'Wie dat mag volgens uw toestemmingen, zo precies als u koos. Wie dat was, staat bij ‘Wie gebruikte mijn gegevens’.',
  en: 'Who may according to your consents, as precisely as you chose. Who that was is under “Who used my data”.',
}
const KEPT = {
  nl: 'Tot u de meter of uw account verwijdert, of zo lang als de dataset zegt.',
  en: 'Until you remove the sensor or your account, or as long as the dataset says.',
}
const SENSOR = { nl: 'Meter', en: 'Sensor' }

/** The sensors of people. */
export const OWN_THINGS: PersonalTable = {
  table: 'measurements.thing',
  columns: ['host_id'],
  name: { nl: 'Uw meters', en: 'Your sensors' },
  about: {
    nl: 'De meters die van u zijn, met hun plaats.',
    en: 'The sensors that are yours, with their place.',
  },
  why: WHY,
  basis: 'Consent',
  kept: KEPT,
  seenBy: SEEN_BY,
  fields: {
    name: SENSOR,
    description: { nl: 'Omschrijving', en: 'Description' },
    dataset: { nl: 'Dataset', en: 'Dataset' },
    place: { nl: 'Plaats', en: 'Place' },
  },
  stays: null,
  export: exportThings,
  erase: eraseThings,
}

/** What those sensors measured. */
export const OWN_MEASUREMENTS: PersonalTable = {
  table: 'measurements.observation',
  columns: [],
  name: { nl: 'Metingen van uw meters', en: 'Measurements of your sensors' },
  about: { nl: 'Elke waarde die uw meters maten.', en: 'Every value that your sensors measured.' },
  why: WHY,
  basis: 'Consent',
  kept: KEPT,
  seenBy: SEEN_BY,
  fields: {
    time: { nl: 'Tijd', en: 'Time' },
    until: { nl: 'Tot', en: 'Until' },
    sensor: SENSOR,
    property: { nl: 'Wat', en: 'What' },
    value: { nl: 'Waarde', en: 'Value' },
    unit: { nl: 'Eenheid', en: 'Unit' },
  },
  stays: {
    nl: 'De metingen gaan weg. Cijfers van een wijk of buurt waarin ze zijn meegeteld blijven staan, als u daarvoor kiest.',
    en: 'The measurements go. Figures of a district or neighbourhood in which they were counted stay, when you choose so.',
  },
  export: exportMeasurements,
  // They go with the sensors, which go before the account does.
  erase: 'with-account',
}

/** Values of those sensors that another took the place of. */
export const OWN_REPLACED: PersonalTable = {
  ...OWN_MEASUREMENTS,
  table: 'measurements.observation_history',
  name: { nl: 'Vervangen metingen van uw meters', en: 'Replaced measurements of your sensors' },
  about: {
    nl: 'Waarden van uw meters waar een andere voor in de plaats kwam.',
    en: 'Values of your sensors that another took the place of.',
  },
  why: {
    nl: 'Zo is na te gaan wat er eerst stond, en wanneer dat veranderde.',
    en: 'So it can be seen what was there before, and when that changed.',
  },
  fields: { ...OWN_MEASUREMENTS.fields, replacedAt: { nl: 'Vervangen', en: 'Replaced' } },
  stays: null,
  export: exportReplaced,
}
