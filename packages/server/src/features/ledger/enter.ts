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
 * there already stays as it is.
 * @throws RangeError when the text has no canonical form
 */
export async function enterInLedger(
  transaction: Db,
  { at, redacts, ...publication }: NewEntry,
): Promise<void> {
  // Not before what entered earlier: also where a clock was put back, or an example is filled with a past.
  const newest = await findNewestMoment(transaction)
  const moment = newest && newest > at ? newest : at
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

/** What was withdrawn, and how: by who published it, hidden by moderators, or ended by a party to it. */
export type Withdrawal = {
  /** By which this withdrawal is known: once for each. */
  id: string
  version: number
  of: { kind: Publication['kind'] } & PublishedRef
  how: 'withdrawn' | 'hidden' | 'ended'
  at: Date
}

/** Enters that something that was published no longer holds. */
export function enterWithdrawal(transaction: Db, { id, version, of, how, at }: Withdrawal): Promise<void> {
  return enterInLedger(transaction, { kind: 'withdrawal', id, version, text: { of, how }, at })
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
