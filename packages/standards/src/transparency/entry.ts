/**
 * What the ledger of Samenspel keeps of a publication. The log has only a salted hash: who erases text and salt leaves the log as it is,
 * and nobody can find out from the hash what the text was.
 */
import { writeCanonical } from '../json/index.ts'
import { joinBytes, readBase64, textToBytes, writeBase64 } from './bytes.ts'
import type { Sha256 } from './cryptography.ts'
import { HASH_BYTES, hashLeaf } from './merkle.ts'

/**
 * What enters the ledger. A `withdrawal` says that something no longer holds, a `happening` what else became of it, a `redaction` what is
 * left of a text of which passages were blacked out; `keys` are the keys of the ledger itself.
 */
export const ENTRY_KINDS = [
  'decision',
  'agreement',
  'registration',
  'analysis',
  'evaluation',
  'withdrawal',
  'happening',
  'redaction',
  'keys',
] as const

export type EntryKind = (typeof ENTRY_KINDS)[number]

/** @returns undefined when it is no kind of entry */
export const readKind = (value: unknown): EntryKind | undefined => ENTRY_KINDS.find((each) => each === value)

/** Of which kinds whole texts can have to go: what people of the town wrote. Of what was decided, agreed, planned and measured, passages can (`redaction`). */
export const ERASABLE_KINDS = ['analysis'] as const satisfies readonly EntryKind[]

/** Random bytes with which the text of an entry is hashed. */
export const SALT_BYTES = 32

/** Something that was published: its kind, id and version, when it entered the ledger, and what was published. */
export type Publication = {
  kind: EntryKind
  id: string
  version: number
  /** Instant, RFC 3339 in UTC. */
  moment: string
  text: { readonly [name: string]: unknown }
}

/** An entry as it is in the log. */
export type Entry = { kind: EntryKind; commitment: Uint8Array }

/** What an entry is of: the publication as canonical JSON (RFC 8785), and the salt. */
export type Disclosure = { payload: string; salt: Uint8Array }

/** The publication as the one text of which the hash is. */
export function writePayload({ kind, id, version, moment, text }: Publication): string {
  return writeCanonical({ kind, id, version, moment, text })
}

/** @returns undefined when the text is no publication, or is not written in the one way */
export function readPayload(payload: string): Publication | undefined {
  const value = parse(payload)
  if (typeof value !== 'object' || value === null) return undefined
  const { kind, id, version, moment, text } = value as Record<string, unknown>
  const isKnown = ENTRY_KINDS.some((each) => each === kind)
  if (!isKnown || typeof id !== 'string' || typeof version !== 'number') return undefined
  if (typeof moment !== 'string' || typeof text !== 'object' || text === null) return undefined
  const publication = { kind, id, version, moment, text } as Publication
  return writePayload(publication) === payload ? publication : undefined
}

/** The salted hash of a publication: SHA-256 over the 32 bytes of the salt and the UTF-8 of the payload. */
export function commitTo(sha256: Sha256, { salt, payload }: Disclosure): Uint8Array | Promise<Uint8Array> {
  return sha256(joinBytes(salt, textToBytes(payload)))
}

/** The bytes of an entry in the log: canonical JSON with its kind and the salted hash in base 64. */
export function writeEntry({ kind, commitment }: Entry): Uint8Array<ArrayBuffer> {
  return textToBytes(writeCanonical({ commitment: writeBase64(commitment), format: 1, kind }))
}

/** @returns undefined when the bytes are no entry of this ledger */
export function readEntry(bytes: Uint8Array): Entry | undefined {
  const value = parse(new TextDecoder().decode(bytes))
  if (typeof value !== 'object' || value === null) return undefined
  const { kind, commitment, format } = value as Record<string, unknown>
  const known = ENTRY_KINDS.find((each) => each === kind)
  const hash = typeof commitment === 'string' ? readBase64(commitment) : undefined
  return known && format === 1 && hash?.length === HASH_BYTES ? { kind: known, commitment: hash } : undefined
}

/** The hash of an entry in the tree. */
export function hashEntry(sha256: Sha256, entry: Entry): Uint8Array | Promise<Uint8Array> {
  return hashLeaf(sha256, writeEntry(entry))
}

/**
 * What a proof file of this ledger carries besides: the entry, what it is of unless that was erased, the keys that sign, and the proof file of
 * the later entry that says why it was erased, when there is one.
 */
export type ProofExtra = {
  entry: Entry
  disclosure: Disclosure | undefined
  keys: string[]
  redactedBy?: string
}

export function writeProofExtra({ entry, disclosure, keys, redactedBy }: ProofExtra): Uint8Array {
  const { kind, commitment } = entry
  const shown = disclosure && { payload: disclosure.payload, salt: writeBase64(disclosure.salt) }
  const later = redactedBy === undefined ? undefined : { redactedBy }
  return textToBytes(writeCanonical({ commitment: writeBase64(commitment), kind, keys, ...shown, ...later }))
}

/** @returns undefined when it is of another form */
export function readProofExtra(bytes: Uint8Array): ProofExtra | undefined {
  const value = parse(new TextDecoder().decode(bytes))
  if (typeof value !== 'object' || value === null) return undefined
  const { kind, commitment, keys, payload, salt, redactedBy } = value as Record<string, unknown>
  const entry = readEntry(textToBytes(writeCanonical({ commitment, format: 1, kind })))
  if (!entry || !Array.isArray(keys) || !keys.every((key) => typeof key === 'string')) return undefined
  if (payload === undefined && salt === undefined) {
    return { entry, disclosure: undefined, keys, ...(typeof redactedBy === 'string' && { redactedBy }) }
  }
  const bytesOfSalt = typeof salt === 'string' ? readBase64(salt) : undefined
  if (typeof payload !== 'string' || bytesOfSalt?.length !== SALT_BYTES) return undefined
  return { entry, disclosure: { payload, salt: bytesOfSalt }, keys }
}

/** A key of a ledger, and from which size of the log it signs. Until when is told by the next one. */
export type KeyPeriod = { key: string; from: number; since: string }

/** Reads the text of an entry of kind `keys`. @returns undefined when it is of another form */
export function readKeyPeriods(text: Publication['text']): KeyPeriod[] | undefined {
  const { keys } = text
  if (!Array.isArray(keys)) return undefined
  const isPeriod = (value: unknown): value is KeyPeriod => {
    if (typeof value !== 'object' || value === null) return false
    const { key, from, since } = value as Record<string, unknown>
    return typeof key === 'string' && Number.isSafeInteger(from) && typeof since === 'string'
  }
  return keys.every(isPeriod) ? keys : undefined
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
