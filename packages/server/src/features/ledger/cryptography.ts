import { hash, verify } from 'node:crypto'
import type { Cryptography } from '@samenspel/standards/transparency'
import { publicKeyFrom } from '../../platform/signing-key.ts'

/** The cryptography of Node.js, for the rules of transparency logs. */
export const CRYPTOGRAPHY: Cryptography = {
  sha256: (data) => hash('sha256', data, 'buffer'),
  verify: (publicKey, message, signature) => verify(null, message, publicKeyFrom(publicKey), signature),
}
