import { at, type Corrections, LARGEST_NUMBER, type ObservationBatch, type RefusalKind } from './batch.ts'

/** Rows in the order of datastream and time, each key once, and what was decided about the others. */
export type SortedRows = {
  /** Places in the batch of the rows to store. */
  rows: Int32Array
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
  const start = batch.phenomenonStart[row] ?? Number.NaN
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
  rows: Int32Array,
  correctionsOf: (datastreamId: number) => Corrections,
): SortedRows {
  const { datastreamId: ids, phenomenonStart: starts } = batch
  const sorted: Omit<SortedRows, 'rows'> = { repeated: [], superseded: [], conflicting: [] }
  const ordered = orderByDatastream(ids, rows)
  /** Those of `ordered` that are stored stay in it, at its beginning. */
  let length = 0
  for (let from = 0, to = 0; from < ordered.length; from = to) {
    const id = at(ids, at(ordered, from))
    let isAscending = true
    let before = starts[ordered[from] ?? 0] ?? 0
    for (to = from + 1; to < ordered.length && ids[ordered[to] ?? 0] === id; to++) {
      const start = starts[ordered[to] ?? 0] ?? 0
      if (start <= before) isAscending = false
      before = start
    }
    if (isAscending) for (let place = from; place < to; place++) ordered[length++] = ordered[place] ?? 0
    else decide(Array.from(ordered.subarray(from, to)).sort((a, b) => at(starts, a) - at(starts, b) || a - b))
  }
  return { rows: ordered.subarray(0, length), ...sorted }

  function decide(group: number[]) {
    let kept = -1
    let waiting: number[] = []
    const keep = () => {
      if (kept < 0) return
      ordered[length++] = kept
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
function orderByDatastream(ids: ArrayLike<number>, rows: Int32Array): Int32Array {
  /** Rows of a datastream are a chain: the place of the next of each, and by datastream that of the first and last. */
  const next = new Int32Array(rows.length).fill(-1)
  const first = new Map<number, number>()
  const last = new Map<number, number>()
  for (let place = 0; place < rows.length; place++) {
    const id = ids[rows[place] ?? 0] ?? 0
    const before = last.get(id)
    if (before === undefined) first.set(id, place)
    else next[before] = place
    last.set(id, place)
  }
  const ordered = new Int32Array(rows.length)
  let length = 0
  for (const id of Float64Array.from(first.keys()).sort()) {
    for (let place = first.get(id) ?? -1; place >= 0; place = next[place] ?? -1)
      ordered[length++] = rows[place] ?? 0
  }
  return ordered
}

function saysSame(batch: ObservationBatch, a: number, b: number): boolean {
  const { phenomenonEnd, resultTime, resultNumber, detail, featureOfInterestId } = batch
  return [phenomenonEnd, resultTime, resultNumber, detail, featureOfInterestId].every(
    (column) => (column?.[a] ?? null) === (column?.[b] ?? null),
  )
}
