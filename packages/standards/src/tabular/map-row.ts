import { isWithin, type Point2D, reprojectPoint } from '../geo/index.ts'
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
  const add = (list: Refusal[], reason: RefusalReason, message: string, index?: number | null) =>
    list.push({
      reason,
      line,
      column: index === undefined || index === null ? null : (columns[index] ?? null),
      value: index === undefined || index === null ? null : (row[index]?.slice(0, 80) ?? null),
      message,
    })
  const refuse = (): MappedRow => ({ ok: false, line, refusals, cells, key: findKey(row, prepared) })

  if (row.every((cell) => cell === '')) {
    add(refusals, 'empty-row', 'The row is empty.')
    return { ok: false, line, refusals, cells, key: null }
  }
  if (row.length !== columns.length) {
    const reason = row.length < columns.length ? 'missing-column' : 'too-many-columns'
    add(refusals, reason, `The row has ${row.length} columns, the file has ${columns.length}.`)
    return { ok: false, line, refusals, cells, key: null }
  }
  if (prepared.errorIndex !== null && !isMissing(row[prepared.errorIndex], prepared)) {
    add(
      refusals,
      'error-row',
      'The row is an error report of the source, not a measurement.',
      prepared.errorIndex,
    )
  }
  const station = readStation(row, prepared)
  if (station === null)
    add(refusals, 'no-station', 'The row does not say which station measured.', prepared.stationIndex)
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
  return { ...accepted, key: findKey(row, prepared) }
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
  | { ok: false; reason: 'no-time' | 'bad-time'; message: string }

function readTime(row: readonly string[], prepared: PreparedMapping): TimeOfRow {
  const { format, overlap: choice, period } = prepared.mapping.time
  // Which occurrence it is, is for the caller, who sees the rows in order.
  const overlap = choice === 'in-order' ? 'earlier' : choice
  const cells = prepared.timeIndexes.map((index) => row[index] ?? '')
  if (cells.some((cell) => isMissing(cell, prepared))) {
    return { ok: false, reason: 'no-time', message: 'The row has no date and time.' }
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
  reason?: 'no-position' | 'bad-position'
  message: string
  axis: 0 | 1
  accept: boolean
}

function readPlace(row: readonly string[], prepared: PreparedMapping): Place {
  const { position, file } = prepared.mapping
  const none: Place = { point: null, message: '', axis: 0, accept: true }
  if (!position || !prepared.positionIndexes) return none
  const cells = prepared.positionIndexes.map((index) => row[index] ?? '')
  const gone = cells.findIndex((cell) => isMissing(cell, prepared))
  if (gone >= 0) {
    const accept = position.whenMissing === 'accept-without'
    return {
      ...none,
      reason: 'no-position',
      message: 'The row has no position.',
      axis: gone === 0 ? 0 : 1,
      accept,
    }
  }
  const bad = (message: string, axis: 0 | 1 = 0): Place => ({
    ...none,
    reason: 'bad-position',
    message,
    axis,
    accept: position.whenImplausible === 'accept-without',
  })
  const [x, y] = cells.map((cell) => readNumber(cell, file.decimalMark))
  if (x === null || x === undefined) return bad(`“${cells[0]?.slice(0, 40)}” is not a coordinate.`)
  if (y === null || y === undefined) return bad(`“${cells[1]?.slice(0, 40)}” is not a coordinate.`, 1)
  if (x === 0 && y === 0) return bad('The position 0, 0 means that the place was not known.')
  const point = reprojectPoint([x, y], position.crs, 'EPSG:4326')
  if (!isWithin(point, [-180, -90, 180, 90])) return bad(`${x}, ${y} is not a place in ${position.crs}.`)
  if (position.within && !isWithin(point, position.within)) {
    return bad(`${x}, ${y} lies outside the area where stations can stand.`)
  }
  return { ...none, point }
}

type Measures =
  | { ok: true; list: readonly PlacedMeasure[] }
  | { ok: false; reason: 'no-parameter' | 'unknown-parameter' | null; message: string }

function listMeasures(row: readonly string[], prepared: PreparedMapping): Measures {
  const { long, wide, mapping } = prepared
  if (!long) return { ok: true, list: wide ?? [] }
  const parameter = row[long.parameterIndex] ?? ''
  if (isMissing(parameter, prepared)) {
    return { ok: false, reason: 'no-parameter', message: 'The row does not say what was measured.' }
  }
  const measure = long.measures.get(parameter)
  if (measure) return { ok: true, list: [measure] }
  const ignore = mapping.values.shape === 'long' && mapping.values.unknownParameter === 'ignore'
  const message = `The mapping does not say what “${parameter.slice(0, 40)}” is.`
  return { ok: false, reason: ignore ? null : 'unknown-parameter', message }
}

/** Compares texts, not instants, so that rows without a readable time can be recognised as repeated too. */
function findKey(row: readonly string[], prepared: PreparedMapping): string | null {
  const station = readStation(row, prepared)
  if (station === null) return null
  const parts = [station, ...prepared.timeIndexes.map((index) => row[index] ?? '')]
  if (prepared.long) parts.push(row[prepared.long.parameterIndex] ?? '')
  return parts.join('\n')
}
