import { PROPERTIES, type PropertyKey } from '@samenspel/standards/tabular'
import type { Mistake } from '../api.ts'
import { type Language, messagesOf } from '../language.ts'
import type { InboundSource } from './intake-api.ts'
import { explainUnclear, isUnclear, readDecimal, sayUnclear, writeNumber } from './numbers.ts'
import { type FormValues, isBlank, rowsAt, textAt, withRows } from './values.ts'

type FieldMapping = InboundSource['mapping'][number]

/** The choice for a property that is not in the list: then its name is in the field `other`. */
export const OTHER_PROPERTY = 'other'

/** Most fields of a message that are put in the list at once. */
const MOST_FIELDS = 30

const EMPTY_ROW = {
  field: '',
  property: '',
  other: '',
  unit: '',
  factor: '',
  offset: '',
  missing: '',
  datastream: '',
}

/** A new row of the mapping. */
export function blankSourceRow(list: string, key: string): { row: FormValues; first: string } | undefined {
  return list === 'mapping' ? { row: { key, ...EMPTY_ROW }, first: 'field' } : undefined
}

/** What people fill in of a source. */
export type SourceContent = Pick<InboundSource, 'name' | 'kind' | 'script' | 'stationKey' | 'mapping'>

/** The form of a source, filled in; of a new one with what is usual. */
export function fillSource(source: SourceContent | undefined, language: Language): FormValues {
  return {
    name: source?.name ?? '',
    kind: source?.kind ?? 'the-things-stack',
    stationKey: source?.stationKey ?? 'eui',
    script: source?.script ?? '',
    mapping: (source?.mapping ?? []).map((mapping, index) => fillRow(mapping, `row-${index}`, language)),
  }
}

function fillRow(mapping: FieldMapping, key: string, language: Language): FormValues {
  const { field, property, unit, factor, offset, missing = [], datastream = '', result } = mapping
  const number = (value: number | undefined) => writeNumber(value, language)
  return {
    key,
    ...EMPTY_ROW,
    ...{ field, property, unit, datastream, factor: number(factor), offset: number(offset) },
    missing: missing.map((each) => writeMarker(each, language)).join('; '),
    isText: result === 'text' ? 'yes' : '',
  }
}

/** The form without rows in which nothing was typed. */
export const tidySource = (values: FormValues): FormValues =>
  withRows(
    values,
    'mapping',
    rowsAt(values, 'mapping').filter((row) => !isBlank(row, ['key'])),
  )

/** What the form says, in the words of the API. What is no number goes along as text: the API refuses it at its place. */
export function readSource(values: FormValues, language: Language) {
  return {
    name: textAt(values, 'name'),
    kind: textAt(values, 'kind'),
    stationKey: textAt(values, 'stationKey'),
    script: textAt(values, 'script') || null,
    mapping: rowsAt(values, 'mapping').map((row) => readRow(row, language)),
  }
}

function readRow(row: FormValues, language: Language) {
  const text = (name: string) => textAt(row, name)
  const filled = <T>(name: string, value: T) => (text(name) === '' ? {} : { [name]: value })
  const isText = text('isText') === 'yes'
  return {
    field: text('field'),
    property: text('property') === OTHER_PROPERTY ? text('other') : text('property'),
    // A text has no unit; the API wants one all the same.
    unit: isText && text('unit') === '' ? '1' : text('unit'),
    ...filled('factor', readDecimal(text('factor'), language)),
    ...filled('offset', readDecimal(text('offset'), language)),
    ...filled('missing', readMissing(text('missing'), language)),
    ...filled('datastream', text('datastream')),
    ...(isText ? { result: 'text' } : {}),
  }
}

/** A part between semicolons; what is in quotes may have one. */
const MARKER = /"(?:[^"]|"")*"(?=\s*(?:;|$))|[^;\s][^;]*/g

const QUOTED = /^".*"$/s

const splitMarkers = (text: string): string[] => [...text.matchAll(MARKER)].map(([item]) => item.trim())

const isUnclearMarker = (item: string, language: Language) => !QUOTED.test(item) && isUnclear(item, language)

/** The values that mean "not measured"; null for a number that can be read in two ways, so that the API refuses it at its place. */
function readMissing(text: string, language: Language): (number | string | null)[] {
  return splitMarkers(text).map((item) => {
    if (QUOTED.test(item)) return item.slice(1, -1).replaceAll('""', '"')
    return isUnclear(item, language) ? null : readDecimal(item, language)
  })
}

/** Such a value as it stands in the field: a text in quotes when it would be read as something else without. */
function writeMarker(value: number | string, language: Language): string {
  if (typeof value === 'number') return writeNumber(value, language)
  const [read, ...rest] = readMissing(value, language)
  const isSame = read === value && rest.length === 0 && !value.includes('"')
  return isSame ? value : `"${value.replaceAll('"', '""')}"`
}

/** A trial of what the form says; `mapping` false: only to see which fields there are. */
export function readTrial(values: FormValues, language: Language, dataset: string, mapping = true) {
  const { kind, script, mapping: rows } = readSource(values, language)
  return { dataset, kind, script, uplink: readMessage(values), mapping: mapping ? rows : [] }
}

/** The example of a message, or the text when it is none, so that the API refuses it at its place. */
function readMessage(values: FormValues): unknown {
  const text = textAt(values, 'uplink')
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** Whether it is one of the lists of a row: with nothing chosen, the API tells how to write what is chosen there. */
const isChoice = (name: string | undefined): name is 'property' | 'unit' =>
  name === 'property' || name === 'unit'

/** Says where in the form a mistake is, and what to do about it where the API cannot. */
export function placeSourceMistake(values: FormValues, language: Language): (mistake: Mistake) => Mistake {
  const explain = explainUnclear(values, language, (field) => /\.(factor|offset)$/.test(field))
  return (mistake) => {
    if (mistake.pointer === '/uplink' && typeof readMessage(values) !== 'object') {
      return { ...mistake, detail: messagesOf(language).intake.sources.trial.noJson }
    }
    const [list, index, name] = mistake.pointer.slice(1).split('/')
    if (list !== 'mapping' || index === undefined) return mistake
    const row = `mapping.${index}`
    if (isChoice(name) && textAt(values, `${row}.${name}`) === '') {
      return { ...mistake, detail: messagesOf(language).intake.sources.choose[name] }
    }
    const isOther = textAt(values, `${row}.property`) === OTHER_PROPERTY
    // Of a list of values the form has one field.
    const field = name === 'property' && isOther ? 'other' : name === 'result' ? 'isText' : name
    const unclear =
      name === 'missing' &&
      splitMarkers(textAt(values, `${row}.missing`)).find((item) => isUnclearMarker(item, language))
    if (unclear) {
      const { inQuotes } = messagesOf(language).intake.sources
      const detail = `${sayUnclear(unclear, language)} ${inQuotes(unclear)}`
      return { ...mistake, pointer: `/mapping/${index}/missing`, detail }
    }
    return explain({ ...mistake, pointer: ['/mapping', index, field].filter(Boolean).join('/') })
  }
}

/**
 * The form with a row for each field of a message that has none yet. What its name says it is, it has as property and unit.
 * @param makeKey gives what tells a new row apart
 */
export function takeFields(
  values: FormValues,
  data: Readonly<Record<string, unknown>>,
  makeKey: () => string,
): FormValues {
  const rows = rowsAt(values, 'mapping')
  const known = new Set(rows.map((row) => textAt(row, 'field')))
  const fresh = listFields(data).filter(([field]) => !known.has(field))
  const made = fresh.slice(0, MOST_FIELDS).map(([field, value]): FormValues => {
    const property = guessProperty(field)
    return {
      key: makeKey(),
      ...EMPTY_ROW,
      field,
      ...(property && { property, unit: PROPERTIES[property].unit }),
      isText: typeof value === 'string' ? 'yes' : '',
    }
  })
  return withRows(values, 'mapping', [...rows, ...made])
}

/** The fields of a message with their values; of what is in another, with points. */
export function listFields(data: unknown, path = ''): [field: string, value: string | number | boolean][] {
  if (typeof data === 'string' || typeof data === 'number' || typeof data === 'boolean') return [[path, data]]
  if (typeof data !== 'object' || data === null) return []
  return Object.entries(data).flatMap(([name, value]) => listFields(value, path ? `${path}.${name}` : name))
}

/** Names that makers of sensors give to what is in our list under another name. */
const NAMES: Record<string, PropertyKey> = {
  airtemperature: 'temperature',
  temp: 'temperature',
  airhumidity: 'relative-humidity',
  humidity: 'relative-humidity',
  pressure: 'air-pressure',
  barometricpressure: 'air-pressure',
  pm2_5: 'pm25',
  precipitation: 'rain',
}

function guessProperty(field: string): PropertyKey | undefined {
  const last = (field.split('.').at(-1) ?? '').toLowerCase()
  const isSame = (key: string) => key.replaceAll('-', '') === last.replaceAll(/[-_]/g, '')
  const known = (Object.keys(PROPERTIES) as PropertyKey[]).find(isSame)
  const named = [last, last.replaceAll(/[-_]/g, '')].find((name) => Object.hasOwn(NAMES, name))
  return known ?? NAMES[named ?? '']
}

/** How a source is doing. */
export function healthOf({
  paused,
  waitingLetters,
  lastReceivedAt,
}: Pick<InboundSource, 'paused' | 'waitingLetters' | 'lastReceivedAt'>) {
  if (paused) return 'paused'
  if (waitingLetters > 0) return 'refuses'
  return lastReceivedAt === null ? 'silent' : 'works'
}
