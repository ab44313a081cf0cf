import { parseCreationTopic, SensorThingsError } from '@samenspel/standards/sensorthings'
import { sql } from 'kysely'
import { type Actor, hasRole, isBound } from '../../../platform/actor.ts'
import type { Db } from '../../../platform/database/connect.ts'
import { Problem, type ProblemCode } from '../../../platform/errors.ts'
import { findDefaultDataset } from '../../catalogue/index.ts'
import { ObservationRefused } from '../entities/observations.ts'
import { type DeadLetterReason, Undeliverable } from '../inbound/dead-letters/reasons.ts'
import { WRITERS } from '../writers.ts'

/** Why a message with such a problem cannot be stored, when the observation itself does not say it. */
const REASONS: Partial<Record<ProblemCode, DeadLetterReason>> = {
  'invalid-json': 'not-json',
  'invalid-request': 'not-understood',
  'invalid-query': 'not-understood',
  'not-found': 'not-understood',
  'method-not-allowed': 'not-understood',
  'not-implemented': 'not-understood',
  'not-signed-in': 'not-allowed',
  'not-allowed': 'not-allowed',
  'too-large': 'too-large',
  conflict: 'differs-from-stored',
}

/** Why a message cannot be stored before someone changes something; undefined when that is not what the error says. */
export function undeliverableOf(error: unknown): Undeliverable | undefined {
  if (error instanceof SensorThingsError) {
    return new Undeliverable('not-understood', {
      nl: `Het topic klopt niet. ${error.text.nl}`,
      en: error.text.en,
    })
  }
  if (!(error instanceof Problem)) return undefined
  const reason = error instanceof ObservationRefused ? error.kind : REASONS[error.code]
  return reason && new Undeliverable(reason, error.detail)
}

/**
 * The dataset whose owner should see a message that cannot be stored: that of the datastream it names, when the sender
 * belongs to that organisation; else that of the sender's token, or the one in which the sender's entities come. So nobody
 * can fill the dead letters of others, and what strangers send is not kept. None is made for a letter: a message that says nothing
 * would publish an open dataset.
 * @returns also whether the message says when it was measured; undefined when there is no such dataset
 */
export async function findOwningDataset(
  db: Db,
  actor: Actor,
  { topic, payload }: { topic: string; payload: Buffer },
): Promise<{ datasetId: string; isTimed: boolean } | undefined> {
  if (actor.kind !== 'token') return undefined
  const body = readBody(payload)
  const isTimed = body?.phenomenonTime !== undefined && body.phenomenonTime !== null
  const id = nameDatastream(topic, body)
  const named = id === undefined ? undefined : await findDatasetOf(db, id)
  const isOwn = named?.ownerId === actor.organisationId && (!isBound(actor) || actor.datasetId === named.id)
  if (named && isOwn) return { datasetId: named.id, isTimed }
  if (isBound(actor)) return { datasetId: actor.datasetId, isTimed }
  if (!hasRole(actor, WRITERS)) return undefined
  const found = await findDefaultDataset(db, actor.organisationId)
  return found && { datasetId: found.id, isTimed }
}

async function findDatasetOf(db: Db, datastreamId: bigint) {
  const { rows } = await sql<{ id: string; ownerId: string }>`select v.id, v.owner_id as "ownerId"
    from measurements.datastream d join catalogue.v_dataset v on v.id = d.dataset_id
    where d.id = ${String(datastreamId)}::bigint`.execute(db)
  return rows[0]
}

type Body = { phenomenonTime?: unknown; Datastream?: unknown; MultiDatastream?: unknown }

function readBody(payload: Buffer): Body | undefined {
  try {
    const body: unknown = JSON.parse(payload.toString('utf8'))
    return typeof body === 'object' && body !== null ? body : undefined
  } catch {
    return undefined
  }
}

/** The datastream that a message names in its topic or its body, as far as either can be read. */
function nameDatastream(topic: string, body: Body | undefined): bigint | undefined {
  try {
    const [first] = parseCreationTopic(topic).path.steps
    if (
      first?.id !== undefined &&
      (first.entityType === 'Datastream' || first.entityType === 'MultiDatastream')
    )
      return first.id
  } catch (error) {
    if (!(error instanceof SensorThingsError)) throw error
  }
  const link = body?.Datastream ?? body?.MultiDatastream
  const id = typeof link === 'object' && link !== null && '@iot.id' in link ? link['@iot.id'] : undefined
  return typeof id === 'number' && Number.isSafeInteger(id) ? BigInt(id) : undefined
}
