import type { PersonalTable } from '../../../platform/personal-data.ts'
import { exportOwned, releaseOwned } from './owner-store.ts'

const OWNED = {
  name: { nl: 'Signalen waar u over gaat', en: 'Signals that you answer for' },
  about: {
    nl: 'Van welke indicatoren en signalen u de eigenaar bent.',
    en: 'Of which indicators and signals you are the owner.',
  },
  why: {
    nl: 'Zo weten collega’s wie een signaal oppakt.',
    en: 'So that colleagues know who takes up a signal.',
  },
  basis: 'PublicInterest',
  kept: {
    nl: 'Tot iemand anders de eigenaar wordt, of tot u uw account verwijdert.',
    en: 'Until somebody else becomes the owner, or you delete your account.',
  },
  seenBy: { nl: 'Leden van uw organisatie.', en: 'Members of your organisation.' },
  fields: {
    indicator: { nl: 'Indicator', en: 'Indicator' },
    area: { nl: 'Gebied', en: 'Area' },
  },
  stays: null,
} as const

/** What this slice holds about people. */
export const PERSONAL_DATA: readonly PersonalTable[] = [
  {
    table: 'indicators.indicator',
    columns: ['owner_person_id'],
    ...OWNED,
    export: (db, { personId }) => exportOwned(db, personId),
    erase: (transaction, { personId }) => releaseOwned(transaction, personId),
  },
  {
    table: 'indicators.signal',
    columns: ['owner_person_id'],
    ...OWNED,
    export: async () => [],
    erase: 'nothing',
  },
]
