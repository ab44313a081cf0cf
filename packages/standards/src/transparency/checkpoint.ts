/** Checkpoints, which say how large a log is and what its root is, and cosignatures of who saw it: C2SP tlog-checkpoint and tlog-cosignature. */
import { joinBytes, readBase64, readSize, textToBytes, writeBase64 } from './bytes.ts'
import type { Cryptography, SignEd25519 } from './cryptography.ts'
import { HASH_BYTES } from './merkle.ts'
import { type Note, type NoteKey, readNote, signaturesOf, writeSignature } from './note.ts'

/** A log at a size. */
export type Checkpoint = { origin: string; size: number; root: Uint8Array }

/** A checkpoint as it was read, with the note around it. */
export type SignedCheckpoint = Checkpoint & { note: Note }

/** The text that a log signs. */
export function writeCheckpoint({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${writeBase64(root)}\n`
}

/** Reads a signed checkpoint; extension lines are left alone. @returns undefined when it is none */
export function readCheckpoint(text: string): SignedCheckpoint | undefined {
  const note = readNote(text)
  if (!note) return undefined
  const [origin = '', written = '', encoded = '', ...rest] = note.text.split('\n')
  const size = readSize(written)
  const root = readBase64(encoded)
  // What comes after the last newline is nothing.
  if (rest.pop() !== '' || rest.includes('')) return undefined
  if (origin === '' || size === undefined || root?.length !== HASH_BYTES) return undefined
  return { origin, size, root, note }
}

/** Says as a witness that one saw a checkpoint. @param at seconds since 1970 @returns the line to write below it */
export async function cosign(
  key: NoteKey,
  sign: SignEd25519,
  { note }: SignedCheckpoint,
  at: number,
): Promise<string> {
  const stamp = new Uint8Array(8)
  new DataView(stamp.buffer).setBigUint64(0, BigInt(at))
  const bytes = joinBytes(stamp, await sign(cosignedMessage(note, BigInt(at))))
  return writeSignature({ name: key.name, keyId: key.id, bytes })
}

/** A witness that saw a checkpoint, and when: seconds since 1970. */
export type Cosigned = { key: NoteKey; at: number }

/** Which of these witnesses cosigned a checkpoint. A cosignature that is not of the key it names does not count. */
export async function verifyCosignatures(
  { verify }: Cryptography,
  note: Note,
  keys: readonly NoteKey[],
): Promise<Cosigned[]> {
  const cosigned: Cosigned[] = []
  for (const key of keys.filter(({ type }) => type === 'cosignature')) {
    for (const { bytes } of signaturesOf(note, key)) {
      if (bytes.length !== 72) continue
      const at = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0)
      if (at > BigInt(Number.MAX_SAFE_INTEGER)) continue
      if (!(await verify(key.publicKey, cosignedMessage(note, at), bytes.subarray(8)))) continue
      cosigned.push({ key, at: Number(at) })
      break
    }
  }
  return cosigned
}

/** The witnesses among these keys that did not cosign. */
export function listSilent(cosigned: readonly Cosigned[], keys: readonly NoteKey[]): NoteKey[] {
  return keys.filter((key) => key.type === 'cosignature' && !cosigned.some((each) => each.key === key))
}

function cosignedMessage({ text }: Note, at: bigint): Uint8Array {
  return textToBytes(`cosignature/v1\ntime ${at}\n${text}`)
}
