import { moveNamespace } from '../json/index.ts'
import type { Bilingual } from '../language/index.ts'
import { type Iri, ODRL, XSD } from './model.ts'
import { ACTIONS, DUTY_ACTIONS, LEFT_OPERANDS, PROFILE, PROFILE_TERMS, VALUES } from './profile.ts'

/*
 * Samenspel's profile as a document, as ODRL Profile Best Practices (W3C) have it: an ontology that says which terms there are, what they
 * mean, and of which kind they are. As JSON-LD it is also the context of agreements.
 */

const PREFIXES = {
  odrl: ODRL,
  dcterms: 'http://purl.org/dc/terms/',
  owl: 'http://www.w3.org/2002/07/owl#',
  prov: 'http://www.w3.org/ns/prov#',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  schema: 'http://schema.org/',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  xsd: XSD,
} as const

const TITLE: Bilingual = {
  nl: 'Afspraken over gegevens: profiel van ODRL',
  en: 'Agreements about data: profile of ODRL',
}
const ABOUT: Bilingual = {
  nl: 'De woorden waarmee afspraken in Samenspel zeggen welke gegevens wie waarvoor en hoe precies mag gebruiken.',
  en: 'The words in which agreements in Samenspel say what data may be used by whom, for what, and how precisely.',
}

/** A term of the profile with the kind of ODRL that it is. */
export type ProfileTerm = {
  name: string
  iri: Iri
  kind: 'LeftOperand' | 'Action' | 'RightOperand'
  label: Bilingual
  definition: Bilingual
  /** Of an action: that under which it falls. */
  includedIn?: Iri
  /** True for a term of the profile's own; the others are ODRL's. */
  isOwn: boolean
}

/** Every term that an agreement can use, in the order of the profile. */
export const PROFILE_LIST: readonly ProfileTerm[] = [
  ...listTerms('LeftOperand', LEFT_OPERANDS),
  ...listTerms('Action', ACTIONS),
  ...listTerms('Action', DUTY_ACTIONS),
  ...listTerms('RightOperand', VALUES),
]

type Named = { iri: Iri; label: Bilingual; definition: Bilingual; includedIn?: Iri | null }

function listTerms(kind: ProfileTerm['kind'], terms: Readonly<Record<string, Named>>): ProfileTerm[] {
  return Object.entries(terms).map(([name, { iri, label, definition, includedIn }]) => ({
    name,
    iri,
    kind,
    label,
    definition,
    ...(includedIn && { includedIn }),
    isOwn: iri.startsWith(PROFILE_TERMS),
  }))
}

type Json = string | readonly Json[] | { readonly [key: string]: Json }

/** The profile at an address as JSON-LD: its `@context` is that of agreements, its `@graph` says what the terms mean. */
export function writeProfileJson(profile: Iri): Record<string, Json> {
  return moveNamespace(writeJson(), PROFILE, profile) as Record<string, Json>
}

function writeJson(): Record<string, Json> {
  return {
    '@context': contextOfAgreements(),
    '@graph': [
      {
        '@id': PROFILE,
        '@type': ['odrl:Profile', 'owl:Ontology'],
        'dcterms:title': inBoth(TITLE),
        'dcterms:description': inBoth(ABOUT),
        'prov:wasDerivedFrom': { '@id': `${ODRL}core` },
      },
      ...PROFILE_LIST.filter(({ isOwn }) => isOwn).map((term) => ({
        '@id': term.iri,
        '@type': [`odrl:${term.kind}`, 'skos:Concept'],
        'rdfs:label': inBoth(term.label),
        'skos:definition': inBoth(term.definition),
        'rdfs:isDefinedBy': { '@id': PROFILE },
        ...(term.includedIn === undefined ? {} : { 'odrl:includedIn': { '@id': term.includedIn } }),
      })),
    ],
  }
}

const inBoth = ({ nl, en }: Bilingual) => [
  { '@value': nl, '@language': 'nl' },
  { '@value': en, '@language': 'en' },
]

/** What the names in an agreement stand for, besides those of the context of ODRL itself. */
function contextOfAgreements(): Record<string, Json> {
  const names = PROFILE_LIST.map(({ name, iri }) => [name, iri] as const)
  return {
    ...PREFIXES,
    ...Object.fromEntries(names),
    validFrom: { '@id': 'schema:validFrom', '@type': 'xsd:dateTime' },
    validThrough: { '@id': 'schema:validThrough', '@type': 'xsd:dateTime' },
  }
}

/** The profile as Turtle (RDF 1.1), the same statements as {@link writeProfileJson}. */
export function writeProfileTurtle(profile: Iri): string {
  const named = (iri: Iri) => `<${moveNamespace(iri, PROFILE, profile)}>`
  const prefixes = Object.entries(PREFIXES).map(([name, iri]) => `@prefix ${name}: <${iri}> .`)
  const both = ({ nl, en }: Bilingual) => `${quote(nl)}@nl, ${quote(en)}@en`
  const terms = PROFILE_LIST.filter(({ isOwn }) => isOwn).map((term) =>
    [
      `${named(term.iri)} a odrl:${term.kind}, skos:Concept`,
      `  rdfs:label ${both(term.label)}`,
      `  skos:definition ${both(term.definition)}`,
      `  rdfs:isDefinedBy ${named(PROFILE)}`,
      ...(term.includedIn === undefined ? [] : [`  odrl:includedIn ${named(term.includedIn)}`]),
    ].join(' ;\n'),
  )
  const about = [
    `${named(PROFILE)} a odrl:Profile, owl:Ontology`,
    `  dcterms:title ${both(TITLE)}`,
    `  dcterms:description ${both(ABOUT)}`,
    `  prov:wasDerivedFrom <${ODRL}core>`,
  ].join(' ;\n')
  return `${[prefixes.join('\n'), ...[about, ...terms].map((statement) => `${statement} .`)].join('\n\n')}\n`
}

const quote = (text: string) => JSON.stringify(text)
