import type { EntityId, EntityType } from '@samenspel/standards/sensorthings'
import { sql } from 'kysely'
import type { Actor } from '../../../platform/actor.ts'
import type { Config } from '../../../platform/config.ts'
import type { Db } from '../../../platform/database/connect.ts'
import { Problem } from '../../../platform/errors.ts'
import { canReadDataset, type DatasetAccess } from '../../catalogue/index.ts'
import { column } from '../query/fragments.ts'
import { TABLES } from '../query/tables.ts'
import { requireWriter } from '../writers.ts'

/** What every function that changes entities needs: who does it and when. */
export type Writing = {
  transaction: Db
  actor: Actor
  now: Date
  /** The moment of an observation without a time. */
  arrival(): number
  clientIds: Config['clientIds']
}

/** An entity that exists for the actor, with its dataset. */
export type Existing = { id: number; dataset: DatasetAccess }

const LOCK = { keep: sql`for key share of e`, change: sql`for no key update of e`, none: sql`` }

/**
 * The entity with this id, when the actor may know of it.
 * @param lock `keep` so that it stays until the transaction ends, `change` to be the only one that changes it
 */
export async function findExisting(
  { transaction, actor }: Writing,
  type: EntityType,
  id: EntityId,
  lock: keyof typeof LOCK = 'keep',
): Promise<Existing | undefined> {
  const isObservation = type === 'Observation'
  const owner = isObservation
    ? sql`join measurements.datastream o on o.id = e.datastream_id
        join catalogue.v_dataset v on v.id = o.dataset_id`
    : sql`join catalogue.v_dataset v on v.id = e.dataset_id`
  const { name, only } = TABLES[type]
  const { rows } = await sql<
    { id: number } & Record<'datasetId' | 'ownerId', string> & Pick<DatasetAccess, 'access'>
  >`
    select e.id, v.id as "datasetId", v.owner_id as "ownerId", v.access
    from ${sql.table(name)} e ${owner} where ${column('e', 'id')} = ${String(id)}::bigint
      and ${only?.('e') ?? sql`true`}
    ${isObservation ? LOCK.none : LOCK[lock]}`.execute(transaction)
  const [row] = rows
  if (!row) return undefined
  const dataset = { id: row.datasetId, ownerId: row.ownerId, access: row.access }
  // Whose data a personal one is, decides about it: for everybody else it is as if it did not exist.
  if (dataset.access === 'personal') return undefined
  return canReadDataset(actor, dataset) ? { id: row.id, dataset } : undefined
}

/** The linked entity. @throws Problem invalid-request, at the id of the link, when it does not exist for the actor */
export async function requireLinked(writing: Writing, type: EntityType, id: EntityId): Promise<Existing> {
  const found = await findExisting(writing, type, id)
  if (found) return found
  const detail = {
    nl: `${type} ${id} bestaat niet, of u mag er niet bij. Verwijs naar een bestaande.`,
    en: `${type} ${id} does not exist, or you may not see it. Link to an existing one.`,
  }
  throw new Problem('invalid-request', detail, [{ in: 'body', pointer: '/@iot.id', detail }])
}

/** The linked entity, which this request changes too. @throws Problem invalid-request or not-allowed */
export async function requireChangeable(writing: Writing, type: EntityType, id: EntityId): Promise<Existing> {
  const found = await requireLinked(writing, type, id)
  requireWriter(writing.actor, found.dataset)
  return found
}
