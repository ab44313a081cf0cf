import type { Bilingual } from '../language/index.ts'
import type { Iri } from '../odrl/index.ts'

/*
 * What the terms in a receipt mean for which DPV has no word, as a document: published at /ns/consent, so that whoever reads a receipt can look
 * them up.
 */

/** A term of our own, by its name in the context of a receipt. */
type Term = { readonly name: string; readonly label: Bilingual; readonly definition: Bilingual }

/** All terms of our own in a receipt. */
export const CONSENT_TERMS: readonly Term[] = [
  {
    name: 'consent',
    label: { nl: 'toestemming', en: 'consent' },
    definition: {
      nl: 'Waar iemand ja op zei. Ontbreekt het, dan is er geen toestemming.',
      en: 'To what someone said yes. When it is absent, there is no consent.',
    },
  },
  {
    name: 'place',
    label: { nl: 'plaats', en: 'place' },
    definition: {
      nl: 'Hoe precies anderen zien waar gemeten is: exact, een vak van 100m of 500m, of alleen het gebied (area).',
      en: 'How precisely others see where was measured: exact, a square of 100m or 500m, or only the area.',
    },
  },
  {
    name: 'time',
    label: { nl: 'tijd', en: 'time' },
    definition: {
      nl: 'Hoe precies anderen zien wanneer gemeten is: elke meting (raw), een gemiddelde per uur (hour) of per dag (day).',
      en: 'How precisely others see when was measured: every value (raw), a mean per hour or per day.',
    },
  },
  {
    name: 'inGroups',
    label: { nl: 'in cijfers over groepen', en: 'in figures about groups' },
    definition: {
      nl: 'Of de metingen meetellen in cijfers over een groep van bewoners.',
      en: 'Whether the measurements count in figures about a group of residents.',
    },
  },
]

const PREFIXES = {
  owl: 'http://www.w3.org/2002/07/owl#',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  skos: 'http://www.w3.org/2004/02/skos/core#',
} as const

const inBoth = ({ nl, en }: Bilingual) => [
  { '@value': nl, '@language': 'nl' },
  { '@value': en, '@language': 'en' },
]

/** The terms as JSON-LD. @param terms where they are published, see `consentTermsAt` */
export function writeTermsJson(terms: Iri): Record<string, unknown> {
  return {
    '@context': PREFIXES,
    '@graph': [
      { '@id': terms, '@type': 'owl:Ontology' },
      ...CONSENT_TERMS.map(({ name, label, definition }) => ({
        '@id': `${terms}#${name}`,
        '@type': 'skos:Concept',
        'rdfs:label': inBoth(label),
        'skos:definition': inBoth(definition),
        'rdfs:isDefinedBy': { '@id': terms },
      })),
    ],
  }
}

/** The terms as Turtle (RDF 1.1), the same statements as {@link writeTermsJson}. */
export function writeTermsTurtle(terms: Iri): string {
  const prefixes = Object.entries(PREFIXES).map(([name, iri]) => `@prefix ${name}: <${iri}> .`)
  const both = ({ nl, en }: Bilingual) => `${JSON.stringify(nl)}@nl, ${JSON.stringify(en)}@en`
  const said = CONSENT_TERMS.map(({ name, label, definition }) =>
    [
      `<${terms}#${name}> a skos:Concept`,
      `  rdfs:label ${both(label)}`,
      `  skos:definition ${both(definition)}`,
      `  rdfs:isDefinedBy <${terms}> .`,
    ].join(' ;\n'),
  )
  return `${[prefixes.join('\n'), `<${terms}> a owl:Ontology .`, ...said].join('\n\n')}\n`
}
