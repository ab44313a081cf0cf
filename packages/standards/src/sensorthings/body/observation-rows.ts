import { describeMistake } from '../../json/index.ts'
import { type Bilingual, cutText } from '../../language/index.ts'
import { formatInterval, readInstant, readInterval, readTime, TIME_FAULTS, type TimeFault } from '../times.ts'
import { checkJson, isObject, isStorableText, type JsonValue } from './json.ts'
import { openReport } from './report.ts'

/**
 * The fields of an observation in a long list of them: columns of a CSV with a header line, or fields of an object per line
 * (NDJSON). `datastream` is an id; or `thingKey` and `datastreamKey` are the keys that a thing and a datastream have at
 * their source. Needed are one of those, `phenomenonTime` and `result`.
 */
export const OBSERVATION_FIELDS = [
  'datastream',
  'thingKey',
  'datastreamKey',
  'phenomenonTime',
  'result',
  'resultTime',
  'resultQuality',
  'validTime',
  'parameters',
] as const
export type ObservationField = (typeof OBSERVATION_FIELDS)[number]

/** Why a line is no observation. */
export const ROW_FAULTS = ['bad-row', 'bad-datastream', 'bad-time', 'bad-result', 'bad-value'] as const
export type RowFault = (typeof ROW_FAULTS)[number]

/** One observation. Times in whole microseconds since 1970. */
export interface ObservationLine {
  readonly datastream: number | { readonly thingKey: string; readonly datastreamKey: string }
  readonly start: number
  /** End of a period; null for an instant. */
  readonly end: number | null
  readonly result: JsonValue
  readonly resultTime: number | null
  readonly detail: {
    readonly resultQuality?: JsonValue
    readonly validTime?: string
    readonly parameters?: JsonValue
  }
}

export type ReadLine =
  | { readonly ok: true; readonly row: ObservationLine }
  | {
      readonly ok: false
      readonly fault: RowFault
      readonly field?: ObservationField
      readonly value?: string
      readonly message: Bilingual
    }

type Fields = Partial<Record<ObservationField, JsonValue>>

/** The columns of a CSV, from its header line, or what is wrong with it. */
export function readHeader(
  line: string,
):
  | { readonly ok: true; readonly columns: readonly ObservationField[] }
  | { readonly ok: false; readonly message: Bilingual } {
  const cells = splitCells(line) ?? []
  const columns = OBSERVATION_FIELDS.filter((field) => cells.includes(field))
  const unknown = cells.find((cell) => !columns.some((column) => column === cell))
  if (unknown !== undefined) {
    return {
      ok: false,
      message: {
        nl: `Er is geen kolom “${cutText(unknown, 40)}”. Gebruik ${OBSERVATION_FIELDS.join(', ')}.`,
        en: `There is no column “${cutText(unknown, 40)}”. Use ${OBSERVATION_FIELDS.join(', ')}.`,
      },
    }
  }
  if (new Set(cells).size < cells.length)
    return {
      ok: false,
      message: { nl: 'Een kolom staat twee keer in de kop.', en: 'A column is in the header twice.' },
    }
  const has = (...fields: ObservationField[]) => fields.every((field) => columns.includes(field))
  if (!has('phenomenonTime', 'result') || !(has('datastream') || has('thingKey', 'datastreamKey'))) {
    return {
      ok: false,
      message: {
        nl: 'In de kop horen phenomenonTime, result, en datastream of thingKey met datastreamKey.',
        en: 'The header needs phenomenonTime, result, and datastream or thingKey with datastreamKey.',
      },
    }
  }
  return { ok: true, columns: cells as ObservationField[] }
}

/** One line of a CSV, without its line end. An empty cell is a missing value; a result that looks like a number is one. */
export function readCsvLine(line: string, columns: readonly ObservationField[]): ReadLine {
  const cells = splitCells(line)
  if (cells === undefined || cells.length !== columns.length || !isReadable(line)) {
    return refuse('bad-row', undefined, line, {
      nl: `Deze regel heeft niet de ${columns.length} cellen van de kop, in UTF-8.`,
      en: `This line does not have the ${columns.length} cells of the header, in UTF-8.`,
    })
  }
  const fields: Fields = {}
  for (const [index, column] of columns.entries()) {
    const cell = cells[index] ?? ''
    if (cell !== '') fields[column] = cell
  }
  const { result, parameters } = fields
  if (typeof result === 'string' && NUMBER.test(result)) fields.result = Number(result)
  if (typeof parameters === 'string') {
    const value = parseJson(parameters)
    if (value === undefined) {
      const mistake = describeMistake(parameters, true)
      return refuse('bad-value', 'parameters', parameters, {
        nl: `parameters moet een JSON-object zijn. ${mistake?.nl ?? ''}`,
        en: `parameters must be a JSON object. ${mistake?.en ?? ''}`,
      })
    }
    fields.parameters = value
  }
  return readFields(fields)
}

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/

/** One line of NDJSON: an object with the fields; `Datastream: {"@iot.id": 1}`, as the standard writes it, is as good. */
export function readJsonLine(line: string): ReadLine {
  const value = parseJson(line)
  const report = openReport()
  if (!isObject(value) || !isReadable(line) || !checkJson(value, '', report)) {
    return refuse(
      'bad-row',
      undefined,
      line,
      report.errors[0]?.message ??
        describeMistake(line, true) ?? {
          nl: 'Deze regel is geen JSON-object in UTF-8.',
          en: 'This line is no JSON object in UTF-8.',
        },
    )
  }
  const fields: Fields = {}
  for (const [name, field] of Object.entries(value)) {
    const known = OBSERVATION_FIELDS.find((each) => each === name)
    if (known) fields[known] = field
    else if (name === 'Datastream' && isObject(field)) fields.datastream = field['@iot.id'] ?? null
    else
      return refuse('bad-row', undefined, line, {
        nl: `Een waarneming heeft hier geen veld “${cutText(name, 40)}”. Wel: ${OBSERVATION_FIELDS.join(', ')}.`,
        en: `An observation has no field “${cutText(name, 40)}” here. It has: ${OBSERVATION_FIELDS.join(', ')}.`,
      })
  }
  return readFields(fields)
}

function readFields(fields: Fields): ReadLine {
  const datastream = readDatastream(fields)
  if (datastream === undefined) {
    return refuse('bad-datastream', 'datastream', fields.datastream, {
      nl: 'Noem een datastream met zijn id, of met thingKey en datastreamKey.',
      en: 'Name a datastream by its id, or by thingKey and datastreamKey.',
    })
  }
  const { phenomenonTime, result, resultTime, validTime, resultQuality, parameters } = fields
  const time = typeof phenomenonTime === 'string' ? readTime(phenomenonTime) : 'form'
  if (typeof time === 'string') return wrongTime('phenomenonTime', phenomenonTime, time)
  if (result === undefined)
    return refuse('bad-result', 'result', undefined, {
      nl: 'Er is geen resultaat.',
      en: 'There is no result.',
    })
  const made = isMissing(resultTime)
    ? null
    : typeof resultTime === 'string'
      ? readInstant(resultTime)
      : 'form'
  if (typeof made === 'string') return wrongTime('resultTime', resultTime, made)
  const valid = isMissing(validTime) ? null : typeof validTime === 'string' ? readInterval(validTime) : 'form'
  if (typeof valid === 'string') return wrongTime('validTime', validTime, valid)
  if (!isMissing(parameters) && !isObject(parameters)) {
    return refuse('bad-value', 'parameters', parameters, {
      nl: 'parameters moet een JSON-object zijn.',
      en: 'parameters must be a JSON object.',
    })
  }
  return {
    ok: true,
    row: {
      datastream,
      start: Number(time.kind === 'instant' ? time.at : time.start),
      end: time.kind === 'instant' ? null : Number(time.end),
      result,
      resultTime: made === null ? null : Number(made),
      detail: {
        ...(isMissing(resultQuality) ? {} : { resultQuality }),
        ...(valid === null ? {} : { validTime: formatInterval(valid) }),
        ...(isMissing(parameters) ? {} : { parameters }),
      },
    },
  }
}

function isMissing(value: JsonValue | undefined): value is null | undefined {
  return value === null || value === undefined
}

/** Ids are integers of 64 bits. Large ones are rounded, to others that are too large to be given out. */
const LARGEST_ID = 2 ** 63

function readDatastream({
  datastream,
  thingKey,
  datastreamKey,
}: Fields): ObservationLine['datastream'] | undefined {
  if (!isMissing(datastream)) {
    const id =
      typeof datastream === 'string' && /^\d{1,19}$/.test(datastream) ? Number(datastream) : datastream
    return typeof id === 'number' && Number.isInteger(id) && id > 0 && id <= LARGEST_ID ? id : undefined
  }
  if (typeof thingKey !== 'string' || typeof datastreamKey !== 'string') return undefined
  return { thingKey, datastreamKey }
}

function wrongTime(field: ObservationField, value: JsonValue | undefined, fault: TimeFault): ReadLine {
  return refuse('bad-time', field, value, TIME_FAULTS[fault])
}

const SHOWN = 200

function refuse(
  fault: RowFault,
  field: ObservationField | undefined,
  value: JsonValue | undefined,
  message: Bilingual,
): ReadLine {
  const text = typeof value === 'string' ? value : value === undefined ? undefined : JSON.stringify(value)
  return {
    ok: false,
    fault,
    ...(field === undefined ? {} : { field }),
    ...(text === undefined ? {} : { value: text.replaceAll('\u0000', '').slice(0, SHOWN).toWellFormed() }),
    message,
  }
}

/** False for text that was no UTF-8 (it then has replacement characters), or cannot be stored. */
function isReadable(line: string): boolean {
  return !line.includes('\uFFFD') && isStorableText(line)
}

function parseJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue
  } catch {
    return undefined
  }
}

/** The cells of one line (RFC 4180, without line ends inside quotes); undefined when its quotes are not right. */
export function splitCells(line: string): string[] | undefined {
  if (!line.includes('"')) return line.split(',')
  const cells: string[] = []
  const cell = /(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/y
  for (;;) {
    const found = cell.exec(line)
    if (!found) return undefined
    cells.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '')
    if (found[3] === '') return cells
  }
}
