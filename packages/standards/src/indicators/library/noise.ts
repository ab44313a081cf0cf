import type { OfficialSource, ReadyDefinition, ReadyLine } from './types.ts'

const EU: Omit<OfficialSource, 'clause'> = {
  title: 'Richtlijn / Directive 2002/49/EG',
  url: 'https://eur-lex.europa.eu/eli/dir/2002/49/oj',
}

const who = (nl: string, en: string, value: number): ReadyLine => ({
  title: { nl: `Advieswaarde WHO, ${nl}`, en: `WHO guideline level, ${en}` },
  value,
  kind: 'norm',
  source: {
    title: 'WHO, Environmental noise guidelines for the European Region (2018)',
    clause: 'Recommendations, chapter 3',
    url: 'https://www.who.int/europe/publications/i/item/9789289053563',
  },
})

/** All sound of a place is measured, while the norms are about one source and the outside of houses. */
const CAUTION = {
  nl: 'Een meetpunt hoort alle geluid. De advieswaarden gelden voor één bron, aan de gevel van een huis. Een sensor moet per uur een energetisch gemiddelde (LAeq) sturen: van meer waarden in een uur nemen we het gewone gemiddelde, en dat is te laag.',
  en: 'A station hears all sound. The guideline levels are for one source, at the front of a house. What a sensor sends must be energetic means (LAeq) of an hour: of more values in an hour we take the plain mean, which is too low.',
}

const NOISE = {
  subject: 'noise',
  measure: null,
  properties: ['sound-level', 'noise', 'sound level'],
  stepCoverage: 0.75,
  percentile: null,
  norm: null,
  normUnit: null,
  statistic: 'energetic-mean',
  unit: { nl: 'dB(A)', en: 'dB(A)' },
  period: 'year',
  minimumCoverage: 0.75,
  goodDirection: 'lower',
} as const

/** Levels of sound over a year. */
export const NOISE_DEFINITIONS: readonly ReadyDefinition[] = [
  {
    ...NOISE,
    key: 'lden',
    title: { nl: 'Geluid over dag, avond en nacht (Lden)', en: 'Sound over day, evening and night (Lden)' },
    description: {
      nl: `Het geluidniveau over het hele etmaal, waarbij de avond (19 tot 23 uur) 5 dB en de nacht (23 tot 7 uur) 10 dB zwaarder telt. ${CAUTION.nl}`,
      en: `The level of sound over the whole day, in which the evening (19 to 23) counts 5 dB and the night (23 to 7) 10 dB more. ${CAUTION.en}`,
    },
    step: 'lden',
    lines: [
      who('wegverkeer', 'road traffic', 53),
      who('treinverkeer', 'railways', 54),
      who('vliegverkeer', 'aircraft', 45),
    ],
    source: { ...EU, clause: 'Annex I, point 1: Lden' },
  },
  {
    ...NOISE,
    key: 'lnight',
    title: { nl: 'Geluid in de nacht (Lnight)', en: 'Sound at night (Lnight)' },
    description: {
      nl: `Het geluidniveau van 23 tot 7 uur. ${CAUTION.nl}`,
      en: `The level of sound from 23 to 7. ${CAUTION.en}`,
    },
    step: 'lnight',
    lines: [
      who('wegverkeer', 'road traffic', 45),
      who('treinverkeer', 'railways', 44),
      who('vliegverkeer', 'aircraft', 40),
    ],
    source: { ...EU, clause: 'Annex I, point 2: Lnight' },
  },
]
