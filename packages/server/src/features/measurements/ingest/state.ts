import type { Limits } from '@samenspel/standards/quality'
import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import type { DatasetAccess } from '../../catalogue/index.ts'
import { MEASURED, MEASURED_FROM, type Measured, openLimits } from '../quality/limits.ts'
import type { Corrections, ObservationBatch, ResultTypes } from './batch.ts'
import { encodeNumbers, encodeTexts } from './binary-arrays.ts'
import { instant } from './instant.ts'

/** What a writer of observations must know of a datastream, read while its lock is taken. */
export type LockedDatastream = ResultTypes & {
  id: number
  thingId: number
  dataset: DatasetAccess
  corrections: Corrections
  featureId: number | null
  /** Start of the first observation, in microseconds since 1970 (UTC). */
  firstStart: number | null
  /** Start of the latest observation, in microseconds since 1970 (UTC). */
  latestStart: number | null
  /** For how many days its dataset keeps single values; null: without end. */
  rawDays: number | null
  /** Values before this are deleted already, in microseconds since 1970 (UTC). */
  rawFrom: number | null
  latestNumber: number | null
  /** Since when the latest value has been exactly what it is; null when not known. */
  sameSince: number | null
  /** When a value is doubtful; undefined when values are not judged. */
  limits: Limits | undefined
}

/**
 * Takes the locks of these datastreams, in the order of their ids, so that writers wait for each other in one order.
 * Held until the end of the transaction. Ids that do not exist are not in the answer.
 */
export async function lockDatastreams(
  transaction: Db,
  ids: number[],
): Promise<Map<number, LockedDatastream>> {
  const sorted = encodeNumbers(
    'int4',
    [...ids].sort((a, b) => a - b).filter((id) => id > 0 && id < 2 ** 31),
  )
  const locked = await readLocked(transaction, sorted)
  if (locked.length < ids.length) {
    await sql`insert into measurements.datastream_state (datastream_id)
      select id from measurements.datastream where id = any(${sorted}::int4[]) order by id
      on conflict do nothing`.execute(transaction)
    // Also when another transaction made them: it has committed by now.
    locked.push(...(await readLocked(transaction, sorted)))
  }
  return new Map(locked.map((row) => [row.id, row]))
}

/**
 * Also turns off compiling of queries for this transaction: for sets of this size the compiler takes longer than the query.
 */
async function readLocked(transaction: Db, ids: Buffer): Promise<LockedDatastream[]> {
  const { rows } = await sql<Omit<LockedDatastream, 'dataset' | 'limits'> & LockedDataset & Measured>`
    select d.id, d.thing_id as "thingId", d.dataset_id as "datasetId", v.owner_id as "ownerId", v.access, v.corrections, v.raw_days as "rawDays",
      (extract(epoch from s.raw_from) * 1000000)::int8 as "rawFrom",
      d.observation_type as "observationType", d.multi_observation_data_types as "multiTypes",
      d.feature_of_interest_id as "featureId",
      (extract(epoch from s.first_start) * 1000000)::int8 as "firstStart",
      (extract(epoch from s.latest_start) * 1000000)::int8 as "latestStart", s.latest_number as "latestNumber",
      (extract(epoch from s.same_since) * 1000000)::int8 as "sameSince", ${MEASURED},
      (select set_config('jit', 'off', true)) as jit
    from measurements.datastream_state s
    join measurements.datastream d on d.id = s.datastream_id
    join catalogue.v_dataset v on v.id = d.dataset_id
    ${MEASURED_FROM}
    where s.datastream_id = any(${ids}::int4[]) order by s.datastream_id for no key update of s`.execute(
    transaction,
  )
  const limitsOf = openLimits()
  return rows.map(({ datasetId, ownerId, access, ...row }) => ({
    ...row,
    dataset: { id: datasetId, ownerId, access },
    limits: limitsOf(row),
  }))
}

type LockedDataset = { datasetId: string } & Omit<DatasetAccess, 'id'>

/** What a batch adds to one datastream's state. Times in microseconds since 1970 (UTC). */
export type StateChange = {
  datastreamId: number
  added: number
  /** The place in the batch of its latest row, and the place of that among the rows. */
  lastRow: number
  lastPlace: number
  firstStart: number
  lastStart: number
  lastEnd: number
  firstResult: number | null
  lastResult: number | null
  /** Since when the last value has been exactly what it is; null when not known. */
  sameSince: number | null
}

/** The columns of a state that follow from its latest observation, from the change `c`. */
const OF_LATEST = {
  latest_start: sql`c.last_start`,
  latest_end: sql`c.latest_end`,
  latest_id: sql`c.latest_id`,
  latest_number: sql`c.number`,
  latest_quality: sql`c.quality`,
  latest_result_time: sql`c.result_time`,
  latest_detail: sql`c.detail::json`,
  same_since: sql`c.same_since`,
}

/**
 * The statement that adds rows to the states, of datastreams of which every row is later, or every row earlier, than
 * everything that is stored.
 * @param ids of the rows of which the changes were listed
 */
export function appendToStates(
  batch: ObservationBatch,
  ids: Float64Array,
  changes: readonly StateChange[],
): RawBuilder<unknown> {
  const times = (of: (change: StateChange) => number | null | undefined) =>
    sql`${encodeNumbers(
      'timestamptz',
      changes.map((change) => of(change) ?? null),
    )}::timestamptz[]`
  const numbers = (
    type: 'int2' | 'int4' | 'int8' | 'float8',
    of: (change: StateChange) => number | null | undefined,
  ) =>
    sql`${encodeNumbers(
      type,
      changes.map((change) => of(change) ?? null),
    )}::${sql.raw(type)}[]`
  return sql`update measurements.datastream_state s set count = s.count + c.added,
      first_start = least(s.first_start, c.first_start), last_end = greatest(s.last_end, c.last_end),
      first_result = least(s.first_result, c.first_result), last_result = greatest(s.last_result, c.last_result),
      ${sql.join(
        Object.entries(OF_LATEST).map(
          ([name, value]) => sql`${sql.ref(name)} =
        case when c.last_start <= s.latest_start then s.${sql.ref(name)} else ${value} end`,
        ),
      )}
    from unnest(${numbers('int4', ({ datastreamId }) => datastreamId)}, ${numbers('int4', ({ added }) => added)},
        ${times(({ firstStart }) => firstStart)}, ${times(({ lastStart }) => lastStart)},
        ${times(({ lastEnd }) => lastEnd)}, ${times(({ firstResult }) => firstResult)},
        ${times(({ lastResult }) => lastResult)}, ${times(({ lastRow }) => batch.phenomenonEnd?.[lastRow])},
        ${numbers('int8', ({ lastPlace }) => ids[lastPlace])},
        ${numbers('float8', ({ lastRow }) => batch.resultNumber[lastRow])},
        ${numbers('int2', ({ lastRow }) => batch.quality?.[lastRow])},
        ${times(({ lastRow }) => batch.resultTime?.[lastRow])},
        ${encodeTexts(changes.map(({ lastRow }) => batch.detail?.[lastRow] ?? null))}::text[],
        ${times(({ sameSince }) => sameSince)})
      as c (id, added, first_start, last_start, last_end, first_result, last_result, latest_end, latest_id, number,
        quality, result_time, detail, same_since)
    where s.datastream_id = c.id`
}

/** Adds what a batch stored to the states. The latest observation is copied again when the batch has one as late. */
export async function addToStates(transaction: Db, changes: StateChange[]): Promise<void> {
  if (changes.length === 0) return
  const times = (of: (change: StateChange) => number | null) =>
    sql`${encodeNumbers('timestamptz', changes.map(of))}::timestamptz[]`
  const ids = encodeNumbers(
    'int4',
    changes.map(({ datastreamId }) => datastreamId),
  )
  const added = encodeNumbers(
    'int4',
    changes.map((change) => change.added),
  )
  const starts = changes.map(({ lastStart }) => lastStart)
  await sql`insert into measurements.datastream_state as s (datastream_id, count, first_start, last_end, first_result,
      last_result, latest_start, latest_end, latest_id, latest_number, latest_quality, latest_result_time, latest_detail,
      same_since)
    select c.id, c.added, c.first_start, c.last_end, c.first_result, c.last_result, o.phenomenon_start,
      o.phenomenon_end, o.id, o.result_number, o.quality, o.result_time, o.detail, c.same_since
    from unnest(${ids}::int4[], ${added}::int4[], ${times(({ firstStart }) => firstStart)},
        ${times(({ lastStart }) => lastStart)}, ${times(({ lastEnd }) => lastEnd)},
        ${times(({ firstResult }) => firstResult)}, ${times(({ lastResult }) => lastResult)},
        ${times(({ sameSince }) => sameSince)})
      as c (id, added, first_start, last_start, last_end, first_result, last_result, same_since)
    cross join lateral (select r.* from measurements.observation r
      where r.datastream_id = c.id and r.phenomenon_start = c.last_start
        and r.phenomenon_start between ${instant(Math.min(...starts))} and ${instant(Math.max(...starts))} offset 0) o
    order by c.id
    on conflict (datastream_id) do update set
      count = s.count + excluded.count,
      first_start = least(s.first_start, excluded.first_start),
      last_end = greatest(s.last_end, excluded.last_end),
      first_result = least(s.first_result, excluded.first_result),
      last_result = greatest(s.last_result, excluded.last_result),
      (latest_start, latest_end, latest_id, latest_number, latest_quality, latest_result_time, latest_detail,
          same_since) =
        (select excluded.latest_start, excluded.latest_end, excluded.latest_id, excluded.latest_number,
            excluded.latest_quality, excluded.latest_result_time, excluded.latest_detail, excluded.same_since
          where s.latest_start is null or excluded.latest_start >= s.latest_start
          union all select s.latest_start, s.latest_end, s.latest_id, s.latest_number, s.latest_quality,
            s.latest_result_time, s.latest_detail, s.same_since
          where excluded.latest_start < s.latest_start)`.execute(transaction)
}

/** Computes the states anew from all rows: after something was removed, or a correction shortened a period. */
export async function recountStates(transaction: Db, ids: number[]): Promise<void> {
  if (ids.length === 0) return
  await sql`update measurements.datastream_state s set count = n.count, first_start = n.first_start,
      last_end = n.last_end, first_result = n.first_result, last_result = n.last_result,
      latest_start = l.phenomenon_start, latest_end = l.phenomenon_end, latest_id = l.id,
      latest_number = l.result_number, latest_quality = l.quality, latest_result_time = l.result_time,
      latest_detail = l.detail, same_since = null
    from unnest(${encodeNumbers('int4', ids)}::int4[]) as given (id)
    cross join lateral (
      select count(*) as count, min(o.phenomenon_start) as first_start,
        max(coalesce(o.phenomenon_end, o.phenomenon_start)) as last_end,
        min(o.result_time) as first_result, max(o.result_time) as last_result
      from measurements.observation o where o.datastream_id = given.id) n
    left join lateral (
      select o.* from measurements.observation o where o.datastream_id = given.id
      order by o.phenomenon_start desc limit 1) l on true
    where s.datastream_id = given.id`.execute(transaction)
}
