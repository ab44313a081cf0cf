/** The door of the ledger: what was published, in a log that nobody can rewrite unseen. */
export { enterInLedger, enterPublished, enterWithdrawal, eraseFromLedger } from './enter.ts'
export { createLedgerSlice } from './slice.ts'
export { hasRefs, type LedgerSource, type PublishedRef, type PublishedText } from './source.ts'
