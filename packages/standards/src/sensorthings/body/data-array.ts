import type { Bilingual } from '../../language/index.ts'
import type { EntityId } from '../ids.ts'
import { type Instant, readInstant, readInterval, TIME_FAULTS, type TimeFault } from '../times.ts'
import {
  checkJson,
  isObject,
  isStorableNumber,
  isStorableText,
  type JsonObject,
  type JsonValue,
} from './json.ts'
import {
  add,
  type BodyError,
  type BodyLimits,
  type Checked,
  openReport,
  pointer,
  type Report,
} from './report.ts'
import { checkId } from './values.ts'

/**
 * The Observations of one Datastream in a CreateObservations request, as columns: the fastest form to hand to a
 * database. All columns have the length of `rows`; a column that was not sent is absent.
 */
export interface ObservationColumns {
  readonly link: 'Datastream' | 'MultiDatastream'
  /** Id of the Datastream or MultiDatastream. */
  readonly datastream: EntityId
  /** Number of rows sent, the rejected ones included. */
  readonly sent: number
  /** For each accepted row its number in the dataArray, from 0. */
  readonly rows: readonly number[]
  readonly phenomenonStart: readonly Instant[]
  /** End of the phenomenonTime where that is a period, else null. */
  readonly phenomenonEnd: readonly (Instant | null)[]
  readonly result: readonly JsonValue[]
  readonly resultTime?: readonly (Instant | null)[]
  readonly validStart?: readonly (Instant | null)[]
  readonly validEnd?: readonly (Instant | null)[]
  readonly resultQuality?: readonly JsonValue[]
  readonly parameters?: readonly (JsonObject | null)[]
  readonly featureOfInterest?: readonly EntityId[]
  readonly id?: readonly EntityId[]
  /** Rows that were refused; they get "error" in the answer (clause 13.2.2). */
  readonly rejected: readonly RejectedRow[]
}

export interface RejectedRow {
  readonly row: number
  readonly errors: readonly BodyError[]
}

/** Names that may stand in `components`, with the name of the property or link they fill (clause 13.2.1). */
const COMPONENTS = {
  id: 'id',
  '@iot.id': 'id',
  phenomenonTime: 'phenomenonTime',
  result: 'result',
  resultTime: 'resultTime',
  resultQuality: 'resultQuality',
  validTime: 'validTime',
  parameters: 'parameters',
  'FeatureOfInterest/id': 'featureOfInterest',
  'FeatureOfInterest/@iot.id': 'featureOfInterest',
} as const satisfies Record<string, string>
type Column = (typeof COMPONENTS)[keyof typeof COMPONENTS]

/**
 * Checks the body of CreateObservations (req/data-array/data-array). Faults of the body or of its groups refuse it;
 * faults of single rows only reject those rows. Time grows with the number of values, about a microsecond each.
 */
export function checkDataArrays(body: unknown, limits?: BodyLimits): Checked<readonly ObservationColumns[]> {
  const report = openReport(limits)
  const groups: ObservationColumns[] = []
  if (!Array.isArray(body)) {
    add(report, '', {
      nl: 'De inhoud moet een lijst zijn van objecten met Datastream, components en dataArray.',
      en: 'The body must be a list of objects with Datastream, components and dataArray.',
    })
  } else {
    let rows = 0
    for (const [i, group] of body.entries()) {
      const columns = readGroup(group, `/${i}`, report, report.limits.rows - rows)
      if (!columns) continue
      rows += columns.sent
      groups.push(columns)
    }
  }
  return report.errors.length > 0 ? { ok: false, errors: report.errors } : { ok: true, value: groups }
}

function readGroup(
  group: unknown,
  path: string,
  report: Report,
  room: number,
): ObservationColumns | undefined {
  if (!isObject(group)) {
    add(report, path, {
      nl: 'Dit moet een object zijn met Datastream, components en dataArray.',
      en: 'This must be an object with Datastream, components and dataArray.',
    })
    return undefined
  }
  const before = report.errors.length
  for (const key of Object.keys(group)) {
    const known =
      key === 'Datastream' || key === 'MultiDatastream' || key === 'components' || key === 'dataArray'
    if (!known && !key.includes('@iot.')) {
      add(report, pointer(path, key), {
        nl: 'Onbekend veld. Een groep heeft Datastream of MultiDatastream, components, dataArray.',
        en: 'Unknown field. A group has Datastream or MultiDatastream, components, dataArray.',
      })
    }
  }
  const link = group.MultiDatastream === undefined ? 'Datastream' : 'MultiDatastream'
  if (group.MultiDatastream !== undefined && group.Datastream !== undefined) {
    add(report, `${path}/Datastream`, {
      nl: 'Een groep hoort bij een Datastream of bij een MultiDatastream, niet bij allebei.',
      en: 'A group belongs to a Datastream or to a MultiDatastream, not to both.',
    })
  }
  const reference = group[link]
  const datastream = isObject(reference)
    ? checkId(reference['@iot.id'], `${path}/${link}/@iot.id`, report)
    : add(report, `${path}/${link}`, {
        nl: `Noem de ${link} van deze Observations, zoals {"@iot.id": 1}.`,
        en: `Name the ${link} of these Observations, like {"@iot.id": 1}.`,
      })
  for (const key of isObject(reference) ? Object.keys(reference) : []) {
    if (!key.includes('@'))
      add(report, pointer(`${path}/${link}`, key), {
        nl: `Onbekend veld. Noem de ${link} met zijn @iot.id.`,
        en: `Unknown field. Name the ${link} by its @iot.id.`,
      })
  }
  const components = readComponents(group.components, `${path}/components`, report)
  const rows = group.dataArray
  if (!Array.isArray(rows)) {
    add(report, `${path}/dataArray`, {
      nl: 'De dataArray moet een lijst van lijsten zijn, één per Observation.',
      en: 'The dataArray must be a list of lists, one per Observation.',
    })
  } else if (rows.length > room) {
    add(report, `${path}/dataArray`, {
      nl: `Een verzoek mag ${report.limits.rows} Observations hebben. Stuur er minder.`,
      en: `One request may have at most ${report.limits.rows} Observations. Send fewer.`,
    })
  }
  if (datastream === undefined || report.errors.length > before || !Array.isArray(rows)) return undefined
  return readRows(link, datastream, components, rows, `${path}/dataArray`, report)
}

function readComponents(value: JsonValue | undefined, path: string, report: Report): Column[] {
  const columns: Column[] = []
  const names: readonly JsonValue[] = Array.isArray(value) ? value : []
  for (const [i, name] of names.entries()) {
    if (typeof name !== 'string' || !Object.hasOwn(COMPONENTS, name)) {
      add(report, `${path}/${i}`, {
        nl: `Dit moet een van deze zijn: ${Object.keys(COMPONENTS).join(', ')}.`,
        en: `This must be one of ${Object.keys(COMPONENTS).join(', ')}.`,
      })
      continue
    }
    const column = COMPONENTS[name as keyof typeof COMPONENTS]
    if (columns.includes(column))
      add(report, `${path}/${i}`, { nl: `“${name}” staat er twee keer.`, en: `“${name}” is given twice.` })
    columns.push(column)
  }
  for (const needed of ['phenomenonTime', 'result'] as const) {
    if (!columns.includes(needed))
      add(report, path, {
        nl: `“${needed}” ontbreekt in de components.`,
        en: `The components must have “${needed}”.`,
      })
  }
  return columns
}

/** Rows with faults, filled by the column readers. */
interface Rows {
  readonly values: readonly JsonValue[][]
  readonly path: string
  readonly report: Report
  readonly faults: Map<number, BodyError[]>
}

function reject(rows: Rows, row: number, column: number, message: Bilingual): void {
  const error = { path: `${rows.path}/${row}${column < 0 ? '' : `/${column}`}`, message }
  const known = rows.faults.get(row)
  if (known) known.push(error)
  else rows.faults.set(row, [error])
}

function readRows(
  link: 'Datastream' | 'MultiDatastream',
  datastream: EntityId,
  components: readonly Column[],
  sent: readonly JsonValue[],
  path: string,
  report: Report,
): ObservationColumns {
  const width = components.length
  const values: JsonValue[][] = new Array(sent.length)
  const rows: Rows = { values, path, report, faults: new Map() }
  for (let i = 0; i < sent.length; i++) {
    const row = sent[i]
    if (Array.isArray(row) && row.length === width) {
      values[i] = row as JsonValue[]
    } else {
      values[i] = []
      reject(rows, i, -1, {
        nl: `Een Observation is hier een lijst van ${width} waarden, één voor elk van de components.`,
        en: `An Observation here is a list of ${width} values, one for each of the components.`,
      })
    }
  }
  // Every column is written by its own loop over the rows, so that each loop sees one type of value.
  const columns: Record<string, unknown[]> = {}
  for (let c = 0; c < width; c++) readColumn(rows, c, components[c] ?? 'result', link, columns)
  const accepted: number[] = []
  for (let i = 0; i < sent.length; i++) if (!rows.faults.has(i)) accepted.push(i)
  const rejected = [...rows.faults].map(([row, errors]) => ({ row, errors })).sort((a, b) => a.row - b.row)
  if (rejected.length > 0) {
    for (const [name, column] of Object.entries(columns)) columns[name] = accepted.map((i) => column[i])
  }
  // The columns are those of the interface by construction: readColumn names them.
  return {
    link,
    datastream,
    sent: sent.length,
    rows: accepted,
    ...columns,
    rejected,
  } as unknown as ObservationColumns
}

function readColumn(
  rows: Rows,
  c: number,
  column: Column,
  link: string,
  columns: Record<string, unknown[]>,
): void {
  switch (column) {
    case 'phenomenonTime':
      readTimes(rows, c, false, columns, 'phenomenonStart', 'phenomenonEnd')
      break
    case 'validTime':
      readTimes(rows, c, true, columns, 'validStart', 'validEnd')
      break
    case 'resultTime':
      columns.resultTime = readInstants(rows, c)
      break
    case 'result':
      columns.result = readResults(rows, c, link === 'MultiDatastream')
      break
    case 'resultQuality':
      columns.resultQuality = readResults(rows, c, false)
      break
    case 'parameters':
      columns.parameters = readObjects(rows, c)
      break
    default:
      columns[column] = readIds(rows, c)
  }
}

/** Periods; an instant too where `periodOnly` is false, null where it is true. */
function readTimes(
  rows: Rows,
  c: number,
  periodOnly: boolean,
  columns: Record<string, unknown[]>,
  startName: string,
  endName: string,
): void {
  const { values } = rows
  const starts: (Instant | null)[] = new Array(values.length).fill(null)
  const ends: (Instant | null)[] = new Array(values.length).fill(null)
  for (let i = 0; i < values.length; i++) {
    const value = values[i]?.[c]
    if (value === undefined || (periodOnly && value === null)) continue
    const at: Instant | TimeFault = typeof value !== 'string' || periodOnly ? 'form' : readInstant(value)
    if (typeof at === 'bigint') {
      starts[i] = at
      continue
    }
    const period = typeof value === 'string' && (periodOnly || value.includes('/')) ? readInterval(value) : at
    if (typeof period === 'string') {
      reject(rows, i, c, TIME_FAULTS[period])
    } else {
      starts[i] = period.start
      ends[i] = period.end
    }
  }
  columns[startName] = starts
  columns[endName] = ends
}

function readInstants(rows: Rows, c: number): (Instant | null)[] {
  const { values } = rows
  const column: (Instant | null)[] = new Array(values.length).fill(null)
  for (let i = 0; i < values.length; i++) {
    const value = values[i]?.[c]
    if (value === undefined || value === null) continue
    const at = typeof value === 'string' ? readInstant(value) : 'form'
    if (typeof at === 'bigint') column[i] = at
    else reject(rows, i, c, TIME_FAULTS[at])
  }
  return column
}

function readResults(rows: Rows, c: number, list: boolean): JsonValue[] {
  const { values } = rows
  const column: JsonValue[] = new Array(values.length).fill(null)
  for (let i = 0; i < values.length; i++) {
    const row = values[i]
    if (row === undefined || row.length === 0) continue
    const value = row[c]
    if (list && !Array.isArray(value)) {
      reject(rows, i, c, {
        nl: 'Het resultaat moet een lijst zijn, want het hoort bij een MultiDatastream.',
        en: 'The result must be a list, because it belongs to a MultiDatastream.',
      })
    } else if (isPlain(value) || checkCell(rows, i, c, value)) {
      column[i] = value as JsonValue
    }
  }
  return column
}

/** Values that need no walk through them: the usual results. */
function isPlain(value: JsonValue | undefined): boolean {
  if (typeof value === 'number') return isStorableNumber(value)
  return value === null || typeof value === 'boolean' || (typeof value === 'string' && isStorableText(value))
}

function checkCell(rows: Rows, row: number, c: number, value: unknown): boolean {
  const report = openReport(rows.report.limits)
  // Depth counts from the body: list, group, dataArray and row are four levels.
  if (checkJson(value, `${rows.path}/${row}/${c}`, report, 4)) return true
  const known = rows.faults.get(row)
  if (known) known.push(...report.errors)
  else rows.faults.set(row, report.errors)
  return false
}

function readObjects(rows: Rows, c: number): (JsonObject | null)[] {
  const { values } = rows
  const column: (JsonObject | null)[] = new Array(values.length).fill(null)
  for (let i = 0; i < values.length; i++) {
    const value = values[i]?.[c]
    if (value === undefined || value === null) continue
    if (!isObject(value))
      reject(rows, i, c, {
        nl: 'De parameters moeten een object zijn, zoals {"key": "value"}.',
        en: 'The parameters must be an object, like {"key": "value"}.',
      })
    else if (checkCell(rows, i, c, value)) column[i] = value
  }
  return column
}

function readIds(rows: Rows, c: number): EntityId[] {
  const { values } = rows
  const column: EntityId[] = new Array(values.length).fill(0n)
  for (let i = 0; i < values.length; i++) {
    const value = values[i]?.[c]
    if (value === undefined) continue
    const report = openReport(rows.report.limits)
    const id = checkId(value, '', report)
    if (id !== undefined) column[i] = id
    else for (const { message } of report.errors) reject(rows, i, c, message)
  }
  return column
}
