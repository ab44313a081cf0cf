import type { PersonalTable } from '../../platform/personal-data.ts'
import { listMandateIdsOf } from '../parties/index.ts'
import { listSignatures } from './store.ts'

/** What this slice holds about people. */
export const PERSONAL_DATA: readonly PersonalTable[] = [
  {
    table: 'decisions.version',
    columns: ['signature'],
    about: {
      nl: 'Besluiten die op uw mandaat zijn ondertekend, met de namen die erbij staan. Dit is openbaar.',
      en: 'Decisions that were signed on your mandate, with the names in the signature. This is public.',
    },
    stays: {
      nl: 'Alles blijft: een gepubliceerd besluit ligt vast, zodat iedereen kan nagaan wie het nam en op welk gezag.',
      en: 'All of it stays: a published decision is frozen, so that anyone can see who took it and on what authority.',
    },
    async export(db, { personId }) {
      return listSignatures(db, await listMandateIdsOf(db, personId))
    },
    erase: 'nothing',
  },
]
