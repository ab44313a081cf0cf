/** The phases of the loop, in order. */
export const PHASES = [
  'formulating',
  'agreeing',
  'measuring',
  'understanding',
  'deciding',
  'acting',
  'evaluating',
  'learning',
] as const

/** Where a challenge can come from. */
export const SOURCE_KINDS = [
  'coalition-agreement',
  'residents-survey',
  'business-survey',
  'visit',
  'reports',
  'research',
  'law',
  'other',
] as const

/** Which way a figure must go to reach a goal. */
export const DIRECTIONS = ['lower', 'higher'] as const

/** What an organisation is in a challenge. */
export const PARTY_ROLES = ['lead', 'partner', 'advisor', 'affected'] as const

/** Which roles of the owner write a challenge. */
export const WRITERS = ['policy-officer', 'administrator'] as const
