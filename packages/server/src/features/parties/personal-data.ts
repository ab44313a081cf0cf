import type { PersonalTable } from '../../platform/personal-data.ts'
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

/** What this slice holds about people. */
export const PERSONAL_DATA: readonly PersonalTable[] = [
  {
    table: 'parties.person',
    columns: ['id', 'name', 'email', 'email_verified', 'image'],
    about: {
      nl: 'Uw account: uw naam en e-mailadres. Nodig om in te loggen en u berichten te sturen.',
      en: 'Your account: your name and e-mail address. Needed to sign in and to send you messages.',
    },
    stays: null,
    export: exportPerson,
    erase: 'with-account',
  },
  {
    table: 'parties.account',
    columns: ['account_id', 'user_id', 'password', 'access_token', 'refresh_token', 'id_token'],
    about: {
      nl: 'Hoe u inlogt: met een wachtwoord (onleesbaar bewaard) of via uw gemeente.',
      en: 'How you sign in: with a password (kept unreadable) or through your municipality.',
    },
    stays: null,
    export: exportAccounts,
    erase: 'with-account',
  },
  {
    table: 'parties.session',
    columns: ['user_id', 'ip_address', 'user_agent'],
    about: {
      nl: 'Waar u nu bent ingelogd. Na een week verdwijnt dit vanzelf.',
      en: 'Where you are signed in now. It goes by itself after a week.',
    },
    stays: null,
    export: exportSessions,
    erase: 'with-account',
  },
  {
    table: 'parties.verification',
    columns: ['value'],
    about: {
      nl: 'Links in berichten die wij u stuurden en die nog werken, hoogstens een uur.',
      en: 'Links in messages that we sent you and that still work, for an hour at most.',
    },
    stays: null,
    export: exportVerifications,
    erase: (transaction, { personId }) => forgetVerifications(transaction, personId),
  },
  {
    table: 'parties.membership',
    columns: ['person_id'],
    about: {
      nl: 'Uw rollen: wat u voor een organisatie mag doen.',
      en: 'Your roles: what you may do for an organisation.',
    },
    stays: null,
    export: exportMemberships,
    erase: (transaction, { personId }) => removeMemberships(transaction, personId),
  },
  {
    table: 'parties.mandate',
    columns: ['holder_person_id', 'holder_name'],
    about: {
      nl: 'Uw mandaten: wat u namens een organisatie mag besluiten. Dit register is openbaar.',
      en: 'Your mandates: what you may decide for an organisation. This register is public.',
    },
    stays: {
      nl: 'Het mandaat stopt en blijft in het register staan, met de functie in plaats van uw naam: anders is niet na te gaan op welk gezag een besluit is genomen.',
      en: 'The mandate ends and stays in the register, with the function in place of your name: else nobody can see on what authority a decision was taken.',
    },
    export: exportMandates,
    erase: (transaction, { personId }, at) => endMandatesOf(transaction, personId, at),
  },
]
