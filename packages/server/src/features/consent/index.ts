/** The door of consent: what residents said yes to. Other slices compile `consent.v_consent(at)` into their SQL. */
export { findConsent } from './in-force.ts'
export { createConsentSlice } from './slice.ts'
export { listConsentedDays } from './store/choices.ts'
export { listNoticePurposes, listPublishedNotices } from './store/notices.ts'
