import type { DatasetAccess } from '../../catalogue/index.ts'
import type { Column } from './binary-arrays.ts'

/**
 * Observations in columns: row i is the i-th value of each. Times are whole microseconds since 1970 (UTC), from 1600 up
 * to and including 2199. A column that is left out is null in every row.
 */
export type ObservationBatch = {
  datastreamId: ArrayLike<number>
  phenomenonStart: ArrayLike<number>
  /** For a value over a period: its end, not before its start. */
  phenomenonEnd?: Column<number>
  resultTime?: Column<number>
  /** A finite number; null when the result is something else, which is then in `detail`. */
  resultNumber: Column<number>
  quality?: Column<number>
  /** JSON object text with what a usual observation does not have; see the table's comment for its keys. */
  detail?: Column<string>
  /** Id of the feature of interest, for observations that name one. */
  featureOfInterestId?: Column<number>
}

/** What a sender may do in a dataset; `unknown` when it may not even know of it. */
export type Permission = 'allowed' | 'not-allowed' | 'unknown'

/** Whose rows a batch holds. Without functions: the system's own, which it has checked itself. */
export type Sender = {
  /** Asked once for each datastream in the batch. */
  permit?(dataset: DatasetAccess): Permission
  /** What is wrong with the result of a row for the observation type of its datastream; undefined when it fits. */
  faultOf?(row: number, observationType: string): string | undefined
}

/** Why a row was not stored. */
export const REFUSALS = [
  'unknown-datastream',
  'not-allowed',
  'does-not-fit',
  'time-out-of-range',
  'not-finite',
  'differs-from-stored',
] as const
export type RefusalKind = (typeof REFUSALS)[number]

/** A row that was not stored, by its place in the batch. */
export type RefusedObservation = {
  index: number
  kind: RefusalKind
  /** What the sender's `faultOf` said, when the kind is `does-not-fit`. */
  fault?: string
}

/** What became of a batch. stored + unchanged + corrected + refused.length is the number of its rows. */
export type StoredBatch = {
  stored: number
  /** Rows that were there already, with the same value. */
  unchanged: number
  /** Rows that replaced another value. */
  corrected: number
  /** In the order of the rows. */
  refused: RefusedObservation[]
  /** Ids by place in the batch, 0 where refused. */
  ids: Float64Array
}

/** Whether a datastream's dataset lets a later value replace a stored one. */
export type Corrections = 'replace' | 'refuse'

/** Rows of a batch in the order of datastream and time, each key once. */
export type SortedBatch = {
  /** Places in the batch of the rows to store. */
  rows: number[]
  /** Rows that say the same as the row kept for their key. */
  repeated: number
  /** Rows whose value was replaced by a later row of the same batch, before it was stored. */
  superseded: number
  refused: RefusedObservation[]
}

const EARLIEST = Date.UTC(1600, 0, 1) * 1000
const END = Date.UTC(2200, 0, 1) * 1000

/**
 * Sorts a batch and decides about rows with the same datastream and time: where corrections replace, the last row
 * counts; where they are refused, the first. Rows that can never be stored are refused.
 * @param judge what a row's datastream does with corrections, or why the row cannot be stored
 */
export function sortBatch(
  batch: ObservationBatch,
  judge: (row: number) => Corrections | Omit<RefusedObservation, 'index'>,
): SortedBatch {
  const { datastreamId: ids, phenomenonStart: starts } = batch
  const refused: RefusedObservation[] = []
  const order: number[] = []
  let sorted = true
  let previous = -1
  for (let index = 0; index < ids.length; index++) {
    const refusal = findRefusal(batch, index, judge)
    if (refusal) {
      refused.push({ index, ...refusal })
      continue
    }
    if (previous >= 0 && compareKeys(previous, index) >= 0) sorted = false
    order.push(index)
    previous = index
  }
  if (sorted) return { rows: order, repeated: 0, superseded: 0, refused }

  order.sort((a, b) => compareKeys(a, b) || a - b)
  const rows: number[] = []
  let repeated = 0
  let superseded = 0
  for (const index of order) {
    const kept = rows.at(-1)
    if (kept === undefined || compareKeys(kept, index) !== 0) {
      rows.push(index)
    } else if (saysSame(batch, kept, index)) {
      repeated++
    } else if (judge(index) === 'replace') {
      rows[rows.length - 1] = index
      superseded++
    } else {
      refused.push({ index, kind: 'differs-from-stored' })
    }
  }
  refused.sort((a, b) => a.index - b.index)
  return { rows, repeated, superseded, refused }

  function compareKeys(a: number, b: number): number {
    return at(ids, a) - at(ids, b) || at(starts, a) - at(starts, b)
  }
}

function findRefusal(
  batch: ObservationBatch,
  index: number,
  judge: (row: number) => Corrections | Omit<RefusedObservation, 'index'>,
): Omit<RefusedObservation, 'index'> | undefined {
  const judged = judge(index)
  if (typeof judged === 'object') return judged
  const start = at(batch.phenomenonStart, index)
  const end = batch.phenomenonEnd?.[index] ?? start
  const result = batch.resultTime?.[index] ?? start
  if (!(isStorable(start) && isStorable(end) && isStorable(result) && end >= start))
    return { kind: 'time-out-of-range' }
  const value = batch.resultNumber[index] ?? 0
  return Number.isFinite(value) ? undefined : { kind: 'not-finite' }
}

/** Also false for NaN. */
function isStorable(time: number): boolean {
  return time >= EARLIEST && time < END
}

function saysSame(batch: ObservationBatch, a: number, b: number): boolean {
  const { phenomenonEnd, resultTime, resultNumber, detail, featureOfInterestId } = batch
  return [phenomenonEnd, resultTime, resultNumber, detail, featureOfInterestId].every(
    (column) => (column?.[a] ?? null) === (column?.[b] ?? null),
  )
}

/** The value at a place that is known to exist. */
export function at(column: ArrayLike<number>, index: number): number {
  return column[index] ?? Number.NaN
}
