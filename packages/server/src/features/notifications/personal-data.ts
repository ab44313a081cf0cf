import type { Bilingual } from '../../platform/errors.ts'
import type { PersonalTable } from '../../platform/personal-data.ts'
import { deleteNotes, exportNotes } from './digest/notes.ts'
import { deleteReader, exportDigests, exportReader, exportSubjects } from './digest/store.ts'
import type { About, Language, OutcomeReason, Rhythm } from './lists.ts'
import { exportMuted, exportTold } from './outcomes/store.ts'
import { exportWebhooks, forgetMaker } from './webhooks/store.ts'

const HOW_TOLD = {
  day: { nl: 'elke dag', en: 'every day' },
  week: { nl: 'elke week', en: 'every week' },
  nl: { nl: 'Nederlands', en: 'Dutch' },
  en: { nl: 'Engels', en: 'English' },
} as const satisfies Record<Rhythm | Language, Bilingual>
const SUBJECTS = {
  all: { nl: 'alles', en: 'everything' },
  mine: { nl: 'wat van u is', en: 'what is yours' },
  challenge: { nl: 'een opgave', en: 'a challenge' },
  indicator: { nl: 'een indicator', en: 'an indicator' },
  area: { nl: 'een gebied', en: 'an area' },
  outcomes: { nl: 'wat ervan kwam', en: 'what came of it' },
} as const satisfies Record<About, Bilingual>
const REASONS = {
  follows: { nl: 'u volgt het', en: 'you follow it' },
  'takes-part': { nl: 'uw organisatie doet mee', en: 'your organisation takes part' },
  'hosts-sensor': { nl: 'u hebt er een meter', en: 'you host a sensor there' },
  'wrote-remark': { nl: 'u schreef er een opmerking', en: 'you wrote a remark' },
  'wrote-analysis': { nl: 'u schreef er een analyse', en: 'you wrote an analysis' },
  'teaches-class': { nl: 'uw klas schreef er een analyse', en: 'your class wrote an analysis' },
} as const satisfies Record<OutcomeReason, Bilingual>

const SHARED = {
  basis: 'PublicInterest',
  seenBy: { nl: 'Niemand.', en: 'Nobody.' },
  stays: null,
} as const

const TO_TELL = {
  nl: 'Nodig om u een overzicht van signalen te sturen: omdat u erover gaat, of omdat u daarvoor koos. U kunt er altijd mee stoppen.',
  en: 'Needed to send you a digest of signals: because you answer for them, or chose it. You can always stop it.',
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
    codes: HOW_TOLD,
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
    codes: SUBJECTS,
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
  {
    ...SHARED,
    table: 'notifications.note',
    columns: ['person_id'],
    name: { nl: 'Wat wij u over besluiten vertellen', en: 'What you are told of decisions' },
    about: {
      nl: 'Berichten over besluiten waar u over gaat, voor in uw overzicht.',
      en: 'Notes for your digest about decisions that you answer for.',
    },
    why: TO_TELL,
    kept: { nl: '60 dagen.', en: '60 days.' },
    fields: { sentence: { nl: 'Bericht', en: 'Note' }, since: { nl: 'Sinds', en: 'Since' } },
    export: (db, { personId }) => exportNotes(db, personId),
    erase: (transaction, { personId }) => deleteNotes(transaction, personId),
  },
  {
    ...SHARED,
    table: 'notifications.note',
    part: 'outcomes',
    columns: ['person_id', 'reasons'],
    name: { nl: 'Wat er met uw bijdrage gebeurde', en: 'What came of your contribution' },
    about: {
      nl: 'Wat wij u vertelden over besluiten, maatregelen, effectmetingen en lessen, en waarom u dat hoort.',
      en: 'What you were told of decisions, interventions, evaluations and lessons, and why you hear it.',
    },
    why: {
      nl: 'Zo hoort wie meedoet, meet of iets schreef wat ervan kwam, één keer. U kunt er altijd mee stoppen, per opgave of helemaal.',
      en: 'So that who takes part, measures or wrote something hears what came of it, once. You can always stop it, per challenge or altogether.',
    },
    kept: { nl: '5 jaar.', en: '5 years.' },
    fields: {
      sentence: { nl: 'Bericht', en: 'Note' },
      reasons: { nl: 'Waarom', en: 'Why' },
      since: { nl: 'Sinds', en: 'Since' },
      sentAt: { nl: 'Verstuurd', en: 'Sent' },
    },
    codes: REASONS,
    export: (db, { personId }) => exportTold(db, personId),
    // With the notes about decisions: they are in one table.
    erase: 'nothing',
  },
  {
    ...SHARED,
    table: 'notifications.muted',
    columns: ['person_id'],
    name: {
      nl: 'Opgaven waarover u niets meer wilt horen',
      en: 'Challenges of which you want to hear no more',
    },
    about: {
      nl: 'Van welke opgaven u geen bericht meer krijgt.',
      en: 'Of which challenges you get no messages any more.',
    },
    why: { nl: 'Zo krijgt u daarover niets meer.', en: 'So that you get nothing more about those.' },
    kept: {
      nl: 'Tot u er weer over wilt horen, of uw account verwijdert.',
      en: 'Until you want to hear of it again, or delete your account.',
    },
    fields: { challenge: { nl: 'Opgave', en: 'Challenge' }, since: { nl: 'Sinds', en: 'Since' } },
    export: (db, { personId }) => exportMuted(db, personId),
    // With the reader.
    erase: 'nothing',
  },
  {
    ...SHARED,
    table: 'notifications.webhook',
    columns: ['made_by'],
    name: { nl: 'Webhooks die u maakte', en: 'Webhooks that you made' },
    about: {
      nl: 'Welke webhooks u voor uw organisatie maakte.',
      en: 'Which webhooks you made for your organisation.',
    },
    why: { nl: 'Zo is na te gaan wie dat deed.', en: 'So that it can be told who did that.' },
    seenBy: { nl: 'Beheerders van uw organisatie.', en: 'Administrators of your organisation.' },
    kept: { nl: 'Tot de webhook of uw account weg is.', en: 'Until the webhook or your account is gone.' },
    fields: { url: { nl: 'Adres', en: 'Address' }, since: { nl: 'Sinds', en: 'Since' } },
    export: (db, { personId }) => exportWebhooks(db, personId),
    erase: (transaction, { personId }) => forgetMaker(transaction, personId),
  },
]
