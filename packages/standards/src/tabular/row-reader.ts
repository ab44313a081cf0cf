import type { Bilingual } from '../language/index.ts'
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
    return first.ok && second.ok && first.start === row.start && second.start !== row.start
      ? second
      : undefined
  }

  function refuseDuplicate(row: MappedRow, cells: readonly string[]): MappedRow {
    if (row.key === null) return row
    const line = firstLines.get(row.key)
    if (line === undefined) {
      if (firstLines.size < limit) firstLines.set(row.key, row.line)
      else report.addUnchecked(1)
      return row
    }
    const second = readSecond(row, cells)
    if (second && mapping.time.overlap === 'in-order') return refuseDuplicate(second, cells)
    const refusal = {
      reason: 'duplicate',
      line: row.line,
      column: null,
      value: null,
      message: describeDuplicate(line, second !== undefined),
    } as const
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

/** Says on which line a row with the same key stands; the hour that occurs twice has a way out. */
function describeDuplicate(line: number, occursTwice: boolean): Bilingual {
  const hint = {
    nl: ' Dit uur komt twee keer voor, omdat de klok teruggaat: met "overlap": "in-order" in de kolomindeling is de eerste zomertijd en de tweede wintertijd.',
    en: ' This hour occurs twice, because the clock goes back: with "overlap": "in-order" in the mapping the first is summer time and the second winter time.',
  }
  return {
    nl: `Regel ${line} heeft hetzelfde meetpunt en dezelfde tijd.${occursTwice ? hint.nl : ''}`,
    en: `Line ${line} has the same station and time.${occursTwice ? hint.en : ''}`,
  }
}
