import type { CalibrationTerm, LinearFit, Pair } from '@samenspel/standards/quality'
import { sql } from 'kysely'
import type { Db } from '../../../../platform/database/connect.ts'
import type { DatasetAccess } from '../../../catalogue/index.ts'
import { storedId } from '../../datastream-id.ts'
import { momentText } from '../../ingest/instant.ts'
import type { Doer } from '../../writers.ts'
import type { Calibration } from './schema.ts'

/** A datastream as calibration sees it. */
export type Stream = {
  id: number
  thingId: number
  unit: string
  name: string
  /** As its client wrote it. */
  properties: Record<string, unknown> | null
  dataset: DatasetAccess
}

export async function findStream(db: Db, id: number): Promise<Stream | undefined> {
  const { rows } = await sql<Stream>`
    select d.id, d.thing_id as "thingId", coalesce(d.unit_of_measurement ->> 'symbol', '') as unit, d.name, d.properties,
      json_build_object('id', v.id, 'ownerId', v.owner_id, 'access', v.access) as dataset
    from measurements.datastream d join catalogue.v_dataset v on v.id = d.dataset_id
    where d.id = ${storedId(id)} and d.kind = 'single'`.execute(db)
  return rows[0]
}

/** The datastreams of the terms at a thing, by the name or definition of their property; the lowest id counts. */
export async function findTerms(
  db: Db,
  thingId: number,
  wanted: readonly { term: CalibrationTerm; definition: string }[],
): Promise<Map<CalibrationTerm, number>> {
  const { rows } = await sql<{ term: CalibrationTerm; id: number }>`
    select w.term, min(d.id) as id
    from unnest(${wanted.map(({ term }) => term)}::text[], ${wanted.map(({ definition }) => definition)}::text[])
      as w (term, definition)
    join measurements.datastream d on d.thing_id = ${thingId}::int8
    join measurements.observed_property p on p.id = d.observed_property_id
      and (p.name = w.term or p.definition = w.definition)
    group by 1`.execute(db)
  return new Map(rows.map(({ term, id }) => [term, id]))
}

/** The hours in which all of these measured without a flag: the source, the terms, and last the reference. */
export async function readPairs(
  db: Db,
  asked: { sourceId: number; termIds: readonly number[]; referenceId: number; from: string; to: string },
): Promise<Pair[]> {
  const { sourceId, termIds, referenceId, from, to } = asked
  const ids = [sourceId, ...termIds, referenceId]
  const { rows } = await sql<{ means: number[] }>`
    select array_agg(r.sum / r.count order by w.place) as means
    from unnest(${ids}::int4[]) with ordinality as w (id, place)
    join measurements.hour_rollup r on r.datastream_id = w.id and r.flagged = 0
      and r.start >= ${from}::timestamptz and r.start + interval '1 hour' <= ${to}::timestamptz
    group by r.start having count(*) = ${ids.length} order by r.start`.execute(db)
  return rows.map(({ means }) => ({ predictors: means.slice(0, -1), reference: means.at(-1) ?? Number.NaN }))
}

const CALIBRATION = sql`c.id, case when c.accepted_at is null then 'proposed' else 'accepted' end as status,
  'linear-co-location' as method, c.source_id as "sourceId", c.reference_id as "referenceId", c.derived_id as "derivedId",
  array_remove(array[case when c.temperature_id is not null then 'temperature' end,
    case when c.humidity_id is not null then 'relative-humidity' end], null) as terms, c.coefficients,
  json_build_object('from', ${momentText(sql`c.fit_from`, 'milliseconds')}, 'to', ${momentText(sql`c.fit_to`, 'milliseconds')}, 'n', c.n, 'r2', c.r2,
    'residualError', c.residual_error, 'leaveOneOutError', c.leave_one_out_error, 'uncertainty', c.uncertainty) as fit,
  ${momentText(sql`c.valid_from`, 'milliseconds')} as "validFrom", ${momentText(sql`c.valid_to`, 'milliseconds')} as "validTo",
  ${momentText(sql`c.made_at`, 'milliseconds')} as "madeAt", ${momentText(sql`c.accepted_at`, 'milliseconds')} as "acceptedAt"`

/** Keeps a proposal. @returns its id */
export async function insertCalibration(
  db: Db,
  made: {
    sourceId: number
    referenceId: number
    terms: ReadonlyMap<CalibrationTerm, number>
    from: string
    to: string
    fit: LinearFit
    by: Doer
    at: Date
  },
): Promise<string> {
  const { sourceId, referenceId, terms, from, to, fit, by, at } = made
  const { rows } = await sql<{
    id: string
  }>`insert into measurements.calibration (source_id, reference_id, temperature_id,
      humidity_id, fit_from, fit_to, coefficients, n, r2, residual_error, leave_one_out_error, uncertainty, made_by,
      made_by_person, made_at)
    values (${sourceId}, ${referenceId}, ${terms.get('temperature') ?? null}, ${terms.get('relative-humidity') ?? null},
      ${from}::timestamptz, ${to}::timestamptz, ${fit.coefficients}::float8[], ${fit.n}, ${fit.r2}, ${fit.residualError},
      ${fit.leaveOneOutError}, ${fit.uncertainty}, ${by.name}, ${by.personId}, ${at})
    returning id`.execute(db)
  return rows[0]?.id ?? ''
}

export async function findCalibration(db: Db, id: string): Promise<Calibration | undefined> {
  const { rows } = await sql<Calibration>`select ${CALIBRATION} from measurements.calibration c
    where c.id = ${id}`.execute(db)
  return rows[0]
}

/** The calibrations of a source, or those that made a derived datastream, newest first. */
export async function listCalibrations(db: Db, datastreamId: number): Promise<Calibration[]> {
  const { rows } = await sql<Calibration>`select ${CALIBRATION} from measurements.calibration c
    where c.source_id = ${datastreamId} or c.derived_id = ${datastreamId} order by c.number desc`.execute(db)
  return rows
}

/** The derived datastream of a source, when it has one. Locks the source, so that two acceptances make one. */
export async function lockDerived(transaction: Db, sourceId: number): Promise<number | undefined> {
  await sql`select 1 from measurements.datastream where id = ${sourceId} for update`.execute(transaction)
  const { rows } = await sql<{ id: number }>`select derived_id as id from measurements.calibration
    where source_id = ${sourceId} and derived_id is not null limit 1`.execute(transaction)
  return rows[0]?.id
}

/** Makes the datastream for calibrated values beside its source, with the unit of the reference. @returns its id */
export async function insertDerived(
  transaction: Db,
  derived: { source: Stream; referenceId: number; name: string; description: string; properties: object },
): Promise<number> {
  const { source, referenceId, name, description, properties } = derived
  const { rows } = await sql<{ id: number }>`
    insert into measurements.datastream (dataset_id, thing_id, sensor_id, observed_property_id, name, description,
      observation_type, unit_of_measurement, properties)
    select d.dataset_id, d.thing_id, d.sensor_id, d.observed_property_id, ${name}, ${description}, d.observation_type,
      r.unit_of_measurement, ${JSON.stringify(properties)}::json
    from measurements.datastream d, measurements.datastream r where d.id = ${source.id} and r.id = ${referenceId}
    returning id`.execute(transaction)
  return rows[0]?.id ?? 0
}

export async function writeProperties(transaction: Db, id: number, properties: object): Promise<void> {
  await sql`update measurements.datastream set properties = ${JSON.stringify(properties)}::json where id = ${id}`.execute(
    transaction,
  )
}

/** Lets a proposal hold from a time on; those that held then or later end there. */
export async function acceptCalibration(
  transaction: Db,
  accepted: { id: string; derivedId: number; validFrom: string; by: Doer; at: Date },
): Promise<void> {
  const { id, derivedId, validFrom, by, at } = accepted
  await sql`update measurements.calibration set valid_to = greatest(valid_from, ${validFrom}::timestamptz)
    where derived_id = ${derivedId} and (valid_to is null or valid_to > ${validFrom}::timestamptz)`.execute(
    transaction,
  )
  await sql`update measurements.calibration set derived_id = ${derivedId}, valid_from = ${validFrom}::timestamptz,
      accepted_by = ${by.name}, accepted_by_person = ${by.personId}, accepted_at = ${at} where id = ${id}`.execute(
    transaction,
  )
}
