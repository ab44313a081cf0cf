/**
 * The register of processing activities (article 30 GDPR), in the words of DPV (https://w3id.org/dpv), and in the form of the API of the
 * Register van Verwerkingsactiviteiten, version 0.1. Lists are those of that API.
 */

export const LEGAL_BASES = [
  'Consent',
  'Contract',
  'DataTransferLegalBasis',
  'LegalObligation',
  'LegitimateInterest',
  'OfficialAuthorityOfController',
  'PublicInterest',
  'VitalInterest',
] as const

export const DATA_SUBJECTS = [
  'Adult',
  'Applicant',
  'Citizen',
  'Consumer',
  'Customer',
  'DataSubject',
  'Employee',
  'GuardianOfHuman',
  'Immigrant',
  'JobApplicant',
  'Member',
  'NonCitizen',
  'ParentOfHuman',
  'Participant',
  'Patient',
  'Student',
  'Subscriber',
  'Tourist',
  'User',
  'Visitor',
  'VulnerableHuman',
] as const

export const OPERATIONS = [
  'Copy',
  'Disclose',
  'Obtain',
  'Organise',
  'Remove',
  'Store',
  'Transfer',
  'Transform',
  'Use',
] as const

export const LEGAL_ROLES = [
  'DataController',
  'DataExporter',
  'DataImporter',
  'DataProcessor',
  'DataProtectionOfficer',
  'JointDataControllers',
  'ServiceConsumer',
  'ServiceProvider',
  'ThirdParty',
] as const

export const MEASURE_TYPES = ['Organisational', 'Technical'] as const

/** Who receives data, and in what role. */
export type Recipient = { name: string; legalRole: (typeof LEGAL_ROLES)[number] }

/** What is done to protect data; `assessment` is the address of an assessment of the risk. */
export type Measure = {
  measureType: (typeof MEASURE_TYPES)[number]
  measure: string
  assessment?: string | null
}

/** What is written down of a processing activity. */
export type ActivityContent = {
  name: string
  purpose: string
  legalBasis: (typeof LEGAL_BASES)[number][]
  dataSubjects: (typeof DATA_SUBJECTS)[number][]
  personalData: string[]
  operations: (typeof OPERATIONS)[number][]
  recipients: Recipient[]
  /** How long the data is kept, as a duration of ISO 8601. */
  retentionPeriod: string
  measures: Measure[]
}

/** A version of an activity in the form of the register's API. */
export function toRegisterVersion(content: ActivityContent, version: number, validFrom: string) {
  return {
    version,
    validFrom,
    name: content.name,
    purpose: content.purpose,
    legalBasis: content.legalBasis,
    dataSubjects: content.dataSubjects,
    personalData: { categories: content.personalData, retentionPeriod: content.retentionPeriod },
    processingOptions: content.operations,
    recipients: content.recipients.map(({ name, legalRole }) => ({ name, legalRole })),
    measures: content.measures.map(({ measureType, measure, assessment }) => ({
      measureType,
      measure,
      risks: assessment ? [{ assessment }] : [],
    })),
  }
}
