import type { Db } from '../../../platform/database/connect.ts'
import { refusedByStore, Undeliverable } from '../inbound/dead-letters/reasons.ts'
import type { WaitingLetter } from '../inbound/dead-letters/store.ts'
import { storeObservations } from '../ingest/store-observations.ts'
import { describeConflict, type NamedUnit } from '../things/unit-conflict.ts'
import type { FetchedRow } from './kinds/reader.ts'
import { fitting, toBatch } from './run.ts'
import { findConflict, findStreamIds } from './store.ts'

/**
 * Stores an observation that a connector fetched and that was refused then.
 * @throws Undeliverable when it still is
 */
export async function redeliverFetched(transaction: Db, letter: WaitingLetter, now: Date): Promise<void> {
  const row = JSON.parse(letter.payload.toString()) as FetchedRow & { unit?: NamedUnit }
  const conflict = await findConflict(transaction, letter.datasetId, row)
  if (conflict) throw new Undeliverable('unit-differs', describeConflict(conflict))
  const ids = await findStreamIds(transaction, letter.datasetId, row.station)
  const { refused } = await storeObservations(transaction, toBatch([row], new Map([[row.station, ids]])), {
    ...fitting([row]),
    now,
  })
  const undeliverable = refusedByStore(refused)
  if (undeliverable) throw undeliverable
}
