import type { EntityType } from '@samenspel/standards/sensorthings'
import type { Db } from '../../../platform/database/connect.ts'
import { type OutboxEvent, publish } from '../../../platform/outbox.ts'

export const OBSERVATIONS_STORED = 'measurements.observations-stored'
export const QUALITY_CHANGED = 'measurements.quality-changed'
export const ENTITIES_CHANGED = 'measurements.entities-changed'

/** What happened to an entity. */
export type Happening = 'created' | 'updated' | 'deleted'

/** An observation by its key: datastream, and start as ISO 8601 text. */
export type ObservationKey = { datastreamId: number; start: string }

/** Something was stored, corrected or deleted in these datastreams between two starts, both included. */
export type ObservationsChange = {
  kind: 'observations'
  datastreamIds: number[]
  from: string
  to: string
  /** Those of these datastreams with an id in this range are new. */
  added: { firstId: number; lastId: number } | undefined
  /** Those that say something else than before; after a very large correction the list is left out. */
  corrected: ObservationKey[]
}

export type EntitiesChange = {
  kind: 'entities'
  what: Happening
  type: Exclude<EntityType, 'Observation'>
  ids: number[]
}

export type Change = ObservationsChange | EntitiesChange

/** The payload of the event about observations. A correction is `[datastream, start]`. */
export type ObservationsStored = {
  datastreamIds: number[]
  from: string
  to: string
  /** The ids of new observations lie between these; null when there are none. */
  firstId: number | null
  lastId: number | null
  corrected?: [number, string][]
}

/** The payload of the event that values of these datastreams between two starts came to count in hour values, or not any more. */
export type QualityChanged = Pick<ObservationsStored, 'datastreamIds' | 'from' | 'to'>

/** Writes that entities were created, updated or deleted, in the transaction in which they are. */
export async function tellEntities(
  transaction: Db,
  what: Happening,
  type: EntitiesChange['type'],
  ids: readonly number[],
): Promise<void> {
  if (ids.length > 0) await publish(transaction, ENTITIES_CHANGED, { what, type, ids })
}

/** The change that an event tells of. */
export function readChange({ kind, payload }: Pick<OutboxEvent, 'kind' | 'payload'>): Change {
  if (kind === OBSERVATIONS_STORED) {
    const { datastreamIds, from, to, firstId, lastId, corrected = [] } = payload as ObservationsStored
    const added = firstId !== null && lastId !== null ? { firstId, lastId } : undefined
    const keys = corrected.map(([datastreamId, start]) => ({ datastreamId, start }))
    return { kind: 'observations', datastreamIds, from, to, added, corrected: keys }
  }
  const { what, type, ids } = payload as Omit<EntitiesChange, 'kind'>
  return { kind: 'entities', what, type, ids }
}
