import type { Db } from '../../../platform/database/connect.ts'
import { publish } from '../../../platform/outbox.ts'
import {
  at,
  type Corrections,
  type ObservationBatch,
  type Permission,
  type RefusedObservation,
  type Sender,
  type StoredBatch,
  sortBatch,
} from './batch.ts'
import { assignFeatures, nameFeature, rememberNamedFeatures } from './features.ts'
import { writeInstant } from './instant.ts'
import { ensurePartitions } from './partitions.ts'
import { refreshRollups } from './rollups.ts'
import { type AddedRows, correctRows, insertRows, listDiffering, readIds } from './rows.ts'
import {
  addToStates,
  type LockedDatastream,
  lockDatastreams,
  recountStates,
  type StateChange,
} from './state.ts'
import { listTouchedHours } from './touched.ts'

/** How a batch is to be taken. */
export type StorePolicy = Sender & { now: Date }

/**
 * Stores observations: the one way in for everything that sends. The same observation sent again changes nothing; another
 * value for the same datastream and time replaces the stored one or is refused, as the dataset says. Hours, days and states
 * are computed again for what changed, and one event tells which datastreams and period that is. Not durable before the
 * transaction is; without one it makes its own.
 */
export async function storeObservations(
  db: Db,
  batch: ObservationBatch,
  policy: StorePolicy,
): Promise<StoredBatch> {
  if (db.isTransaction) return store(db, batch, policy)
  return db.transaction().execute((transaction) => store(transaction, batch, policy))
}

async function store(transaction: Db, given: ObservationBatch, policy: StorePolicy): Promise<StoredBatch> {
  const datastreams = await lockDatastreams(transaction, [...new Set(Array.from(given.datastreamId))])
  const sorted = sortBatch(given, judgeWith(given, datastreams, policy))
  const { rows } = sorted
  const outcome: StoredBatch = {
    stored: 0,
    unchanged: sorted.repeated,
    corrected: 0,
    refused: sorted.refused,
    ids: new Float64Array(given.datastreamId.length),
  }
  if (rows.length === 0) return outcome

  const batch = withNamedFeatures(given, datastreams)
  await ensurePartitions(transaction, valuesOf(given.phenomenonStart, rows))
  const fresh = rows.every((row) => {
    const latest = datastreams.get(at(given.datastreamId, row))?.latestStart ?? null
    return latest === null || at(given.phenomenonStart, row) > latest
  })
  const added = await insertRows(transaction, batch, rows, fresh)
  outcome.stored = added.reduce((sum, { count }) => sum + count, 0)

  let accepted = rows
  let shortened: number[] = []
  if (outcome.stored < rows.length) {
    const differing = await listDiffering(transaction, batch, rows)
    const [replacing, refused] = split(
      differing,
      (row) => datastreams.get(at(given.datastreamId, row))?.corrections === 'replace',
    )
    if (replacing.length > 0) shortened = await correctRows(transaction, batch, replacing, policy.now)
    const gone = new Set(refused)
    accepted = rows.filter((row) => !gone.has(row))
    outcome.corrected = replacing.length
    outcome.unchanged += accepted.length - outcome.stored - replacing.length
    outcome.refused = [
      ...outcome.refused,
      ...refused.map((index) => ({ index, kind: 'differs-from-stored' as const })),
    ].sort((a, b) => a.index - b.index)
  }
  // A value that a later row of the same batch replaced was never visible: it counts as a correction, without history.
  outcome.corrected += sorted.superseded

  if (outcome.stored > 0 || outcome.corrected > sorted.superseded) {
    const { datastreamId, phenomenonStart } = batch
    await refreshRollups(
      transaction,
      listTouchedHours(accepted, datastreamId, phenomenonStart),
      outcome.corrected > 0,
    )
    await addToStates(transaction, listChanges(batch, accepted, added))
    await recountStates(transaction, shortened)
    await keepFeatures(transaction, given, batch, accepted, added, datastreams)
    await publishStored(transaction, batch, accepted)
  }
  await fillIds(transaction, batch, outcome)
  return outcome
}

/** Whether a row may go to its datastream, and fits it. */
function judgeWith(batch: ObservationBatch, datastreams: Map<number, LockedDatastream>, sender: Sender) {
  const permissions = new Map<number, Permission>()
  for (const { id, datasetId, ownerId, access } of datastreams.values()) {
    permissions.set(id, sender.permit?.({ id: datasetId, ownerId, access }) ?? 'allowed')
  }
  return (row: number): Corrections | Omit<RefusedObservation, 'index'> => {
    const datastream = datastreams.get(at(batch.datastreamId, row))
    const permission = datastream && permissions.get(datastream.id)
    if (!datastream || permission === 'unknown') return { kind: 'unknown-datastream' }
    if (permission === 'not-allowed') return { kind: 'not-allowed' }
    const fault = sender.faultOf?.(row, datastream.observationType)
    return fault === undefined ? datastream.corrections : { kind: 'does-not-fit', fault }
  }
}

function valuesOf(column: ArrayLike<number>, rows: readonly number[]): number[] {
  return rows.map((row) => at(column, row))
}

function split<T>(list: T[], belongs: (item: T) => boolean): [T[], T[]] {
  return [list.filter(belongs), list.filter((item) => !belongs(item))]
}

/** The batch with the features that rows name written in their detail, unless it is the one their datastream has anyway. */
function withNamedFeatures(batch: ObservationBatch, datastreams: Map<number, LockedDatastream>) {
  const named = batch.featureOfInterestId
  if (!named) return batch
  const detail = Array.from(batch.datastreamId, (id, row) => {
    const feature = named[row] ?? null
    const own = batch.detail?.[row] ?? null
    return feature === null || datastreams.get(id)?.featureId === feature ? own : nameFeature(own, feature)
  })
  return { ...batch, detail }
}

async function keepFeatures(
  transaction: Db,
  given: ObservationBatch,
  batch: ObservationBatch,
  rows: readonly number[],
  added: AddedRows[],
  datastreams: Map<number, LockedDatastream>,
) {
  const named: { datastreamId: number; featureId: number }[] = []
  const nameless = new Set<number>()
  for (const row of rows) {
    const datastreamId = at(batch.datastreamId, row)
    const featureId = given.featureOfInterestId?.[row] ?? null
    if (featureId === null) nameless.add(datastreamId)
    else if (datastreams.get(datastreamId)?.featureId !== featureId) named.push({ datastreamId, featureId })
  }
  const unassigned = added.filter(
    ({ datastreamId }) => nameless.has(datastreamId) && datastreams.get(datastreamId)?.featureId === null,
  )
  if (unassigned.length > 0) {
    await assignFeatures(
      transaction,
      unassigned.map(({ datastreamId, fromId }) => ({ id: datastreamId, fromId })),
    )
  }
  if (named.length > 0) await rememberNamedFeatures(transaction, named)
}

function listChanges(batch: ObservationBatch, rows: readonly number[], added: AddedRows[]): StateChange[] {
  const counts = new Map(added.map(({ datastreamId, count }) => [datastreamId, count]))
  const changes: StateChange[] = []
  let change: StateChange | undefined
  for (const row of rows) {
    const datastreamId = at(batch.datastreamId, row)
    const start = at(batch.phenomenonStart, row)
    const end = batch.phenomenonEnd?.[row] ?? start
    const result = batch.resultTime?.[row] ?? null
    if (change?.datastreamId !== datastreamId) {
      change = {
        datastreamId,
        added: counts.get(datastreamId) ?? 0,
        firstStart: start,
        lastStart: start,
        lastEnd: end,
        firstResult: result,
        lastResult: result,
      }
      changes.push(change)
      continue
    }
    change.lastStart = start
    if (end > change.lastEnd) change.lastEnd = end
    if (result === null) continue
    if (change.firstResult === null || result < change.firstResult) change.firstResult = result
    if (change.lastResult === null || result > change.lastResult) change.lastResult = result
  }
  return changes
}

/** One event per batch: which datastreams, and from the first to the last start. */
async function publishStored(transaction: Db, batch: ObservationBatch, rows: readonly number[]) {
  const starts = valuesOf(batch.phenomenonStart, rows)
  const bounds = starts.reduce(
    ([low, high], start) => [Math.min(low, start), Math.max(high, start)] as [number, number],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY] as [number, number],
  )
  await publishObservationsStored(transaction, valuesOf(batch.datastreamId, rows), bounds)
}

/** Tells that observations of these datastreams changed between two times (microseconds since 1970, both included). */
export async function publishObservationsStored(
  transaction: Db,
  datastreamIds: readonly number[],
  [from, to]: [number, number],
): Promise<void> {
  await publish(transaction, 'measurements.observations-stored', {
    datastreamIds: [...new Set(datastreamIds)],
    from: writeInstant(from),
    to: writeInstant(to),
  })
}

async function fillIds(transaction: Db, batch: ObservationBatch, outcome: StoredBatch) {
  const refused = new Set(outcome.refused.map(({ index }) => index))
  const rows = Array.from(batch.datastreamId, (_, index) => index).filter((index) => !refused.has(index))
  if (rows.length === 0) return
  for (const { index, id } of await readIds(transaction, batch, rows)) outcome.ids[index] = id
}
