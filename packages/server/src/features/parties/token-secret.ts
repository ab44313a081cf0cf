import { hash, randomBytes, timingSafeEqual } from 'node:crypto'

const PREFIX = 'ssp_'
const BYTES = 32

/** A new secret: 32 random bytes as base64url, with a prefix by which leaked ones can be found. */
export function createSecret(): string {
  return PREFIX + randomBytes(BYTES).toString('base64url')
}

/** The SHA-256 under which a secret is stored. The secret is random, so it needs no salt or slow hash. */
export function hashSecret(secret: string): Buffer {
  return hash('sha256', secret, 'buffer')
}

/** Compares two hashes in a time that does not depend on where they differ. */
export function sameHash(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && timingSafeEqual(left, right)
}
