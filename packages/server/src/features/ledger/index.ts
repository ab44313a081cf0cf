/** The door of the ledger: what was published, in a log that nobody can rewrite unseen. */
export { enterInLedger, enterPublished, eraseFromLedger } from './enter.ts'
export { createLedgerSlice } from './slice.ts'
export { momentIn, sourceFrom, WITH_REASON } from './source.ts'
export { wordsIn } from './words.ts'
