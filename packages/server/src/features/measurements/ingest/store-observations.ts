import type { Db } from '../../../platform/database/connect.ts'
import { insertEvents } from '../../../platform/outbox.ts'
import { judgeArrivals } from '../quality/arrival.ts'
import { appendRows } from './append.ts'
import { at, type Corrections, type ObservationBatch, type Sender, type StoredBatch } from './batch.ts'
import { describeStored } from './describe-stored.ts'
import { assignFeatures, isFeatureNamed, rememberNamedFeatures, withFeatures } from './features.ts'
import { judgeRows } from './judge-rows.ts'
import { mergeBatches } from './merge-batches.ts'
import { takeIds } from './observation-ids.ts'
import { type Outcome, openOutcome } from './outcome.ts'
import { listPartitions, makePartitions } from './partitions.ts'
import { ROLLED_UP_FROM } from './roll-up.ts'
import { compareRows, rememberSuperseded } from './rows.ts'
import { sortRows } from './sort-rows.ts'
import { type LockedDatastream, lockDatastreams } from './state.ts'
import { storeAmongStored } from './store-among-stored.ts'

/** What one sender hands in. */
export type Delivery = { batch: ObservationBatch; sender: Sender }

/**
 * Stores observations: the one way in for everything that sends. The same observation sent again changes nothing; another
 * value for the same datastream and time replaces the stored one or is refused, as the dataset says. Hours, days and states
 * change along, and events tell which datastreams and periods that is. Not durable before the transaction is; without
 * one it makes its own.
 */
export async function storeObservations(
  db: Db,
  batch: ObservationBatch,
  { now, corrections, ...sender }: Sender & { now: Date; corrections?: Corrections },
): Promise<StoredBatch> {
  const [stored] = await storeDeliveries(db, [{ batch, sender }], now, corrections)
  if (!stored) throw new Error('A delivery that was stored has an outcome.')
  return stored
}

/**
 * Stores what several senders hand in together, as if one came after the other.
 * @param corrections what holds for corrections whatever the datasets say: for values that the platform itself makes
 * @returns what became of each
 */
export async function storeDeliveries(
  db: Db,
  deliveries: readonly Delivery[],
  now: Date,
  corrections?: Corrections,
): Promise<StoredBatch[]> {
  if (!db.isTransaction) {
    return db
      .transaction()
      .execute((transaction) => storeDeliveries(transaction, deliveries, now, corrections))
  }
  const { batch: given, starts } = mergeBatches(deliveries.map(({ batch }) => batch))
  const outcome = openOutcome(given.datastreamId.length)
  const datastreams = await lockDatastreams(db, listIds(given.datastreamId))
  if (corrections) for (const datastream of datastreams.values()) datastream.corrections = corrections
  const possible = await judgeRows(db, given, starts, deliveries, datastreams, outcome, now)
  const batch = withFeatures(given, (row) => isFeatureNamed(given, row, datastreams))
  const sorted = sortRows(given, possible, (id) => datastreams.get(id)?.corrections ?? 'refuse')
  if (sorted.rows.length > 0) {
    await storeSorted(db, batch, sorted.rows, datastreams, outcome, now)
    await compareConflicting(db, batch, sorted.conflicting, outcome)
    const superseded = outcome.addDuplicates(sorted)
    if (superseded.length > 0) await rememberSuperseded(db, batch, superseded, now)
  }
  return outcome.split(starts)
}

/** Stores rows that are in the order of datastream and time, each key once. */
async function storeSorted(
  transaction: Db,
  named: ObservationBatch,
  rows: Int32Array,
  datastreams: ReadonlyMap<number, LockedDatastream>,
  outcome: Outcome,
  now: Date,
): Promise<void> {
  const batch = judgeArrivals(named, rows, datastreams)
  const times = new Float64Array(rows.length)
  for (let place = 0; place < rows.length; place++)
    times[place] = batch.phenomenonStart[rows[place] ?? 0] ?? Number.NaN
  const partitions = listPartitions(times)
  const { outside, others } = splitRows(batch, rows, datastreams)
  const { ids, isMissing } = await takeIds(transaction, rows.length, partitions)
  if (isMissing) await makePartitions(transaction, partitions)
  const own = ids.subarray(0, outside.length)
  for (let place = 0; place < outside.length; place++) outcome.store(outside[place] ?? 0, own[place] ?? 0)
  const accepted =
    others.length > 0
      ? await storeAmongStored(
          transaction,
          { batch, rows: others, ids: ids.subarray(outside.length), now },
          datastreams,
          outcome,
        )
      : []
  const changed = new Int32Array(outside.length + accepted.length)
  changed.set(outside)
  changed.set(accepted, outside.length)
  if (changed.length === 0) return
  await keepFeatures(transaction, batch, changed, datastreams, outcome)
  const describe = () => describeStored(batch, changed, outcome)
  if (outside.length > 0) await appendRows(transaction, batch, outside, own, datastreams, describe)
  else await insertEvents(describe()).execute(transaction)
}

/** Rows that say something else than an earlier one of their key: that one may have been refused itself. */
async function compareConflicting(
  transaction: Db,
  batch: ObservationBatch,
  rows: readonly number[],
  outcome: Outcome,
) {
  if (rows.length === 0) return
  for (const { row, id, differs, difference } of await compareRows(transaction, batch, rows)) {
    if (differs) outcome.refuse(row, 'differs-from-stored', difference)
    else outcome.leave(row, id)
  }
}

/**
 * Rows of datastreams of which all rows come after, or all before, what is stored, and the others. Both keep their order. Rows
 * before what is stored of a datastream whose oldest values are gone are among the others: its days can have more than is stored.
 */
function splitRows(
  batch: ObservationBatch,
  rows: Int32Array,
  datastreams: ReadonlyMap<number, LockedDatastream>,
): { outside: Int32Array; others: number[] } {
  const outside = new Int32Array(rows.length)
  let length = 0
  const others: number[] = []
  const { datastreamId: ids } = batch
  for (let from = 0, to = 0; from < rows.length; from = to) {
    const id = ids[rows[from] ?? 0]
    while (to < rows.length && ids[rows[to] ?? 0] === id) to++
    const first = at(batch.phenomenonStart, at(rows, from))
    const last = at(batch.phenomenonStart, at(rows, to - 1))
    const { firstStart = null, latestStart = null, rawFrom = null } = datastreams.get(id ?? 0) ?? {}
    const isOutside =
      latestStart === null ||
      first > latestStart ||
      (firstStart !== null && last < firstStart && rawFrom === null)
    if (isOutside && first >= ROLLED_UP_FROM) {
      outside.set(rows.subarray(from, to), length)
      length += to - from
    } else for (let place = from; place < to; place++) others.push(rows[place] ?? 0)
  }
  return { outside: outside.subarray(0, length), others }
}

function listIds(ids: ArrayLike<number>): number[] {
  const found = new Set<number>()
  for (let row = 0; row < ids.length; row++) found.add(ids[row] ?? 0)
  return [...found]
}

/** Gives datastreams a feature for the rows that name none, and remembers which features rows name. */
async function keepFeatures(
  transaction: Db,
  given: ObservationBatch,
  rows: Int32Array,
  datastreams: ReadonlyMap<number, LockedDatastream>,
  outcome: Outcome,
) {
  const named: { datastreamId: number; featureId: number }[] = []
  const nameless = new Map<number, number>()
  for (const row of rows) {
    const datastreamId = given.datastreamId[row] ?? 0
    const datastream = datastreams.get(datastreamId)
    const featureId = given.featureOfInterestId?.[row] ?? null
    if (featureId !== null) {
      if (datastream?.featureId !== featureId || outcome.isCorrected(row))
        named.push({ datastreamId, featureId })
    } else if (datastream?.featureId === null && outcome.isStored(row)) {
      const id = outcome.idOf(row)
      nameless.set(datastreamId, Math.min(nameless.get(datastreamId) ?? id, id))
    }
  }
  if (nameless.size > 0) {
    await assignFeatures(
      transaction,
      [...nameless].map(([id, fromId]) => ({ id, fromId })),
    )
  }
  if (named.length > 0) await rememberNamedFeatures(transaction, named)
}
