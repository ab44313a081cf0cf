import { calibrate } from '@samenspel/standards/quality'
import { sql } from 'kysely'
import type { Db } from '../../../../platform/database/connect.ts'
import { type OutboxEvent, publish } from '../../../../platform/outbox.ts'
import { OBSERVATIONS_STORED, type ObservationsStored } from '../../feed/changes.ts'
import { encodeNumbers } from '../../ingest/binary-arrays.ts'
import { deleteObservations } from '../../ingest/delete-observations.ts'
import { storeObservations } from '../../ingest/store-observations.ts'

/** A term older than this, in minutes, says nothing of the raw value beside it. */
const TERM_MINUTES = 60
/** Raw values of one transaction: on the embedded database nobody else is answered during it. */
const ROWS_AT_ONCE = 2000

/** Calibrated values of a period that are still to be made. */
const DERIVATION_DUE = 'measurements.derivation-due'

/** What makes calibrated values out of date. */
export const CAUSES = [OBSERVATIONS_STORED, DERIVATION_DUE] as const

type Stretch = { derivedId: number; from: string; to: string }

/** Has all calibrated values of a datastream from a time on made, soon and a piece at a time. */
export async function orderDerivation(transaction: Db, derivedId: number, from: string): Promise<void> {
  await publish(transaction, DERIVATION_DUE, { derivedId, from, to: 'infinity' } satisfies Stretch)
}

/**
 * Makes the calibrated values again that follow from what batches stored: raw values, and the temperature and humidity that
 * count in them. Also after corrections, late values and deletes. Of a long period only the first piece, and then the rest is due.
 * @param atOnce raw values of a piece
 */
export async function deriveAfter(
  transaction: Db,
  events: readonly OutboxEvent[],
  now: Date,
  atOnce = ROWS_AT_ONCE,
): Promise<void> {
  const payloads = (kind: (typeof CAUSES)[number]) =>
    events.filter((event) => event.kind === kind).map(({ payload }) => payload)
  const batches = payloads(OBSERVATIONS_STORED) as ObservationsStored[]
  const due = payloads(DERIVATION_DUE) as Stretch[]
  const stretches = [...due, ...(await listTouched(transaction, batches))]
  for (const stretch of stretches) await derivePiece(transaction, stretch, now, atOnce)
}

/** The periods of calibrated datastreams in which batches can make a difference. */
async function listTouched(db: Db, batches: readonly ObservationsStored[]): Promise<Stretch[]> {
  const { rows } = await sql<Stretch>`
    select "derivedId", lower(period)::text as from, upper(period)::text as to from (
    select c.derived_id as "derivedId", unnest(range_agg(tstzrange(b."from"::timestamptz,
      b."to"::timestamptz + ${TERM_MINUTES}::int * interval '1 minute', '[]'))) as period
    from jsonb_to_recordset(${JSON.stringify(batches)}::jsonb) as b ("datastreamIds" jsonb, "from" text, "to" text)
    join measurements.calibration c on c.derived_id is not null and (b."datastreamIds" @> to_jsonb(c.source_id)
      or b."datastreamIds" @> to_jsonb(c.temperature_id) or b."datastreamIds" @> to_jsonb(c.humidity_id))
    group by 1) p order by 1, 2`.execute(db)
  return rows
}

/**
 * Makes the calibrated values of a datastream in the first piece of a period, and removes those whose raw value, or a term that
 * it needs, is gone.
 */
async function derivePiece(
  transaction: Db,
  { derivedId, from, to }: Stretch,
  now: Date,
  atOnce: number,
): Promise<void> {
  const rows = await readRaw(transaction, { derivedId, from, to }, atOnce)
  const next = rows.length < atOnce ? undefined : rows.at(-1)?.at
  const made = rows.map(calculate)
  await storeMade(transaction, derivedId, made, now)
  await removeUnmade(transaction, derivedId, made)
  await deleteObservations(transaction, {
    datastreamIds: [derivedId],
    where: sql`o.phenomenon_start >= ${from}::timestamptz and o.phenomenon_start <= ${next ?? to}::timestamptz
      and not exists (select from measurements.calibration c
        join measurements.observation r on r.datastream_id = c.source_id and r.phenomenon_start = o.phenomenon_start
        where c.derived_id = ${derivedId} and r.result_number is not null
          and o.phenomenon_start >= c.valid_from and o.phenomenon_start < coalesce(c.valid_to, 'infinity'))`,
  })
  if (next !== undefined) await publish(transaction, DERIVATION_DUE, { derivedId, from: next, to })
}

/** A calibrated value; undefined when the raw one has no term beside it that it needs, or nothing can be computed. */
type Made = { start: number; value: number | undefined }

function calculate({ start, predictors, coefficients }: Raw): Made {
  const known = predictors.filter((value) => value !== null)
  const value = known.length === predictors.length ? calibrate(coefficients, known) : Number.NaN
  return { start, value: Number.isFinite(value) ? value : undefined }
}

async function storeMade(transaction: Db, derivedId: number, made: readonly Made[], now: Date) {
  const rows = made.flatMap(({ start, value }) => (value === undefined ? [] : [{ start, value }]))
  if (rows.length === 0) return
  await storeObservations(
    transaction,
    {
      datastreamId: rows.map(() => derivedId),
      phenomenonStart: rows.map(({ start }) => start),
      resultNumber: rows.map(({ value }) => value),
    },
    { now, corrections: 'replace' },
  )
}

/** Removes what was made when the term was still there. */
async function removeUnmade(transaction: Db, derivedId: number, made: readonly Made[]) {
  const starts = made.flatMap(({ start, value }) => (value === undefined ? [start] : []))
  if (starts.length === 0) return
  await deleteObservations(transaction, {
    datastreamIds: [derivedId],
    where: sql`o.phenomenon_start = any(${encodeNumbers('timestamptz', starts)}::timestamptz[])`,
  })
}

type Raw = { start: number; at: string; predictors: (number | null)[]; coefficients: number[] }

/** Raw values with the terms beside them (null where there is none), and the calibration that holds for each. */
async function readRaw(db: Db, { derivedId, from, to }: Stretch, atOnce: number): Promise<Raw[]> {
  const term = (column: string) => sql`case when ${sql.ref(`c.${column}`)} is null then '{}' else array[(
    select t.result_number from measurements.observation t
    where t.datastream_id = ${sql.ref(`c.${column}`)} and t.result_number is not null
      and t.phenomenon_start <= o.phenomenon_start
      and t.phenomenon_start > o.phenomenon_start - ${TERM_MINUTES}::int * interval '1 minute'
    order by t.phenomenon_start desc limit 1)] end`
  const { rows } = await sql<Raw>`
    select (extract(epoch from o.phenomenon_start) * 1000000)::int8 as start, o.phenomenon_start::text as at, c.coefficients,
      array[o.result_number] || ${term('temperature_id')} || ${term('humidity_id')} as predictors
    from measurements.calibration c
    join measurements.observation o on o.datastream_id = c.source_id
      and o.phenomenon_start >= greatest(c.valid_from, ${from}::timestamptz)
      and o.phenomenon_start < coalesce(c.valid_to, 'infinity') and o.phenomenon_start <= ${to}::timestamptz
    where c.derived_id = ${derivedId} and o.result_number is not null
    order by o.phenomenon_start limit ${atOnce}`.execute(db)
  return rows
}
