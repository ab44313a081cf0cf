/** Which keys of a ledger to believe for which size: each new one is entered in the log, under a checkpoint that the one before signs too. */
import { sameBytes } from './bytes.ts'
import { readCheckpoint } from './checkpoint.ts'
import type { Cryptography } from './cryptography.ts'
import { type KeyPeriod, readKeyPeriods, readPayload } from './entry.ts'
import { type NoteKey, readVerifierKey, verifyNote } from './note.ts'

/** A key with the sizes of the log that it signs: from and until, both included. */
export type TrustedKey = { key: NoteKey; from: number; until: number }

/** Until a next key comes. */
const FOR_GOOD = Number.MAX_SAFE_INTEGER

/** An entry of kind `keys`: its index, its text, and the checkpoint that was signed when it was the last one. */
export type KeysEntry = { index: number; payload: string; checkpoint: string | undefined }

/**
 * The keys to believe, and which entries bring a key that none in force vouches for. Vouched for is a key when the checkpoint with which it
 * enters is signed by one that is in force at that size, and by itself; from then on the one before is not in force any more, so that who
 * stole it vouches for nothing.
 * @param given the keys that one trusts already; without, the first key of the log is taken at its word
 */
export async function followKeys(
  cryptography: Cryptography,
  origin: string,
  entries: readonly KeysEntry[],
  given: readonly NoteKey[],
): Promise<{ keys: TrustedKey[]; unvouched: number[] }> {
  let keys: TrustedKey[] = given.map((key) => ({ key, from: 0, until: FOR_GOOD }))
  const unvouched: number[] = []
  for (const { index, payload, checkpoint } of entries) {
    const size = index + 1
    const periods = readKeyPeriods(readPayload(payload)?.text ?? {}) ?? []
    const added = await readKeys(
      cryptography,
      origin,
      periods.filter(({ from }) => from === size),
    )
    const isFirst = keys.length === 0 && index === 0
    const isVouched = isFirst || (await isSignedInTime(cryptography, checkpoint, keys))
    if (!isVouched) {
      // What came before the first key that one trusts is vouched for by the tree that this signed.
      const hasBegun = keys.some(({ from }) => from > 0)
      if (hasBegun && added.some((key) => !keys.some((known) => isSame(known.key, key))))
        unvouched.push(index)
      continue
    }
    const begun: NoteKey[] = []
    for (const key of added) if (await isSignedByOne(cryptography, checkpoint, [key])) begun.push(key)
    if (begun.length === 0) continue
    keys = [
      ...keys
        .filter((known) => !begun.some((key) => isSame(known.key, key)))
        // The checkpoint with which the next key enters is signed by both.
        .map((known) => (known.from === 0 ? known : { ...known, until: Math.min(known.until, size) })),
      ...begun.map((key) => ({ key, from: size, until: FOR_GOOD })),
    ]
  }
  return { keys, unvouched }
}

/** Whether a signed checkpoint is of one of these keys, in its time. */
export async function isSignedInTime(
  cryptography: Cryptography,
  checkpoint: string | undefined,
  keys: readonly TrustedKey[],
): Promise<boolean> {
  const size = checkpoint === undefined ? undefined : readCheckpoint(checkpoint)?.size
  if (size === undefined) return false
  const inTime = keys.filter(({ from, until }) => from <= size && size <= until)
  return isSignedByOne(
    cryptography,
    checkpoint,
    inTime.map(({ key }) => key),
  )
}

async function isSignedByOne(
  cryptography: Cryptography,
  checkpoint: string | undefined,
  keys: readonly NoteKey[],
): Promise<boolean> {
  const read = checkpoint === undefined ? undefined : readCheckpoint(checkpoint)
  if (!read) return false
  const ofLog = keys.filter(({ name }) => name === read.origin)
  return (await verifyNote(cryptography, read.note, ofLog)).length > 0
}

async function readKeys(
  { sha256 }: Cryptography,
  origin: string,
  periods: readonly Pick<KeyPeriod, 'key'>[],
): Promise<NoteKey[]> {
  const keys = await Promise.all(periods.map(({ key }) => readVerifierKey(sha256, key)))
  return keys.filter((key) => key !== undefined).filter(({ name }) => name === origin)
}

const isSame = (left: NoteKey, right: NoteKey) =>
  left.name === right.name && sameBytes(left.id, right.id) && sameBytes(left.publicKey, right.publicKey)
