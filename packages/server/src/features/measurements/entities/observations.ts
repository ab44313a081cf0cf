import {
  type EntityBody,
  faultOfResult,
  formatInterval,
  type JsonValue,
  type ObservationColumns,
} from '@samenspel/standards/sensorthings'
import { sql } from 'kysely'
import { Problem } from '../../../platform/errors.ts'
import { canWriteDataset } from '../../catalogue/index.ts'
import type { ObservationBatch, RefusalKind } from '../ingest/batch.ts'
import { type StoredBatch, storeObservations } from '../ingest/store-observations.ts'
import type { Writing } from './writing.ts'

/** One observation to store. Times in microseconds since 1970. */
export type ObservationRow = {
  datastreamId: number
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

/** The row that a checked body stands for. Without a phenomenonTime it was observed now. */
export function rowOf(
  { properties }: EntityBody<'Observation'>,
  datastreamId: number,
  featureId: number | null,
  now: Date,
): ObservationRow {
  const { phenomenonTime: time, result = null, resultTime, resultQuality, validTime, parameters } = properties
  const start = time ? (time.kind === 'instant' ? time.at : time.start) : undefined
  return {
    datastreamId,
    start: start === undefined ? now.getTime() * 1000 : Number(start),
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

function toBatch(rows: readonly ObservationRow[]): ObservationBatch {
  return {
    datastreamId: rows.map((row) => row.datastreamId),
    phenomenonStart: rows.map((row) => row.start),
    phenomenonEnd: rows.map((row) => row.end),
    resultTime: rows.map((row) => row.resultTime),
    resultNumber: rows.map(({ result }) => (typeof result === 'number' ? result : null)),
    detail: rows.map(detailText),
    featureOfInterestId: rows.map((row) => row.featureId),
  }
}

/** Stores rows and gives their ids, null where a row was refused. */
export async function storeRows(writing: Writing, rows: readonly ObservationRow[]): Promise<StoredBatch> {
  const { transaction, actor, now } = writing
  return storeObservations(transaction, toBatch(rows), {
    now,
    ids: true,
    mayWrite: ({ id, ownerId }) => canWriteDataset(actor, { id, ownerId, access: 'open' }),
  })
}

const REFUSALS: Record<RefusalKind, { nl: string; en: string }> = {
  'unknown-datastream': {
    nl: 'De Datastream bestaat niet, of u mag er niet in schrijven.',
    en: 'The Datastream does not exist, or you may not write to it.',
  },
  'time-out-of-range': {
    nl: 'De tijd valt buiten 1600 tot en met 2199.',
    en: 'The time is outside 1600 to 2199.',
  },
  'not-finite': {
    nl: 'Het resultaat is geen eindig getal.',
    en: 'The result is not a finite number.',
  },
  'differs-from-stored': {
    nl: 'Van deze Datastream is op dit tijdstip al een andere waarde bewaard, en de dataset staat correcties niet toe.',
    en: 'Another value is stored for this Datastream and time, and the dataset does not allow corrections.',
  },
}

/** The ids of rows that must all be stored. @throws Problem conflict or invalid-request for the first that is refused */
export async function requireStored(writing: Writing, rows: readonly ObservationRow[]): Promise<number[]> {
  const { refused, ids = [] } = await storeRows(writing, rows)
  const [first] = refused
  if (first) {
    throw new Problem(
      first.kind === 'differs-from-stored' ? 'conflict' : 'invalid-request',
      REFUSALS[first.kind],
    )
  }
  return ids.flatMap((id) => (id === null ? [] : [id]))
}

/** The observation types of datastreams, by id. */
export async function readObservationTypes(
  { transaction }: Pick<Writing, 'transaction'>,
  ids: readonly number[],
): Promise<Map<number, string>> {
  const { rows } = await sql<{ id: number; type: string }>`select id, observation_type as type
    from measurements.datastream where id = any(${[...new Set(ids)]}::int4[])`.execute(transaction)
  return new Map(rows.map(({ id, type }) => [id, type]))
}

/** @throws Problem invalid-request when a result is not of the datastream's observation type */
export function requireFitting(rows: readonly ObservationRow[], types: ReadonlyMap<number, string>): void {
  for (const { datastreamId, result } of rows) {
    const fault = faultOfResult(types.get(datastreamId) ?? '', result)
    if (fault === undefined) continue
    throw new Problem(
      'invalid-request',
      { nl: `Het resultaat past niet bij de Datastream. ${fault}`, en: fault },
      [{ in: 'body', pointer: '/result', detail: fault }],
    )
  }
}

/** One outcome per row of a data array: the id, or why the row was not stored. */
export type RowOutcome = { id: number } | { error: string }

/** Stores the groups of a CreateObservations request; rows that cannot be stored do not hold back the others. */
export async function storeColumns(
  writing: Writing,
  groups: readonly ObservationColumns[],
): Promise<RowOutcome[]> {
  const ids = groups.map(({ datastream }) => toDatastreamId(datastream))
  const types = await readObservationTypes(
    writing,
    ids.filter((id) => id > 0),
  )
  const outcomes: RowOutcome[] = []
  const rows: ObservationRow[] = []
  const places: number[] = []
  for (const [index, group] of groups.entries()) {
    const first = outcomes.length
    for (let row = 0; row < group.sent; row++) outcomes.push({ error: '' })
    for (const { row, errors } of group.rejected) {
      outcomes[first + row] = { error: errors.map(({ message }) => message).join(' ') }
    }
    for (const [at, row] of group.rows.entries()) {
      const datastreamId = ids[index] ?? 0
      const fault =
        group.id === undefined
          ? faultOfResult(types.get(datastreamId) ?? '', group.result[at] ?? null)
          : 'An id is given out by this service. Leave “id” out of the components.'
      if (fault === undefined) {
        rows.push(rowOfColumns(group, at, datastreamId))
        places.push(first + row)
      } else outcomes[first + row] = { error: fault }
    }
  }
  const stored = await storeRows(writing, rows)
  for (const [at, place] of places.entries()) {
    const id = stored.ids?.[at]
    if (id !== null && id !== undefined) outcomes[place] = { id }
  }
  for (const { index, kind } of stored.refused) {
    const place = places[index]
    if (place !== undefined) outcomes[place] = { error: REFUSALS[kind].en }
  }
  return outcomes
}

/** Datastreams have 32-bit ids; 0 is none. */
function toDatastreamId(id: bigint): number {
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
