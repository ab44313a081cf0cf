/** The door of parties: organisations, people, roles, mandates, and who asks. */
export { createAccount, type NewAccount } from './accounts/create-account.ts'
export type { MandateAnswer, MandateShortfall } from './rules/mandates.ts'
export {
  MANDATE_FIELDS,
  type Mandate,
  type MandateField,
  ORGANISATION_KINDS,
  type OrganisationKind,
} from './schema.ts'
export { createPartiesSlice, type PartiesSlice } from './slice.ts'
export { checkMandate, createMandate } from './store/mandates.ts'
export {
  createOrganisation,
  findOrganisation,
  listOrganisationsByIds,
} from './store/organisations.ts'
export { createToken, type NewToken } from './store/tokens.ts'
