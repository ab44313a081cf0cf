import type { MappedRow, RefusedRow } from './map-row.ts'
import { REFUSAL_REASONS, type Refusal, type RefusalReason } from './reasons.ts'

/** How often one reason occurred, with the first examples. */
export interface ReasonCount {
  reason: RefusalReason
  count: number
  examples: Refusal[]
}

/** Sums of an import. A row can have several reasons, so reasons add up to more than rows. */
export interface ImportSummary {
  rows: number
  acceptedRows: number
  refusedRows: number
  observations: number
  /** Cells without a value in accepted rows. */
  missingValues: number
  /** Rows that were fine but held no value at all. */
  rowsWithoutValues: number
  /** Why rows were refused, most frequent first. */
  refusedRowReasons: ReasonCount[]
  /** Why single cells of accepted rows were refused. */
  refusedCellReasons: ReasonCount[]
  /** What was accepted because the mapping says so. */
  remarks: ReasonCount[]
  /** Rows not compared with earlier rows, because there were too many to remember. */
  uncheckedForDuplicates: number
}

export interface RefusalReport {
  /** Counts a row. */
  add(row: MappedRow): void
  /** Counts rows that could not be compared with earlier ones. */
  addUnchecked(rows: number): void
  /**
   * The refused rows, and accepted rows of which a cell was refused, since the last call; each is given once.
   * Call it after every chunk, so that the list stays short: `for (const row of report.takeRefused()) await write(row)`.
   */
  takeRefused(): Generator<RefusedLine>
  summarize(): ImportSummary
}

/** A line for the file of refused rows. */
export interface RefusedLine {
  line: number
  refusals: readonly Refusal[]
  /** The cells of the row as they came, also when only some of them were refused. */
  cells: readonly string[]
}

/** Counts what an import accepts and refuses. Keeps the first `examples` of each reason (default 5). */
export function createRefusalReport(options: { examples?: number } = {}): RefusalReport {
  const limit = options.examples ?? 5
  const sums = { rows: 0, acceptedRows: 0, refusedRows: 0, observations: 0, missingValues: 0 }
  let rowsWithoutValues = 0
  let uncheckedForDuplicates = 0
  const rowReasons = new Map<RefusalReason, ReasonCount>()
  const cellReasons = new Map<RefusalReason, ReasonCount>()
  const remarks = new Map<RefusalReason, ReasonCount>()
  let waiting: RefusedLine[] = []

  function count(reasons: Map<RefusalReason, ReasonCount>, refusals: readonly Refusal[]): void {
    for (const refusal of refusals) {
      let entry = reasons.get(refusal.reason)
      if (!entry) {
        entry = { reason: refusal.reason, count: 0, examples: [] }
        reasons.set(refusal.reason, entry)
      }
      entry.count++
      if (entry.examples.length < limit) entry.examples.push(refusal)
    }
  }

  return {
    add(row) {
      sums.rows++
      if (!row.ok) {
        sums.refusedRows++
        count(rowReasons, row.refusals)
        waiting.push(describe(row))
        return
      }
      sums.acceptedRows++
      sums.observations += row.observations.length
      sums.missingValues += row.missing
      if (row.observations.length === 0 && row.refusedCells.length === 0) rowsWithoutValues++
      count(cellReasons, row.refusedCells)
      count(remarks, row.remarks)
      if (row.refusedCells.length > 0)
        waiting.push({ line: row.line, refusals: row.refusedCells, cells: row.cells })
    },
    addUnchecked(rows) {
      uncheckedForDuplicates += rows
    },
    *takeRefused() {
      const taken = waiting
      waiting = []
      yield* taken
    },
    summarize: () => ({
      ...sums,
      rowsWithoutValues,
      refusedRowReasons: mostFirst(rowReasons),
      refusedCellReasons: mostFirst(cellReasons),
      remarks: mostFirst(remarks),
      uncheckedForDuplicates,
    }),
  }
}

/** Column names of the file of refused rows; the file's own columns follow. */
export const REFUSED_COLUMNS = ['line', 'reason', 'column', 'value', 'message'] as const

/** The report as short lines of plain language. */
export function describeReasons(counts: readonly ReasonCount[], language: 'nl' | 'en'): string[] {
  const words = { nl: ['regel', 'onder andere regel'], en: ['line', 'among others line'] }[language]
  return counts.map(({ reason, count, examples }) => {
    const lines = examples.map(({ line }) => line).join(', ')
    return `${REFUSAL_REASONS[reason][language]}: ${count} (${count > examples.length ? words[1] : words[0]} ${lines})`
  })
}

function describe({ line, refusals, cells }: RefusedRow): RefusedLine {
  return { line, refusals, cells }
}

function mostFirst(reasons: Map<RefusalReason, ReasonCount>): ReasonCount[] {
  return [...reasons.values()].sort((a, b) => b.count - a.count)
}
