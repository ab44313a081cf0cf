export { readBase64, sameBytes, writeBase64, writeHex } from './bytes.ts'
export {
  type Checkpoint,
  type Cosigned,
  cosign,
  listSilent,
  readCheckpoint,
  type SignedCheckpoint,
  verifyCosignatures,
  writeCheckpoint,
} from './checkpoint.ts'
export { type Cryptography, fromSubtle, type Sha256, type SignEd25519 } from './cryptography.ts'
export {
  commitTo,
  type Disclosure,
  ENTRY_KINDS,
  type Entry,
  type EntryKind,
  ERASABLE_KINDS,
  hashEntry,
  type KeyPeriod,
  type ProofExtra,
  type Publication,
  readKeyPeriods,
  readPayload,
  readProofExtra,
  SALT_BYTES,
  writeEntry,
  writePayload,
  writeProofExtra,
} from './entry.ts'
export type { Fault } from './fault.ts'
export { followKeys, isSignedInTime } from './key-chain.ts'
export {
  DISCLOSURES,
  EXPORT_FORMAT,
  type ExportHead,
  type ExportLine,
  type ExportPart,
  readExportLine,
  type Unregistered,
} from './log-export.ts'
export {
  HASH_BYTES,
  makeProof,
  planConsistency,
  planInclusion,
  verifyConsistency,
} from './merkle.ts'
export {
  makeNoteKey,
  type NoteKey,
  readSignatures,
  readVerifierKey,
  signText,
  verifyNote,
  writeNote,
  writeSignature,
  writeVerifierKey,
} from './note.ts'
export { PROOF_EXTENSION, type ProofFile, readProofFile, writeProofFile } from './proof-file.ts'
export {
  asPublished,
  BLACKED_OUT,
  blackOut,
  blackOutSlug,
  countBlackedOut,
  countCharacters,
  isBlackedOut,
  listAlike,
  REDACTION_GROUNDS,
  type Redaction,
  readRedaction,
  replaceHashes,
} from './redaction.ts'
export {
  appendLeaves,
  type Edge,
  listEdge,
  listTilesOf,
  readNodesFrom,
  readTilePath,
  rootOfEdge,
  TILE_WIDTH,
  type TileAt,
  writeBundle,
  writeTilePath,
} from './tiles.ts'
export { type LogReport, verifyLog } from './verify-log.ts'
export { holds, type ProofReport, saysErased, verifyProof } from './verify-proof.ts'
export { type AddCheckpoint, readAddCheckpoint, SIZE_MEDIA_TYPE, writeAddCheckpoint } from './witness.ts'
