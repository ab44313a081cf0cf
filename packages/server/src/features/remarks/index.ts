/** The door of remarks: what people say of measurements, moments and areas. */
export { createRemarksSlice } from './slice.ts'
export { listPublicRemarks, listRemarkWriters, readRemarkAddresses } from './store/cited.ts'
export { findTargets as findRemarkTargets } from './store/targets.ts'
