import type { Db } from '../../platform/database/connect.ts'
import { enterPublished } from '../ledger/index.ts'
import { insertHappening, type NewHappening } from './life-store.ts'
import { DECISION_HAPPENINGS, ENDED_DECISIONS } from './published.ts'

/** Which source of the ledger tells of it; that a draft was opened does not enter. */
const SOURCES = {
  opened: undefined,
  reviewed: DECISION_HAPPENINGS,
  reopened: DECISION_HAPPENINGS,
  replaced: ENDED_DECISIONS,
  withdrawn: ENDED_DECISIONS,
} as const satisfies Record<NewHappening['kind'], unknown>

/** Notes what became of a decision, and enters it in the ledger in the same transaction: what is undone in the database is found. */
export async function happen(
  transaction: Db,
  decisionId: string,
  happening: NewHappening,
  at: Date,
): Promise<void> {
  const version = await insertHappening(transaction, decisionId, happening, at)
  const source = SOURCES[happening.kind]
  if (source) await enterPublished(transaction, source, { id: decisionId, version }, at)
}
