import { generateKeyPairSync, hash, sign } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { cosign, readCheckpoint, writeCheckpoint } from './checkpoint.ts'
import { fromSubtle } from './cryptography.ts'
import { compareMoments } from './moments.ts'
import { makeNoteKey, signText, writeNote } from './note.ts'

const cryptography = {
  ...fromSubtle(crypto.subtle),
  sha256: (data: Uint8Array) => hash('sha256', data, 'buffer'),
}
const MINUTE = 60_000
const START = Date.parse('2026-03-02T10:00:00Z')
const origin = 'example.nl/log'

async function makeKey(name: string, type: 'ed25519' | 'cosignature') {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)
  const key = await makeNoteKey(cryptography.sha256, { name, type, publicKey: raw })
  return { key, sign: (message: Uint8Array) => sign(null, message, privateKey) }
}
const [log, witness] = [await makeKey(origin, 'ed25519'), await makeKey('b.nl/witness', 'cosignature')]

/** A checkpoint of a size that the witness saw so many minutes after the start. */
async function seen(size: number, minute: number): Promise<string> {
  const text = writeCheckpoint({ origin, size, root: new Uint8Array(32) })
  const note = writeNote(text, [await signText(log.key, log.sign, text)])
  const checkpoint = readCheckpoint(note)
  if (!checkpoint) throw new Error('This is a checkpoint.')
  return `${note}${await cosign(witness.key, witness.sign, checkpoint, (START + minute * MINUTE) / 1000)}`
}

/** What is found of entries at these minutes, when the witness saw these sizes at these minutes. */
async function compare(minutes: number[], saw: [size: number, minute: number][], keys = [witness.key]) {
  const of = { kind: 'decision', id: 'x', version: 1 } as const
  const moments = minutes.map((minute, index) => ({ index, of, at: START + minute * MINUTE }))
  const texts = await Promise.all(saw.map(([size, minute]) => seen(size, minute)))
  const checkpoint = readCheckpoint(await seen(1000, 10_000))
  if (!checkpoint) throw new Error('This is a checkpoint.')
  const checkpoints = new Map(texts.map((text, at) => [saw[at]?.[0] ?? 0, text]))
  const faults = await compareMoments(cryptography, { moments, checkpoints }, { checkpoint, keys })
  return faults.map(({ what, index }) => `${what} ${index}`)
}

describe('moments of entries', () => {
  it.each([
    ['go on', [0, 10, 20], [], []],
    ['may be some minutes off', [0, 10, 6], [], []],
    ['do not run backwards', [0, 60, 20, 30, 70], [], ['moment-backwards 2']],
    [
      'are before who saw them',
      [0, 10, 20],
      [
        [2, 9],
        [3, 21],
      ],
      [],
    ],
    ['are not after who saw them', [0, 90, 100], [[2, 60]], ['moment-too-late 1']],
    [
      'are not after who saw more later',
      [0, 90, 100],
      [
        [3, 60],
        [2, 200],
      ],
      ['moment-too-late 1', 'moment-too-late 2'],
    ],
    ['are not before who did not see them yet', [0, 10, 20], [[2, 60]], ['moment-too-early 2']],
  ] as [string, number[], [number, number][], string[]][])('%s', async (_what, minutes, saw, found) => {
    expect(await compare(minutes, saw)).toEqual(found)
  })

  it('are not compared with a witness that nobody trusts', async () => {
    expect(await compare([0, 90, 100], [[2, 60]], [])).toEqual([])
  })
})
