import { OBSERVATION_TYPES } from '@samenspel/standards/sensorthings'
import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import type { Bilingual } from '../../../platform/errors.ts'
import type { DatasetAccess } from '../../catalogue/index.ts'
import {
  at,
  type ObservationBatch,
  type Permission,
  type RefusalKind,
  type ResultTypes,
  type Sender,
} from './batch.ts'
import { encodeNumbers } from './binary-arrays.ts'
import type { Outcome } from './outcome.ts'
import { keepsFrom } from './retention.ts'
import { findImpossible } from './sort-rows.ts'
import type { LockedDatastream } from './state.ts'

/**
 * Refuses the rows that their sender may not store, or that can never be stored.
 * @param starts where the rows of each sender begin
 * @returns the other rows, in the order in which they came
 */
export async function judgeRows(
  transaction: Db,
  batch: ObservationBatch,
  starts: readonly number[],
  senders: readonly { sender: Sender }[],
  datastreams: ReadonlyMap<number, LockedDatastream>,
  outcome: Outcome,
  now: Date,
): Promise<Int32Array> {
  const features = await lockFeatures(transaction, batch)
  const { datastreamId: ids, phenomenonStart: times, resultNumber: results } = batch
  const possible = new Int32Array(ids.length)
  let length = 0
  for (const [index, { sender }] of senders.entries()) {
    const first = starts[index] ?? 0
    const end = starts[index + 1] ?? ids.length
    const permissionOf = rememberPermissions(sender)
    let id = Number.NaN
    let datastream: LockedDatastream | undefined
    let refusal: RefusalKind | undefined
    let kept = Number.NEGATIVE_INFINITY
    for (let row = first; row < end; row++) {
      if (ids[row] !== id) {
        id = at(ids, row)
        datastream = datastreams.get(id)
        refusal = refusalOf(datastream && permissionFor(sender, datastream, permissionOf))
        kept = datastream ? keepsFrom(datastream, now) : kept
      }
      const kind =
        refusal ??
        findImpossible(batch, row) ??
        ((times[row] ?? 0) < kept ? 'older-than-kept' : judgeFeature(row, permissionOf))
      if (kind !== undefined) {
        outcome.refuse(row, kind)
        continue
      }
      const fault = datastream && faultOf(sender, row - first, results[row], datastream)
      if (fault === undefined) possible[length++] = row
      else outcome.refuse(row, 'does-not-fit', fault)
    }
  }
  return possible.subarray(0, length)

  function judgeFeature(row: number, permissionOf: (dataset: DatasetAccess) => Permission) {
    const id = batch.featureOfInterestId?.[row] ?? null
    if (id === null) return undefined
    const dataset = features.get(id)
    return dataset === undefined || permissionOf(dataset) === 'unknown' ? 'unknown-feature' : undefined
  }
}

function faultOf(
  sender: Sender,
  row: number,
  value: number | null | undefined,
  types: ResultTypes,
): Bilingual | undefined {
  if (typeof value === 'number' && types.observationType === OBSERVATION_TYPES.measurement) {
    return undefined
  }
  return sender.faultOf?.(row, types)
}

function refusalOf(permission: Permission | undefined): RefusalKind | undefined {
  if (permission === 'allowed') return undefined
  return permission === 'not-allowed' ? 'not-allowed' : 'unknown-datastream'
}

/** What a sender may do with a datastream: the key of a sensor all with those of its thing and nothing with others. */
function permissionFor(
  { thingId }: Sender,
  datastream: LockedDatastream,
  permissionOf: (dataset: DatasetAccess) => Permission,
): Permission {
  if (thingId === undefined) return permissionOf(datastream.dataset)
  return datastream.thingId === thingId ? 'allowed' : 'unknown'
}

/** Asks what a sender may do once per dataset. */
function rememberPermissions(sender: Sender): (dataset: DatasetAccess) => Permission {
  const known = new Map<string, Permission>()
  return (dataset) => {
    const permission = known.get(dataset.id) ?? sender.permit?.(dataset) ?? 'allowed'
    known.set(dataset.id, permission)
    return permission
  }
}

/** The datasets of the features that rows name; these stay until the transaction ends. */
async function lockFeatures(transaction: Db, batch: ObservationBatch): Promise<Map<number, DatasetAccess>> {
  const named = batch.featureOfInterestId
  const ids = new Set<number>()
  for (let row = 0; row < (named?.length ?? 0); row++) ids.add(named?.[row] ?? 0)
  ids.delete(0)
  if (ids.size === 0) return new Map()
  const { rows } = await sql<DatasetAccess & { featureId: number }>`
    select f.id as "featureId", v.id, v.owner_id as "ownerId", v.access
    from measurements.feature_of_interest f join catalogue.v_dataset v on v.id = f.dataset_id
    where f.id = any(${encodeNumbers('int8', [...ids])}::int8[]) order by f.id for key share of f`.execute(
    transaction,
  )
  return new Map(rows.map(({ featureId, ...dataset }) => [featureId, dataset]))
}
