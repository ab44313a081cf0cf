import { sql } from 'kysely'
import { type Cell, CSV_TYPE, writeRow } from '../../../../platform/http/csv.ts'
import { arrayOf, quoted, type Sql } from '../../query/fragments.ts'
import type { TableColumn } from '../../query/table.ts'
import type { Format } from './format.ts'

/**
 * RFC 4180 with a header line, as FROST names the columns. A text that a spreadsheet would run as a formula gets a quote
 * before it, as in every CSV of this product; numbers never do. JSON and Parquet hold each value as it is.
 */
export const csv: Format = {
  type: CSV_TYPE,
  extension: 'csv',
  row: ({ columns }) => arrayOf(columns.map((column) => sql`coalesce(${cellOf(column)}, 'null')`)),
  async *write({ columns }, pages) {
    yield writeRow(columns.map(({ name }) => name))
    for await (const page of pages) {
      const rows = JSON.parse(`[${page}]`) as Cell[][]
      yield rows.map(writeRow).join('')
    }
  },
}

/** A cell as JSON: a number where the value is one, else its text. */
function cellOf({ value, json }: TableColumn): Sql {
  switch (value.kind) {
    case 'string':
      return json
    case 'json':
      return sql`coalesce(to_json(${value.number})::text, ${quoted(value.text)})`
    case 'instant':
    case 'period':
      return json
    default:
      return quoted(json)
  }
}
