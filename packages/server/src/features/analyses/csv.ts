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
  provisionalFrom,
}: Answer): Iterable<string> {
  const names = new Map(series.map(({ key, name }) => [key, name]))
  const [at, time] = [columns.indexOf('series'), columns.indexOf('time')]
  const isProvisional = (row: Answer['rows'][number]) =>
    provisionalFrom === undefined
      ? null
      : String(provisionalFrom !== null && String(row[time]) >= provisionalFrom)
  const more = against ? ['againstProperty', 'againstUnit'] : []
  const source = sources
    .map(({ title, publisher }) => (publisher ? `${title} (${publisher})` : title))
    .join('; ')
  const licence = [...new Set(sources.map((each) => each.licence))].join(' ')
  return writeCsv(
    [...columns, ...(time < 0 ? [] : ['provisional']), 'name', 'what', 'unit', ...more, 'source', 'licence'],
    rows.map((row) => [
      ...row,
      ...(time < 0 ? [] : [isProvisional(row)]),
      names.get(String(row[at])) ?? null,
      question.what.key,
      what.unit,
      ...(against ? [against.key, against.unit] : []),
      source || null,
      licence || null,
    ]),
  )
}
