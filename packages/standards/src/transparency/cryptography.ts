/**
 * What these rules need of cryptography. The caller brings it: `node:crypto` answers at once, Web Crypto of a browser later.
 */
export type Sha256 = (data: Uint8Array) => Uint8Array | Promise<Uint8Array>

/** Ed25519 of RFC 8032: whether the signature of 64 bytes over the message is of this public key of 32 bytes. */
export type VerifyEd25519 = (
  publicKey: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
) => boolean | Promise<boolean>

/** Signs a message with a key that the caller holds: 64 bytes. */
export type SignEd25519 = (message: Uint8Array) => Uint8Array | Promise<Uint8Array>

/** What it takes to check. */
export type Cryptography = { sha256: Sha256; verify: VerifyEd25519 }

/** What is used of Web Crypto, which browsers and Node.js have as `crypto.subtle`. */
export type Subtle<Key> = {
  digest(algorithm: 'SHA-256', data: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer>
  importKey(
    format: 'raw',
    bytes: Uint8Array<ArrayBuffer>,
    algorithm: 'Ed25519',
    extractable: boolean,
    uses: 'verify'[],
  ): Promise<Key>
  verify(
    algorithm: 'Ed25519',
    key: Key,
    signature: Uint8Array<ArrayBuffer>,
    data: Uint8Array<ArrayBuffer>,
  ): Promise<boolean>
}

/** The cryptography of Web Crypto. */
export function fromSubtle<Key>(subtle: Subtle<Key>): Cryptography {
  return {
    sha256: async (data) => new Uint8Array(await subtle.digest('SHA-256', Uint8Array.from(data))),
    async verify(publicKey, message, signature) {
      const key = await subtle.importKey('raw', Uint8Array.from(publicKey), 'Ed25519', false, ['verify'])
      return subtle.verify('Ed25519', key, Uint8Array.from(signature), Uint8Array.from(message))
    },
  }
}
