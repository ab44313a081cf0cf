import { writeCsv } from '../../platform/http/csv.ts'
import type { Answer } from './schema.ts'

/** The table of an answer as CSV. What a reader needs to use it elsewhere is in every row: the name of the place, what it is, and its unit. */
export function writeAnswer({ columns, rows, series, what, against, question }: Answer): Iterable<string> {
  const names = new Map(series.map(({ key, name }) => [key, name]))
  const at = columns.indexOf('series')
  const more = against ? ['againstProperty', 'againstUnit'] : []
  return writeCsv(
    [...columns, 'name', 'what', 'unit', ...more],
    rows.map((row) => [
      ...row,
      names.get(String(row[at])) ?? null,
      question.what.key,
      what.unit,
      ...(against ? [against.key, against.unit] : []),
    ]),
  )
}
