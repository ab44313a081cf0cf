import type { Bilingual } from '../language/index.ts'

/**
 * What can be doubtful about a value: the tests of FILTER (Hassani et al., Journal of Environmental Management 380, 2025,
 * 125100, doi 10.1016/j.jenvman.2025.125100), the rate of change, and what a person says of it. A value's quality is the
 * sum of the bits; 0 is good. A bit is never used again for something else, because it is stored.
 */
export const FLAGS = {
  range: {
    bit: 1,
    nl: 'Buiten het bereik: deze waarde kan niet voorkomen.',
    en: 'Out of range: this value cannot occur.',
  },
  constant: {
    bit: 2,
    nl: 'Blijft te lang precies gelijk.',
    en: 'Stays exactly the same for too long.',
  },
  rate: {
    bit: 4,
    nl: 'Verandert sneller dan kan.',
    en: 'Changes faster than is possible.',
  },
  outlier: {
    bit: 8,
    nl: 'Wijkt sterk af van de vijftien dagen ervoor, en de buren zien dat niet.',
    en: 'Far from the fifteen days before it, and the neighbours do not see it.',
  },
  correlation: {
    bit: 16,
    nl: 'Gaat niet op en neer met de meetpunten in de buurt.',
    en: 'Does not go up and down with the stations nearby.',
  },
  similarity: {
    bit: 32,
    nl: 'Meet heel andere waarden dan de meetpunten in de buurt.',
    en: 'Measures very different values from the stations nearby.',
  },
  manual: {
    bit: 64,
    nl: 'Afgekeurd door de beheerder van de dataset.',
    en: 'Rejected by the keeper of the dataset.',
  },
} as const satisfies Record<string, Bilingual & { bit: number }>

export type Flag = keyof typeof FLAGS

export const FLAG_NAMES = Object.keys(FLAGS) as Flag[]

/** The flags in a quality; none for a value that is good (0) or was not judged (null). */
export function listFlags(quality: number | null): Flag[] {
  return FLAG_NAMES.filter((name) => ((quality ?? 0) & FLAGS[name].bit) !== 0)
}

/** What a value with one of these says is not what was there: hour and day values leave it out. The others are doubts. */
const UNUSABLE = ['range', 'manual'] as const satisfies Flag[]

/** Whether a value of this quality counts in hour and day values. */
export function isUsable(quality: number | null): boolean {
  return ((quality ?? 0) & toQuality(UNUSABLE)) === 0
}

/** The quality that has these flags. */
export function toQuality(flags: readonly Flag[]): number {
  return flags.reduce((quality, name) => quality | FLAGS[name].bit, 0)
}
