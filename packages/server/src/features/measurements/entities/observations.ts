import {
  type EntityBody,
  formatInterval,
  type JsonValue,
  type ObservationColumns,
  type PlainRows,
} from '@samenspel/standards/sensorthings'
import type { Actor } from '../../../platform/actor.ts'
import { type Bilingual, notFound, Problem } from '../../../platform/errors.ts'
import { canReadDataset, canWriteDataset, type DatasetAccess } from '../../catalogue/index.ts'
import { storedId } from '../datastream-id.ts'
import type {
  ObservationBatch,
  Permission,
  RefusalKind,
  RefusedObservation,
  Sender,
} from '../ingest/batch.ts'
import type { Intake } from '../ingest/intake.ts'
import { storeObservations } from '../ingest/store-observations.ts'
import { notWriter } from '../writers.ts'
import { faultOf, faultOfKind, unfitting } from './fitting.ts'
import type { Writing } from './writing.ts'

/** One observation to store. Times in microseconds since 1970. */
export type ObservationRow = {
  datastreamId: number
  /** As what the sender named the datastream; absent when it was looked up as that. */
  named?: 'single' | 'multi'
  start: number
  end: number | null
  result: JsonValue
  resultTime: number | null
  /** What goes in the column `detail`, without the result and the feature. */
  detail: Detail
  featureId: number | null
}

export type Detail = {
  resultQuality?: JsonValue
  validTime?: string
  parameters?: JsonValue
}

/** The row that a checked body stands for. Without a phenomenonTime it was observed when it arrived. */
export function rowOf(
  { properties }: EntityBody<'Observation'>,
  datastreamId: number,
  featureId: number | null,
  arrival: () => number,
): ObservationRow {
  const { phenomenonTime: time, result = null, resultTime, resultQuality, validTime, parameters } = properties
  const start = time ? (time.kind === 'instant' ? time.at : time.start) : undefined
  return {
    datastreamId,
    start: start === undefined ? arrival() : Number(start),
    end: time?.kind === 'interval' ? Number(time.end) : null,
    result,
    resultTime: resultTime === null || resultTime === undefined ? null : Number(resultTime),
    detail: {
      ...(resultQuality === null || resultQuality === undefined ? {} : { resultQuality }),
      ...(validTime ? { validTime: formatInterval(validTime) } : {}),
      ...(parameters ? { parameters } : {}),
    },
    featureId,
  }
}

/** The detail column of a row, or null when there is nothing to say. */
export function detailText({ result, detail }: Pick<ObservationRow, 'result' | 'detail'>): string | null {
  const whole = typeof result === 'number' || result === null ? detail : { result, ...detail }
  return Object.keys(whole).length === 0 ? null : JSON.stringify(whole)
}

/** Rows in columns, as they are stored. */
export function toBatch(rows: readonly ObservationRow[]): ObservationBatch {
  return {
    datastreamId: rows.map((row) => row.datastreamId),
    phenomenonStart: rows.map((row) => row.start),
    resultNumber: rows.map(({ result }) => (typeof result === 'number' ? result : null)),
    ...columnOf('phenomenonEnd', rows, (row) => row.end),
    ...columnOf('resultTime', rows, (row) => row.resultTime),
    ...columnOf('detail', rows, detailText),
    ...columnOf('featureOfInterestId', rows, (row) => row.featureId),
  }
}

/** A column of a batch; none when no row has a value in it, as is usual. */
function columnOf<Name extends keyof ObservationBatch, T>(
  name: Name,
  rows: readonly ObservationRow[],
  pick: (row: ObservationRow) => T | null,
): { [name in Name]?: (T | null)[] } {
  const column = rows.map(pick)
  return column.every((value) => value === null)
    ? {}
    : ({ [name]: column } as { [name in Name]: (T | null)[] })
}

/** What an actor may send: to datasets it may write to, results that fit their datastream. */
function senderOf(actor: Actor, rows: readonly ObservationRow[]): Sender {
  return {
    ...rightsOf(actor),
    faultOf(index, types) {
      const { named, result = null } = rows[index] ?? {}
      return (named && faultOfKind(types, named)) ?? faultOf(types, result)
    },
  }
}

/** What an actor may write: in datasets, or of one thing. */
function rightsOf(actor: Actor): Pick<Sender, 'permit' | 'thingId'> {
  return {
    permit: (dataset) => permissionOf(actor, dataset),
    ...(actor.kind === 'sensor' && { thingId: actor.thingId }),
  }
}

/** What an actor may do with the observations of a dataset. */
function permissionOf(actor: Actor, dataset: DatasetAccess): Permission {
  if (dataset.access === 'personal') return 'unknown'
  if (canWriteDataset(actor, dataset)) return 'allowed'
  return canReadDataset(actor, dataset) ? 'not-allowed' : 'unknown'
}

const REFUSALS: Record<RefusalKind, Bilingual> = {
  'unknown-datastream': {
    nl: 'De Datastream bestaat niet, of u mag er niet in schrijven.',
    en: 'The Datastream does not exist, or you may not write to it.',
  },
  'not-allowed': notWriter().detail,
  'does-not-fit': {
    nl: 'Het resultaat past niet bij de Datastream.',
    en: 'The result does not fit the Datastream.',
  },
  'unknown-feature': {
    nl: 'De FeatureOfInterest bestaat niet, of u mag er niet bij.',
    en: 'The FeatureOfInterest does not exist, or you may not see it.',
  },
  'older-than-kept': {
    nl: 'De tijd is langer geleden dan de dataset losse waarden bewaart.',
    en: 'The time is longer ago than the dataset keeps single values.',
  },
  'time-out-of-range': {
    nl: 'De tijd valt buiten 1600 tot en met 2199.',
    en: 'The time is outside 1600 to 2199.',
  },
  'not-finite': {
    nl: 'Het resultaat is geen getal tussen -10^150 en 10^150.',
    en: 'The result is not a number between -10^150 and 10^150.',
  },
  'differs-from-stored': {
    nl: 'Van deze Datastream is op dit tijdstip al een andere waarde bewaard, en de dataset staat correcties niet toe.',
    en: 'Another value is stored for this Datastream and time, and the dataset does not allow corrections.',
  },
}

/** Which property of an observation is refused. */
const PLACES = {
  'unknown-datastream': '/Datastream/@iot.id',
  'unknown-feature': '/FeatureOfInterest',
  'older-than-kept': '/phenomenonTime',
  'time-out-of-range': '/phenomenonTime',
  'not-finite': '/result',
} as const satisfies Partial<Record<RefusalKind, string>>

/**
 * Stores rows in a transaction that does more than that; they must all be stored.
 * @param placeOf where a row stands in the body; by default it is the whole
 * @returns their ids
 * @throws Problem for the first that is refused
 */
export async function storeRows(
  writing: Writing,
  rows: readonly ObservationRow[],
  placeOf: (index: number) => string = () => '',
): Promise<number[]> {
  const { transaction, actor, now } = writing
  const { refused, ids } = await storeObservations(transaction, toBatch(rows), {
    ...senderOf(actor, rows),
    now,
  })
  const [first] = refused
  if (first) throw new ObservationRefused(first).within(placeOf(first.index))
  return Array.from(ids)
}

/**
 * Stores one observation together with what others send.
 * @param isAddressed whether the address names the datastream, so that nothing is there when it is unknown
 * @returns its id
 * @throws Problem why it is refused
 */
export async function submitRow(
  intake: Intake,
  actor: Actor,
  row: ObservationRow,
  isAddressed: boolean,
): Promise<number> {
  const { refused, ids } = await intake.submit(toBatch([row]), senderOf(actor, [row]))
  const [first] = refused
  if (first) throw new ObservationRefused(first, isAddressed)
  return ids[0] ?? 0
}

/** The problem for an observation that cannot be stored, with the reason of the closed list. */
export class ObservationRefused extends Problem {
  readonly kind: RefusalKind

  /** @param isAddressed whether the address names the datastream: when that is unknown, nothing is there */
  constructor(refused: Pick<RefusedObservation, 'kind' | 'fault'>, isAddressed = false) {
    const isMissing = isAddressed && refused.kind === 'unknown-datastream'
    const problem = isMissing
      ? notFound({ nl: 'Deze Datastream', en: 'This Datastream' })
      : problemOf(refused)
    super(problem.code, problem.detail, problem.mistakes)
    this.kind = refused.kind
  }
}

function problemOf({ kind, fault }: Pick<RefusedObservation, 'kind' | 'fault'>): Problem {
  switch (kind) {
    case 'not-allowed':
      return notWriter()
    case 'differs-from-stored':
      return new Problem('conflict', fault ?? REFUSALS[kind])
    case 'does-not-fit':
      return unfitting(fault ?? REFUSALS[kind])
    default:
      return new Problem('invalid-request', REFUSALS[kind], [
        { in: 'body', pointer: PLACES[kind], detail: REFUSALS[kind] },
      ])
  }
}

/** What became of each row of a data array: its id, or why the row was not stored. */
export type RowOutcomes = { ids: Float64Array; errors: ReadonlyMap<number, Bilingual> }

/** Stores the groups of a CreateObservations request; rows that cannot be stored do not hold back the others. */
export async function submitColumns(
  intake: Intake,
  actor: Actor,
  groups: readonly ObservationColumns[],
): Promise<RowOutcomes> {
  const ids = new Float64Array(groups.reduce((sum, { sent }) => sum + sent, 0))
  const errors = new Map<number, Bilingual>()
  const rows: ObservationRow[] = []
  const places: number[] = []
  let first = 0
  for (const group of groups) {
    for (const { row, errors: mistakes } of group.rejected) {
      const messages = mistakes.map(({ message }) => message)
      errors.set(first + row, {
        nl: messages.map(({ nl }) => nl).join(' '),
        en: messages.map(({ en }) => en).join(' '),
      })
    }
    for (const [at, row] of group.rows.entries()) {
      if (group.id === undefined) {
        rows.push(rowOfColumns(group, at, toDatastreamId(group.datastream)))
        places.push(first + row)
      } else errors.set(first + row, OWN_ID)
    }
    first += group.sent
  }
  if (rows.length === 0) return { ids, errors }
  const stored = await intake.submit(toBatch(rows), senderOf(actor, rows))
  for (const [at, place] of places.entries()) ids[place] = stored.ids[at] ?? 0
  for (const { index, kind, fault } of stored.refused) {
    const place = places[index]
    if (place !== undefined) errors.set(place, fault ?? REFUSALS[kind])
  }
  return { ids, errors }
}

/** Stores plain rows: none is made into an object of its own. */
export async function submitPlainRows(
  intake: Intake,
  actor: Actor,
  { datastreams, times, results }: PlainRows,
): Promise<RowOutcomes> {
  if (times.length === 0) return { ids: new Float64Array(), errors: new Map() }
  const stored = await intake.submit(
    {
      datastreamId: datastreams.map(storedId),
      phenomenonStart: times,
      resultNumber: results,
    },
    {
      ...rightsOf(actor),
      faultOf: (row, types) => faultOfKind(types, 'single') ?? faultOf(types, results[row] ?? null),
    },
  )
  const errors = new Map(stored.refused.map(({ index, kind, fault }) => [index, fault ?? REFUSALS[kind]]))
  return { ids: stored.ids, errors }
}

const OWN_ID = {
  nl: 'Deze dienst geeft zelf een id uit. Laat “id” weg uit de components.',
  en: 'An id is given out by this service. Leave “id” out of the components.',
}

/** Datastreams have 32-bit ids; 0 is none. */
export function toDatastreamId(id: bigint): number {
  return id > 0n && id < 2n ** 31n ? Number(id) : 0
}

function rowOfColumns(group: ObservationColumns, at: number, datastreamId: number): ObservationRow {
  const number = (value: bigint | null | undefined) =>
    value === null || value === undefined ? null : Number(value)
  const [from, to] = [group.validStart?.[at], group.validEnd?.[at]]
  const quality = group.resultQuality?.[at]
  const parameters = group.parameters?.[at]
  return {
    datastreamId,
    named: group.link === 'MultiDatastream' ? 'multi' : 'single',
    start: Number(group.phenomenonStart[at]),
    end: number(group.phenomenonEnd[at]),
    result: group.result[at] ?? null,
    resultTime: number(group.resultTime?.[at]),
    detail: {
      ...(quality === null || quality === undefined ? {} : { resultQuality: quality }),
      ...(from && to ? { validTime: formatInterval({ start: from, end: to }) } : {}),
      ...(parameters ? { parameters } : {}),
    },
    featureId: number(group.featureOfInterest?.[at]),
  }
}
