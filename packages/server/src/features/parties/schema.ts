/** What an organisation can be. */
export const ORGANISATION_KINDS = [
  'municipality',
  'department',
  'water-board',
  'company',
  'residents-group',
  'knowledge-institution',
  'other',
] as const

export type OrganisationKind = (typeof ORGANISATION_KINDS)[number]
