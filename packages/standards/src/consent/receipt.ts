import type { Iri, PlacePrecision, TimePrecision } from '../odrl/index.ts'
import { type ConsentStatus, DPV, LEGAL_BASIS, RIGHT_TO_WITHDRAW } from './vocabulary.ts'

/** The standard of which a receipt has the parts, as it says itself. */
export const SCHEMA_VERSION = 'ISO/IEC TS 27560:2023'

/** Where an installation explains the terms of its own in a receipt, for which DPV has no word. */
export const consentTermsAt = (publicUrl: string): Iri => `${publicUrl}/ns/consent`
/** Where these terms were said to be in receipts that were signed before installations published them themselves. */
export const FORMER_TERMS = 'https://example.org/samenspel/ns/consent'

const iri = (id: string) => ({ '@id': id, '@type': '@id' })

/**
 * The context of a receipt, written out in it: whoever reads one needs nothing from the network, today or in ten years. A receipt
 * with another context is refused, as its words could mean something else.
 * @param terms where its own terms are explained, see {@link consentTermsAt}
 */
export const receiptContext = (terms: Iri) => ({ ...CONTEXT, own: `${terms}#` })

const CONTEXT = {
  '@version': 1.1,
  dpv: DPV,
  dct: 'http://purl.org/dc/terms/',
  dcat: 'http://www.w3.org/ns/dcat#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  sec: 'https://w3id.org/security#',
  ConsentReceipt: 'dpv:ConsentReceipt',
  DataController: 'dpv:DataController',
  Process: 'dpv:Process',
  StorageDuration: 'dpv:StorageDuration',
  ConsentNotice: 'dpv:ConsentNotice',
  Consent: 'dpv:Consent',
  schemaVersion: 'dct:conformsTo',
  identifier: iri('dct:identifier'),
  issued: { '@id': 'dct:issued', '@type': 'xsd:dateTime' },
  dataSubject: iri('dpv:hasDataSubject'),
  controller: 'dpv:hasDataController',
  name: 'dpv:hasName',
  contact: 'dpv:hasContact',
  process: 'dpv:hasProcess',
  purpose: iri('dpv:hasPurpose'),
  legalBasis: iri('dpv:hasLegalBasis'),
  personalData: iri('dpv:hasPersonalData'),
  recipients: { '@id': 'dpv:hasRecipient', '@container': '@set' },
  storage: 'dpv:hasStorageCondition',
  duration: { '@id': 'dpv:hasDuration', '@type': 'xsd:duration' },
  right: iri('dpv:hasRight'),
  notice: 'dpv:hasNotice',
  version: 'dcat:version',
  language: 'dct:language',
  consent: 'own:consent',
  place: 'own:place',
  time: 'own:time',
  inGroups: 'own:inGroups',
  validUntil: { '@id': 'dct:valid', '@type': 'xsd:dateTime' },
  events: { '@id': 'dpv:hasRecordOfActivity', '@container': '@list' },
  status: iri('dpv:hasConsentStatus'),
  at: { '@id': 'dpv:isIndicatedAtTime', '@type': 'xsd:dateTime' },
  by: iri('dpv:isIndicatedBy'),
  proof: { '@id': 'sec:proof', '@type': '@id', '@container': '@graph' },
} as const

/** A party by its address, with the name that it had. */
export interface NamedParty {
  readonly id: Iri
  readonly name: string
}

/** To what someone said yes. */
export interface ConsentTerms {
  readonly place: PlacePrecision
  readonly time: TimePrecision
  /** Whether the data counts in figures about groups. */
  readonly inGroups: boolean
  /** RFC 3339; null when the consent has no end. */
  readonly until: string | null
}

/** One thing that happened to a consent; `by` is the data subject or the controller. */
export interface ConsentEvent {
  readonly status: ConsentStatus
  readonly at: string
  readonly by: Iri
}

/** What a resident takes home of a choice: all that was said and chosen. */
export interface ConsentReceipt {
  readonly id: Iri
  /** The record of which this is a receipt. */
  readonly record: Iri
  readonly issued: string
  readonly dataSubject: Iri
  readonly controller: NamedParty & { readonly contact: string }
  readonly purpose: Iri
  readonly dataset: Iri
  readonly recipients: readonly NamedParty[]
  /** Days that the data is kept; null when without end. */
  readonly storageDays: number | null
  readonly notice: { readonly id: Iri; readonly version: number; readonly language: 'nl' | 'en' }
  /** Oldest first, at least one; the last one is the choice itself. */
  readonly events: readonly ConsentEvent[]
  /** Null when there is no consent. */
  readonly terms: ConsentTerms | null
}

/**
 * The JSON-LD of a receipt, not yet signed; read again it is the same receipt.
 * @param terms where its own terms are explained, see {@link consentTermsAt}
 */
export function writeReceipt(receipt: ConsentReceipt, terms: Iri): Record<string, unknown> {
  const { notice, controller, storageDays } = receipt
  return {
    '@context': receiptContext(terms),
    '@id': receipt.id,
    '@type': 'ConsentReceipt',
    schemaVersion: SCHEMA_VERSION,
    identifier: receipt.record,
    issued: receipt.issued,
    dataSubject: receipt.dataSubject,
    controller: writeParty(controller, { '@type': 'DataController', contact: controller.contact }),
    process: {
      '@type': 'Process',
      purpose: receipt.purpose,
      legalBasis: LEGAL_BASIS,
      personalData: receipt.dataset,
      recipients: receipt.recipients.map((party) => writeParty(party)),
      ...(storageDays !== null && { storage: { '@type': 'StorageDuration', duration: `P${storageDays}D` } }),
      right: RIGHT_TO_WITHDRAW,
    },
    notice: {
      '@id': notice.id,
      '@type': 'ConsentNotice',
      version: String(notice.version),
      language: notice.language,
    },
    ...(receipt.terms && { consent: writeTerms(receipt.terms) }),
    events: receipt.events.map(({ status, at, by }) => ({ status: `${DPV}${status}`, at, by })),
  }
}

function writeParty({ id, name }: NamedParty, more: object = {}) {
  return { '@id': id, name, ...more }
}

function writeTerms({ place, time, inGroups, until }: ConsentTerms) {
  return { '@type': 'Consent', place, time, inGroups, ...(until !== null && { validUntil: until }) }
}
