/** The door of consent: what residents said yes to. Other slices compile `consent.v_consent(at)` into their SQL. */
export { type ConsentInForce, findConsent } from './in-force.ts'
export { createConsentSlice } from './slice.ts'
