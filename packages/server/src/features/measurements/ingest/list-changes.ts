import type { JudgedBatch } from '../quality/arrival.ts'
import type { StateChange } from './state.ts'

/**
 * What rows mean for the state of each datastream.
 * @param rows in the order of datastream and time
 * @param isNew whether a row adds an observation, rather than correcting or repeating one
 */
export function listChanges(
  batch: JudgedBatch,
  rows: ArrayLike<number>,
  isNew: (row: number) => boolean = () => true,
): StateChange[] {
  const changes: StateChange[] = []
  let change: StateChange | undefined
  for (let place = 0; place < rows.length; place++) {
    const row = rows[place] ?? 0
    const datastreamId = batch.datastreamId[row] ?? 0
    const start = batch.phenomenonStart[row] ?? 0
    const end = batch.phenomenonEnd?.[row] ?? start
    const result = batch.resultTime?.[row] ?? null
    const added = isNew(row) ? 1 : 0
    if (change?.datastreamId !== datastreamId) {
      change = {
        datastreamId,
        added,
        lastRow: row,
        lastPlace: place,
        firstStart: start,
        lastStart: start,
        lastEnd: end,
        firstResult: result,
        lastResult: result,
        sameSince: batch.sameSince.get(datastreamId) ?? null,
      }
      changes.push(change)
      continue
    }
    change.added += added
    change.lastRow = row
    change.lastPlace = place
    change.lastStart = start
    if (end > change.lastEnd) change.lastEnd = end
    if (result === null) continue
    if (change.firstResult === null || result < change.firstResult) change.firstResult = result
    if (change.lastResult === null || result > change.lastResult) change.lastResult = result
  }
  return changes
}
