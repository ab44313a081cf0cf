import type { Db } from '../../../platform/database/connect.ts'
import { storeDecided } from '../store/signals.ts'
import { tellSignal } from './tell.ts'

/** Records which signals a decision answers, by its newest text, and tells of it; see {@link storeDecided}. */
export async function markDecided(
  transaction: Db,
  ids: string[],
  decision: { id: string; ownerId: string },
  now: Date,
): Promise<void> {
  for (const { signalId, what } of await storeDecided(transaction, ids, decision, now)) {
    await tellSignal(transaction, signalId, what)
  }
}
