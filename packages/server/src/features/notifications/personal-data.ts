import type { PersonalTable } from '../../platform/personal-data.ts'
import { deleteReader, exportDigests, exportReader, exportSubjects } from './digest/store.ts'

const SHARED = {
  basis: 'Consent',
  seenBy: { nl: 'Niemand.', en: 'Nobody.' },
  stays: null,
} as const

const TO_TELL = {
  nl: 'Nodig om u een overzicht van signalen te sturen.',
  en: 'Needed to send you a digest of signals.',
}

/** What this slice holds about people. Their address is with parties. */
export const PERSONAL_DATA: readonly PersonalTable[] = [
  {
    ...SHARED,
    table: 'notifications.reader',
    columns: ['person_id', 'key'],
    name: { nl: 'Hoe u overzichten krijgt', en: 'How you get digests' },
    about: {
      nl: 'Hoe vaak en in welke taal u een overzicht van signalen krijgt, en of u daarmee gestopt bent.',
      en: 'How often and in which language you get a digest of signals, and whether you stopped that.',
    },
    why: TO_TELL,
    kept: { nl: 'Tot u uw account verwijdert.', en: 'Until you delete your account.' },
    fields: {
      rhythm: { nl: 'Hoe vaak', en: 'How often' },
      language: { nl: 'Taal', en: 'Language' },
      since: { nl: 'Sinds', en: 'Since' },
      stoppedAt: { nl: 'Gestopt', en: 'Stopped' },
    },
    export: (db, { personId }) => exportReader(db, personId),
    erase: (transaction, { personId }) => deleteReader(transaction, personId),
  },
  {
    ...SHARED,
    table: 'notifications.subject',
    columns: ['person_id'],
    name: { nl: 'Waarover u overzichten krijgt', en: 'What your digests are about' },
    about: {
      nl: 'Van welke opgaven, indicatoren en gebieden u wilt horen.',
      en: 'Of which challenges, indicators and areas you want to hear.',
    },
    why: TO_TELL,
    kept: {
      nl: 'Tot u het weghaalt of uw account verwijdert.',
      en: 'Until you remove it or delete your account.',
    },
    fields: { about: { nl: 'Waarover', en: 'About' }, since: { nl: 'Sinds', en: 'Since' } },
    export: (db, { personId }) => exportSubjects(db, personId),
    erase: 'nothing',
  },
  {
    ...SHARED,
    table: 'notifications.digest',
    columns: ['person_id'],
    name: { nl: 'Overzichten die u kreeg', en: 'Digests that you got' },
    about: { nl: 'Wanneer u een overzicht kreeg.', en: 'When you got a digest.' },
    why: { nl: 'Zo krijgt u elk overzicht één keer.', en: 'So that you get every digest once.' },
    kept: { nl: '60 dagen.', en: '60 days.' },
    fields: {
      sentAt: { nl: 'Verstuurd', en: 'Sent' },
      signals: { nl: 'Aantal signalen', en: 'Number of signals' },
    },
    export: (db, { personId }) => exportDigests(db, personId),
    erase: 'nothing',
  },
]
