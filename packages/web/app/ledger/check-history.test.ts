import { generateKeyPairSync, hash, sign } from 'node:crypto'
import {
  makeNoteKey,
  type NoteKey,
  signText,
  writeBase64,
  writeCheckpoint,
  writeNote,
  writeVerifierKey,
} from '@samenspel/standards/transparency'
import { beforeAll, expect, it } from 'vitest'
import { answers } from '../../testing/answers.ts'
import { checkHistory } from './check-history.ts'

/* A citizen pastes a checkpoint of last year on the page of the register; the key was replaced since. */
const ORIGIN = 'waterrijk.example/log'
const sha256 = (data: Uint8Array) => hash('sha256', data, 'buffer')
const leaf = (text: string) => sha256(Buffer.concat([Buffer.from([0]), Buffer.from(text)]))
const join = (left: Uint8Array, right: Uint8Array) => sha256(Buffer.concat([Buffer.from([1]), left, right]))
const [a, b, c, d] = ['a', 'b', 'c', 'd'].map(leaf) as [Buffer, Buffer, Buffer, Buffer]
const ROOTS: Record<number, Buffer> = { 2: join(a, b), 4: join(join(a, b), join(c, d)) }

async function makeSigner() {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const raw = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32)
  const key: NoteKey = await makeNoteKey(sha256, { name: ORIGIN, type: 'ed25519', publicKey: raw })
  return { key, sign: (message: Uint8Array) => sign(null, message, privateKey) }
}
type Signer = Awaited<ReturnType<typeof makeSigner>>
let old: Signer
let fresh: Signer

beforeAll(async () => {
  ;[old, fresh] = [await makeSigner(), await makeSigner()]
})

async function signed(size: number, root: Uint8Array, { key, sign: signWith }: Signer): Promise<string> {
  const text = writeCheckpoint({ origin: ORIGIN, size, root })
  return writeNote(text, [await signText(key, signWith, text)])
}

/** The log of now, of this size. */
async function logOf(size: number, root: Buffer = ROOTS[size] ?? Buffer.alloc(32), hashes: Buffer[] = []) {
  const keys = [old, fresh].map(({ key }, from) => ({ key: writeVerifierKey(key), from, since: '' }))
  return answers({
    'GET /api/v1/ledger/keys': { origin: ORIGIN, size, keys },
    'GET /api/v1/ledger/consistency': {
      ...{ from: 2, to: size, hashes: hashes.map(writeBase64) },
      checkpoint: await signed(size, root, fresh),
    },
  })
}

it('tells a log that goes on, one that was rolled back, and one that was rewritten', async () => {
  const kept = await signed(2, ROOTS[2] ?? Buffer.alloc(0), old)
  const check = async (log: Awaited<ReturnType<typeof logOf>>, text = kept) =>
    (await checkHistory(log, text, crypto.subtle))?.outcome
  expect(await check(await logOf(4, ROOTS[4], [join(c, d)]))).toBe('holds')
  expect(await check(await logOf(1, a))).toBe('rolled-back')
  // Of the same size with another root, and of another size that does not begin with it.
  expect(await check(await logOf(2, join(a, c)))).toBe('other-history')
  expect(await check(await logOf(4, join(join(a, c), join(c, d)), [join(c, d)]))).toBe('other-history')
  // As a form sends it, with the ends of lines of Windows.
  expect(await check(await logOf(4, ROOTS[4], [join(c, d)]), kept.replaceAll('\n', '\r\n').trim())).toBe(
    'holds',
  )
  const stranger = await signed(2, ROOTS[2] ?? Buffer.alloc(0), await makeSigner())
  expect(await check(await logOf(4, ROOTS[4], [join(c, d)]), stranger)).toBe('not-signed')
  expect(await check(await logOf(4), kept.replaceAll(ORIGIN, 'elders.example/log'))).toBe('other-log')
  expect(await check(await logOf(4), 'Iets anders.')).toBeUndefined()
})
