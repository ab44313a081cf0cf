import type { Bilingual } from '../language/index.ts'
import { type AreaLevel, readAreaCode } from './codes.ts'
import { CBS_MEASURE_KEYS, CBS_MEASURES, type CbsMeasureKey } from './measures.ts'

/** A cell of a delimited file or of an OData answer. */
export type Cell = string | number | null | undefined

/**
 * Why a figure is absent: `suppressed` when CBS marks it as secret or unreliable (`.`, or -99997 and its kin at PDOK),
 * `empty` when there is nothing. OData answers null for both, which reads as empty.
 */
export type Absence = 'suppressed' | 'empty'

export type Figure =
  | { key: CbsMeasureKey; value: number }
  | { key: CbsMeasureKey; value: null; reason: Absence }

/** The key figures of one area. */
export interface AreaFigures {
  areaCode: string
  level: AreaLevel
  parentCode: string | null
  /** Own name; null when the file only gives the municipality's (as KWB does for districts and neighbourhoods). */
  name: string | null
  municipalityName: string | null
  measures: Figure[]
}

/** Which column holds what, found once per file. */
export interface KeyFigureColumns {
  readonly width: number
  readonly code: number
  readonly name: number | null
  readonly municipality: number | null
  readonly measures: readonly { key: CbsMeasureKey; index: number; column: string }[]
  /** Measures that this edition does not hold. */
  readonly absent: readonly CbsMeasureKey[]
}

const CODE_COLUMNS = ['wijkenenbuurten', 'regios', 'codering', 'buurtcode', 'wijkcode', 'gemeentecode']
const NAME_COLUMNS = ['title', 'naam', 'buurtnaam', 'wijknaam']
const MUNICIPALITY_COLUMNS = ['gemeentenaam']

/**
 * Finds the columns by their names without CBS's number. Columns that are not ours are left alone.
 * Fails when there is no region code, no measure at all, or one measure in two columns.
 */
export function findKeyFigureColumns(
  header: readonly string[],
): { ok: true; columns: KeyFigureColumns } | { ok: false; messages: Bilingual[] } {
  const places = new Map<string, number[]>()
  for (const [index, name] of header.entries()) {
    const stem = toStem(name)
    places.set(stem, [...(places.get(stem) ?? []), index])
  }
  const messages: Bilingual[] = []
  const locate = (names: readonly string[]) => names.map(toStem).find((stem) => places.has(stem))
  const first = (names: readonly string[]) => places.get(locate(names) ?? '')?.[0] ?? null

  const measures: { key: CbsMeasureKey; index: number; column: string }[] = []
  const absent: CbsMeasureKey[] = []
  for (const key of CBS_MEASURE_KEYS) {
    const found = places.get(locate(CBS_MEASURES[key].columns) ?? '') ?? []
    const [index] = found
    if (index === undefined) absent.push(key)
    else if (found.length > 1) {
      const named = found.map((at) => header[at]).join(', ')
      const { nl } = CBS_MEASURES[key]
      messages.push({
        nl: `“${nl}” staat in ${found.length} kolommen: ${named}.`,
        en: `“${nl}” stands in ${found.length} columns: ${named}.`,
      })
    } else measures.push({ key, index, column: header[index] ?? '' })
  }
  const code = first(CODE_COLUMNS)
  if (code === null)
    messages.push({
      nl: 'Er is geen kolom met de regiocode, zoals WijkenEnBuurten of Codering_3.',
      en: 'There is no column with the region code, such as WijkenEnBuurten or Codering_3.',
    })
  if (absent.length === CBS_MEASURE_KEYS.length)
    messages.push({
      nl: 'Er is geen kolom met een kerncijfer dat we kennen.',
      en: 'There is no column with a key figure that we know.',
    })
  if (code === null || messages.length > 0) return { ok: false, messages }
  const columns = {
    code,
    name: first(NAME_COLUMNS),
    municipality: first(MUNICIPALITY_COLUMNS),
    measures,
    absent,
  }
  return { ok: true, columns: { ...columns, width: header.length } }
}

export type KeyFigureRow =
  | { ok: true; figures: AreaFigures }
  | {
      ok: false
      reason: 'missing-column' | 'too-many-columns' | 'bad-code' | 'not-a-number'
      column: number | null
      message: Bilingual
    }

/**
 * Reads one row. Padding around codes, names and cells is taken off. A cell that is no number, no dot and not empty
 * refuses the row: it means that the file is not what it seems. Names of areas can be given by code.
 */
export function readKeyFigures(
  cells: readonly Cell[],
  columns: KeyFigureColumns,
  names?: ReadonlyMap<string, string>,
): KeyFigureRow {
  if (cells.length !== columns.width) {
    const reason = cells.length < columns.width ? 'missing-column' : 'too-many-columns'
    return {
      ok: false,
      reason,
      column: null,
      message: {
        nl: `De regel heeft ${cells.length} kolommen, het bestand heeft er ${columns.width}.`,
        en: `The row has ${cells.length} columns, the file has ${columns.width}.`,
      },
    }
  }
  const area = readAreaCode(String(cells[columns.code] ?? ''))
  if (!area) {
    const shown = String(cells[columns.code] ?? '').slice(0, 40)
    return {
      ok: false,
      reason: 'bad-code',
      column: columns.code,
      message: {
        nl: `“${shown}” is geen regiocode van het CBS.`,
        en: `“${shown}” is not a CBS region code.`,
      },
    }
  }
  const measures: Figure[] = []
  for (const { key, index, column } of columns.measures) {
    const read = readFigure(cells[index])
    if (read === 'wrong') {
      const shown = `“${String(cells[index]).slice(0, 40)}” in ${column}`
      const message = { nl: `${shown} is geen getal.`, en: `${shown} is not a number.` }
      return { ok: false, reason: 'not-a-number', column: index, message }
    }
    if (typeof read === 'string') measures.push({ key, value: null, reason: read })
    else measures.push({ key, value: scale(read, CBS_MEASURES[key].factor) })
  }
  const municipalityName = readText(cells, columns.municipality)
  const ownName = area.level === 'municipality' ? municipalityName : null
  return {
    ok: true,
    figures: {
      areaCode: area.code,
      level: area.level,
      parentCode: area.parent,
      name: names?.get(area.code) ?? readText(cells, columns.name) ?? ownName,
      municipalityName,
      measures,
    },
  }
}

/** Reads the list of regions (Key, Title) that goes with a table, both padded, into names by code. */
export function readAreaNames(rows: Iterable<{ Key: string; Title: string }>): Map<string, string> {
  const names = new Map<string, string>()
  for (const { Key, Title } of rows) names.set(Key.trim(), Title.trim())
  return names
}

/** Reads a cell: a number, why there is none, or `wrong` when it is neither. */
export function readFigure(cell: Cell): number | Absence | 'wrong' {
  if (cell === null || cell === undefined) return 'empty'
  const text = String(cell).trim()
  if (text === '') return 'empty'
  if (text === '.') return 'suppressed'
  if (!/^-?\d+(\.\d+)?$/.test(text)) return 'wrong'
  const number = Number(text)
  // PDOK writes -99994 to -99999 for "secret", "unreliable" and "not available".
  return number <= -99_990 ? 'suppressed' : number
}

/** 34.4 times 1000 is 34400, not 34399.99…: CBS gives at most one decimal. */
function scale(number: number, factor: number): number {
  return factor === 1 ? number : Math.round(number * factor)
}

function readText(cells: readonly Cell[], index: number | null): string | null {
  if (index === null) return null
  const text = String(cells[index] ?? '').trim()
  return text === '' ? null : text
}

/** `GemiddeldeWOZWaardeVanWoningen_36` and `gemiddelde_woz_waarde_van_woningen` are one name. */
export function toStem(column: string): string {
  return column
    .trim()
    .replace(/_\d+$/, '')
    .replace(/[^A-Za-z0-9]/g, '')
    .toLowerCase()
}
