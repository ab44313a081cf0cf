/**
 * Puts entries that wait in the log, and signs it. All in one transaction that holds the one row of the tree: an index is given once, and a
 * checkpoint is signed only over what is committed with it, whoever stops halfway.
 */
import {
  appendLeaves,
  type Edge,
  HASH_BYTES,
  hashEntry,
  listEdge,
  readCheckpoint,
  rootOfEdge,
  sameBytes,
  signText,
  verifyNote,
  writeCheckpoint,
  writeNote,
} from '@samenspel/standards/transparency'
import type { Db } from '../../platform/database/connect.ts'
import { openSigningKey, type Signer } from '../../platform/signing-key.ts'
import { CRYPTOGRAPHY } from './cryptography.ts'
import { enterAt } from './enter.ts'
import { asNoteKey, describePeriods, findWaiting, type Signing, signWith } from './keys.ts'
import { findEntry, listWaiting, type StoredEntry } from './store/entries.ts'
import { type LedgerKey, listKeys, startKey } from './store/keys.ts'
import { findNewestCheckpoint, lockTree, readTiles, storeGrown } from './store/tree.ts'

/** Most entries under one checkpoint. */
const BATCH = 1000

const { sha256 } = CRYPTOGRAPHY

/** What is stored is not what was signed before: then nothing is signed any more. */
export class LedgerChangedError extends Error {
  constructor(size: number) {
    super(
      `The tree of the ledger is not the one that was signed at size ${size}. Nothing is signed until it is put right: run "samenspel verify", and restore a backup.`,
    )
    this.name = 'LedgerChangedError'
  }
}

/**
 * Puts the next entries in the log. A new key enters alone, under a checkpoint that the key before it signs too.
 * @returns how many
 * @throws LedgerChangedError, or Error when no key can sign
 */
export async function sequence(transaction: Db, signing: Signing): Promise<number> {
  const tree = await lockTree(transaction)
  if (!tree) return 0
  const waiting = await listWaiting(transaction, BATCH)
  const keys = await listKeys(transaction, 'log')
  const next = findWaiting(keys)
  const current = keys.findLast(({ fromSize }) => fromSize !== null)
  if (waiting.length === 0 && (!next || tree.size === 0)) return 0
  const origin = tree.origin ?? signing.origin
  const edge = await readEdge(transaction, tree.size, keys)
  const entries = next
    ? // It gets its place before those that wait, so not a moment after them.
      [
        await enterKey(
          transaction,
          { next, keys, origin, size: tree.size },
          waiting[0]?.moment ?? signing.now,
        ),
      ]
    : waiting
  const leaves = await Promise.all(entries.map((entry) => hashEntry(sha256, entry)))
  const tiles = await appendLeaves(sha256, tree.size, edge, leaves)
  const size = tree.size + entries.length
  const root = await rootOfEdge(sha256, size, edge)
  const text = writeCheckpoint({ origin, size, root })
  const lines: string[] = []
  for (const { key, signer } of await openSigners(signing, [current, next], origin)) {
    lines.push(await signText(key, signWith(signer), text))
  }
  if (lines.length === 0) throw new Error('No key of the ledger is opened by the secret of the operator.')
  await storeGrown(transaction, {
    origin,
    placed: { ids: entries.map(({ id }) => id), from: tree.size },
    tiles,
    checkpoint: { size, root, note: writeNote(text, lines), signedAt: signing.now },
  })
  return entries.length
}

/** Enters a key, with those before it and from which size each signs. */
async function enterKey(
  transaction: Db,
  { next, keys, origin, size }: { next: LedgerKey; keys: readonly LedgerKey[]; origin: string; size: number },
  at: Date,
): Promise<StoredEntry> {
  await startKey(transaction, next.id, origin, size + 1)
  const started = keys.flatMap((key) => {
    const fromSize = key.id === next.id ? size + 1 : key.fromSize
    return fromSize === null ? [] : [{ ...key, name: origin, fromSize }]
  })
  const text = { origin, keys: await describePeriods(started) }
  const named = { kind: 'keys', id: next.id, version: 1 } as const
  await enterAt(transaction, { ...named, text, at })
  const entry = await findEntry(transaction, named)
  if (!entry) throw new Error('The entry of a key was added, so it is there.')
  return entry
}

/** The tiles at the right edge, when they are those of the last checkpoint, and that is signed by a key of ours. */
async function readEdge(transaction: Db, size: number, keys: readonly LedgerKey[]): Promise<Edge> {
  const places = listEdge(size)
  const tiles = await readTiles(transaction, places)
  const edge: Edge = new Map()
  for (const { level, number, width } of places) {
    const hashes = tiles.get(`${level}/${number}`)
    if (hashes?.length !== width * HASH_BYTES) throw new LedgerChangedError(size)
    edge.set(level, hashes)
  }
  const last = await findNewestCheckpoint(transaction)
  const signed = last && readCheckpoint(last.note)
  if ((signed?.size ?? 0) !== size) throw new LedgerChangedError(size)
  if (!signed) return edge
  const own = await Promise.all(keys.map((key) => asNoteKey({ ...key, name: signed.origin })))
  const isOurs = (await verifyNote(CRYPTOGRAPHY, signed.note, own)).length > 0
  const root = await rootOfEdge(sha256, size, edge).catch(() => new Uint8Array())
  if (!isOurs || !sameBytes(root, signed.root)) throw new LedgerChangedError(size)
  return edge
}

/** Those of the keys that the secret opens, under the name of the log. */
async function openSigners({ secret }: Signing, keys: readonly (LedgerKey | undefined)[], origin: string) {
  const opened: { key: Awaited<ReturnType<typeof asNoteKey>>; signer: Signer }[] = []
  for (const stored of keys) {
    const signer = stored && openSigningKey(secret, stored)
    if (signer) opened.push({ key: await asNoteKey({ ...stored, name: origin }), signer })
  }
  return opened
}
