import type { RowWriter } from '../../query/statement.ts'
import type { Table } from '../../query/table.ts'

/** A form of a list other than the standard's JSON, written row by row while it is sent. */
export type Format = RowWriter & {
  /** Content-Type. */
  type: string
  /** Of the file, without a point. */
  extension: string
  /** Writes the whole answer from the rows of its pages, each joined by commas. */
  write(table: Table, pages: AsyncIterable<string>): AsyncIterable<string | Uint8Array>
}
