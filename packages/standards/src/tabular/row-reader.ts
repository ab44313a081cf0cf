import { type MappedRow, mapRow } from './map-row.ts'
import type { PreparedMapping } from './prepare.ts'
import { createRefusalReport, type RefusalReport } from './report.ts'

export interface RowReader {
  /** Maps one row, refuses it when an earlier row has the same station and time, and counts it. */
  read(cells: readonly string[], line: number): MappedRow
  readonly report: RefusalReport
}

/**
 * Reads the rows of one file in order. Remembers station and time of up to `rememberAtMost` rows (default 5 million,
 * about 100 bytes each) to find duplicates; later rows are counted as unchecked, and the database refuses their doubles.
 */
export function createRowReader(
  prepared: PreparedMapping,
  options: { rememberAtMost?: number; examples?: number } = {},
): RowReader {
  const report = createRefusalReport(options)
  const limit = options.rememberAtMost ?? 5_000_000
  const firstLines = new Map<string, number>()

  function refuseDuplicate(row: MappedRow, cells: readonly string[]): MappedRow {
    if (row.key === null) return row
    const earlier = firstLines.get(row.key)
    if (earlier === undefined) {
      if (firstLines.size < limit) firstLines.set(row.key, row.line)
      else report.addUnchecked(1)
      return row
    }
    const message = `Line ${earlier} has the same station and time.`
    const refusal = { reason: 'duplicate', line: row.line, column: null, value: null, message } as const
    const refusals = row.ok ? [refusal] : [...row.refusals, refusal]
    return { ok: false, line: row.line, refusals, cells, key: row.key }
  }

  return {
    read(cells, line) {
      const row = refuseDuplicate(mapRow(cells, line, prepared), cells)
      report.add(row)
      return row
    },
    report,
  }
}
