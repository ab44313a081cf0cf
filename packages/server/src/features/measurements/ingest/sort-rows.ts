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
  for (const group of groupByDatastream(ids, rows)) {
    if (!isAscending(group, starts)) {
      group.sort((a, b) => at(starts, a) - at(starts, b) || a - b)
      decide(group)
    } else for (const row of group) sorted.rows.push(row)
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

/**
 * The rows of each datastream in the order in which they came, datastreams in the order of their ids. Each time the same list is given, with
 * other rows: most groups are of one row, and there are many. Rows of a datastream are a chain until then.
 */
function* groupByDatastream(ids: ArrayLike<number>, rows: readonly number[]): Generator<number[]> {
  const next = new Int32Array(rows.length).fill(-1)
  const ends = new Map<number, { first: number; last: number }>()
  for (let place = 0; place < rows.length; place++) {
    const id = at(ids, at(rows, place))
    const chain = ends.get(id)
    if (chain) {
      next[chain.last] = place
      chain.last = place
    } else ends.set(id, { first: place, last: place })
  }
  const group: number[] = []
  for (const id of Float64Array.from(ends.keys()).sort()) {
    group.length = 0
    for (let place = ends.get(id)?.first ?? -1; place >= 0; place = at(next, place))
      group.push(at(rows, place))
    yield group
  }
}

function isAscending(rows: readonly number[], starts: ArrayLike<number>): boolean {
  let previous = Number.NEGATIVE_INFINITY
  for (const row of rows) {
    const start = at(starts, row)
    if (start <= previous) return false
    previous = start
  }
  return true
}

function saysSame(batch: ObservationBatch, a: number, b: number): boolean {
  const { phenomenonEnd, resultTime, resultNumber, detail, featureOfInterestId } = batch
  return [phenomenonEnd, resultTime, resultNumber, detail, featureOfInterestId].every(
    (column) => (column?.[a] ?? null) === (column?.[b] ?? null),
  )
}
