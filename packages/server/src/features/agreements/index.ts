/** The door of agreements: who works together on a challenge, and what data may be used by whom, for what, until when. */
export { type Grantee, grantedBy, isGranted, purposeKey } from './granted.ts'
export { listAgreementsInForce, listDutyStates } from './in-force.ts'
export { irisAt } from './iris.ts'
export { isNamedFor } from './named.ts'
export { planReading } from './planned.ts'
export type { Reading } from './rules/readings.ts'
export { createAgreementsSlice } from './slice.ts'
export { nameAgreements } from './store/agreements.ts'
