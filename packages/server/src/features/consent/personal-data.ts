import type { PersonalTable } from '../../platform/personal-data.ts'
import { exportChoices, exportRecords, withdrawAll } from './store/choices.ts'

/** What this slice holds about people. */
export const PERSONAL_DATA: readonly PersonalTable[] = [
  {
    table: 'consent.choice',
    columns: ['person_id'],
    about: {
      nl: 'Uw keuzes: waar u toestemming voor gaf en waar niet, en hoe het er nu voor staat.',
      en: 'Your choices: to what you gave consent and to what not, and how that stands now.',
    },
    stays: {
      nl: 'Elke toestemming wordt ingetrokken. Dat u koos blijft bewaard onder een nummer dat dan bij niemand meer hoort, zonder naam of adres.',
      en: 'Every consent is withdrawn. That you chose is kept under a number that then belongs to nobody, without name or address.',
    },
    export: exportChoices,
    erase: (transaction, { personId }, at) => withdrawAll(transaction, personId, at),
  },
  {
    table: 'consent.record',
    columns: ['choice_id'],
    about: {
      nl: 'Alles wat er met uw toestemmingen gebeurde: wat u koos, wanneer, in welke taal en bij welke uitleg.',
      en: 'Everything that happened to your consents: what you chose, when, in which language and with which notice.',
    },
    stays: {
      nl: 'Alles blijft, onder een nummer zonder naam: wie gegevens gebruikte, moet kunnen aantonen dat daar toestemming voor was (artikel 7, lid 1, AVG).',
      en: 'All of it stays, under a number without a name: who used data must be able to show that there was consent (Article 7(1) GDPR).',
    },
    export: exportRecords,
    erase: 'nothing',
  },
  {
    table: 'consent.in_force',
    columns: ['person_id', 'choice_id'],
    about: {
      nl: 'Waar u nu toestemming voor geeft, zoals wij dat opzoeken als iemand gegevens vraagt. Het volgt uit uw keuzes.',
      en: 'To what you consent now, as we look it up when somebody asks for data. It follows from your choices.',
    },
    // What it says is in the choices and their records already.
    stays: null,
    export: async () => [],
    // Withdrawing all choices empties it.
    erase: 'nothing',
  },
]
