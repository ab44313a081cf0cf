import { type MappedRow, mapRow } from './map-row.ts'
import type { PreparedMapping } from './prepare.ts'
import { createRefusalReport, type RefusalReport } from './report.ts'

export interface RowReader {
  /**
   * Maps one row, refuses it when an earlier row has the same station and time, and counts it. With `overlap: 'in-order'` the
   * second row of the hour that occurs twice is winter time.
   */
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
  const { mapping } = prepared
  const later: PreparedMapping = {
    ...prepared,
    mapping: { ...mapping, time: { ...mapping.time, overlap: 'later' } },
  }
  const earlier: PreparedMapping = {
    ...prepared,
    mapping: { ...mapping, time: { ...mapping.time, overlap: 'earlier' } },
  }

  /** The row with the second meaning of its time, when the clock goes back and it has two. */
  function readSecond(row: MappedRow, cells: readonly string[]): MappedRow | undefined {
    if (!row.ok) return undefined
    const first = mapRow(cells, row.line, earlier)
    const second = mapRow(cells, row.line, later)
    if (!first.ok || !second.ok || first.start === second.start) return undefined
    return { ...second, key: `${row.key}\nlater` }
  }

  function refuseDuplicate(row: MappedRow, cells: readonly string[]): MappedRow {
    if (row.key === null) return row
    const line = firstLines.get(row.key)
    if (line === undefined) {
      if (firstLines.size < limit) firstLines.set(row.key, row.line)
      else report.addUnchecked(1)
      return row
    }
    const second = row.key.endsWith('\nlater') ? undefined : readSecond(row, cells)
    if (second && mapping.time.overlap === 'in-order') return refuseDuplicate(second, cells)
    const hint = second
      ? ' This hour occurs twice, because the clock goes back: with "overlap": "in-order" in the mapping the first is summer time and the second winter time.'
      : ''
    const message = `Line ${line} has the same station and time.${hint}`
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
