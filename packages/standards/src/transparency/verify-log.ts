/** Checks a whole ledger from its export, and names what is not as it was. */

import { writeCanonical } from '../json/index.ts'
import { readBase64, sameBytes, textToBytes, writeBase64 } from './bytes.ts'
import { listSilent, readCheckpoint, type SignedCheckpoint, verifyCosignatures } from './checkpoint.ts'
import type { Cryptography } from './cryptography.ts'
import { commitTo, ERASABLE_KINDS, hashEntry, readPayload } from './entry.ts'
import { followKeys, isSignedInTime, type KeysEntry } from './key-chain.ts'
import type { ExportHead, ExportLine, ExportPart, Unregistered } from './log-export.ts'
import { computeRoot, type ReadNode } from './merkle.ts'
import type { NoteKey } from './note.ts'
import { hashWholeTree } from './whole-tree.ts'

/**
 * Something that is wrong with a ledger. `index` is the entry that it is about, `until` the last one when it is about several.
 * - `no-export`: there is no first line, or its checkpoint is none
 * - `missing`: an entry is gone
 * - `moved`: an entry is at another place than the log has it; `index` is where it belongs
 * - `changed`: an entry is not the one of the log
 * - `text-changed`: the text in the ledger is not the one that entered it
 * - `published-changed`: what is published now is not what entered the ledger
 * - `published-lost`: what was published is no longer there
 * - `erased-while-published`: the text in the ledger was erased, and a text is published all the same, which nothing can be compared with
 * - `erased-unduly`: the text of an entry was erased of which no text has to go
 * - `tree-changed`: the hashes of the log are not those that were signed; one of these entries was changed
 * - `not-signed`: the checkpoint is not signed by a key of the log that is believed for its size
 * - `not-cosigned`: a witness that one trusts did not cosign the checkpoint
 * - `key-not-vouched`: a new key of the log is not vouched for by the one before
 * - `rolled-back`: the earlier checkpoint has these entries, and the log no longer has
 * - `other-history`: the log is not the one of the earlier checkpoint; one of these entries was changed
 * - `other-log`: the earlier checkpoint is of another log, or not signed by a key that is believed
 * - `unregistered`: something is published that is not in the ledger
 */
export type Fault = {
  what:
    | 'no-export'
    | 'missing'
    | 'moved'
    | 'changed'
    | 'text-changed'
    | 'published-changed'
    | 'published-lost'
    | 'erased-while-published'
    | 'erased-unduly'
    | 'tree-changed'
    | 'not-signed'
    | 'not-cosigned'
    | 'key-not-vouched'
    | 'rolled-back'
    | 'other-history'
    | 'other-log'
    | 'unregistered'
  index?: number
  until?: number
  /** The name of the witness, when it is about one. */
  witness?: string
  /** What it is of, as the ledger names it. */
  of?: Unregistered['unregistered']
}

export type LogReport = {
  origin: string
  size: number
  /** How many entries there are of each: shown whole, not public, erased. */
  shown: number
  hidden: number
  erased: number
  faults: Fault[]
}

/** What to measure a ledger by, besides itself. */
export type Against = {
  /** The keys that one trusts: of the log, and of witnesses that must have cosigned. Without any, the first key of the log is taken at its word. */
  keys?: readonly NoteKey[]
  /** A checkpoint that one kept. */
  checkpoint?: string
}

/** @param parts what `readExportLine` gave; `undefined` for a line that it could not read */
export async function verifyLog(
  cryptography: Cryptography,
  parts: AsyncIterable<ExportPart | undefined> | Iterable<ExportPart | undefined>,
  against: Against = {},
): Promise<LogReport> {
  const reading = startReading()
  for await (const part of parts) await readPart(cryptography, reading, part)
  const { head, faults, counts } = reading
  const checkpoint = head && readCheckpoint(head.checkpoint)
  if (!head || !checkpoint || checkpoint.origin !== head.origin) {
    return { origin: '', size: 0, ...counts, faults: [{ what: 'no-export' }] }
  }
  for (let index = reading.next; index < checkpoint.size; index += 1) faults.push({ what: 'missing', index })
  const { keys, unvouched } = await followKeys(cryptography, head.origin, reading.keys, against.keys ?? [])
  for (const index of unvouched) faults.push({ what: 'key-not-vouched', index })
  if (!(await isSignedInTime(cryptography, head.checkpoint, keys))) faults.push({ what: 'not-signed' })
  const cosigned = await verifyCosignatures(cryptography, checkpoint.note, against.keys ?? [])
  for (const { name } of listSilent(cosigned, against.keys ?? [])) {
    faults.push({ what: 'not-cosigned', witness: name })
  }
  const tree = await compareTree(cryptography, reading, checkpoint)
  if (against.checkpoint !== undefined) {
    const isOwn = await isSignedInTime(cryptography, against.checkpoint, keys)
    faults.push(...(await compareEarlier(cryptography, against.checkpoint, { checkpoint, isOwn, tree })))
  }
  const { origin, size } = checkpoint
  return { origin, size, ...counts, faults: sortFaults(faults) }
}

/** What is kept of the lines while they come: the hashes of all, and what was wrong. */
type Reading = {
  head: ExportHead | undefined
  next: number
  /** The hash of each entry as the tiles have it, and as it follows from the entry. */
  leaves: (Uint8Array | undefined)[]
  computed: (Uint8Array | undefined)[]
  named: Map<number, Unregistered['unregistered']>
  checkpoints: Map<number, string>
  keys: KeysEntry[]
  counts: Pick<LogReport, 'shown' | 'hidden' | 'erased'>
  faults: Fault[]
}

function startReading(): Reading {
  const counts = { shown: 0, hidden: 0, erased: 0 }
  const lists = { leaves: [], computed: [], keys: [], faults: [] }
  return { head: undefined, next: 0, ...lists, named: new Map(), checkpoints: new Map(), counts }
}

async function readPart(
  cryptography: Cryptography,
  reading: Reading,
  part: ExportPart | undefined,
): Promise<void> {
  if (!part) reading.faults.push({ what: 'changed', index: reading.next })
  else if ('head' in part) reading.head = part.head
  else if ('unregistered' in part) reading.faults.push({ what: 'unregistered', of: part.unregistered })
  else await readLine(cryptography, reading, part.line)
}

async function readLine({ sha256 }: Cryptography, reading: Reading, line: ExportLine): Promise<void> {
  const { index, kind, id, version, commitment, leaf, state, payload, salt, published, checkpoint } = line
  const { faults, counts } = reading
  for (; reading.next < index; reading.next += 1) faults.push({ what: 'missing', index: reading.next })
  reading.next = Math.max(reading.next, index + 1)
  reading.leaves[index] = leaf === undefined ? undefined : readBase64(leaf)
  if (checkpoint !== undefined) reading.checkpoints.set(index + 1, checkpoint)
  const committed = commitment === undefined ? undefined : readBase64(commitment)
  if (!kind || !committed || id === undefined || version === undefined) {
    faults.push({ what: 'missing', index })
    return
  }
  const of = { kind, id, version }
  reading.named.set(index, of)
  reading.computed[index] = await hashEntry(sha256, { kind, commitment: committed })
  if (state === 'lost') faults.push({ what: 'published-lost', index, of })
  else counts[state] += 1
  if (state === 'erased') {
    if (published !== undefined) faults.push({ what: 'erased-while-published', index, of })
    else if (!ERASABLE_KINDS.some((each) => each === kind)) faults.push({ what: 'erased-unduly', index, of })
  }
  if (state !== 'shown') return
  const publication = payload === undefined ? undefined : readPayload(payload)
  const bytes = salt === undefined ? undefined : readBase64(salt)
  const isNamed = publication?.kind === kind && publication.id === id && publication.version === version
  const isCommitted =
    payload !== undefined && bytes && sameBytes(await commitTo(sha256, { payload, salt: bytes }), committed)
  if (!isNamed || !isCommitted) {
    faults.push({ what: 'text-changed', index, of })
    return
  }
  if (kind === 'keys') reading.keys.push({ index, payload, checkpoint })
  if (published === undefined) return
  const own = writeBase64(await sha256(textToBytes(writeCanonical(publication.text))))
  if (own !== published) faults.push({ what: 'published-changed', index, of })
}

type Tree = { read: ReadNode; size: number }

/**
 * Compares entries, hashes and what was signed. When the hashes of the tiles are those that were signed, an entry that differs was
 * changed; when those of the entries are, the tiles were, and nothing is wrong with the entry but where it is.
 */
async function compareTree(
  { sha256 }: Cryptography,
  reading: Reading,
  checkpoint: SignedCheckpoint,
): Promise<Tree | undefined> {
  const { leaves, computed, faults, named } = reading
  const { size, root } = checkpoint
  const kept = await grow(leaves.slice(0, size))
  const entered = await grow(computed.slice(0, size))
  const isRoot = async (tree: Tree | undefined) =>
    tree?.size === size && sameBytes(await computeRoot(sha256, size, tree.read), root)
  const byTiles = await isRoot(kept)
  const byEntries = byTiles ? false : await isRoot(entered)
  let places: Map<string | undefined, number> | undefined
  for (let index = 0; index < size; index += 1) {
    const [leaf, own] = [leaves[index], computed[index]]
    if (!own || (leaf && sameBytes(leaf, own))) continue
    const of = named.get(index)
    places ??= new Map(leaves.map((each, at) => [each && writeBase64(each), at]))
    const place = places.get(writeBase64(own))
    const what = !byEntries && place !== undefined ? 'moved' : byEntries ? 'tree-changed' : 'changed'
    faults.push({ what, index: what === 'moved' ? (place ?? index) : index, ...(of && { of }) })
  }
  if (byTiles) return kept
  if (byEntries) return entered
  faults.push(await findFirstChange(sha256, reading, { kept: kept ?? entered, size }))
  return kept ?? entered

  async function grow(hashes: (Uint8Array | undefined)[]): Promise<Tree | undefined> {
    const whole = hashes.filter((hash) => hash !== undefined)
    return whole.length === size && hashes.length === size
      ? { read: await hashWholeTree(sha256, whole), size }
      : undefined
  }
}

/** Between which of the checkpoints that were signed on the way the first change is. */
async function findFirstChange(
  sha256: Cryptography['sha256'],
  { checkpoints }: Reading,
  { kept, size }: { kept: Tree | undefined; size: number },
): Promise<Fault> {
  let from = 0
  if (kept) {
    for (const [length, text] of [...checkpoints].sort(([left], [right]) => left - right)) {
      const signed = readCheckpoint(text)
      if (!signed || signed.size !== length || length > kept.size) continue
      if (!sameBytes(await computeRoot(sha256, length, kept.read), signed.root)) {
        return { what: 'tree-changed', index: from, until: length - 1 }
      }
      from = length
    }
  }
  return { what: 'tree-changed', index: Math.min(from, size - 1), until: size - 1 }
}

/** Whether the log still has the history of a checkpoint that somebody kept. */
async function compareEarlier(
  { sha256 }: Cryptography,
  text: string,
  { checkpoint, isOwn, tree }: { checkpoint: SignedCheckpoint; isOwn: boolean; tree: Tree | undefined },
): Promise<Fault[]> {
  const earlier = readCheckpoint(text)
  if (earlier?.origin !== checkpoint.origin || !isOwn) return [{ what: 'other-log' }]
  if (earlier.size > checkpoint.size) {
    return [{ what: 'rolled-back', index: checkpoint.size, until: earlier.size - 1 }]
  }
  if (!tree) return []
  const root = await computeRoot(sha256, earlier.size, tree.read)
  return sameBytes(root, earlier.root) ? [] : [{ what: 'other-history', index: 0, until: earlier.size - 1 }]
}

function sortFaults(faults: readonly Fault[]): Fault[] {
  return faults.toSorted((left, right) => (left.index ?? -1) - (right.index ?? -1))
}
