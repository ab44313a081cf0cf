import type { OpenDecision } from './decision.ts'

const CONTEXT = {
  besluit: 'http://data.vlaanderen.be/ns/besluit#',
  dct: 'http://purl.org/dc/terms/',
  eli: 'http://data.europa.eu/eli/ontology#',
  foaf: 'http://xmlns.com/foaf/0.1/',
  owl: 'http://www.w3.org/2002/07/owl#',
  prov: 'http://www.w3.org/ns/prov#',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
}

const DUTCH = 'http://publications.europa.eu/resource/authority/language/NLD'

/**
 * A decision as JSON-LD, with the terms of Besluit (OSLO, http://data.vlaanderen.be/ns/besluit#) and ELI (Council conclusions 2012/C 325/02) where
 * these say the same: the decision, the body that took it, and the treatment from which it came with the votes.
 * What they have no term for, such as options and dissent, is in the JSON that `dct:hasFormat` names.
 */
export function writeLinkedDecision(decision: OpenDecision): object {
  const { url, organisation, votes } = decision
  const body = `${url}#orgaan`
  return {
    '@context': CONTEXT,
    '@graph': [
      {
        '@id': url,
        // What is decided, and the text of it in one language: `eli:title` and `eli:language` are of a text.
        '@type': ['besluit:Besluit', 'eli:LegalResource', 'eli:LegalExpression'],
        'eli:id_local': decision.id,
        // Not `eli:version`: that is one of a list of states, such as in force.
        'owl:versionInfo': String(decision.version),
        'eli:title': dutch(decision.title),
        'eli:description': dutch(decision.question),
        'besluit:motivering': dutch(decision.reasons),
        'eli:date_document': day(decision.decidedOn),
        'eli:date_publication': day(decision.publishedAt.slice(0, 10)),
        'eli:in_force': { '@id': `eli:InForce-${decision.holds ? 'inForce' : 'notInForce'}` },
        'eli:passed_by': { '@id': body },
        'eli:language': { '@id': DUTCH },
        'dct:publisher': { '@id': organisation.tooi ?? organisation.url },
        'dct:modified': moment(decision.updatedAt),
        'dct:hasFormat': { '@id': decision.data },
        ...(decision.replaces === null ? {} : { 'eli:repeals': { '@id': decision.replaces } }),
        'prov:wasGeneratedBy': { '@id': `${url}#behandeling` },
      },
      {
        '@id': body,
        '@type': 'besluit:Bestuursorgaan',
        'skos:prefLabel': dutch(votes?.body ?? decision.function),
        'besluit:bestuurt': { '@id': organisation.tooi ?? organisation.url },
      },
      {
        '@id': organisation.tooi ?? organisation.url,
        '@type': 'besluit:Bestuurseenheid',
        'skos:prefLabel': dutch(organisation.name),
        'foaf:page': { '@id': organisation.url },
      },
      {
        '@id': `${url}#behandeling`,
        '@type': 'besluit:BehandelingVanAgendapunt',
        'dct:subject': { '@id': `${url}#agendapunt` },
        'besluit:openbaar': { '@value': 'true', '@type': 'xsd:boolean' },
        'prov:generated': { '@id': url },
        'prov:endedAtTime': moment(decision.signedAt),
        ...(votes === null ? {} : { 'besluit:heeftStemming': { '@id': `${url}#stemming` } }),
      },
      {
        '@id': `${url}#agendapunt`,
        '@type': 'besluit:Agendapunt',
        'dct:title': dutch(decision.question),
      },
      ...(votes === null
        ? []
        : [
            {
              '@id': `${url}#stemming`,
              '@type': 'besluit:Stemming',
              'besluit:onderwerp': dutch(decision.title),
              'besluit:aantalVoorstanders': votes.for,
              'besluit:aantalTegenstanders': votes.against,
              'besluit:aantalOnthouders': votes.abstained,
              'besluit:geheim': { '@value': 'false', '@type': 'xsd:boolean' },
            },
          ]),
    ],
  }
}

const dutch = (text: string) => ({ '@value': text, '@language': 'nl' })
const day = (date: string) => ({ '@value': date, '@type': 'xsd:date' })
const moment = (at: string) => ({ '@value': at, '@type': 'xsd:dateTime' })
