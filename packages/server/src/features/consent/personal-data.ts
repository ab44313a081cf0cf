import { CONSENT_STATUSES, DPV, PURPOSES } from '@samenspel/standards/consent'
import type { Bilingual } from '../../platform/errors.ts'
import type { PersonalTable } from '../../platform/personal-data.ts'
import { exportChoices, exportRecords, withdrawAll } from './store/choices.ts'

const SEEN_BY = {
  nl: 'Wie de gegevens gebruikt, ziet alleen dat het mag; niet wie u bent.',
  en: 'Who uses the data only sees that it is allowed; not who you are.',
}
const KEPT = {
  nl: 'Zolang de gegevens gebruikt kunnen zijn: het is het bewijs dat het mocht.',
  en: 'As long as the data can have been used: it is the proof that it was allowed.',
}
const DATASET = { nl: 'Dataset', en: 'Dataset' }
const PURPOSE = { nl: 'Waarvoor', en: 'For what' }
const ANSWER = { nl: 'Stand', en: 'State' }

/** What statuses and purposes are in words. A purpose that is a challenge has the address of its page. */
const STATUSES_AND_PURPOSES: Record<string, Bilingual> = Object.fromEntries([
  ...Object.entries(CONSENT_STATUSES).map(([code, { label }]) => [code, label]),
  ...Object.entries(PURPOSES).map(([code, { label }]) => [`${DPV}${code}`, label]),
])

/** What else is in a record. */
const HOW: Record<string, Bilingual> = {
  'signed-in': { nl: 'u koos het zelf', en: 'you chose it yourself' },
  time: { nl: 'de tijd was om', en: 'its time was over' },
  'new-notice': { nl: 'er kwam een nieuwe uitleg', en: 'there came a new notice' },
  'account-ended': { nl: 'uw account werd verwijderd', en: 'your account was deleted' },
  exact: { nl: 'de precieze plek', en: 'the exact place' },
  '100m': { nl: 'een vak van 100 bij 100 meter', en: 'a square of 100 by 100 metres' },
  '500m': { nl: 'een vak van 500 bij 500 meter', en: 'a square of 500 by 500 metres' },
  area: { nl: 'alleen de buurt', en: 'only the neighbourhood' },
  raw: { nl: 'elke meting', en: 'every measurement' },
  hour: { nl: 'gemiddelden per uur', en: 'means per hour' },
  day: { nl: 'gemiddelden per dag', en: 'means per day' },
}

/** What this slice holds about people. */
export const PERSONAL_DATA: readonly PersonalTable[] = [
  {
    table: 'consent.choice',
    columns: ['person_id'],
    name: { nl: 'Uw toestemmingen', en: 'Your consents' },
    about: {
      nl: 'Waar u toestemming voor gaf en waar niet, en hoe het er nu voor staat.',
      en: 'To what you gave consent and to what not, and how that stands now.',
    },
    why: {
      nl: 'Nodig om alleen te doen waar u ja op zei.',
      en: 'Needed to do only that to which you said yes.',
    },
    basis: 'LegalObligation',
    kept: KEPT,
    seenBy: SEEN_BY,
    fields: { dataset: DATASET, purpose: PURPOSE, status: ANSWER },
    codes: STATUSES_AND_PURPOSES,
    stays: {
      nl: 'Elke toestemming wordt ingetrokken. Dat u koos blijft bewaard onder een nummer dat dan bij niemand meer hoort, zonder naam of adres.',
      en: 'Every consent is withdrawn. That you chose is kept under a number that then belongs to nobody, without name or address.',
    },
    export: exportChoices,
    erase: (transaction, { personId }, { at }) => withdrawAll(transaction, personId, at),
  },
  {
    table: 'consent.record',
    columns: ['choice_id'],
    name: { nl: 'Wat er met uw toestemmingen gebeurde', en: 'What happened to your consents' },
    about: {
      nl: 'Wat u koos, wanneer, in welke taal en bij welke uitleg.',
      en: 'What you chose, when, in which language and with which notice.',
    },
    why: {
      nl: 'Wie gegevens gebruikte, moet kunnen aantonen dat daar toestemming voor was (artikel 7, lid 1, AVG).',
      en: 'Who used data must be able to show that there was consent (Article 7(1) GDPR).',
    },
    basis: 'LegalObligation',
    kept: KEPT,
    seenBy: SEEN_BY,
    fields: {
      recordedAt: { nl: 'Wanneer', en: 'When' },
      dataset: DATASET,
      purpose: PURPOSE,
      status: ANSWER,
      noticeVersion: { nl: 'Versie van de uitleg', en: 'Version of the notice' },
      language: { nl: 'Taal', en: 'Language' },
    },
    codes: { ...STATUSES_AND_PURPOSES, ...HOW },
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
    name: { nl: 'Toestemmingen die nu gelden', en: 'Consents that hold now' },
    why: {
      nl: 'Nodig om snel te weten wat mag.',
      en: 'Needed to know at once what is allowed.',
    },
    basis: 'LegalObligation',
    kept: { nl: 'Zolang de toestemming geldt.', en: 'As long as the consent holds.' },
    seenBy: SEEN_BY,
    fields: {},
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
