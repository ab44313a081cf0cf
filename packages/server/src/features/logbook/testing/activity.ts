/** A processing activity as the register takes it. */
export const ACTIVITY = {
  name: 'Meetstations van inwoners',
  purpose: 'Meten hoe schoon de lucht in de buurt is',
  legalBasis: ['Consent'],
  dataSubjects: ['Citizen'],
  personalData: ['plaats van het meetstation', 'metingen'],
  operations: ['Store', 'Use'],
  recipients: [{ name: 'RIVM', legalRole: 'ThirdParty' }],
  retentionPeriod: 'P5Y',
  measures: [
    { measureType: 'Technical', measure: 'Plaats op 100 meter', assessment: 'https://example.org/dpia' },
  ],
  contact: 'privacy@example.org',
} as const
