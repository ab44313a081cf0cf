/** A whole ledger as lines of JSON: first what it is, then its entries in order, then what is published and not in it. */
import { ENTRY_KINDS, type EntryKind } from './entry.ts'

export const EXPORT_FORMAT = 'samenspel-ledger-1'

/** 32 bytes in base 64, as hashes and salts are. */
const HASH = /^[A-Za-z0-9+/]{43}=$/

/** The first line. */
export type ExportHead = {
  format: typeof EXPORT_FORMAT
  origin: string
  /** The signed checkpoint that the export is of. */
  checkpoint: string
  /** All keys that the ledger has had (vkey), oldest first. */
  keys: readonly string[]
}

/**
 * How much of an entry is shown: `shown` all; `hidden`, when its text is not public (any more); `erased`, when its text was erased; `redacted`,
 * when it was because passages were blacked out, and a later entry has what is left; `lost`, when what was published is no longer there, though
 * nobody erased it.
 */
export const DISCLOSURES = ['shown', 'hidden', 'erased', 'redacted', 'lost'] as const

/** An entry, with hashes in base 64. What is not there is left out. */
export type ExportLine = {
  index: number
  /** Its hash as the tiles have it. */
  leaf?: string
  kind?: EntryKind
  id?: string
  version?: number
  commitment?: string
  state: (typeof DISCLOSURES)[number]
  payload?: string
  salt?: string
  /** SHA-256 of the canonical JSON of the text that is published now, when something is. */
  published?: string
  /** The checkpoint that was signed when this entry was the last one. */
  checkpoint?: string
}

/** Something that is published and not in the ledger. */
export type Unregistered = { unregistered: { kind: EntryKind; id: string; version: number } }

export type ExportPart =
  | { head: ExportHead }
  | { line: ExportLine }
  | { unregistered: Unregistered['unregistered'] }

/** Reads one line of an export. @returns undefined when it is of another form */
export function readExportLine(text: string): ExportPart | undefined {
  const value = parse(text)
  if (typeof value !== 'object' || value === null) return undefined
  if ('format' in value) return isHead(value) ? { head: value } : undefined
  if ('unregistered' in value) {
    const { unregistered } = value
    return isRecord(unregistered) && isKind(unregistered.kind) && isNamed(unregistered)
      ? { unregistered: unregistered as Unregistered['unregistered'] }
      : undefined
  }
  return isLine(value) ? { line: value } : undefined
}

function isHead(value: object): value is ExportHead {
  const { format, origin, checkpoint, keys } = value as Record<string, unknown>
  const areKeys = Array.isArray(keys) && keys.every((key) => typeof key === 'string')
  return format === EXPORT_FORMAT && typeof origin === 'string' && typeof checkpoint === 'string' && areKeys
}

function isLine(value: object): value is ExportLine {
  const line = value as Record<string, unknown>
  const { index, kind, state, payload, checkpoint } = line
  const isHash = (field: string) => line[field] === undefined || HASH.test(String(line[field]))
  return (
    Number.isSafeInteger(index) &&
    DISCLOSURES.some((each) => each === state) &&
    (kind === undefined || (isKind(kind) && isNamed(line))) &&
    [payload, checkpoint].every((text) => text === undefined || typeof text === 'string') &&
    ['leaf', 'commitment', 'published', 'salt'].every(isHash)
  )
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

const isKind = (kind: unknown) => ENTRY_KINDS.some((each) => each === kind)

const isNamed = ({ id, version }: Record<string, unknown>) =>
  typeof id === 'string' && Number.isSafeInteger(version)

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
