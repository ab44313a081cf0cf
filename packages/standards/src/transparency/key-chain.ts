/** Which keys of a ledger to believe for which size: each new one is entered in the log, under a checkpoint that the one before signs too. */
import { readCheckpoint } from './checkpoint.ts'
import type { Cryptography } from './cryptography.ts'
import { type KeyPeriod, readKeyPeriods, readPayload } from './entry.ts'
import { type NoteKey, readVerifierKey, verifyNote } from './note.ts'

/** A key with the sizes of the log that it signs: from and until, both included. */
export type TrustedKey = { key: NoteKey; from: number; until: number }

/** An entry of kind `keys`: its index, its text, and the checkpoint that was signed when it was the last one. */
export type KeysEntry = { index: number; payload: string; checkpoint: string | undefined }

/**
 * The keys to believe, and which entries bring a key that no believed key vouches for.
 * @param given the keys that one trusts already; without, the first key of the log is taken at its word
 */
export async function followKeys(
  cryptography: Cryptography,
  origin: string,
  entries: readonly KeysEntry[],
  given: readonly NoteKey[],
): Promise<{ keys: TrustedKey[]; unvouched: number[] }> {
  const trusted = new Map(given.map((key) => [textOf(key), key]))
  const unvouched: number[] = []
  let periods: KeyPeriod[] = []
  for (const { index, payload, checkpoint } of entries) {
    const read = readKeyPeriods(readPayload(payload)?.text ?? {})
    if (!read) continue
    periods = read
    const added = await readKeys(
      cryptography,
      origin,
      read.filter(({ from }) => from === index + 1),
    )
    const isVouched = await isSignedByOne(cryptography, checkpoint, [...trusted.values()])
    const isTaken = isVouched || (trusted.size === 0 && index === 0)
    if (isTaken) for (const key of added) trusted.set(textOf(key), key)
    else if (added.some((key) => !trusted.has(textOf(key)))) unvouched.push(index)
  }
  const keys: TrustedKey[] = []
  for (const [at, { from, key }] of periods.entries()) {
    const [read] = await readKeys(cryptography, origin, [{ key }])
    // The checkpoint with which the next key enters is signed by both.
    const until = periods[at + 1]?.from ?? Number.MAX_SAFE_INTEGER
    if (read && trusted.has(textOf(read))) keys.push({ key: read, from, until })
  }
  const known = new Set(keys.map(({ key }) => textOf(key)))
  for (const [text, key] of trusted)
    if (!known.has(text)) keys.push({ key, from: 0, until: Number.MAX_SAFE_INTEGER })
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

const textOf = ({ name, id, publicKey }: NoteKey) => `${name} ${id.join()} ${publicKey.join()}`
