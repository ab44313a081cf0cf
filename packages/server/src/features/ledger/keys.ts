/** The keys of the log: made at the first start, one after the other, and never removed. */
import { sign } from 'node:crypto'
import {
  type KeyPeriod,
  makeNoteKey,
  type NoteKey,
  type SignEd25519,
  writeVerifierKey,
} from '@samenspel/standards/transparency'
import type { Db } from '../../platform/database/connect.ts'
import { makeSigningKey, openSigningKey, type Signer } from '../../platform/signing-key.ts'
import { CRYPTOGRAPHY } from './cryptography.ts'
import { insertKey, type LedgerKey, listKeys, lockKeys } from './store/keys.ts'
import { startTree } from './store/tree.ts'

/** What it takes to sign: the operator's secret, the name to sign under, and the moment. */
export type Signing = { secret: string; origin: string; now: Date }

/** Signs with a key of this installation. */
export const signWith =
  ({ privateKey }: Signer): SignEd25519 =>
  (message) =>
    sign(null, message, privateKey)

/** The key as notes know it. */
export function asNoteKey(
  { name, publicKey }: Pick<LedgerKey, 'name' | 'publicKey'>,
  type: NoteKey['type'] = 'ed25519',
): Promise<NoteKey> {
  return makeNoteKey(CRYPTOGRAPHY.sha256, { name, type, publicKey })
}

/** The keys as the log tells of them; `from` is the size from which each signs. */
export function describePeriods(keys: readonly (LedgerKey & { fromSize: number })[]): Promise<KeyPeriod[]> {
  return Promise.all(
    keys.map(async (key) => ({
      key: writeVerifierKey(await asNoteKey(key)),
      from: key.fromSize,
      since: key.createdAt.toISOString(),
    })),
  )
}

/**
 * The key that waits to be entered: the newest, or none. An older one that never signed, because the secret changed before it could, is dead.
 */
export function findWaiting(keys: readonly LedgerKey[]): LedgerKey | undefined {
  const newest = keys.at(-1)
  return newest?.fromSize === null ? newest : undefined
}

/**
 * Makes the first key with the tree that it signs, and another when the secret does not open the one that signs: as after the operator changed it.
 * @param anew makes one anyway, unless one waits already: that is how a key is replaced
 */
export async function prepareLogKey(db: Db, signing: Signing, anew = false): Promise<void> {
  const { secret } = signing
  await db.transaction().execute(async (transaction) => {
    await lockKeys(transaction)
    await startTree(transaction)
    const newest = (await listKeys(transaction, 'log')).at(-1)
    const isUsable = newest !== undefined && openSigningKey(secret, newest) !== undefined
    if (isUsable && (!anew || newest.fromSize === null)) return
    const { stored } = makeSigningKey(secret)
    await insertKey(transaction, 'log', { ...stored, name: signing.origin, createdAt: signing.now })
  })
}

/** The key with which this installation witnesses; made when there is none that the secret opens. */
export async function findOrCreateWitnessKey(
  db: Db,
  { secret, origin, now }: Signing,
): Promise<{ key: NoteKey; signer: Signer }> {
  return db.transaction().execute(async (transaction) => {
    await lockKeys(transaction)
    for (const key of (await listKeys(transaction, 'witness')).reverse()) {
      const signer = openSigningKey(secret, key)
      if (signer) return { key: await asNoteKey(key, 'cosignature'), signer }
    }
    const { stored, signer } = makeSigningKey(secret)
    const name = `${origin}/witness`
    await insertKey(transaction, 'witness', { ...stored, name, createdAt: now })
    return { key: await asNoteKey({ ...stored, name }, 'cosignature'), signer }
  })
}
