import { generateKeyPairSync, hash, type KeyObject, sign } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { writeCheckpoint } from './checkpoint.ts'
import { type Cryptography, fromSubtle } from './cryptography.ts'
import { writePayload } from './entry.ts'
import { followKeys, isSignedInTime, type KeysEntry } from './key-chain.ts'
import { makeNoteKey, type NoteKey, signText, writeNote, writeVerifierKey } from './note.ts'

const ORIGIN = 'waterrijk.example/log'
const CRYPTOGRAPHY: Cryptography = {
  ...fromSubtle(crypto.subtle),
  sha256: (data) => hash('sha256', data, 'buffer'),
}

type Pair = { key: NoteKey; privateKey: KeyObject }

async function makePair(): Promise<Pair> {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const raw = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32)
  const key = await makeNoteKey(CRYPTOGRAPHY.sha256, { name: ORIGIN, type: 'ed25519', publicKey: raw })
  return { key, privateKey }
}

const [K1, K2, K3] = [await makePair(), await makePair(), await makePair()]

/** A checkpoint of this size, signed by these. */
async function signedBy(size: number, ...pairs: Pair[]): Promise<string> {
  const text = writeCheckpoint({ origin: ORIGIN, size, root: new Uint8Array(32) })
  const lines = pairs.map(({ key, privateKey }) =>
    signText(key, (message) => sign(null, message, privateKey), text),
  )
  return writeNote(text, await Promise.all(lines))
}

/** The entry with which a key begins at this index, after those before it. */
async function enters(index: number, { key }: Pair, ...signers: Pair[]): Promise<KeysEntry> {
  const since = '2026-03-02T10:00:00.000Z'
  const keys = [{ key: writeVerifierKey(key), from: index + 1, since }]
  const id = '00000000-0000-4000-8000-000000000000'
  const payload = writePayload({
    kind: 'keys',
    id,
    version: 1,
    moment: since,
    text: { origin: ORIGIN, keys },
  })
  return { index, payload, checkpoint: await signedBy(index + 1, ...signers) }
}

const follow = (entries: KeysEntry[], given: Pair[]) =>
  followKeys(
    CRYPTOGRAPHY,
    ORIGIN,
    entries,
    given.map(({ key }) => key),
  )

describe('the keys of a log', () => {
  it('hold one after the other, each for its own sizes', async () => {
    const entries = [await enters(0, K1, K1), await enters(4, K2, K1, K2)]
    for (const given of [[], [K1], [K2], [K1, K2]]) {
      const { keys, unvouched } = await follow(entries, given)
      expect(unvouched).toEqual([])
      const isBelieved = async (size: number, pair: Pair) =>
        isSignedInTime(CRYPTOGRAPHY, await signedBy(size, pair), keys)
      expect(await isBelieved(9, K2)).toBe(true)
      expect(await isBelieved(9, K1)).toBe(false)
      expect(await isBelieved(4, K2)).toBe(false)
    }
  })

  it('are not vouched for by one that was replaced, as who stole it could', async () => {
    const entries = [await enters(0, K1, K1), await enters(4, K2, K1, K2), await enters(7, K3, K1, K3)]
    for (const given of [[], [K1], [K1, K2]]) {
      const { keys, unvouched } = await follow(entries, given)
      expect(unvouched).toEqual([7])
      expect(await isSignedInTime(CRYPTOGRAPHY, await signedBy(9, K3), keys)).toBe(false)
      expect(await isSignedInTime(CRYPTOGRAPHY, await signedBy(9, K2), keys)).toBe(true)
    }
  })

  it('do not end by one that is entered and never signs', async () => {
    const { keys, unvouched } = await follow([await enters(0, K1, K1), await enters(1, K2, K1)], [])
    expect(unvouched).toEqual([])
    expect(await isSignedInTime(CRYPTOGRAPHY, await signedBy(9, K1), keys)).toBe(true)
    expect(await isSignedInTime(CRYPTOGRAPHY, await signedBy(9, K2), keys)).toBe(false)
  })

  it('are not those of the log when somebody trusts another', async () => {
    const { keys } = await follow([await enters(0, K1, K1)], [K3])
    expect(await isSignedInTime(CRYPTOGRAPHY, await signedBy(9, K1), keys)).toBe(false)
  })
})
