import type { PersonalTable } from '../../platform/personal-data.ts'
import { type ErasePupilWork, endClassesOf } from './steps/classes.ts'
import { exportClasses } from './store.ts'

/** What this slice holds about people with an account. Of pupils it holds nothing that says who they are. */
export function listPersonalData(eraseWork: ErasePupilWork): readonly PersonalTable[] {
  return [
    {
      table: 'classes.class',
      columns: ['person_id', 'school', 'name'],
      name: { nl: 'Uw klassen', en: 'Your classes' },
      about: {
        nl: 'Klassen die u opende, met de school en de naam van de klas.',
        en: 'Classes that you opened, with the school and the name of the class.',
      },
      why: {
        nl: 'Nodig om leerlingen zonder account te laten werken, en te weten wie hun werk bekijkt.',
        en: 'Needed to let pupils work without an account, and to know who looks at their work.',
      },
      basis: 'PublicInterest',
      kept: {
        nl: 'Tot de klas sluit, op zijn laatst aan het eind van het schooljaar.',
        en: 'Until the class closes, at the end of the school year at the latest.',
      },
      seenBy: {
        nl: 'De beheerders van het platform. Uw leerlingen zien de school en de klas.',
        en: 'The administrators of the platform. Your pupils see the school and the class.',
      },
      fields: {
        school: { nl: 'School', en: 'School' },
        name: { nl: 'Klas', en: 'Class' },
        openedAt: { nl: 'Geopend', en: 'Opened' },
        endsAt: { nl: 'Eindigt', en: 'Ends' },
      },
      stays: null,
      export: exportClasses,
      erase: (transaction, { personId }) => endClassesOf(transaction, personId, eraseWork),
    },
  ]
}
