import type { PersonalTable } from '../../platform/personal-data.ts'
import { listMandateIdsOf } from '../parties/index.ts'
import { listSignatures } from './store/steps.ts'
import { forgetDoer, listTasksDoneBy } from './store/tasks.ts'

/** What this slice holds about people. */
export const PERSONAL_DATA: readonly PersonalTable[] = [
  {
    table: 'agreements.step',
    columns: ['signature'],
    about: {
      nl: 'Afspraken die op uw mandaat zijn aangeboden, aanvaard of beëindigd, met de namen die erbij staan. Van een openbare opgave is dit openbaar.',
      en: 'Agreements that were offered, accepted or ended on your mandate, with the names in the signature. Of a public challenge this is public.',
    },
    stays: {
      nl: 'Alles blijft: partijen moeten kunnen nagaan wie een afspraak aanging en op welk gezag.',
      en: 'All of it stays: parties must be able to see who made an agreement and on what authority.',
    },
    async export(db, { personId }) {
      return listSignatures(db, await listMandateIdsOf(db, personId))
    },
    erase: 'nothing',
  },
  {
    table: 'agreements.task',
    columns: ['done_by', 'done_by_person'],
    about: {
      nl: 'Taken uit afspraken die u afrondde.',
      en: 'Tasks of agreements that you completed.',
    },
    stays: {
      nl: 'Uw naam gaat weg. Dat de taak gedaan is blijft staan, want een ander rekent daarop.',
      en: 'Your name goes. That the task was done stays, because others count on it.',
    },
    export: (db, { personId }) => listTasksDoneBy(db, personId),
    erase: (transaction, { personId }) => forgetDoer(transaction, personId),
  },
]
