import {
  CBS_MEASURES,
  findKeyFigureColumns,
  isCbsMeasureKey,
  type KeyFigureColumns,
  readKeyFigures,
} from '@samenspel/standards/cbs'
import { cutText } from '@samenspel/standards/language'
import type { Bilingual } from '../../platform/errors.ts'
import type { Refusal } from './rules.ts'

/** How a file with figures is laid out. */
export const STATISTIC_LAYOUTS = ['cbs', 'long'] as const

export type StatisticLayout = (typeof STATISTIC_LAYOUTS)[number]

/** A figure of one area, or why there is none. */
export type AreaFigure = {
  line: number
  areaCode: string
  measure: string
  value: number | null
  reason: 'suppressed' | 'empty' | null
}

export type Measure = { key: string; title: string; unit: string }

/** Takes the rows of a file one by one. */
export type StatisticReader = {
  /** Figures of one row, or why the row is refused. */
  readRow(cells: readonly string[], line: number): AreaFigure[] | Refusal
  /** The measures met so far. */
  listMeasures(): Measure[]
  /** Measures that we know and this file does not hold. */
  readonly absent: readonly string[]
}

type Header = { ok: true; reader: StatisticReader } | { ok: false; messages: Bilingual[] }

/** Finds out from the first row what the columns hold. */
export function readHeader(layout: StatisticLayout, header: readonly string[]): Header {
  return layout === 'cbs' ? readCbsHeader(header) : readLongHeader(header)
}

function readCbsHeader(header: readonly string[]): Header {
  const found = findKeyFigureColumns(header)
  if (!found.ok) return found
  const { columns } = found
  const seen = new Map<string, number>()
  return {
    ok: true,
    reader: {
      absent: columns.absent,
      listMeasures: () => columns.measures.map(({ key }) => cbsMeasure(key)),
      readRow: (cells, line) => readCbsRow(cells, line, columns, seen),
    },
  }
}

function readCbsRow(
  cells: readonly string[],
  line: number,
  columns: KeyFigureColumns,
  seen: Map<string, number>,
): AreaFigure[] | Refusal {
  const read = readKeyFigures(cells, columns)
  if (!read.ok) {
    const given = cells[columns.code]?.trim()
    const code = given === undefined ? null : cutText(given, 50)
    return { position: line, code, reason: read.reason, message: read.message }
  }
  const { areaCode, measures } = read.figures
  const earlier = seen.get(areaCode)
  if (earlier !== undefined) return refuseDuplicate(line, areaCode, areaCode, earlier)
  seen.set(areaCode, line)
  return measures.map((figure) => ({
    line,
    areaCode,
    measure: figure.key,
    value: figure.value,
    reason: figure.value === null ? figure.reason : null,
  }))
}

function cbsMeasure(key: string): Measure {
  if (!isCbsMeasureKey(key)) throw new RangeError(`${key} is not a measure of CBS that we know.`)
  const { nl, unit } = CBS_MEASURES[key]
  return { key, title: nl, unit }
}

const LONG_COLUMNS = ['area', 'measure', 'title', 'unit', 'value'] as const
const MEASURE = /^[a-z0-9]+(-[a-z0-9]+)*$/

function readLongHeader(header: readonly string[]): Header {
  const names = header.map((name) => name.trim())
  const missing = LONG_COLUMNS.filter((name) => !names.includes(name))
  const extra = names.filter((name) => !LONG_COLUMNS.some((column) => column === name))
  const messages = [
    ...missing.map((name) => ({
      nl: `De kolom ${name} ontbreekt.`,
      en: `The column ${name} is missing.`,
    })),
    ...extra.map((name) => ({
      nl: `De kolom “${cutText(name, 40)}” kennen we niet.`,
      en: `The column “${cutText(name, 40)}” is not known.`,
    })),
  ]
  if (missing.length === 0 && names.length > LONG_COLUMNS.length && extra.length === 0) {
    messages.push({
      nl: 'Een kolom staat twee keer in het bestand.',
      en: 'A column stands in the file twice.',
    })
  }
  if (messages.length > 0) return { ok: false, messages }
  const measures = new Map<string, Measure>()
  const seen = new Map<string, number>()
  const readRow = (cells: readonly string[], line: number): AreaFigure[] | Refusal => {
    if (cells.length !== names.length) {
      const reason = cells.length < names.length ? 'missing-column' : 'too-many-columns'
      const message = {
        nl: `De regel heeft ${cells.length} kolommen, het bestand heeft er ${names.length}.`,
        en: `The row has ${cells.length} columns, the file has ${names.length}.`,
      }
      return { position: line, code: null, reason, message }
    }
    const row = Object.fromEntries(names.map((name, index) => [name, cells[index]?.trim() ?? '']))
    return readLongRow(row, line, measures, seen)
  }
  return { ok: true, reader: { absent: [], listMeasures: () => [...measures.values()], readRow } }
}

function readLongRow(
  row: Record<string, string>,
  line: number,
  measures: Map<string, Measure>,
  seen: Map<string, number>,
): AreaFigure[] | Refusal {
  const { area: areaCode = '', measure: key = '', title = '', unit = '', value = '' } = row
  const code = cutText(areaCode, 50)
  if (areaCode === '') {
    return {
      position: line,
      code,
      reason: 'bad-code',
      message: { nl: 'De kolom area is leeg.', en: 'The column area is empty.' },
    }
  }
  const known = measures.get(key)
  const wrong =
    !MEASURE.test(key) || key.length > 60 || title === '' || title.length > 200 || unit.length > 40
  if (wrong || (known && (known.title !== title || known.unit !== unit))) {
    const [shownTitle, shownUnit] = [cutText(title, 40), cutText(unit, 40)]
    const message = known
      ? {
          nl: `De maat ${key} had eerder de titel “${known.title}” en eenheid “${known.unit}”, hier “${shownTitle}” en “${shownUnit}”.`,
          en: `The measure ${key} had the title “${known.title}” and unit “${known.unit}” before, here “${shownTitle}” and “${shownUnit}”.`,
        }
      : {
          nl: `Een maat bestaat uit kleine letters, cijfers en streepjes, en heeft een titel. Er staat “${cutText(key, 40)}” met titel “${shownTitle}”.`,
          en: `A measure is lower-case letters, digits and dashes, and has a title. It is “${cutText(key, 40)}” with title “${shownTitle}”.`,
        }
    return { position: line, code, reason: 'bad-measure', message }
  }
  const figure = readValue(value)
  if (figure === undefined) {
    const shown = `“${cutText(value, 40)}”`
    const message = {
      nl: `${shown} is geen getal. Schrijf decimalen met een punt; “.” is geheim.`,
      en: `${shown} is not a number. Write decimals with a point; “.” is suppressed.`,
    }
    return { position: line, code, reason: 'not-a-number', message }
  }
  const place = `${areaCode} ${key}`
  const earlier = seen.get(place)
  if (earlier !== undefined) {
    return refuseDuplicate(line, code, `${code} ${key}`, earlier)
  }
  seen.set(place, line)
  measures.set(key, { key, title, unit })
  return [{ line, areaCode, measure: key, ...figure }]
}

function readValue(text: string): Pick<AreaFigure, 'value' | 'reason'> | undefined {
  if (text === '') return { value: null, reason: 'empty' }
  if (text === '.') return { value: null, reason: 'suppressed' }
  if (!/^-?\d{1,15}(\.\d{1,15})?$/.test(text)) return undefined
  return { value: Number(text), reason: null }
}

function refuseDuplicate(line: number, code: string, what: string, earlier: number): Refusal {
  const message = {
    nl: `${what} staat ook op regel ${earlier}.`,
    en: `${what} stands on line ${earlier} too.`,
  }
  return { position: line, code, reason: 'duplicate-figure', message }
}
