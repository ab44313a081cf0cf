import type { Bilingual } from '../../../platform/errors.ts'
import { at, REFUSALS, type RefusalKind, type StoredBatch } from './batch.ts'
import type { SortedRows } from './sort-rows.ts'

/** What becomes of each row of a batch, filled in while it is stored. */
export type Outcome = {
  refuse(row: number, kind: RefusalKind, fault?: Bilingual): void
  store(row: number, id: number): void
  /** The row was there already, with this id. */
  leave(row: number, id: number): void
  /** The row replaced the value of the observation with this id. */
  correct(row: number, id: number): void
  isStored(row: number): boolean
  isCorrected(row: number): boolean
  idOf(row: number): number
  /**
   * Says what became of rows that say the same as another row of their key, or were replaced by it, now that it is known what became of that one.
   * @returns the rows whose value was replaced before it was stored, with the id of their observation
   */
  addDuplicates(sorted: SortedRows): { row: number; id: number }[]
  /** The outcome of each part of the batch; the rows of the n-th begin at the n-th of `starts`. */
  split(starts: readonly number[]): StoredBatch[]
}

const STORED = 1
const UNCHANGED = 2
const CORRECTED = 3
const REFUSED = 4

/** An outcome for so many rows, of which nothing is known yet. */
export function openOutcome(length: number): Outcome {
  const ids = new Float64Array(length)
  /** One of the codes above, or `REFUSED` and the place of the kind. */
  const codes = new Uint8Array(length)
  const faults = new Map<number, Bilingual>()

  const set = (row: number, code: number, id: number) => {
    codes[row] = code
    ids[row] = id
  }
  const refuse = (row: number, kind: RefusalKind, fault?: Bilingual) => {
    set(row, REFUSED + REFUSALS.indexOf(kind), 0)
    if (fault !== undefined) faults.set(row, fault)
  }
  const follow = (row: number, kept: number, code: number) => {
    const fault = faults.get(kept)
    if (fault !== undefined) faults.set(row, fault)
    if (at(codes, kept) >= REFUSED) set(row, at(codes, kept), 0)
    else set(row, code, at(ids, kept))
  }

  return {
    refuse,
    store: (row, id) => set(row, STORED, id),
    leave: (row, id) => set(row, UNCHANGED, id),
    correct: (row, id) => set(row, CORRECTED, id),
    isStored: (row) => codes[row] === STORED,
    isCorrected: (row) => codes[row] === CORRECTED,
    idOf: (row) => at(ids, row),
    addDuplicates({ repeated, superseded }) {
      const replaced: { row: number; id: number }[] = []
      for (const [row, kept] of superseded) {
        // The first of a key did what the kept row did, and the kept row then replaced it.
        follow(row, kept, at(codes, kept))
        if (at(codes, kept) < REFUSED) {
          codes[kept] = CORRECTED
          replaced.push({ row, id: at(ids, kept) })
        }
      }
      for (const [row, kept] of repeated) follow(row, kept, UNCHANGED)
      return replaced
    },
    split: (starts) =>
      starts.map((start, index) => {
        const end = starts[index + 1] ?? length
        const batch: StoredBatch = {
          stored: 0,
          unchanged: 0,
          corrected: 0,
          refused: [],
          ids: ids.subarray(start, end),
        }
        for (let row = start; row < end; row++) {
          const code = at(codes, row)
          if (code === STORED) batch.stored++
          else if (code === UNCHANGED) batch.unchanged++
          else if (code === CORRECTED) batch.corrected++
          else addRefused(batch, row - start, code, faults.get(row))
        }
        return batch
      }),
  }
}

function addRefused({ refused }: StoredBatch, index: number, code: number, fault: Bilingual | undefined) {
  const kind = REFUSALS[code - REFUSED]
  if (kind === undefined) throw new Error('Every row of a batch has an outcome.')
  refused.push({ index, kind, ...(fault === undefined ? {} : { fault }) })
}
