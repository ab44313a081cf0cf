import type { Bilingual } from '../language/index.ts'
import { type AreaLevel, readAreaCode } from './codes.ts'
import { CBS_MEASURE_KEYS, CBS_MEASURES } from './measures.ts'
import { type Absence, readFigure, toStem } from './read-key-figures.ts'

/*
 * StatLine, the tables of CBS, as OData: version 4 of datasets.cbs.nl, one row for each figure, and version 3 of opendata.cbs.nl, one row
 * for each region. What goes wrong there without a word is caught here: keys of version 3 are padded with spaces, as wide as each
 * dimension asks; names of its columns end in a number that differs from year to year; a filter that fits nothing answers with an empty list;
 * and version 3 gives at most 10,000 rows. So keys are asked for by how they begin, and read without padding; columns are found in the
 * description of the table; and each level of regions is a question of its own.
 */

/** Where tables of CBS are read, and in which version of OData. Those of others, such as the police, are only there in version 3. */
export const STATLINE_SERVICES = {
  'cbs-v4': { version: 4, root: 'https://datasets.cbs.nl/odata/v1/CBS' },
  'cbs-v3': { version: 3, root: 'https://opendata.cbs.nl/ODataApi/odata' },
  'others-v3': { version: 3, root: 'https://dataderden.cbs.nl/ODataApi/odata' },
} as const satisfies Record<string, { version: 3 | 4; root: string }>

export type StatLineService = keyof typeof STATLINE_SERVICES

/** A measure of a table, as its description gives it. */
export type TableMeasure = {
  /** Identifier in version 4, name of the column in version 3. */
  code: string
  title: string
  unit: string
}

/** By what the figures of a table are told apart. */
export type TableShape = {
  measures: TableMeasure[]
  /** Name of the dimension with regions; null when there is none. */
  regions: string | null
  /** Name of the dimension with periods; null when the whole table is of one. */
  periods: string | null
  /** Names of all other dimensions. */
  others: string[]
}

/** What is taken from a table: a measure of it, under our key. */
export type ChosenMeasure = { code: string; key: string; title: string; unit: string; factor: number }

/** One figure. `year` is null when the table has no periods. */
export type StatLineFigure = {
  areaCode: string
  level: AreaLevel
  year: number | null
  key: string
  value: number | null
  reason: Absence | null
}

/** Something in an answer is not as the standard says. */
export type StatLineFault = { ok: false; message: Bilingual }

type Row = Record<string, unknown>

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null
const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '')

/**
 * The rows of an OData answer, and where the next page is.
 * @param answer the parsed JSON; `@odata.nextLink` is of version 4, `odata.nextLink` of version 3
 */
export function readPage(answer: unknown): { ok: true; rows: Row[]; next: string | null } | StatLineFault {
  const list = isRow(answer) ? answer.value : undefined
  if (!isRow(answer) || !Array.isArray(list) || !list.every(isRow)) {
    return fault(
      'Het antwoord is geen lijst van OData (value ontbreekt).',
      'The answer is not a list of OData (value is missing).',
    )
  }
  const next = textOf(answer['@odata.nextLink']) || textOf(answer['odata.nextLink'])
  return { ok: true, rows: list, next: next === '' ? null : next }
}

/** The addresses that describe a table: of version 4 its measures and its dimensions, of version 3 both in one list. */
export function addressesOfShape(root: string, version: 3 | 4, table: string): string[] {
  const names = version === 4 ? ['MeasureCodes', 'Dimensions'] : ['DataProperties']
  return names.map((name) => `${root}/${encodeURIComponent(table)}/${name}`)
}

/** Reads the description of a table from the rows at {@link addressesOfShape}, in that order. */
export function readShape(version: 3 | 4, lists: readonly (readonly Row[])[]): TableShape {
  const [first = [], second = []] = lists
  const name = version === 4 ? 'Identifier' : 'Key'
  const kind = version === 4 ? 'Kind' : 'Type'
  const rows = version === 4 ? second : first.filter((row) => /Dimension$|^GeoDetail$/.test(textOf(row.Type)))
  const dimensions = rows.map((row) => ({ name: textOf(row[name]), kind: textOf(row[kind]) }))
  const topics = version === 4 ? first : first.filter((row) => textOf(row.Type) === 'Topic')
  const regions = dimensions.find((each) => isOfRegions(each))?.name ?? null
  const periods =
    dimensions.find((each) => each.kind === 'TimeDimension' || each.name === 'Perioden')?.name ?? null
  return {
    measures: topics.map((row) => ({
      code: textOf(row[name]),
      title: textOf(row.Title),
      unit: textOf(row.Unit),
    })),
    regions,
    periods,
    others: dimensions.flatMap((each) => (each.name === regions || each.name === periods ? [] : [each.name])),
  }
}

/** Some tables call regions a dimension like any other; then the name tells. */
const isOfRegions = ({ name, kind }: { name: string; kind: string }) =>
  kind.startsWith('Geo') || /^(RegioS|WijkenEnBuurten|Gemeenten)$/i.test(name)

/**
 * The key figures that we know, in the measures of a table. They are found by their titles (version 4) or the names of their columns
 * (version 3), which stay the same over the years where codes and numbers do not.
 */
export function findKnownMeasures(measures: readonly TableMeasure[]): ChosenMeasure[] {
  const byStem = new Map<string, TableMeasure>()
  for (const measure of measures) {
    for (const stem of [toStem(measure.code), toStem(measure.title)])
      if (!byStem.has(stem)) byStem.set(stem, measure)
  }
  return CBS_MEASURE_KEYS.flatMap((key) => {
    const { columns, nl, unit } = CBS_MEASURES[key]
    // In version 3 no name begins with a digit, so `0 tot 15 jaar` is k_0Tot15Jaar there.
    const stems = columns.flatMap((column) => [toStem(column), toStem(column.replace(/^k_/, ''))])
    const found = stems.flatMap((stem) => byStem.get(stem) ?? [])[0]
    return found ? [{ code: found.code, key, title: nl, unit, factor: factorOf(found.unit) }] : []
  })
}

/** A measure that somebody chose by its code, under their own key; undefined when the table does not have it. */
export function chooseMeasure(
  measures: readonly TableMeasure[],
  { code, key, title }: { code: string; key: string; title?: string | undefined },
): ChosenMeasure | undefined {
  const found = measures.find((measure) => measure.code === code.trim())
  if (!found) return undefined
  return {
    code: found.code,
    key,
    title: title ?? found.title,
    unit: unitOf(found.unit),
    factor: factorOf(found.unit),
  }
}

/** CBS writes large numbers as `x 1 000 euro` and `x 1 mln kWh`. */
const LARGE = /^x\s*(1\s*ml[nd]|[\d\s]+?)\s+(\D.*)$/i

function factorOf(unit: string): number {
  const [, factor] = LARGE.exec(unit) ?? []
  if (factor === undefined) return 1
  return /mln/i.test(factor) ? 1_000_000 : Number(factor.replace(/\D/g, ''))
}

/** The units of CBS as we write them; `1` is a plain number. */
const UNITS: Readonly<Record<string, string>> = { aantal: '1', euro: 'EUR', 'm³': 'm3', 'per km²': '1/km2' }

function unitOf(unit: string): string {
  const bare = LARGE.exec(unit)?.[2]?.trim() ?? unit
  return UNITS[bare.toLowerCase()] ?? (bare === '' ? '1' : bare)
}

/** What is asked of a table: a municipality with its districts and neighbourhoods, of one year where the table has more. */
export type StatLineQuestion = {
  shape: TableShape
  measures: readonly ChosenMeasure[]
  /** Code of the municipality, such as `GM0193`. */
  municipality: string
  year: number | null
  /** Of each other dimension, the one category that is taken. */
  categories: Readonly<Record<string, string>>
}

/** The addresses of the figures: one for each level of regions, so that none has more rows than version 3 gives. */
export function addressesOfFigures(
  root: string,
  version: 3 | 4,
  table: string,
  question: StatLineQuestion,
): string[] {
  const { shape, measures, municipality, year, categories } = question
  const digits = municipality.slice(2)
  const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`
  const beginsWith = (name: string, text: string) => `startswith(${name},${quoted(text)})`
  const fixed = [
    ...(shape.periods !== null && year !== null ? [beginsWith(shape.periods, `${year}JJ`)] : []),
    ...Object.entries(categories).map(([name, code]) => beginsWith(name, code)),
  ]
  const codes = measures.map(({ code }) => code)
  const chosen = version === 4 ? [`(${codes.map((code) => `Measure eq ${quoted(code)}`).join(' or ')})`] : []
  const columns = [shape.regions, shape.periods, ...Object.keys(categories), ...codes].filter(
    (name) => name !== null,
  )
  const select = version === 3 ? `&$select=${encodeURIComponent(columns.join(','))}&$format=json` : ''
  return ['GM', 'WK', 'BU'].map((prefix) => {
    const filter = [beginsWith(shape.regions ?? '', `${prefix}${digits}`), ...fixed, ...chosen].join(' and ')
    const list = version === 4 ? 'Observations' : 'TypedDataSet'
    return `${root}/${encodeURIComponent(table)}/${list}?$filter=${encodeURIComponent(filter)}${select}`
  })
}

/** The figures in rows of {@link addressesOfFigures}; rows of other periods than whole years and of other categories are left out. */
export function readFigures(
  version: 3 | 4,
  rows: readonly Row[],
  { shape, measures, municipality, year, categories }: StatLineQuestion,
): { ok: true; figures: StatLineFigure[] } | StatLineFault {
  const figures: StatLineFigure[] = []
  const byCode = new Map(measures.map((measure) => [measure.code, measure]))
  for (const row of rows) {
    const area = readAreaCode(textOf(row[shape.regions ?? '']))
    if (!area || area.code.slice(2, 6) !== municipality.slice(2)) continue
    const of = shape.periods === null ? null : readYear(textOf(row[shape.periods]))
    if (of === undefined || (of !== null && year !== null && of !== year)) continue
    if (Object.entries(categories).some(([name, code]) => textOf(row[name]) !== code.trim())) continue
    const given =
      version === 4
        ? [[byCode.get(textOf(row.Measure)), row.Value, row.ValueAttribute] as const]
        : measures.map((measure) => [measure, row[measure.code], undefined] as const)
    for (const [measure, cell, attribute] of given) {
      if (!measure) continue
      const read =
        typeof cell === 'string' || typeof cell === 'number' ? readFigure(cell) : readAbsence(attribute)
      if (read === 'wrong') {
        const shown = `“${String(cell).slice(0, 40)}” (${measure.code}, ${area.code})`
        return fault(`${shown} is geen getal.`, `${shown} is not a number.`)
      }
      const base = { areaCode: area.code, level: area.level, year: of, key: measure.key }
      figures.push(
        typeof read === 'string'
          ? { ...base, value: null, reason: read }
          : { ...base, value: multiply(read, measure.factor), reason: null },
      )
    }
  }
  return { ok: true, figures }
}

/** The year of a period such as `2024JJ00`; undefined for months, quarters and what else is no whole year. */
function readYear(period: string): number | undefined {
  const [, year] = /^(\d{4})JJ00$/.exec(period) ?? []
  return year === undefined ? undefined : Number(year)
}

/** Version 4 says beside a figure that is not there why. */
const readAbsence = (attribute: unknown): Absence =>
  /confidential|secret|unreliable|geheim|onbetrouwbaar/i.test(textOf(attribute)) ? 'suppressed' : 'empty'

/** 34.4 times 1000 is 34400, not 34399.99…: CBS gives at most three decimals. */
const multiply = (number: number, factor: number) =>
  factor === 1 ? number : Math.round(number * factor * 1000) / 1000

const fault = (nl: string, en: string): StatLineFault => ({ ok: false, message: { nl, en } })
