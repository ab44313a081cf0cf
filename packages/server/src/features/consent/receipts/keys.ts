import { hash } from 'node:crypto'
import { writeMultikey } from '@samenspel/standards/consent'
import type { Clock } from '../../../platform/clock.ts'
import type { Db } from '../../../platform/database/connect.ts'
import { makeSigningKey, openSigningKey, type Signer } from '../../../platform/signing-key.ts'
import { insertKey, listKeys, lockKeys, type ReceiptKey } from '../store/keys.ts'

/**
 * The newest key that the secret opens; made when there is none, as at the first start or after the operator changed the secret.
 * Keys from before stay known, so that what they signed can still be checked.
 */
export async function findOrCreateSigner(db: Db, secret: string, clock: Clock): Promise<Signer> {
  return db.transaction().execute(async (transaction) => {
    await lockKeys(transaction)
    for (const key of await listKeys(transaction)) {
      const signer = openSigningKey(secret, key)
      if (signer) return signer
    }
    const { stored, signer } = makeSigningKey(secret)
    await insertKey(transaction, { ...stored, createdAt: clock() })
    return signer
  })
}

/** The document in which W3C's Data Integrity looks for keys (Controlled Identifiers 1.0), newest first. */
export function describeKeys(address: string, keys: readonly ReceiptKey[]) {
  return {
    '@context': 'https://www.w3.org/ns/cid/v1' as const,
    id: address,
    verificationMethod: keys.map(({ id, publicKey, createdAt }) => ({
      id: `${address}#${id}`,
      type: 'Multikey' as const,
      controller: address,
      publicKeyMultibase: writeMultikey(publicKey),
      created: createdAt.toISOString(),
    })),
    assertionMethod: keys.map(({ id }) => `${address}#${id}`),
  }
}

/** The bytes over which a signature goes: the SHA-256 of each text, one after the other. */
export function hashTexts(texts: readonly string[]): Buffer {
  return Buffer.concat(texts.map((text) => hash('sha256', text, 'buffer')))
}
