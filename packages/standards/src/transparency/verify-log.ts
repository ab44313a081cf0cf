/** Checks a whole ledger from its export, and names what is not as it was. */

import { writeCanonical } from '../json/index.ts'
import { readBase64, sameBytes, textToBytes, writeBase64 } from './bytes.ts'
import {
  type Cosigned,
  listSilent,
  readCheckpoint,
  type SignedCheckpoint,
  verifyCosignatures,
} from './checkpoint.ts'
import type { Cryptography } from './cryptography.ts'
import { commitTo, ERASABLE_KINDS, hashEntry, readPayload } from './entry.ts'
import type { Fault } from './fault.ts'
import { followKeys, isSignedInTime, type KeysEntry, type TrustedKey } from './key-chain.ts'
import type { ExportHead, ExportLine, ExportPart, Unregistered } from './log-export.ts'
import { computeRoot, type ReadNode } from './merkle.ts'
import { compareMoments, type Moments } from './moments.ts'
import type { NoteKey } from './note.ts'
import { asPublished, readRedaction } from './redaction.ts'
import { hashWholeTree } from './whole-tree.ts'

export type LogReport = {
  origin: string
  size: number
  /** How many entries there are of each: shown whole, not public, erased, replaced by a later one with passages blacked out. */
  shown: number
  hidden: number
  erased: number
  redacted: number
  /** The keys of the log that are believed: those that were given, and those that one of them vouches for; oldest first. */
  keys: TrustedKey[]
  /** Witnesses of which the key was given and who cosigned the newest checkpoint, and when (seconds since 1970). */
  cosignedBy: Cosigned[]
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
    return { origin: '', size: 0, ...counts, keys: [], cosignedBy: [], faults: [{ what: 'no-export' }] }
  }
  for (let index = reading.next; index < checkpoint.size; index += 1) faults.push({ what: 'missing', index })
  const { keys, unvouched } = await followKeys(cryptography, head.origin, reading.keys, against.keys ?? [])
  for (const index of unvouched) faults.push({ what: 'key-not-vouched', index })
  if (!(await isSignedInTime(cryptography, head.checkpoint, keys))) faults.push({ what: 'not-signed' })
  const cosigned = await verifyCosignatures(cryptography, checkpoint.note, against.keys ?? [])
  for (const { name } of listSilent(cosigned, against.keys ?? [])) {
    faults.push({ what: 'not-cosigned', witness: name })
  }
  faults.push(...listUndulyErased(reading))
  faults.push(...(await compareMoments(cryptography, reading, { checkpoint, keys: against.keys ?? [] })))
  const tree = await compareTree(cryptography, reading, checkpoint)
  if (against.checkpoint !== undefined) {
    const isOwn = await isSignedInTime(cryptography, against.checkpoint, keys)
    faults.push(...(await compareEarlier(cryptography, against.checkpoint, { checkpoint, isOwn, tree })))
  }
  const { origin, size } = checkpoint
  const own = keys.filter(({ key }) => key.name === origin)
  return { origin, size, ...counts, keys: own, cosignedBy: cosigned, faults: sortFaults(faults) }
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
  /** Entries of which the text may be gone only when a later one has what is left, and those later ones, by what they are of. */
  gone: (Named & { commitment: string })[]
  redactions: Map<string, { index: number; commitment: string }>
  moments: Moments
  counts: Pick<LogReport, 'shown' | 'hidden' | 'erased' | 'redacted'>
  faults: Fault[]
}

type Named = { index: number; of: Unregistered['unregistered'] }

const keyOf = ({ kind, id, version }: Unregistered['unregistered']) => `${kind} ${id} ${version}`

function startReading(): Reading {
  const counts = { shown: 0, hidden: 0, erased: 0, redacted: 0 }
  const lists = { leaves: [], computed: [], keys: [], gone: [], moments: [], faults: [] }
  const maps = { named: new Map(), checkpoints: new Map(), redactions: new Map() }
  return { head: undefined, next: 0, ...lists, ...maps, counts }
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
  if (state === 'erased' && published !== undefined)
    faults.push({ what: 'erased-while-published', index, of })
  else if (state === 'redacted' || (state === 'erased' && !mayGo(kind))) {
    reading.gone.push({ index, of, commitment: writeBase64(committed) })
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
  reading.moments.push({ index, of, at: Date.parse(publication.moment) })
  const redaction = readRedaction(publication)
  if (redaction) reading.redactions.set(keyOf(redaction.of), { index, commitment: redaction.commitment })
  if (published === undefined) return
  const { text } = asPublished(publication)
  const own = writeBase64(await sha256(textToBytes(writeCanonical(text))))
  if (own !== published) faults.push({ what: 'published-changed', index, of })
}

/** Whole texts can go of these; what was left of a text goes when more of it is blacked out. */
const mayGo = (kind: string) => kind === 'redaction' || ERASABLE_KINDS.some((each) => each === kind)

/** What was erased though no later entry, with the hash of the one that was erased, has what is left. */
function listUndulyErased({ gone, redactions }: Reading): Fault[] {
  return gone.flatMap(({ index, of, commitment }) => {
    const later = redactions.get(keyOf(of))
    const isDue = later !== undefined && later.index > index && later.commitment === commitment
    return isDue ? [] : [{ what: 'erased-unduly' as const, index, of }]
  })
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
