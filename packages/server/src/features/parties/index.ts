/** The door of parties: organisations, people, roles, mandates, and who asks. */
export { createAccount } from './accounts/create-account.ts'
export { countDeed, countMessage, tryGuess } from './accounts/throttle.ts'
export { findNamedOrganisation, refuseOthersName } from './named.ts'
export { MANDATE_FIELDS, type Mandate, type PurposeChoice } from './schema.ts'
export { createPartiesSlice, type PartiesSlice } from './slice.ts'
export { findOrCreateSecret, holdAccount } from './store/accounts.ts'
export { checkMandate, findMandate } from './store/mandates.ts'
export { findMember, listAddresses, listMembershipsOf, listPersonNames } from './store/named-people.ts'
export {
  createOrganisation,
  findRunningOrganisation,
  listOrganisationsByIds,
  listOwnMunicipalities,
} from './store/organisations.ts'
export { findCorrespondent, listOwnPeople } from './store/people.ts'
export { listMandateIdsOf } from './store/personal-data.ts'
export { createToken, revokeSensorKeys } from './store/tokens.ts'
