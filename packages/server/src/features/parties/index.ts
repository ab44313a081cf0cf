/** The door of parties: organisations, people, roles, mandates, and who asks. */
export { createOrganisation } from './organisations/store.ts'
export { createPartiesSlice, type PartiesSlice } from './slice.ts'
export { createToken } from './tokens/store.ts'
