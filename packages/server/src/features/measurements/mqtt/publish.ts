import { parseCreationTopic, SensorThingsError, serviceRoot } from '@samenspel/standards/sensorthings'
import type { Actor } from '../../../platform/actor.ts'
import { Problem, type ProblemCode } from '../../../platform/errors.ts'
import { checkAccess } from '../../../platform/http/access.ts'
import { readJson } from '../../../platform/json.ts'
import type { Refusal, RefusalReason } from '../../../platform/mqtt/service.ts'
import type { Platform } from '../../../platform/slice.ts'
import type { NewDeadLetter } from '../inbound/dead-letters/keep.ts'
import type { Intake } from '../ingest/intake.ts'
import { postEntity } from '../sta/write.ts'
import { doerOf, WRITERS } from '../writers.ts'
import { findOwningDataset, undeliverableOf } from './unstored.ts'

/** What a problem is in MQTT; of what is not here, the sender had better try again. */
const REASONS: Partial<Record<ProblemCode, RefusalReason>> = {
  'not-signed-in': 'not-authorized',
  'not-allowed': 'not-authorized',
  'not-found': 'bad-topic',
  'method-not-allowed': 'bad-topic',
  'not-implemented': 'bad-topic',
  'invalid-request': 'bad-payload',
  'invalid-json': 'bad-payload',
  'invalid-query': 'bad-payload',
  'too-large': 'bad-payload',
  conflict: 'conflict',
}

type Storing = Platform & { intake: Intake }

/**
 * Creates the entity that was sent to a list, as POST does (OGC 18-088, 14.1): with the same rights, and durable when
 * this resolves. What cannot be stored is with the dead letters by then, when there is a dataset whose owner can do something about it.
 * @returns why it cannot be stored
 * @throws when it may be stored later
 */
export async function createFromMessage(
  platform: Storing & { keep(letter: NewDeadLetter): Promise<void> },
  versions: readonly string[],
  actor: Actor,
  topic: string,
  payload: Buffer,
): Promise<Refusal | undefined> {
  try {
    await storeMessage(platform, versions, actor, topic, payload)
    return undefined
  } catch (error) {
    const refusal = refusalOf(error)
    const undeliverable = refusal && undeliverableOf(error)
    if (!undeliverable) throw error
    const { db, clock, keep } = platform
    const now = clock()
    const owning = await findOwningDataset(db, actor, { topic, payload })
    if (owning) {
      const { reason, detail } = undeliverable
      const sender = actor.kind === 'anonymous' ? {} : { sender: doerOf(actor) }
      const { datasetId, isTimed } = owning
      const saidAt = isTimed ? {} : { saidAt: now }
      await keep({
        datasetId,
        origin: 'mqtt',
        address: topic,
        ...sender,
        payload,
        ...saidAt,
        reason,
        detail,
      })
    }
    return refusal
  }
}

/**
 * Creates what a message says.
 * @throws SensorThingsError, Problem, or what the database threw
 */
export async function storeMessage(
  platform: Storing,
  versions: readonly string[],
  actor: Actor,
  topic: string,
  payload: Buffer,
): Promise<void> {
  const { version, path } = parseCreationTopic(topic)
  if (!versions.includes(version)) {
    throw new SensorThingsError(
      'unknown-name',
      { nl: `Er is hier geen ${version}.`, en: `There is no ${version} here.` },
      { path: topic },
    )
  }
  checkAccess(WRITERS, actor, true)
  const root = serviceRoot(`${platform.config.publicUrl}/sta`, version)
  await postEntity(platform, { path, root, actor, body: readJson(payload), dataset: undefined })
}

/** Undefined when the message may be stored later. */
function refusalOf(error: unknown): Refusal | undefined {
  if (error instanceof SensorThingsError) return { reason: 'bad-topic', message: error.message }
  const reason = error instanceof Problem ? REASONS[error.code] : undefined
  if (reason === undefined) return undefined
  return { reason, message: error instanceof Error ? error.message : '' }
}
