import { at, type Corrections, LARGEST_NUMBER, type ObservationBatch, type RefusalKind } from './batch.ts'

/** Rows in the order of datastream and time, each key once, and what was decided about the others. */
export type SortedRows = {
  /** Places in the batch of the rows to store. */
  rows: number[]
  /** Rows that say the same as the kept row of their key, with that row. */
  repeated: [row: number, kept: number][]
  /** Rows whose value a later row of their key replaced before it was stored, with the row that was kept. */
  superseded: [row: number, kept: number][]
  /** Rows with another value than the kept row of their key, where that is no correction: to compare with what is stored. */
  conflicting: number[]
}

const EARLIEST = Date.UTC(1600, 0, 1) * 1000
const END = Date.UTC(2200, 0, 1) * 1000

/** Why a row can never be stored, whatever its datastream. */
export function findImpossible(batch: ObservationBatch, row: number): RefusalKind | undefined {
  const start = at(batch.phenomenonStart, row)
  const end = batch.phenomenonEnd?.[row] ?? start
  const result = batch.resultTime?.[row] ?? start
  if (!(isStorable(start) && isStorable(end) && isStorable(result) && end >= start))
    return 'time-out-of-range'
  const value = batch.resultNumber[row] ?? 0
  return Math.abs(value) <= LARGEST_NUMBER ? undefined : 'not-finite'
}

/** Also false for NaN. */
function isStorable(time: number): boolean {
  return time >= EARLIEST && time < END
}

/**
 * Sorts rows and decides about those with the same datastream and time: where corrections replace, the last row counts;
 * where they are refused, the first.
 * @param rows places in the batch, in the order in which they came
 */
export function sortRows(
  batch: ObservationBatch,
  rows: readonly number[],
  correctionsOf: (datastreamId: number) => Corrections,
): SortedRows {
  const { datastreamId: ids, phenomenonStart: starts } = batch
  const sorted: SortedRows = { rows: [], repeated: [], superseded: [], conflicting: [] }
  const ordered = orderByDatastream(ids, rows)
  for (let from = 0, to = 0; from < ordered.length; from = to) {
    const id = at(ids, at(ordered, from))
    let isAscending = true
    for (to = from + 1; to < ordered.length && at(ids, at(ordered, to)) === id; to++)
      if (at(starts, at(ordered, to)) <= at(starts, at(ordered, to - 1))) isAscending = false
    if (isAscending) for (let place = from; place < to; place++) sorted.rows.push(at(ordered, place))
    else decide(Array.from(ordered.subarray(from, to)).sort((a, b) => at(starts, a) - at(starts, b) || a - b))
  }
  return sorted

  function decide(group: number[]) {
    let kept = -1
    let waiting: number[] = []
    const keep = () => {
      if (kept < 0) return
      sorted.rows.push(kept)
      for (const row of waiting) sorted.superseded.push([row, kept])
      waiting = []
    }
    for (const row of group) {
      if (kept < 0 || at(starts, row) !== at(starts, kept)) {
        keep()
        kept = row
      } else if (saysSame(batch, kept, row)) {
        sorted.repeated.push([row, kept])
      } else if (correctionsOf(at(ids, row)) === 'replace') {
        waiting.push(kept)
        kept = row
      } else {
        sorted.conflicting.push(row)
      }
    }
    keep()
  }
}

/** The rows in the order of the ids of their datastreams; those of one datastream in the order in which they came. */
function orderByDatastream(ids: ArrayLike<number>, rows: readonly number[]): Int32Array {
  /** Rows of a datastream are a chain: the place of the next of each, and by datastream that of the first and last. */
  const next = new Int32Array(rows.length).fill(-1)
  const first = new Map<number, number>()
  const last = new Map<number, number>()
  for (let place = 0; place < rows.length; place++) {
    const id = at(ids, at(rows, place))
    const before = last.get(id)
    if (before === undefined) first.set(id, place)
    else next[before] = place
    last.set(id, place)
  }
  const ordered = new Int32Array(rows.length)
  let length = 0
  for (const id of Float64Array.from(first.keys()).sort()) {
    for (let place = first.get(id) ?? -1; place >= 0; place = at(next, place))
      ordered[length++] = at(rows, place)
  }
  return ordered
}

function saysSame(batch: ObservationBatch, a: number, b: number): boolean {
  const { phenomenonEnd, resultTime, resultNumber, detail, featureOfInterestId } = batch
  return [phenomenonEnd, resultTime, resultNumber, detail, featureOfInterestId].every(
    (column) => (column?.[a] ?? null) === (column?.[b] ?? null),
  )
}
