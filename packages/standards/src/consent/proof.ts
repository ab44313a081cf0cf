import { type Mistake, openObject, type Read, readIri, readName, writeCanonical } from '../json/index.ts'
import { readBase58 } from './base58.ts'

/**
 * The signature under a receipt: a Data Integrity proof of W3C with the cryptosuite `eddsa-jcs-2022`, which is Ed25519 over
 * canonical JSON. Hashing and signing are the caller's.
 */
export interface Proof extends ProofOptions {
  /** The signature in base58btc, after a `z`. */
  readonly proofValue: string
}

export interface ProofOptions {
  /** That of the document, so that nobody can give its words another meaning. */
  readonly '@context': unknown
  readonly type: 'DataIntegrityProof'
  readonly cryptosuite: 'eddsa-jcs-2022'
  readonly created: string
  /** Address of the public key. */
  readonly verificationMethod: string
  readonly proofPurpose: 'assertionMethod'
}

/** The options of a proof of a document with this context, by the key at this address. */
export function proofOptions(context: unknown, verificationMethod: string, created: string): ProofOptions {
  return {
    '@context': context,
    type: 'DataIntegrityProof',
    cryptosuite: 'eddsa-jcs-2022',
    created,
    verificationMethod,
    proofPurpose: 'assertionMethod',
  }
}

/**
 * What is signed: of both texts in turn the SHA-256, one after the other (Data Integrity EdDSA Cryptosuites 1.0, 3.3).
 * @param document without its proof
 * @throws RangeError when it has no canonical form
 */
export function textsToSign(document: unknown, options: ProofOptions): [string, string] {
  return [writeCanonical(options), writeCanonical(document)]
}

/** A proof as it was read, with the bytes of its signature. */
export type ReadProof = { readonly options: ProofOptions; readonly signature: Uint8Array }

/** Reads a proof; what is wrong with it is added to the mistakes, with its place below `/proof`. */
export function readProof(value: unknown, mistakes: Mistake[]): ReadProof | undefined {
  const fields = [
    '@context',
    'type',
    'cryptosuite',
    'created',
    'verificationMethod',
    'proofPurpose',
    'proofValue',
  ]
  const at = openObject({ value, pointer: '/proof', mistakes }, fields)
  const take = <T>(key: string, read: Read<T>) => {
    const spot = at?.(key)
    return spot && read(spot)
  }
  take('type', readName(['DataIntegrityProof']))
  take('cryptosuite', readName(['eddsa-jcs-2022']))
  take('proofPurpose', readName(['assertionMethod']))
  const created = take('created', readCreated)
  const method = take('verificationMethod', readIri)
  const signature = take('proofValue', readSignature)
  if (mistakes.length > 0 || created === undefined || method === undefined || !signature) return undefined
  return { options: proofOptions(at?.('@context')?.value, method, created), signature }
}

const readCreated: Read<string> = ({ value, pointer, mistakes }) => {
  if (typeof value === 'string') return value
  const message = { nl: 'Dit moet een moment zijn.', en: 'This must be a moment.' }
  mistakes.push({ pointer, message })
  return undefined
}

const readSignature: Read<Uint8Array> = ({ value, pointer, mistakes }) => {
  const bytes = typeof value === 'string' && value.length < 200 ? readBase58(value) : undefined
  if (bytes?.length === 64) return bytes
  mistakes.push({
    pointer,
    message: {
      nl: 'Dit moet een handtekening van 64 bytes in base58btc zijn, na een z.',
      en: 'This must be a signature of 64 bytes in base58btc, after a z.',
    },
  })
  return undefined
}
