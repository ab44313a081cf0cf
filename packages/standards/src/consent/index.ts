export { writeBase58, writeMultikey } from './base58.ts'
export {
  type Proof,
  type ProofOptions,
  proofOptions,
  type ReadProof,
  readProof,
  textsToSign,
} from './proof.ts'
export { type ReceiptReading, readReceipt } from './read-receipt.ts'
export {
  type ConsentEvent,
  type ConsentReceipt,
  type ConsentTerms,
  consentTermsAt,
  FORMER_TERMS,
  type NamedParty,
  receiptContext,
  writeReceipt,
} from './receipt.ts'
export { CONSENT_TERMS, writeTermsJson, writeTermsTurtle } from './terms-document.ts'
export {
  CONSENT_STATUS_NAMES,
  CONSENT_STATUSES,
  type ConsentStatus,
  DPV,
  isListedPurpose,
  PURPOSES,
  type PurposeName,
} from './vocabulary.ts'
