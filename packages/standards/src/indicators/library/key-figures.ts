import { CBS_MEASURE_KEYS, CBS_MEASURES } from '../../cbs/index.ts'
import type { ReadyDefinition } from './types.ts'

const SOURCE = {
  title: 'CBS, Kerncijfers wijken en buurten',
  clause: '',
  url: 'https://www.cbs.nl/nl-nl/reeksen/publicatie/kerncijfers-wijken-en-buurten',
}

const capitalise = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** The key figures of Statistics Netherlands that areas have, each year. */
export const KEY_FIGURE_DEFINITIONS: readonly ReadyDefinition[] = CBS_MEASURE_KEYS.map((measure) => {
  const { nl, en, unit, columns } = CBS_MEASURES[measure]
  const counted = { nl: 'aantal', en: 'number' }
  return {
    key: `cbs-${measure}`,
    subject: 'key-figures',
    title: { nl: capitalise(nl), en: capitalise(en) },
    description: {
      nl: 'Kerncijfer van het Centraal Bureau voor de Statistiek.',
      en: 'Key figure of Statistics Netherlands.',
    },
    properties: [],
    measure,
    unit: unit === '1' ? counted : { nl: unit, en: unit },
    step: 'none',
    stepCoverage: 0.75,
    statistic: 'mean',
    percentile: null,
    norm: null,
    normUnit: null,
    period: 'year',
    minimumCoverage: 0,
    goodDirection: 'lower',
    lines: [],
    source: { ...SOURCE, clause: columns[0] },
  }
})
