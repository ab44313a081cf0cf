import type { Bilingual } from '../../../../platform/errors.ts'
import type { RefusalKind } from '../../ingest/batch.ts'

/** The doors through which measurements come in without someone waiting for an answer that can read it. */
export const ORIGINS = ['webhook', 'mqtt', 'connector'] as const
export type Origin = (typeof ORIGINS)[number]

/** Why something that was sent could not be stored. A closed list: schema, titles and counts derive from it. */
export const DEAD_LETTER_REASONS = {
  'not-json': { nl: 'Geen leesbare JSON', en: 'Not readable as JSON' },
  'not-understood': {
    nl: 'Niet zoals deze bron hoort te sturen',
    en: 'Not what this source should send',
  },
  'too-large': { nl: 'Te groot', en: 'Too large' },
  'no-time': { nl: 'Geen bruikbaar tijdstip', en: 'No usable time' },
  'decoder-failed': { nl: 'De decoder gaf een fout', en: 'The decoder failed' },
  'decoder-too-slow': { nl: 'De decoder duurde te lang', en: 'The decoder took too long' },
  'decoder-too-much-memory': {
    nl: 'De decoder gebruikte te veel geheugen',
    en: 'The decoder used too much memory',
  },
  'decoder-too-much-output': {
    nl: 'De decoder gaf te veel terug',
    en: 'The decoder returned too much',
  },
  'nothing-mapped': {
    nl: 'Geen van de velden staat in de veldindeling',
    en: 'None of the fields is in the mapping',
  },
  'unit-differs': {
    nl: 'De meetreeks bestaat al met een andere eenheid',
    en: 'The datastream is there with another unit',
  },
  'unknown-datastream': {
    nl: 'De meetreeks bestaat niet, of niet in deze dataset',
    en: 'The datastream does not exist, or not in this dataset',
  },
  'not-allowed': {
    nl: 'De afzender mag in deze dataset niet schrijven',
    en: 'The sender may not write in this dataset',
  },
  'does-not-fit': {
    nl: 'Het resultaat past niet bij de meetreeks',
    en: 'The result does not fit the datastream',
  },
  'unknown-feature': {
    nl: 'De plaats van de meting bestaat niet, of de afzender mag er niet bij',
    en: 'The feature of interest does not exist, or the sender may not see it',
  },
  'older-than-kept': {
    nl: 'Langer geleden dan de dataset losse waarden bewaart',
    en: 'Longer ago than the dataset keeps single values',
  },
  'time-out-of-range': {
    nl: 'Tijd ligt buiten 1600 tot en met 2199',
    en: 'Time is not between 1600 and 2199',
  },
  'not-finite': { nl: 'Geen getal', en: 'Not a number' },
  'differs-from-stored': {
    nl: 'Er is al een andere waarde, en de dataset staat geen correcties toe',
    en: 'Another value is stored, and the dataset does not allow corrections',
  },
} as const satisfies Record<string, Bilingual> & Record<RefusalKind, Bilingual>

export type DeadLetterReason = keyof typeof DEAD_LETTER_REASONS
export const REASONS = Object.keys(DEAD_LETTER_REASONS) as DeadLetterReason[]

/** What was sent cannot be stored, and sending it again will not help before someone changes something. */
export class Undeliverable extends Error {
  readonly reason: DeadLetterReason
  readonly detail: Bilingual

  constructor(reason: DeadLetterReason, detail: Bilingual) {
    super(detail.en)
    this.name = 'Undeliverable'
    this.reason = reason
    this.detail = detail
  }
}

/** What was sent holds observations of which storing refused some: says of the first why. Undefined when none was refused. */
export function refusedByStore(refused: readonly { kind: RefusalKind }[]): Undeliverable | undefined {
  const [first] = refused
  if (!first) return undefined
  const { nl, en } = DEAD_LETTER_REASONS[first.kind]
  const count = refused.length
  return new Undeliverable(first.kind, {
    nl: count === 1 ? `${nl}.` : `${nl}. In totaal ${count} waarden geweigerd.`,
    en: count === 1 ? `${en}.` : `${en}. ${count} values refused in all.`,
  })
}
