import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hash,
  type KeyObject,
  randomUUID,
} from 'node:crypto'
import { writeMultikey } from '@samenspel/standards/consent'
import type { Clock } from '../../../platform/clock.ts'
import type { Db } from '../../../platform/database/connect.ts'
import { openSecret, sealSecret } from '../../../platform/secret-box.ts'
import { insertKey, listKeys, lockKeys, type SigningKey } from '../store/keys.ts'

/** A key with which this installation signs. */
export type Signer = { id: string; privateKey: KeyObject }

/**
 * The newest key that the secret opens; made when there is none, as at the first start or after the operator changed the secret.
 * Keys from before stay known, so that what they signed can still be checked.
 */
export async function findOrCreateSigner(db: Db, secret: string, clock: Clock): Promise<Signer> {
  return db.transaction().execute(async (transaction) => {
    await lockKeys(transaction)
    for (const key of await listKeys(transaction)) {
      const opened = openSecret(secret, key.id, key.sealed)
      if (opened !== undefined) return { id: key.id, privateKey: createPrivateKey(opened) }
    }
    const { publicKey, privateKey } = generateKeyPairSync('ed25519')
    const id = randomUUID()
    const text = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
    const sealed = sealSecret(secret, id, text)
    await insertKey(transaction, { id, publicKey: rawKey(publicKey), sealed, createdAt: clock() })
    return { id, privateKey }
  })
}

/** The 32 bytes of a public key of Ed25519. */
function rawKey(key: KeyObject): Buffer {
  const { x = '' } = key.export({ format: 'jwk' })
  return Buffer.from(x, 'base64url')
}

/** The public half of a key, to check with. */
export function publicKeyOf({ publicKey }: Pick<SigningKey, 'publicKey'>): KeyObject {
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: publicKey.toString('base64url') }
  return createPublicKey({ key: jwk, format: 'jwk' })
}

/** The document in which W3C's Data Integrity looks for keys (Controlled Identifiers 1.0), newest first. */
export function describeKeys(address: string, keys: readonly SigningKey[]) {
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
