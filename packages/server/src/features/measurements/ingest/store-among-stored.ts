import type { Db } from '../../../platform/database/connect.ts'
import type { JudgedBatch } from '../quality/arrival.ts'
import { at } from './batch.ts'
import { isFeatureNamed, withFeatures } from './features.ts'
import { listChanges } from './list-changes.ts'
import type { Outcome } from './outcome.ts'
import { refreshRollups } from './rollups.ts'
import { compareRows, correctRows, insertMissing, type StoredRow } from './rows.ts'
import { addToStates, type LockedDatastream, recountStates } from './state.ts'
import { listTouchedHours } from './touched.ts'

/** Rows in the order of datastream and time, with the ids for those that are new. */
type Among = { batch: JudgedBatch; rows: readonly number[]; ids: Float64Array; now: Date }

/**
 * Stores rows that may come before, or say something else than, what is stored. What they touch of the rollups is computed
 * again from all rows.
 * @returns the rows that changed something
 */
export async function storeAmongStored(
  transaction: Db,
  { batch, rows, ids, now }: Among,
  datastreams: ReadonlyMap<number, LockedDatastream>,
  outcome: Outcome,
): Promise<number[]> {
  for (const [place, row] of rows.entries()) outcome.store(row, at(ids, place))
  const inserted = await insertMissing(transaction, batch, rows, ids)
  const shortened =
    inserted < rows.length
      ? await settleStored(transaction, { batch, rows, ids, now }, datastreams, outcome)
      : []
  const corrected = inserted < rows.length && rows.some((row) => outcome.isCorrected(row))
  const changed = rows.filter((row) => outcome.isStored(row) || outcome.isCorrected(row))
  if (changed.length === 0) return changed

  const { datastreamId, phenomenonStart } = batch
  await refreshRollups(transaction, listTouchedHours(changed, datastreamId, phenomenonStart), corrected)
  await addToStates(transaction, listChanges(batch, changed, outcome.isStored))
  await recountStates(transaction, shortened)
  return changed
}

/**
 * Decides about the rows whose key was there already.
 * @returns the datastreams of which a period may have become shorter
 */
async function settleStored(
  transaction: Db,
  { batch, rows, ids, now }: Among,
  datastreams: ReadonlyMap<number, LockedDatastream>,
  outcome: Outcome,
): Promise<number[]> {
  const given = new Map(rows.map((row, place) => [row, at(ids, place)]))
  const known = (await compareRows(transaction, batch, rows)).filter(({ row, id }) => given.get(row) !== id)
  const replacing: StoredRow[] = []
  for (const each of known) {
    const { row, id, differs, difference } = each
    if (!differs) outcome.leave(row, id)
    else if (datastreams.get(at(batch.datastreamId, row))?.corrections === 'replace') replacing.push(each)
    else outcome.refuse(row, 'differs-from-stored', difference)
  }
  for (const { row, id } of replacing) outcome.correct(row, id)
  if (replacing.length === 0) return []
  // The feature of its datastream now can be another than the one when it was stored.
  return correctRows(
    transaction,
    withFeatures(batch, (row) => outcome.isCorrected(row) && !isFeatureNamed(batch, row, datastreams)),
    replacing.map(({ row }) => row),
    now,
  )
}
