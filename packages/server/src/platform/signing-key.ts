import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomUUID,
} from 'node:crypto'
import { openSecret, sealSecret } from './secret-box.ts'

/** A key of Ed25519 as it is stored: the 32 bytes of its public half, and its private half encrypted with the operator's secret. */
export type SigningKey = { id: string; publicKey: Buffer; sealed: Buffer }

/** A key with which this installation signs. */
export type Signer = { id: string; privateKey: KeyObject }

/** Makes a key, to be stored. */
export function makeSigningKey(secret: string): { stored: SigningKey; signer: Signer } {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const id = randomUUID()
  const sealed = sealSecret(secret, id, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString())
  const { x = '' } = publicKey.export({ format: 'jwk' })
  return { stored: { id, publicKey: Buffer.from(x, 'base64url'), sealed }, signer: { id, privateKey } }
}

/** @returns undefined when it was sealed with another secret */
export function openSigningKey(secret: string, { id, sealed }: SigningKey): Signer | undefined {
  const opened = openSecret(secret, id, sealed)
  return opened === undefined ? undefined : { id, privateKey: createPrivateKey(opened) }
}

/** The public half of a key of Ed25519 from its 32 bytes, to check with. */
export function publicKeyFrom(bytes: Uint8Array): KeyObject {
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(bytes).toString('base64url') }
  return createPublicKey({ key: jwk, format: 'jwk' })
}
