import type { PersonalTable } from '../../platform/personal-data.ts'
import { listMandateIdsOf } from '../parties/index.ts'
import { listSignatures } from './store.ts'

/** What this slice holds about people. */
export const PERSONAL_DATA: readonly PersonalTable[] = [
  {
    table: 'decisions.version',
    columns: ['signature'],
    name: { nl: 'Uw naam onder besluiten', en: 'Your name under decisions' },
    about: {
      nl: 'Besluiten die op uw mandaat zijn ondertekend, met de namen die erbij staan.',
      en: 'Decisions that were signed on your mandate, with the names in the signature.',
    },
    why: {
      nl: 'Iedereen moet kunnen nagaan wie een besluit nam en op welk gezag.',
      en: 'Anyone must be able to see who took a decision and on what authority.',
    },
    basis: 'PublicInterest',
    kept: { nl: 'Altijd: besluiten zijn openbaar.', en: 'For ever: decisions are public.' },
    seenBy: { nl: 'Iedereen.', en: 'Everyone.' },
    fields: {
      title: { nl: 'Besluit', en: 'Decision' },
      signedAt: { nl: 'Ondertekend', en: 'Signed' },
      holderName: { nl: 'Naam', en: 'Name' },
      function: { nl: 'Functie', en: 'Function' },
    },
    stays: {
      nl: 'Alles blijft, ook uw naam: een gepubliceerd besluit ligt vast, zodat iedereen kan nagaan wie het nam en op welk gezag.',
      en: 'All of it stays, also your name: a published decision is frozen, so that anyone can see who took it and on what authority.',
    },
    async export(db, { personId }) {
      return listSignatures(db, await listMandateIdsOf(db, personId))
    },
    erase: 'nothing',
  },
]
