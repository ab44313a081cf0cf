import { Type } from 'typebox'
import { preferType } from './accept.ts'
import { OneOf } from './schemas.ts'

/** Answers that can also be a table of comma-separated values (RFC 4180). */

export const CSV_TYPE = 'text/csv; charset=utf-8'

/** Query parameter of an answer that can be CSV. A link cannot send a header, so it goes before `Accept`. */
export const Format = Type.Optional(
  OneOf(['json', 'csv'], 'Default: what the header Accept prefers, else json'),
)

/** What a cell holds; a number is written with a point, and null is an empty cell. */
export type Cell = string | number | null

const LINES_PER_CHUNK = 1000

/** Whether the answer should be CSV: what the query says, else what `Accept` prefers over JSON. */
export function prefersCsv(format: 'json' | 'csv' | undefined, accept?: string): boolean {
  if (format) return format === 'csv'
  return preferType(accept, ['application/json', 'text/csv']) === 'text/csv'
}

/**
 * Writes a table in pieces, so that it can be sent while it is written. No text in it is run by a spreadsheet: see
 * {@link disarm}.
 */
export function* writeCsv(
  columns: readonly string[],
  rows: Iterable<readonly Cell[]>,
): Generator<string, void, undefined> {
  let lines = [columns.join(',')]
  for (const row of rows) {
    lines.push(row.map(writeCell).join(','))
    if (lines.length < LINES_PER_CHUNK) continue
    yield `${lines.join('\r\n')}\r\n`
    lines = []
  }
  if (lines.length > 0) yield `${lines.join('\r\n')}\r\n`
}

/** One row of a table, its line end included. */
export function writeRow(row: readonly Cell[]): string {
  return `${row.map(writeCell).join(',')}\r\n`
}

/**
 * The same for cells as someone gave them, of which numbers stay as they are: the table is to be read again.
 * @param delimiter what stands between two cells
 */
export function writeGivenRow(row: readonly string[], delimiter = ','): string {
  const cells = row.map((cell) => quote(NUMBER.test(cell) ? cell : disarm(cell), delimiter))
  return `${cells.join(delimiter)}\r\n`
}

const NUMBER = /^[+-]?\d*[.,]?\d+(e[+-]?\d+)?$/i

/**
 * A text that no spreadsheet runs as a formula: a quote stands before the sign it would begin with. A spreadsheet in Dutch splits
 * a comma-separated file at semicolons, quoted or not, so what follows one counts as a beginning too.
 */
function disarm(text: string): string {
  return text.replace(/(^|[;\t\r\n])( *)(?=[=+\-@＝＋－＠])/g, "$1'$2")
}

function writeCell(cell: Cell): string {
  if (cell === null) return ''
  return typeof cell === 'number' ? String(cell) : quote(disarm(cell))
}

function quote(text: string, delimiter = ','): string {
  return /["\r\n]/.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text
}
