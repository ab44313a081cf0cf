import type { Bilingual } from '../../platform/errors.ts'

/** The parts of a notice: what a resident reads before choosing. Each is written in Dutch and in English. */
export const PARTS = {
  what: { nl: 'welke gegevens het zijn', en: 'which data it is about' },
  why: { nl: 'waarvoor ze worden gebruikt', en: 'what they are used for' },
  controller: { nl: 'wie ervoor verantwoordelijk is', en: 'who is responsible' },
  precision: { nl: 'hoe precies anderen ze zien', en: 'how precisely others see them' },
  retention: { nl: 'hoe lang ze worden bewaard', en: 'how long they are kept' },
  recipients: { nl: 'wie ze krijgen', en: 'who gets them' },
  consequences: { nl: 'wat ja of nee voor iemand betekent', en: 'what yes or no means for someone' },
  withdrawal: { nl: 'hoe iemand zijn toestemming intrekt', en: 'how someone withdraws consent' },
  frozen: {
    nl: 'wat blijft van wat al is gepubliceerd',
    en: 'what stays of what was already published',
  },
} as const satisfies Record<string, Bilingual>

export type Part = keyof typeof PARTS
export const PART_NAMES = Object.keys(PARTS) as readonly Part[]

export const STATES = ['draft', 'published', 'superseded'] as const
export const LANGUAGES = ['nl', 'en'] as const
export const ANSWERS = ['yes', 'no'] as const

/** How a record came about: by the person, by the end of its time, by a new notice, or because the account ended. */
export const METHODS = ['signed-in', 'time', 'new-notice', 'account-ended'] as const

/** Who of the owner of a dataset may write its notices. */
export const EDITORS = ['privacy-officer', 'policy-officer', 'administrator'] as const
