import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import { copyRows, takesCopies } from '../../../platform/database/copy-rows.ts'
import { insertEvents, type NewEvent } from '../../../platform/outbox.ts'
import type { JudgedBatch } from '../quality/arrival.ts'
import { type CopiedColumn, encodeCopy, encodeNumbers } from './binary-arrays.ts'
import { listChanges } from './list-changes.ts'
import { ADDITIONS, type AddedDays, type AddedRollups, type Addition, rollUp } from './roll-up.ts'
import { tableOf } from './rows.ts'
import { appendToStates, type LockedDatastream } from './state.ts'

/**
 * Stores rows of datastreams of which every row is later, or every row earlier, than everything that is stored. Then nothing needs
 * to be looked up or read again: the hours, days and states follow from the rows themselves, and one statement writes it
 * all, with the events that tell of it. Many observations go before it by COPY, where the database takes that.
 * @param rows in the order of datastream and time
 * @param ids of each of those rows
 * @param describe gives the events that tell of it; asked while the database is busy with the observations
 */
export async function appendRows(
  transaction: Db,
  batch: JudgedBatch,
  rows: Int32Array,
  ids: Float64Array,
  datastreams: ReadonlyMap<number, LockedDatastream>,
  describe: () => readonly NewEvent[],
): Promise<void> {
  const isCopied = rows.length >= COPIED_FROM && takesCopies(transaction)
  const copying = isCopied ? copyObservations(transaction, batch, rows, ids) : Promise.resolve()
  // Whoever waits for it below hears of a failure.
  copying.catch(() => {})
  const { hours, days } = rollUp(batch, rows, datastreams)
  const parts = [
    ...ADDITIONS.flatMap((addition) => [
      ...addHours(hours[addition], addition),
      ...addDays(days[addition], addition),
    ]),
    appendToStates(batch, ids, listChanges(batch, rows)),
    ...(isCopied ? [] : [insertObservations(batch, rows, ids)]),
  ]
  const statement = sql`with ${sql.join(parts.map((part, number) => sql`${sql.id(`part_${number}`)} as (${part})`))}
    ${insertEvents(describe())}`
  await copying
  await statement.execute(transaction)
}

/** From so many rows on, it pays to send the observations by themselves. */
const COPIED_FROM = 256

function copyObservations(transaction: Db, batch: JudgedBatch, rows: Int32Array, ids: Float64Array) {
  const idOfRow = new Float64Array(batch.datastreamId.length)
  for (let place = 0; place < rows.length; place++) idOfRow[rows[place] ?? 0] = ids[place] ?? 0
  const { phenomenonEnd: end, resultTime, quality, detail } = batch
  const columns: Record<string, CopiedColumn | undefined> = {
    phenomenon_start: { type: 'timestamptz', values: batch.phenomenonStart },
    id: { type: 'int8', values: idOfRow },
    result_number: { type: 'float8', values: batch.resultNumber },
    datastream_id: { type: 'int4', values: batch.datastreamId },
    quality: quality && { type: 'int2', values: quality },
    phenomenon_end: end && { type: 'timestamptz', values: end },
    result_time: resultTime && { type: 'timestamptz', values: resultTime },
    detail: detail && { type: 'text', values: detail },
  }
  const given = Object.entries(columns).flatMap(([name, column]) => (column ? [{ name, column }] : []))
  const into = `measurements.observation (${given.map(({ name }) => name).join(', ')})`
  const bytes = encodeCopy(
    given.map(({ column }) => column),
    rows,
  )
  return copyRows(transaction, into, bytes)
}

function insertObservations(batch: JudgedBatch, rows: Int32Array, ids: Float64Array) {
  return sql`insert into measurements.observation
      (phenomenon_start, id, result_number, datastream_id, quality, phenomenon_end, result_time, detail)
    select start, new_id, number, id, quality, stop, result_time, detail::json from ${tableOf(batch, rows, { new_id: ids })} b`
}

const INTO_STORED = {
  new: sql``,
  later: onConflict(sql`last = excluded.last`),
  earlier: onConflict(sql`first = excluded.first`),
} as const satisfies Record<Addition, RawBuilder<unknown>>

function onConflict(end: RawBuilder<unknown>) {
  return sql`on conflict (datastream_id, start) do update set count = r.count + excluded.count,
      sum = r.sum + excluded.sum, sum_squares = r.sum_squares + excluded.sum_squares,
      minimum = least(r.minimum, excluded.minimum), maximum = greatest(r.maximum, excluded.maximum), ${end},
      flagged = r.flagged + excluded.flagged`
}

/** The statement that adds hours to those that are stored; none when there are none. */
function addHours(added: AddedRollups, addition: Addition): RawBuilder<unknown>[] {
  if (added.start.length === 0) return []
  return [
    sql`insert into measurements.hour_rollup as r (${ROLLUP}) select * from unnest(${columnsOf(added)}) ${INTO_STORED[addition]}`,
  ]
}

/** The same of days. */
function addDays(added: AddedDays, addition: Addition): RawBuilder<unknown>[] {
  if (added.start.length === 0) return []
  return [
    sql`insert into measurements.day_rollup as r (${ROLLUP}, hours)
      select * from unnest(${columnsOf(added)}, ${encodeNumbers('int4', added.hours)}::int4[])
      ${addition === 'new' ? sql`` : sql`${INTO_STORED[addition]}, hours = r.hours | excluded.hours`}`,
  ]
}

const ROLLUP = sql`datastream_id, start, count, sum, sum_squares, minimum, maximum, first, last, flagged`

function columnsOf(added: AddedRollups): RawBuilder<unknown> {
  const floats = (column: number[]) => sql`${encodeNumbers('float8', column)}::float8[]`
  const ints = (column: number[]) => sql`${encodeNumbers('int4', column)}::int4[]`
  return sql`${ints(added.datastreamId)}, ${encodeNumbers('timestamptz', added.start)}::timestamptz[],
    ${ints(added.count)}, ${floats(added.sum)}, ${floats(added.sumSquares)}, ${floats(added.minimum)},
    ${floats(added.maximum)}, ${floats(added.first)}, ${floats(added.last)}, ${ints(added.flagged)}`
}
