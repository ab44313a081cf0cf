import type { Bilingual } from '../language/index.ts'

/** The Data Privacy Vocabulary (DPV) 2.3, and its extension for the GDPR. */
export const DPV = 'https://w3id.org/dpv#'
const GDPR = 'https://w3id.org/dpv/legal/eu/gdpr#'

/** Art. 6(1)(a) GDPR: the data subject has given consent. */
export const LEGAL_BASIS = `${GDPR}A6-1-a`
/** Art. 7(3) GDPR: consent can be withdrawn at any time. */
export const RIGHT_TO_WITHDRAW = `${GDPR}A7-3`

/** In which state a consent can be, in the terms of DPV; `valid` says whether data may be processed on it. */
export const CONSENT_STATUSES = {
  ConsentGiven: { valid: true, label: { nl: 'toestemming gegeven', en: 'consent given' } },
  RenewedConsentGiven: {
    valid: true,
    label: { nl: 'opnieuw toestemming gegeven', en: 'consent given again' },
  },
  ConsentRefused: { valid: false, label: { nl: 'geen toestemming gegeven', en: 'consent refused' } },
  ConsentWithdrawn: { valid: false, label: { nl: 'toestemming ingetrokken', en: 'consent withdrawn' } },
  ConsentExpired: { valid: false, label: { nl: 'toestemming verlopen', en: 'consent expired' } },
  ConsentInvalidated: {
    valid: false,
    label: {
      nl: 'toestemming vervallen, omdat de uitleg is veranderd',
      en: 'consent ended, because the notice changed',
    },
  },
} as const satisfies Record<string, { valid: boolean; label: Bilingual }>

export type ConsentStatus = keyof typeof CONSENT_STATUSES
export const CONSENT_STATUS_NAMES = Object.keys(CONSENT_STATUSES) as readonly ConsentStatus[]

/**
 * Purposes of DPV for which a municipality asks consent, each with the term above it. A purpose that is a challenge has an
 * address of its own instead.
 */
export const PURPOSES = {
  PublicPolicyMaking: {
    broader: 'PublicBenefit',
    label: { nl: 'beleid maken', en: 'making public policy' },
  },
  CombatClimateChange: {
    broader: 'PublicBenefit',
    label: { nl: 'klimaatverandering tegengaan', en: 'combating climate change' },
  },
  ImprovePublicServices: {
    broader: 'PublicBenefit',
    label: { nl: 'publieke diensten verbeteren', en: 'improving public services' },
  },
  ImproveTransportMobility: {
    broader: 'PublicBenefit',
    label: { nl: 'verkeer en vervoer verbeteren', en: 'improving transport and mobility' },
  },
  ImproveHealthcare: {
    broader: 'PublicBenefit',
    label: { nl: 'de zorg verbeteren', en: 'improving healthcare' },
  },
  ProvideOfficialStatistics: {
    broader: 'PublicBenefit',
    label: { nl: 'officiële statistiek maken', en: 'providing official statistics' },
  },
  ProtectionOfPublicSecurity: {
    broader: 'PublicBenefit',
    label: { nl: 'de openbare veiligheid beschermen', en: 'protecting public security' },
  },
  DataAltruism: {
    broader: 'PublicBenefit',
    label: { nl: 'gegevens delen voor het algemeen belang', en: 'sharing data for the general interest' },
  },
  PublicBenefit: { broader: 'Purpose', label: { nl: 'algemeen belang', en: 'public benefit' } },
  AcademicResearch: {
    broader: 'ResearchAndDevelopment',
    label: { nl: 'onderzoek aan een universiteit of hogeschool', en: 'academic research' },
  },
  ScientificResearch: {
    broader: 'ResearchAndDevelopment',
    label: { nl: 'wetenschappelijk onderzoek', en: 'scientific research' },
  },
  NonCommercialResearch: {
    broader: 'ResearchAndDevelopment',
    label: { nl: 'onderzoek zonder winstdoel', en: 'non-commercial research' },
  },
} as const satisfies Record<string, { broader: string; label: Bilingual }>

export type PurposeName = keyof typeof PURPOSES

/** Is this the address of a term of {@link PURPOSES}? */
export function isListedPurpose(iri: string): boolean {
  return iri.startsWith(DPV) && Object.hasOwn(PURPOSES, iri.slice(DPV.length))
}
