import type { Bilingual } from '../../platform/errors.ts'
import type { PersonalTable } from '../../platform/personal-data.ts'
import { listMandateIdsOf } from '../parties/index.ts'
import type { DutyKind, StepKind } from './lists.ts'
import { listSignatures } from './store/steps.ts'
import { forgetDoer, listTasksDoneBy } from './store/tasks.ts'

/** What a party did with an agreement, and what it promised. */
const STEPS = {
  offered: { nl: 'aangeboden', en: 'offered' },
  accepted: { nl: 'aanvaard', en: 'accepted' },
  declined: { nl: 'afgewezen', en: 'declined' },
  suspended: { nl: 'stilgezet', en: 'suspended' },
  resumed: { nl: 'weer laten gelden', en: 'resumed' },
  ended: { nl: 'beëindigd', en: 'ended' },
} as const satisfies Record<StepKind, Bilingual>
const DUTIES = {
  attribute: { nl: 'de bron noemen', en: 'name the source' },
  'report-back': { nl: 'laten weten wat ermee is gedaan', en: 'report what was done with it' },
  delete: { nl: 'de gegevens wissen', en: 'delete the data' },
} as const satisfies Record<DutyKind, Bilingual>

const AGREEMENT = { nl: 'Afspraak', en: 'Agreement' }

/** What this slice holds about people. */
export const PERSONAL_DATA: readonly PersonalTable[] = [
  {
    table: 'agreements.step',
    columns: ['signature'],
    name: { nl: 'Uw naam onder afspraken', en: 'Your name under agreements' },
    about: {
      nl: 'Afspraken die op uw mandaat zijn aangeboden, aanvaard of beëindigd, met de namen die erbij staan.',
      en: 'Agreements that were offered, accepted or ended on your mandate, with the names in the signature.',
    },
    why: {
      nl: 'Partijen moeten kunnen nagaan wie een afspraak aanging en op welk gezag.',
      en: 'Parties must be able to see who made an agreement and on what authority.',
    },
    basis: 'PublicInterest',
    kept: { nl: 'Altijd.', en: 'For ever.' },
    seenBy: {
      nl: 'De partijen, en bij een openbare opgave iedereen.',
      en: 'The parties, and everyone when the challenge is public.',
    },
    fields: {
      title: AGREEMENT,
      kind: { nl: 'Wat', en: 'What' },
      at: { nl: 'Wanneer', en: 'When' },
      holderName: { nl: 'Naam', en: 'Name' },
      function: { nl: 'Functie', en: 'Function' },
    },
    codes: STEPS,
    stays: {
      nl: 'Alles blijft, ook uw naam: partijen moeten kunnen nagaan wie een afspraak aanging en op welk gezag.',
      en: 'All of it stays, also your name: parties must be able to see who made an agreement and on what authority.',
    },
    async export(db, { personId }) {
      return listSignatures(db, await listMandateIdsOf(db, personId))
    },
    erase: 'nothing',
  },
  {
    table: 'agreements.task',
    columns: ['done_by', 'done_by_person'],
    name: { nl: 'Taken die u afrondde', en: 'Tasks that you completed' },
    about: {
      nl: 'Taken uit afspraken die u afrondde.',
      en: 'Tasks of agreements that you completed.',
    },
    why: {
      nl: 'Nodig om te weten of een afspraak wordt nagekomen.',
      en: 'Needed to know whether an agreement is kept.',
    },
    basis: 'PublicInterest',
    kept: { nl: 'Zolang de afspraak bewaard blijft.', en: 'As long as the agreement is kept.' },
    seenBy: { nl: 'De partijen bij de afspraak.', en: 'The parties to the agreement.' },
    fields: {
      title: AGREEMENT,
      kind: { nl: 'Taak', en: 'Task' },
      doneAt: { nl: 'Afgerond', en: 'Completed' },
      name: { nl: 'Naam', en: 'Name' },
      note: { nl: 'Toelichting', en: 'Note' },
    },
    codes: DUTIES,
    stays: {
      nl: 'Uw naam gaat weg. Dat de taak gedaan is blijft staan, want een ander rekent daarop.',
      en: 'Your name goes. That the task was done stays, because others count on it.',
    },
    export: (db, { personId }) => listTasksDoneBy(db, personId),
    erase: (transaction, { personId }) => forgetDoer(transaction, personId),
  },
]
