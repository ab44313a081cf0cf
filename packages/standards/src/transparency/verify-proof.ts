/** Checks one entry of the ledger from its proof alone. */
import { sameBytes, writeBase64 } from './bytes.ts'
import { type Cosigned, verifyCosignatures } from './checkpoint.ts'
import type { Cryptography } from './cryptography.ts'
import { commitTo, type Disclosure, type Entry, hashEntry, type Publication, readPayload } from './entry.ts'
import { verifyInclusion } from './merkle.ts'
import { type NoteKey, verifyNote } from './note.ts'
import type { ProofFile } from './proof-file.ts'
import { readRedaction } from './redaction.ts'

/** What of a proof was found to be so. It holds when `isText` is not false, `isIncluded`, and `signedBy` has a key. */
export type ProofReport = {
  /** What was published; undefined when it was erased, or is no publication. */
  publication: Publication | undefined
  /** Whether the text is the one of the entry; undefined when it was erased. */
  isText: boolean | undefined
  /** Whether the log of the checkpoint has the entry at its index. */
  isIncluded: boolean
  /** Which of the keys that were given signed the checkpoint. */
  signedBy: NoteKey[]
  /** Which of them cosigned it. */
  cosignedBy: Cosigned[]
}

/** @param keys those that one trusts: of the log, and of witnesses */
export async function verifyProof(
  cryptography: Cryptography,
  { index, proof, checkpoint }: Omit<ProofFile, 'extra'>,
  { entry, disclosure }: { entry: Entry; disclosure: Disclosure | undefined },
  keys: readonly NoteKey[],
): Promise<ProofReport> {
  const { sha256 } = cryptography
  const publication = disclosure && readPayload(disclosure.payload)
  const commitment = disclosure && (await commitTo(sha256, disclosure))
  const leaf = await hashEntry(sha256, entry)
  const ofLog = keys.filter(({ name }) => name === checkpoint.origin)
  return {
    publication,
    isText: commitment && publication?.kind === entry.kind && sameBytes(commitment, entry.commitment),
    isIncluded: await verifyInclusion(
      sha256,
      { index, size: checkpoint.size, leaf, root: checkpoint.root },
      proof,
    ),
    signedBy: await verifyNote(cryptography, checkpoint.note, ofLog),
    cosignedBy: await verifyCosignatures(cryptography, checkpoint.note, keys),
  }
}

/**
 * Whether the text of an entry was erased because passages were blacked out: the report of a later entry of the same log says so, of this
 * entry by its hash.
 */
export function saysErased(
  later: Pick<ProofFile, 'index' | 'checkpoint'> & { report: ProofReport },
  { index, checkpoint, entry }: Pick<ProofFile, 'index' | 'checkpoint'> & { entry: Entry },
): boolean {
  const redaction = later.report.publication && readRedaction(later.report.publication)
  return (
    holds(later.report) &&
    redaction?.of.kind === entry.kind &&
    redaction.commitment === writeBase64(entry.commitment) &&
    later.index > index &&
    later.checkpoint.origin === checkpoint.origin
  )
}

/** Whether everything in a report is as it should be. */
export function holds({ isText, isIncluded, signedBy }: ProofReport): boolean {
  return isText !== false && isIncluded && signedBy.length > 0
}
