import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
  webcrypto,
} from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { joinBytes, textToBytes, writeBase64 } from './bytes.ts'
import { cosign, readCheckpoint, verifyCosignatures, writeCheckpoint } from './checkpoint.ts'
import { type Cryptography, fromSubtle } from './cryptography.ts'
import {
  makeNoteKey,
  readNote,
  readVerifierKey,
  signText,
  verifyNote,
  writeNote,
  writeVerifierKey,
} from './note.ts'
import { readProofFile, writeProofFile } from './proof-file.ts'
import { sha256, treeHash } from './testing/naive-tree.ts'
import { readAddCheckpoint, writeAddCheckpoint } from './witness.ts'

const NODE: Cryptography = {
  sha256,
  verify: (publicKey, message, signature) =>
    verify(
      null,
      message,
      createPublicKey({
        key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(publicKey).toString('base64url') },
        format: 'jwk',
      }),
      signature,
    ),
}

/** The example of C2SP signed-note. */
const EXAMPLE_KEY = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k'
const EXAMPLE = `This is an example message.

— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
`

async function makeSigner(name: string, type: 'ed25519' | 'cosignature' = 'ed25519') {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url')
  const key = await makeNoteKey(sha256, { name, type, publicKey: new Uint8Array(raw) })
  return { key, sign: signWith(privateKey) }
}

const signWith = (key: KeyObject) => (message: Uint8Array) =>
  new Uint8Array(sign(null, message, createPrivateKey(key.export({ type: 'pkcs8', format: 'pem' }))))

const CHECKPOINT = writeCheckpoint({ origin: 'example.nl/log', size: 3, root: treeHash([]) })

describe.each([
  ['node:crypto', NODE],
  ['Web Crypto', fromSubtle(webcrypto.subtle)],
])('a signed note, with %s', (_name, cryptography) => {
  it('is verified as in the example of the specification', async () => {
    const key = await readVerifierKey(cryptography.sha256, EXAMPLE_KEY)
    const note = readNote(EXAMPLE)
    if (!key || !note) throw new Error('The example is not read.')
    expect(writeVerifierKey(key)).toBe(EXAMPLE_KEY)
    expect(await verifyNote(cryptography, note, [key])).toEqual([key])
    const changed = readNote(EXAMPLE.replace('an example', 'no example'))
    expect(changed && (await verifyNote(cryptography, changed, [key]))).toEqual([])
  })

  it('counts for the keys that signed it, and for none when one of their signatures is false', async () => {
    const [log, other, stranger] = [
      await makeSigner('a.nl/log'),
      await makeSigner('a.nl/log'),
      await makeSigner('b.nl'),
    ]
    const lines = [
      await signText(log.key, log.sign, CHECKPOINT),
      await signText(stranger.key, stranger.sign, CHECKPOINT),
    ]
    const note = readNote(writeNote(CHECKPOINT, lines))
    if (!note) throw new Error('The note is not read.')
    expect(await verifyNote(cryptography, note, [other.key, log.key])).toEqual([log.key])
    expect(await verifyNote(cryptography, note, [other.key])).toEqual([])
    const forged = await signText(stranger.key, stranger.sign, 'Something else.\n')
    const mixed = readNote(writeNote(CHECKPOINT, [lines[0] ?? '', forged]))
    expect(mixed && (await verifyNote(cryptography, mixed, [log.key, stranger.key]))).toEqual([])
    expect(mixed && (await verifyNote(cryptography, mixed, [log.key]))).toEqual([log.key])
  })

  it('is cosigned by witnesses, with the moment', async () => {
    const [log, witness] = [await makeSigner('a.nl/log'), await makeSigner('w.nl', 'cosignature')]
    const signed = writeNote(CHECKPOINT, [await signText(log.key, log.sign, CHECKPOINT)])
    const checkpoint = readCheckpoint(signed)
    if (!checkpoint) throw new Error('The checkpoint is not read.')
    const line = await cosign(witness.key, witness.sign, checkpoint, 1_800_000_000)
    const note = readNote(`${signed}${line}`)
    expect(note && (await verifyCosignatures(cryptography, note, [log.key, witness.key]))).toEqual([
      { key: witness.key, at: 1_800_000_000 },
    ])
    expect(note && (await verifyNote(cryptography, note, [log.key, witness.key]))).toEqual([log.key])
    const later = readNote(`${signed.replace('\n3\n', '\n4\n')}${line}`)
    expect(later && (await verifyCosignatures(cryptography, later, [witness.key]))).toEqual([])
  })
})

describe('what is no note', () => {
  it.each([
    ['without signature', 'Text.\n\n'],
    ['without blank line', '— a b\n'],
    ['with a control character', EXAMPLE.replace('example message', 'example\tmessage')],
    ['with a signature that is no base 64', 'Text.\n\n— a.nl ????\n'],
    ['with other dashes', EXAMPLE.replace('—', '-')],
    ['cut', EXAMPLE.slice(0, -1)],
  ])('%s', (_what, text) => expect(readNote(text)).toBeUndefined())

  it.each([
    ['an origin that is empty', '\n3\nroot\n'],
    ['a size with a zero in front', CHECKPOINT.replace('\n3\n', '\n03\n')],
    ['a root of other length', `a\n3\n${writeBase64(new Uint8Array(31))}\n`],
    ['an empty extension', `${CHECKPOINT}\nmore\n`],
  ])('a checkpoint with %s', (_what, text) => {
    const signature = EXAMPLE.slice(EXAMPLE.indexOf('—'))
    expect(readCheckpoint(`${text}\n${signature}`)).toBeUndefined()
    expect(readCheckpoint(`${CHECKPOINT}more\n\n${signature}`)).toMatchObject({ size: 3 })
  })

  it.each([
    ['another id', EXAMPLE_KEY.replace('530d903a', '530d903b')],
    ['another type', 'example.com/foo+530d903a+AukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k'],
    ['a space', EXAMPLE_KEY.replace('/foo', ' foo')],
  ])('a key with %s', async (_what, text) => expect(await readVerifierKey(sha256, text)).toBeUndefined())
})

describe('files and requests', () => {
  const hashes = fc.array(fc.uint8Array({ minLength: 32, maxLength: 32 }), { maxLength: 63 })

  it('are read as they were written', async () => {
    const { key, sign: signs } = await makeSigner('example.nl/log')
    const checkpoint = writeNote(CHECKPOINT, [await signText(key, signs, CHECKPOINT)])
    await fc.assert(
      fc.asyncProperty(hashes, fc.nat(), fc.option(fc.uint8Array()), async (proof, number, given) => {
        const extra = given === null || given.length === 0 ? undefined : given
        const file = readProofFile(writeProofFile({ extra, index: number, proof, checkpoint }))
        expect(file?.extra && [...file.extra]).toEqual(extra && [...extra])
        expect(file).toMatchObject({ index: number, checkpoint: { size: 3 } })
        expect(file?.proof.map((hash) => [...hash])).toEqual(proof.map((hash) => [...hash]))
        const asked = readAddCheckpoint(writeAddCheckpoint(number, proof, checkpoint))
        expect(asked).toMatchObject({ oldSize: number, checkpoint: { origin: 'example.nl/log' } })
        expect(asked?.proof).toHaveLength(proof.length)
      }),
    )
  })

  it.each(['', 'old 1\n', 'old 01\n\n', 'old 1\nAAAA\n\n', 'new 1\n\n'])(
    'are not read when they begin %j',
    async (start) => {
      const { key, sign: signs } = await makeSigner('example.nl/log')
      const note = writeNote(CHECKPOINT, [await signText(key, signs, CHECKPOINT)])
      expect(readAddCheckpoint(`${start}${note}`)).toBeUndefined()
    },
  )

  it('survive any bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        readNote(text)
        readAddCheckpoint(text)
        readProofFile(`c2sp.org/tlog-proof@v1\n${text}`)
        expect(joinBytes(textToBytes('a'))).toHaveLength(1)
      }),
    )
  })
})
