import type { Db } from '../../../../platform/database/connect.ts'
import type { Platform } from '../../../../platform/slice.ts'
import type { Doer, WritableDatasets } from '../../writers.ts'
import { type Origin, Undeliverable } from './reasons.ts'
import type { ReplayReport } from './schema.ts'
import {
  closeLetters,
  findWaiting,
  listReplayable,
  lockWaiting,
  noteFailure,
  type Selection,
  type WaitingLetter,
} from './store.ts'

/**
 * Reads what a letter holds as if it came now, without a transaction, because a decoder may take long.
 * @returns what stores it in the transaction that also closes the letter, and only in the letter's dataset. Storing the same again
 * must change nothing.
 * @throws Undeliverable when it still cannot be stored, in either step
 */
export type Redeliver = (letter: WaitingLetter) => Promise<(transaction: Db) => Promise<void>>

/** Who can store the letters of which door again. */
export type Redeliveries = Readonly<Record<Origin, Redeliver>>

/** How long one order may take; whoever gave it can go on with the next. */
const MILLISECONDS = 20_000

/**
 * Replays one letter.
 * @returns why it still cannot be stored; undefined when it is stored, or did not wait any more
 */
export async function replayLetter(
  { db, clock }: Platform,
  redeliveries: Redeliveries,
  id: string,
  by: Doer,
): Promise<Undeliverable | undefined> {
  try {
    const letter = await findWaiting(db, id)
    if (!letter) return undefined
    const store = await redeliveries[letter.origin](letter)
    await db.transaction().execute(async (transaction) => {
      if (!(await lockWaiting(transaction, id))) return
      await store(transaction)
      await closeLetters(transaction, [id], { state: 'replayed', by, note: null, at: clock() })
    })
    return undefined
  } catch (error) {
    if (!(error instanceof Undeliverable)) throw error
    await noteFailure(db, id, error)
    return error
  }
}

/** Replays the waiting letters of a selection, the least tried and oldest first, for some seconds. */
export async function replayLetters(
  platform: Platform,
  redeliveries: Redeliveries,
  order: { writable: WritableDatasets; selection: Selection; by: Doer },
): Promise<ReplayReport> {
  const ids = await listReplayable(platform.db, order.writable, order.selection)
  const report = { replayed: 0, failed: 0, remaining: ids.length }
  const started = performance.now()
  for (const id of ids) {
    if (performance.now() - started > MILLISECONDS) break
    if (await replayLetter(platform, redeliveries, id, order.by)) report.failed += 1
    else report.replayed += 1
    report.remaining -= 1
  }
  return report
}
