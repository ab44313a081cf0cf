import { createPublicKey, hash, verify } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Mistake } from '../json/index.ts'
import { readBase58, writeBase58, writeMultikey } from './base58.ts'
import { proofOptions, readProof, textsToSign } from './proof.ts'

it('writes and reads base58btc', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
      expect(readBase58(writeBase58(bytes))).toEqual(Uint8Array.from(bytes))
    }),
  )
  // RFC draft-msporny-base58: “Hello World!”, and leading zeros.
  expect(writeBase58(Buffer.from('Hello World!'))).toBe('z2NEpo7TZRRrLZSi2U')
  expect(writeBase58(Uint8Array.from([0, 0, 0x28, 0x7f, 0xb4, 0xcd]))).toBe('z11233QC4')
  expect(readBase58('z0OIl')).toBeUndefined()
  expect(readBase58('2NEpo')).toBeUndefined()
})

/** Data Integrity EdDSA Cryptosuites 1.0, B.2: the test vector of eddsa-jcs-2022. */
it('signs the bytes that W3C says, and reads its proof', () => {
  const context = ['https://www.w3.org/ns/credentials/v2', 'https://www.w3.org/ns/credentials/examples/v2']
  const document = {
    '@context': context,
    id: 'urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33',
    type: ['VerifiableCredential', 'AlumniCredential'],
    name: 'Alumni Credential',
    description: 'A minimum viable example of an Alumni Credential.',
    issuer: 'https://vc.example/issuers/5678',
    validFrom: '2023-01-01T00:00:00Z',
    credentialSubject: { id: 'did:example:abcdefgh', alumniOf: 'The School of Examples' },
  }
  const key = 'z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2'
  const proof = {
    ...proofOptions(context, `did:key:${key}#${key}`, '2023-02-24T23:36:38Z'),
    proofValue: 'z2HnFSSPPBzR36zdDgK8PbEHeXbR56YF24jwMpt3R1eHXQzJDMWS93FCzpvJpwTWd3GAVFuUfjoJdcnTMuVor51aX',
  }
  const read = readProof(proof, [])
  if (!read) throw new Error('The proof of W3C is one.')
  const hashes = textsToSign(document, read.options).map((text) => hash('sha256', text, 'buffer'))
  expect(hashes.map((bytes) => bytes.toString('hex'))).toEqual([
    '66ab154f5c2890a140cb8388a22a160454f80575f6eae09e5a097cabe539a1db',
    '59b7cb6251b8991add1ce0bc83107e3db9dbbab5bd2c28f687db1a03abc92f19',
  ])
  const raw = readBase58(key)?.subarray(2)
  if (!raw) throw new Error('The key of W3C is one.')
  const x = Buffer.from(raw).toString('base64url')
  const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
  expect(verify(null, Buffer.concat(hashes), publicKey, read.signature)).toBe(true)
  expect(writeMultikey(raw)).toBe(key)
})

const good = proofOptions('c', 'https://example.org/#a', 'x')
const proofValue = writeBase58(new Uint8Array(64))

it.each([
  [undefined, '/proof'],
  [{ ...good, proofValue: 'z1' }, '/proof/proofValue'],
  [{ ...good, proofValue, cryptosuite: 'rot13' }, '/proof/cryptosuite'],
  [{ ...good, proofValue, created: 1 }, '/proof/created'],
])('refuses %j as a proof', (value, pointer) => {
  const mistakes: Mistake[] = []
  expect(readProof(value, mistakes)).toBeUndefined()
  expect(mistakes).toMatchObject([{ pointer }])
})
