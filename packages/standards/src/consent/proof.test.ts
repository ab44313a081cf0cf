import fc from 'fast-check'
import { expect, it } from 'vitest'
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

it('writes a public key as others do', () => {
  expect(writeMultikey(new Uint8Array(32))).toMatch(/^z6Mk/)
})

it('signs the context of the document along with the options', () => {
  const options = proofOptions('https://example.org/keys#a', '2026-01-01T00:00:00Z')
  const [configuration, document] = textsToSign({ b: 1, '@context': 'c' }, options)
  expect(JSON.parse(configuration)).toEqual({ '@context': 'c', ...options })
  expect(document).toBe('{"@context":"c","b":1}')
})

it.each([
  [undefined, '/proof'],
  [{ ...proofOptions('https://example.org/#a', 'x'), proofValue: 'z1' }, '/proof/proofValue'],
  [
    {
      ...proofOptions('https://example.org/#a', 'x'),
      proofValue: writeBase58(new Uint8Array(64)),
      cryptosuite: 'rot13',
    },
    '/proof/cryptosuite',
  ],
])('refuses %j as a proof', (value, pointer) => {
  const mistakes: { pointer: string; message: { nl: string; en: string } }[] = []
  expect(readProof(value, mistakes)).toBeUndefined()
  expect(mistakes).toMatchObject([{ pointer }])
})
