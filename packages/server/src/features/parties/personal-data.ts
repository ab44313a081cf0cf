import type { Bilingual } from '../../platform/errors.ts'
import type { PersonalTable } from '../../platform/personal-data.ts'
import { ROLE_NAMES } from './accounts/mails.ts'
import type { MandateField } from './schema.ts'
import { endMandatesOf, forgetVerifications } from './store/accounts.ts'
import {
  exportAccounts,
  exportMandates,
  exportMemberships,
  exportPerson,
  exportSessions,
  exportVerifications,
  removeMemberships,
} from './store/personal-data.ts'

const WAYS = {
  credential: { nl: 'e-mailadres en wachtwoord', en: 'e-mail address and password' },
  oidc: { nl: 'account van uw werk', en: 'account of your work' },
}
const FIELDS = {
  any: { nl: 'alle onderwerpen', en: 'all subjects' },
  environment: { nl: 'milieu', en: 'environment' },
  mobility: { nl: 'verkeer en vervoer', en: 'mobility' },
  housing: { nl: 'wonen', en: 'housing' },
  social: { nl: 'sociaal domein', en: 'social affairs' },
  water: { nl: 'water', en: 'water' },
  'public-space': { nl: 'openbare ruimte', en: 'public space' },
  data: { nl: 'gegevens', en: 'data' },
} as const satisfies Record<MandateField, Bilingual>

const AS = {
  holder: { nl: 'houder', en: 'holder' },
  deputy: { nl: 'vervanger', en: 'deputy' },
}

const NOBODY = { nl: 'Niemand anders.', en: 'Nobody else.' }
const WHILE_ACCOUNT = { nl: 'Zolang u een account hebt.', en: 'As long as you have an account.' }
const MADE = { nl: 'Gemaakt', en: 'Made' }
const CHANGED = { nl: 'Gewijzigd', en: 'Changed' }
const ORGANISATION = { nl: 'Organisatie', en: 'Organisation' }

/** What this slice holds about people. */
export const PERSONAL_DATA: readonly PersonalTable[] = [
  {
    table: 'parties.person',
    columns: ['id', 'name', 'email', 'email_verified', 'image'],
    name: { nl: 'Uw account', en: 'Your account' },
    about: { nl: 'Uw naam en e-mailadres.', en: 'Your name and e-mail address.' },
    why: {
      nl: 'Nodig om in te loggen en u berichten te sturen.',
      en: 'Needed to sign in and to send you messages.',
    },
    basis: 'PublicInterest',
    kept: WHILE_ACCOUNT,
    seenBy: {
      nl: 'De beheerders van uw organisatie, als u daar een rol hebt.',
      en: 'The administrators of your organisation, when you have a role there.',
    },
    fields: {
      name: { nl: 'Naam', en: 'Name' },
      email: { nl: 'E-mailadres', en: 'E-mail address' },
      emailConfirmed: { nl: 'Adres bevestigd', en: 'Address confirmed' },
      image: { nl: 'Afbeelding', en: 'Picture' },
      createdAt: MADE,
      updatedAt: CHANGED,
    },
    stays: null,
    export: exportPerson,
    erase: 'with-account',
  },
  {
    table: 'parties.account',
    columns: ['account_id', 'user_id', 'password', 'access_token', 'refresh_token', 'id_token'],
    name: { nl: 'Hoe u inlogt', en: 'How you sign in' },
    about: {
      nl: 'Met een wachtwoord (onleesbaar bewaard) of via uw gemeente.',
      en: 'With a password (kept unreadable) or through your municipality.',
    },
    why: { nl: 'Nodig om te weten dat u het bent.', en: 'Needed to know that it is you.' },
    basis: 'PublicInterest',
    kept: WHILE_ACCOUNT,
    seenBy: NOBODY,
    fields: {
      provider: { nl: 'Manier', en: 'Way' },
      hasPassword: { nl: 'Met een wachtwoord', en: 'With a password' },
      createdAt: MADE,
      updatedAt: CHANGED,
    },
    codes: WAYS,
    stays: null,
    export: exportAccounts,
    erase: 'with-account',
  },
  {
    table: 'parties.session',
    columns: ['user_id', 'ip_address', 'user_agent', 'purpose'],
    name: { nl: 'Waar u bent ingelogd', en: 'Where you are signed in' },
    about: {
      nl: 'Elk apparaat waarop u nu bent ingelogd, en voor welk doel u daar gegevens bekijkt.',
      en: 'Every device on which you are signed in now, and for what purpose you look at data there.',
    },
    why: { nl: 'Nodig om ingelogd te blijven.', en: 'Needed to stay signed in.' },
    basis: 'PublicInterest',
    kept: { nl: 'Hoogstens een week.', en: 'A week at most.' },
    seenBy: NOBODY,
    fields: {
      signedInAt: { nl: 'Ingelogd', en: 'Signed in' },
      endsAt: { nl: 'Stopt', en: 'Ends' },
      ipAddress: { nl: 'Internetadres', en: 'Internet address' },
      userAgent: { nl: 'Browser', en: 'Browser' },
      purpose: { nl: 'Doel', en: 'Purpose' },
    },
    stays: null,
    export: exportSessions,
    erase: 'with-account',
  },
  {
    table: 'parties.verification',
    columns: ['value'],
    name: { nl: 'Links die wij u stuurden', en: 'Links that we sent you' },
    about: { nl: 'Links in berichten die nog werken.', en: 'Links in messages that still work.' },
    why: {
      nl: 'Nodig om uw e-mailadres te bevestigen of een nieuw wachtwoord te kiezen.',
      en: 'Needed to confirm your e-mail address or to choose a new password.',
    },
    basis: 'PublicInterest',
    kept: { nl: 'Een uur.', en: 'An hour.' },
    seenBy: NOBODY,
    fields: {
      sentAt: { nl: 'Gestuurd', en: 'Sent' },
      worksUntil: { nl: 'Werkt tot', en: 'Works until' },
    },
    stays: null,
    export: exportVerifications,
    erase: (transaction, { personId }) => forgetVerifications(transaction, personId),
  },
  {
    table: 'parties.membership',
    columns: ['person_id'],
    name: { nl: 'Uw rollen', en: 'Your roles' },
    about: { nl: 'Wat u voor een organisatie mag doen.', en: 'What you may do for an organisation.' },
    why: {
      nl: 'Nodig om te weten wat u mag zien en veranderen.',
      en: 'Needed to know what you may see and change.',
    },
    basis: 'PublicInterest',
    kept: { nl: 'Tot een beheerder de rol afneemt.', en: 'Until an administrator takes the role away.' },
    seenBy: { nl: 'De beheerders van die organisatie.', en: 'The administrators of that organisation.' },
    fields: {
      organisation: ORGANISATION,
      role: { nl: 'Rol', en: 'Role' },
      since: { nl: 'Sinds', en: 'Since' },
    },
    codes: ROLE_NAMES,
    stays: null,
    export: exportMemberships,
    erase: (transaction, { personId }) => removeMemberships(transaction, personId),
  },
  {
    table: 'parties.mandate',
    columns: ['holder_person_id', 'holder_name', 'deputy_person_id'],
    name: { nl: 'Uw mandaten', en: 'Your mandates' },
    about: {
      nl: 'Wat u namens een organisatie mag besluiten, zelf of als vervanger.',
      en: 'What you may decide for an organisation, yourself or as a deputy.',
    },
    why: {
      nl: 'Iedereen moet kunnen nagaan op welk gezag een besluit is genomen.',
      en: 'Anyone must be able to see on what authority a decision was taken.',
    },
    basis: 'PublicInterest',
    kept: { nl: 'Altijd: het is een openbaar register.', en: 'For ever: it is a public register.' },
    seenBy: { nl: 'Iedereen.', en: 'Everyone.' },
    fields: {
      organisation: ORGANISATION,
      function: { nl: 'Functie', en: 'Function' },
      as: { nl: 'Als', en: 'As' },
      holderName: { nl: 'Uw naam', en: 'Your name' },
      subject: { nl: 'Waarover', en: 'About' },
      since: { nl: 'Vanaf', en: 'From' },
      until: { nl: 'Tot en met', en: 'Until' },
      basis: { nl: 'Grondslag', en: 'Basis' },
    },
    codes: { ...FIELDS, ...AS },
    stays: {
      nl: 'Het mandaat stopt en blijft in het register staan, met de functie in plaats van uw naam: anders is niet na te gaan op welk gezag een besluit is genomen.',
      en: 'The mandate ends and stays in the register, with the function in place of your name: else nobody can see on what authority a decision was taken.',
    },
    export: exportMandates,
    erase: (transaction, { personId }, { at }) => endMandatesOf(transaction, personId, at),
  },
]
