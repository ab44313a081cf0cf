import type { Bilingual } from '../language/index.ts'
import { openZone, type Zone } from '../times/index.ts'
import { type ColumnMapping, DELIMITERS, type Measure } from './mapping.ts'

/** A measure with the place of its column in a row. */
export interface PlacedMeasure {
  measure: Measure
  datastream: string
  index: number
  column: string
}

/** A mapping tied to the columns of one file: everything `mapRow` needs, looked up once. */
export interface PreparedMapping {
  readonly mapping: ColumnMapping
  readonly columns: readonly string[]
  /** Columns of the file that the mapping does not use; for the report. */
  readonly unusedColumns: readonly string[]
  readonly zone: Zone | null
  readonly missing: ReadonlySet<string>
  readonly timeIndexes: readonly number[]
  readonly stationIndex: number | null
  readonly positionIndexes: readonly [number, number] | null
  readonly errorIndex: number | null
  readonly wide: readonly PlacedMeasure[] | null
  readonly long: {
    readonly parameterIndex: number
    readonly valueIndex: number
    readonly measures: ReadonlyMap<string, PlacedMeasure>
  } | null
}

export type Preparation = { ok: true; prepared: PreparedMapping } | { ok: false; messages: Bilingual[] }

/**
 * Ties a valid mapping to a file. `header` is the first row when the mapping says there is one, else null.
 * Every column that the mapping needs and the file lacks, or has twice, is named.
 */
export function prepareMapping(mapping: ColumnMapping, header: readonly string[] | null): Preparation {
  const { file, time, station, position, errorColumn, values } = mapping
  const columns = (mapping.file.header ? (header ?? []) : (file.columns ?? [])).map((name) =>
    file.trim ? name.trim() : name,
  )
  if (columns.length === 0)
    return { ok: false, messages: [{ nl: 'Het bestand is leeg.', en: 'The file is empty.' }] }
  const messages: Bilingual[] = []
  const used = new Set<string>()

  function locate(column: string): number {
    if (used.has(column)) return columns.indexOf(column)
    used.add(column)
    const index = columns.indexOf(column)
    if (index < 0) {
      messages.push({
        nl: `Het bestand heeft geen kolom “${column}”.`,
        en: `The file has no column “${column}”.`,
      })
    } else if (columns.indexOf(column, index + 1) >= 0) {
      messages.push({
        nl: `Het bestand heeft de kolom “${column}” twee keer.`,
        en: `The file has the column “${column}” twice.`,
      })
    }
    return index
  }
  function placeMeasure(measure: Measure, column: string): PlacedMeasure {
    return { measure, datastream: measure.datastream ?? measure.property, index: locate(column), column }
  }

  const prepared: Omit<PreparedMapping, 'unusedColumns'> = {
    mapping,
    columns,
    zone: time.zone === undefined ? null : openZone(time.zone),
    missing: new Set(mapping.missing),
    timeIndexes: time.columns.map(locate),
    stationIndex: 'column' in station ? locate(station.column) : null,
    positionIndexes: position ? [locate(position.x), locate(position.y)] : null,
    errorIndex: errorColumn === undefined ? null : locate(errorColumn),
    wide:
      values.shape === 'wide' ? values.columns.map((measure) => placeMeasure(measure, measure.column)) : null,
    long:
      values.shape === 'long'
        ? {
            parameterIndex: locate(values.parameterColumn),
            valueIndex: locate(values.valueColumn),
            measures: new Map(
              Object.entries(values.parameters).map(([name, measure]) => [
                name,
                placeMeasure(measure, values.valueColumn),
              ]),
            ),
          }
        : null,
  }
  if (messages.length > 0) {
    messages.push(describeColumns(columns))
    const other = guessDelimiter(columns, file.delimiter)
    if (other) {
      const sign = JSON.stringify(other)
      messages.push({
        nl: `In de eerste regel staat ${sign}: kijk naar het scheidingsteken van de kolomindeling.`,
        en: `The first line holds ${sign}: check the delimiter of the mapping.`,
      })
    }
    return { ok: false, messages }
  }
  return { ok: true, prepared: { ...prepared, unusedColumns: columns.filter((name) => !used.has(name)) } }
}

function describeColumns(columns: readonly string[]): Bilingual {
  const listed = columns.slice(0, 30).map((name) => `“${name.slice(0, 60)}”`)
  const all = `${listed.join(', ')}${columns.length > 30 ? ', …' : ''}`
  return {
    nl: columns.length === 1 ? `De enige kolom is ${all}.` : `De ${columns.length} kolommen zijn ${all}.`,
    en: columns.length === 1 ? `Its only column is ${all}.` : `Its ${columns.length} columns are ${all}.`,
  }
}

/** For the message only: a header in one piece that holds another delimiter was most likely cut wrongly. */
function guessDelimiter(columns: readonly string[], stated: string): string | undefined {
  const [only] = columns
  if (columns.length !== 1 || !only) return undefined
  return DELIMITERS.find((delimiter) => delimiter !== stated && only.includes(delimiter))
}

/** Options for csv-parse that cut a file as the mapping says; with `info`, each record comes with its line number. */
export function chooseCsvOptions({ file }: ColumnMapping) {
  return {
    delimiter: file.delimiter,
    quote: '"',
    bom: true,
    columns: false,
    info: true,
    relax_column_count: true,
    skip_empty_lines: false,
    max_record_size: 1_000_000,
    from_line: (file.skipLines ?? 0) + 1,
    ...(file.comment !== undefined && { comment: file.comment, comment_no_infix: true }),
  } as const
}
