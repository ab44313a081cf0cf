import { writeCsv } from '../../platform/http/csv.ts'
import type { Answer } from './schema.ts'

/**
 * The table of an answer as CSV. What a reader needs to use it elsewhere is in every row: the name of the place, what it is, its unit, and whose
 * data it is under what licence; of several datasets there are several in one cell.
 */
export function writeAnswer({
  columns,
  rows,
  series,
  what,
  against,
  question,
  sources = [],
}: Answer): Iterable<string> {
  const names = new Map(series.map(({ key, name }) => [key, name]))
  const at = columns.indexOf('series')
  const more = against ? ['againstProperty', 'againstUnit'] : []
  const source = sources
    .map(({ title, publisher }) => (publisher ? `${title} (${publisher})` : title))
    .join('; ')
  const licence = [...new Set(sources.map((each) => each.licence))].join(' ')
  return writeCsv(
    [...columns, 'name', 'what', 'unit', ...more, 'source', 'licence'],
    rows.map((row) => [
      ...row,
      names.get(String(row[at])) ?? null,
      question.what.key,
      what.unit,
      ...(against ? [against.key, against.unit] : []),
      source || null,
      licence || null,
    ]),
  )
}
