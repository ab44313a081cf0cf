/** How something enters the ledger, in the transaction in which it is published. */
import { randomBytes } from 'node:crypto'
import {
  commitTo,
  type ERASABLE_KINDS,
  type Publication,
  SALT_BYTES,
  writePayload,
} from '@samenspel/standards/transparency'
import type { Db } from '../../platform/database/connect.ts'
import { CRYPTOGRAPHY } from './cryptography.ts'
import type { LedgerSource, PublishedRef } from './source.ts'
import { eraseEntries, findNewestMoment, insertEntry } from './store/entries.ts'

/** What enters: its kind, the id and version by which it is known, and the text that was published. */
export type NewEntry = Omit<Publication, 'moment'> & {
  at: Date
  /** Of a `redaction`: the number of the row of the entry that it stands for. */
  redacts?: number
}

/**
 * Enters something that is published in this transaction. It gets its place in the log within a second after the commit. What is
 * there already stays as it is. The moment is not before what entered earlier: also where a clock was put back, or an example gets a past.
 * @throws RangeError when the text has no canonical form
 */
export async function enterInLedger(transaction: Db, entry: NewEntry): Promise<void> {
  const newest = await findNewestMoment(transaction)
  await enterAt(transaction, newest && newest > entry.at ? { ...entry, at: newest } : entry)
}

/** Enters something at exactly this moment. */
export async function enterAt(
  transaction: Db,
  { at: moment, redacts, ...publication }: NewEntry,
): Promise<void> {
  const payload = writePayload({ ...publication, moment: moment.toISOString() })
  const salt = randomBytes(SALT_BYTES)
  const commitment = await commitTo(CRYPTOGRAPHY.sha256, { salt, payload })
  const kept = { ...publication, moment, payload, salt, commitment }
  await insertEntry(transaction, { ...kept, ...(redacts !== undefined && { redacts }) })
}

/** Enters what a slice has just published, as its source reads it. */
export async function enterPublished(
  transaction: Db,
  source: LedgerSource,
  ref: PublishedRef,
  at: Date,
): Promise<void> {
  const [found] = await source.read(transaction, [ref])
  if (!found) throw new Error(`The ${source.kind} ${ref.id} is published, so it can be read.`)
  await enterInLedger(transaction, {
    kind: source.kind,
    id: ref.id,
    version: ref.version,
    text: found.text,
    at,
  })
}

/** Erases the text and salt of entries of this kind: the log stays as it is, and says nothing of what the text was. */
export function eraseFromLedger(
  transaction: Db,
  kind: (typeof ERASABLE_KINDS)[number],
  ids: readonly string[],
  at: Date,
): Promise<void> {
  return eraseEntries(transaction, kind, ids, at)
}
