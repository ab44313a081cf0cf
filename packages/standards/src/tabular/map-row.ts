import { DUTCH_TERRITORY, isWithin, isWithinAny, type Point2D, reprojectPoint } from '../geo/index.ts'
import { type Bilingual, cutText } from '../language/index.ts'
import { parseTime } from '../times/index.ts'
import type { PlacedMeasure, PreparedMapping } from './prepare.ts'
import { readMeasure, readNumber } from './read-number.ts'
import type { Refusal, RefusalReason } from './reasons.ts'

/** One value of an accepted row, in the unit of its measure. */
export interface MappedObservation {
  datastream: string
  property: string
  unit: string
  value: number
  column: string
}

export interface AcceptedRow {
  ok: true
  line: number
  station: string
  /** Milliseconds since 1970 UTC. For a moment, start and end are equal; for an average, the period it covers. */
  start: number
  end: number
  /** WGS84, longitude first; null when the mapping has no position or accepts rows without. */
  position: Point2D | null
  observations: MappedObservation[]
  /** Cells that were not accepted; the rest of the row was. */
  refusedCells: Refusal[]
  /** Things accepted because the mapping says so, such as a row without a position. */
  remarks: Refusal[]
  /** Cells without a value. */
  missing: number
  /** The cells as they came. */
  cells: readonly string[]
}

export interface RefusedRow {
  ok: false
  line: number
  /** All reasons, not only the first. */
  refusals: Refusal[]
  /** The cells as they came. */
  cells: readonly string[]
}

/** Identity of the row in its file: what may occur only once. Null when the row says too little. */
export type MappedRow = (AcceptedRow | RefusedRow) & { key: string | null }

/**
 * Turns one row of cells into observations, or says why not. The row is refused as a whole when its columns, station,
 * time or position are wrong; a single cell when its value is. Pure: duplicates are for the caller, by `key`.
 */
export function mapRow(cells: readonly string[], line: number, prepared: PreparedMapping): MappedRow {
  const { mapping, columns } = prepared
  const row = mapping.file.trim ? cells.map((cell) => cell.trim()) : cells
  const refusals: Refusal[] = []
  const remarks: Refusal[] = []
  const add = (list: Refusal[], reason: RefusalReason, message: Bilingual, index?: number | null) => {
    const column = columns[index ?? -1] ?? null
    const cell = row[index ?? -1]
    list.push({ reason, line, column, value: cell === undefined ? null : cutText(cell, 80), message })
  }
  const refuse = (): MappedRow => ({ ok: false, line, refusals, cells, key: findKey(row, prepared) })

  if (row.every((cell) => cell === '')) {
    add(refusals, 'empty-row', { nl: 'De regel is leeg.', en: 'The row is empty.' })
    return { ok: false, line, refusals, cells, key: null }
  }
  if (row.length !== columns.length) {
    const reason = row.length < columns.length ? 'missing-column' : 'too-many-columns'
    add(refusals, reason, {
      nl: `De regel heeft ${row.length} kolommen, het bestand heeft er ${columns.length}.`,
      en: `The row has ${row.length} columns, the file has ${columns.length}.`,
    })
    return { ok: false, line, refusals, cells, key: null }
  }
  if (prepared.errorIndex !== null && !isMissing(row[prepared.errorIndex], prepared)) {
    add(
      refusals,
      'error-row',
      {
        nl: 'De regel is een foutmelding van de bron, geen meting.',
        en: 'The row is an error report of the source, not a measurement.',
      },
      prepared.errorIndex,
    )
  }
  const station = readStation(row, prepared)
  if (station === null)
    add(
      refusals,
      'no-station',
      { nl: 'De regel zegt niet welk meetpunt mat.', en: 'The row does not say which station measured.' },
      prepared.stationIndex,
    )
  const time = readTime(row, prepared)
  if (!time.ok) add(refusals, time.reason, time.message, prepared.timeIndexes[0])
  const place = readPlace(row, prepared)
  if (place.reason)
    add(
      place.accept ? remarks : refusals,
      place.reason,
      place.message,
      prepared.positionIndexes?.[place.axis],
    )
  if (refusals.length > 0 || station === null || !time.ok) return refuse()

  const accepted: AcceptedRow = {
    ok: true,
    line,
    station,
    start: time.start,
    end: time.end,
    position: place.point,
    observations: [],
    refusedCells: [],
    remarks,
    missing: 0,
    cells,
  }
  const measures = listMeasures(row, prepared)
  if (!measures.ok) {
    if (measures.reason) add(refusals, measures.reason, measures.message, prepared.long?.parameterIndex)
    if (refusals.length > 0) return refuse()
  } else {
    for (const placed of measures.list) {
      const cell = row[placed.index] ?? ''
      const read = readMeasure(cell, placed.measure, mapping.file.decimalMark, prepared.missing)
      if (read.kind === 'missing') accepted.missing++
      else if (read.kind === 'refused') add(accepted.refusedCells, read.reason, read.message, placed.index)
      else {
        const { property, unit } = placed.measure
        accepted.observations.push({
          datastream: placed.datastream,
          property,
          unit,
          value: read.value,
          column: placed.column,
        })
      }
    }
  }
  return { ...accepted, key: findKey(row, prepared, time.start) }
}

function isMissing(cell: string | undefined, { missing }: PreparedMapping): boolean {
  return cell === undefined || cell === '' || missing.has(cell)
}

function readStation(row: readonly string[], prepared: PreparedMapping): string | null {
  const { station } = prepared.mapping
  if ('fixed' in station) return station.fixed
  const cell = prepared.stationIndex === null ? undefined : row[prepared.stationIndex]
  return cell === undefined || isMissing(cell, prepared) ? null : `${station.prefix ?? ''}${cell}`
}

type TimeOfRow =
  | { ok: true; start: number; end: number }
  | { ok: false; reason: 'no-time' | 'bad-time'; message: Bilingual }

function readTime(row: readonly string[], prepared: PreparedMapping): TimeOfRow {
  const { format, overlap: choice, period } = prepared.mapping.time
  // Which occurrence it is, is for the caller, who sees the rows in order.
  const overlap = choice === 'in-order' ? 'earlier' : choice
  const cells = prepared.timeIndexes.map((index) => row[index] ?? '')
  if (cells.some((cell) => isMissing(cell, prepared))) {
    return {
      ok: false,
      reason: 'no-time',
      message: { nl: 'De regel heeft geen datum en tijd.', en: 'The row has no date and time.' },
    }
  }
  const time = parseTime(cells.join(' '), { format, zone: prepared.zone, ...(overlap && { overlap }) })
  if (!time.ok) return { ok: false, reason: 'bad-time', message: time.message }
  if (!period) return { ok: true, start: time.utc, end: time.utc }
  const length = period.seconds * 1000
  return period.stamp === 'start'
    ? { ok: true, start: time.utc, end: time.utc + length }
    : { ok: true, start: time.utc - length, end: time.utc }
}

interface Place {
  point: Point2D | null
  reason?: 'no-position' | 'bad-position' | 'swapped-position'
  message: Bilingual
  axis: 0 | 1
  accept: boolean
}

function readPlace(row: readonly string[], prepared: PreparedMapping): Place {
  const { position, file } = prepared.mapping
  const none: Place = { point: null, message: { nl: '', en: '' }, axis: 0, accept: true }
  if (!position || !prepared.positionIndexes) return none
  const cells = prepared.positionIndexes.map((index) => row[index] ?? '')
  const gone = cells.findIndex((cell) => isMissing(cell, prepared))
  if (gone >= 0) {
    const accept = position.whenMissing === 'accept-without'
    return {
      ...none,
      reason: 'no-position',
      message: { nl: 'De regel heeft geen plaats.', en: 'The row has no position.' },
      axis: gone === 0 ? 0 : 1,
      accept,
    }
  }
  const bad = (nl: string, en: string, axis: 0 | 1 = 0): Place => ({
    ...none,
    reason: 'bad-position',
    message: { nl, en },
    axis,
    accept: position.whenImplausible === 'accept-without',
  })
  const [x, y] = cells.map((cell) => readNumber(cell, file.decimalMark))
  if (x === null || x === undefined) return bad(...notCoordinate(cells[0]))
  if (y === null || y === undefined) return bad(...notCoordinate(cells[1]), 1)
  if (x === 0 && y === 0)
    return bad(
      'De plaats 0, 0 betekent dat de plaats niet bekend was.',
      'The position 0, 0 means that the place was not known.',
    )
  const point = reprojectPoint([x, y], position.crs, 'EPSG:4326')
  const places = position.within ? [position.within] : DUTCH_TERRITORY
  if (isWithinAny(point, places)) return { ...none, point }
  if (isWithinAny(reprojectPoint([y, x], position.crs, 'EPSG:4326'), places)) {
    return {
      ...bad(
        `${x}, ${y} ligt wel goed als x en y verwisseld zijn. Kijk in de kolomindeling of x (de lengte) de goede kolom is.`,
        `${x}, ${y} lies right when x and y are swapped. Check in the mapping whether x (the longitude) is the right column.`,
      ),
      reason: 'swapped-position',
    }
  }
  if (!isWithin(point, [-180, -90, 180, 90]))
    return bad(
      `${x}, ${y} is geen plaats in ${position.crs}.`,
      `${x}, ${y} is not a place in ${position.crs}.`,
    )
  const where = position.within
    ? { nl: 'het gebied van “within” in de kolomindeling', en: 'the area of “within” in the mapping' }
    : {
        nl: 'Nederland; staan er meetpunten elders, zeg dan in “within” waar',
        en: 'the Netherlands; for stations elsewhere, say in “within” where',
      }
  return bad(`${x}, ${y} ligt buiten ${where.nl}.`, `${x}, ${y} lies outside ${where.en}.`)
}

const notCoordinate = (cell = ''): [nl: string, en: string] => {
  const shown = `“${cutText(cell, 40)}”`
  return [`${shown} is geen coördinaat.`, `${shown} is not a coordinate.`]
}

type Measures =
  | { ok: true; list: readonly PlacedMeasure[] }
  | { ok: false; reason: 'no-parameter' | 'unknown-parameter' | null; message: Bilingual }

function listMeasures(row: readonly string[], prepared: PreparedMapping): Measures {
  const { long, wide, mapping } = prepared
  if (!long) return { ok: true, list: wide ?? [] }
  const parameter = row[long.parameterIndex] ?? ''
  if (isMissing(parameter, prepared)) {
    return {
      ok: false,
      reason: 'no-parameter',
      message: { nl: 'De regel zegt niet wat er is gemeten.', en: 'The row does not say what was measured.' },
    }
  }
  const measure = long.measures.get(parameter)
  if (measure) return { ok: true, list: [measure] }
  const ignore = mapping.values.shape === 'long' && mapping.values.unknownParameter === 'ignore'
  const shown = `“${cutText(parameter, 40)}”`
  const message = {
    nl: `De kolomindeling zegt niet wat ${shown} is.`,
    en: `The mapping does not say what ${shown} is.`,
  }
  return { ok: false, reason: ignore ? null : 'unknown-parameter', message }
}

/**
 * Station and time (and parameter). An instant can be written in several ways; only refused rows are compared by its text, among
 * themselves: a row that was refused does not stand in the way of the right one.
 */
function findKey(row: readonly string[], prepared: PreparedMapping, start?: number): string | null {
  const station = readStation(row, prepared)
  if (station === null) return null
  const text = prepared.timeIndexes.map((index) => row[index] ?? '').join(' ')
  const parts = [station, start === undefined ? `“${text}”` : String(start)]
  if (prepared.long) parts.push(row[prepared.long.parameterIndex] ?? '')
  return parts.join('\n')
}
