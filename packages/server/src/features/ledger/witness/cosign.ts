/** What this installation does as a witness: C2SP tlog-witness, `add-checkpoint`. */
import {
  type AddCheckpoint,
  cosign,
  type NoteKey,
  readVerifierKey,
  sameBytes,
  verifyConsistency,
  verifyNote,
  writeNote,
  writeSignature,
} from '@samenspel/standards/transparency'
import type { Db } from '../../../platform/database/connect.ts'
import type { Signer } from '../../../platform/signing-key.ts'
import { CRYPTOGRAPHY } from '../cryptography.ts'
import { signWith } from '../keys.ts'
import { lockWitnessed, storeWitnessed } from '../store/witness.ts'

/** What a witness answers: a cosignature; the size that it has, when it is another than was thought; or nothing but the status. */
export type WitnessAnswer =
  | { status: 200; line: string }
  | { status: 409; size: number }
  | { status: 400 | 403 | 404 | 422 }

/** Whether a log is known, and signed the checkpoint. A log may have more keys: the older ones of before it changed them. */
export async function checkLog(
  { checkpoint }: AddCheckpoint,
  logs: readonly string[],
): Promise<{ status: 403 | 404 } | undefined> {
  const keys = await Promise.all(logs.map((key) => readVerifierKey(CRYPTOGRAPHY.sha256, key)))
  const own = keys.filter((key): key is NoteKey => key?.name === checkpoint.origin)
  if (own.length === 0) return { status: 404 }
  const signed = await verifyNote(CRYPTOGRAPHY, checkpoint.note, own)
  return signed.length === 0 ? { status: 403 } : undefined
}

/**
 * Cosigns a checkpoint that goes on from the last one that was cosigned here, and remembers it before that is told. The log is known
 * and signed it.
 */
export async function cosignCheckpoint(
  db: Db,
  { oldSize, proof, checkpoint }: AddCheckpoint,
  { key, signer, logs, now }: { key: NoteKey; signer: Signer; logs: readonly string[]; now: Date },
): Promise<WitnessAnswer> {
  const { origin, size, root, note } = checkpoint
  if (oldSize > size) return { status: 400 }
  return db.transaction().execute(async (transaction): Promise<WitnessAnswer> => {
    const last = await lockWitnessed(transaction, origin)
    if (last.size !== oldSize) return { status: 409, size: last.size }
    if (last.size === 0 && proof.length > 0) return { status: 422 }
    const before = { size: last.size, root: last.root ?? (await emptyRoot()) }
    if (size === 0 && !sameBytes(root, await emptyRoot())) return { status: 422 }
    // C2SP tlog-witness: the same size with another root is a conflict.
    if (size === last.size && size > 0 && !sameBytes(root, before.root)) return { status: 409, size }
    if (!(await verifyConsistency(CRYPTOGRAPHY.sha256, before, { size, root }, proof))) return { status: 422 }
    const line = await cosign(key, signWith(signer), checkpoint, Math.floor(now.getTime() / 1000))
    const kept = await keepOwnSignatures(note, logs, origin)
    await storeWitnessed(transaction, {
      origin,
      size,
      root,
      note: writeNote(note.text, [...kept, line]),
      at: now,
    })
    return { status: 200, line }
  })
}

async function emptyRoot(): Promise<Uint8Array> {
  return CRYPTOGRAPHY.sha256(new Uint8Array())
}

/** Of the signatures only those of the log: others could be of anyone. */
async function keepOwnSignatures(
  note: AddCheckpoint['checkpoint']['note'],
  logs: readonly string[],
  origin: string,
): Promise<string[]> {
  const keys = await Promise.all(logs.map((key) => readVerifierKey(CRYPTOGRAPHY.sha256, key)))
  const own = keys.filter((key): key is NoteKey => key?.name === origin)
  return note.signatures
    .filter(({ name, keyId }) => own.some((key) => key.name === name && sameBytes(key.id, keyId)))
    .map(writeSignature)
}
