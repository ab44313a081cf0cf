import { parseCreationTopic, SensorThingsError, serviceRoot } from '@samenspel/standards/sensorthings'
import type { Actor } from '../../../platform/actor.ts'
import { Problem, type ProblemCode } from '../../../platform/errors.ts'
import { checkAccess } from '../../../platform/http/access.ts'
import type { Refusal, RefusalReason } from '../../../platform/mqtt/service.ts'
import type { Platform } from '../../../platform/slice.ts'
import type { Intake } from '../ingest/intake.ts'
import { postEntity } from '../sta/write.ts'
import { WRITERS } from '../writers.ts'

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

/**
 * Creates the entity that was sent to a list, as POST does (OGC 18-088, 14.1): with the same rights, and durable when
 * this resolves.
 * @returns why it cannot be stored, now or later
 * @throws when it may be stored later
 */
export async function createFromMessage(
  platform: Platform & { intake: Intake },
  versions: readonly string[],
  actor: Actor,
  topic: string,
  payload: Buffer,
): Promise<Refusal | undefined> {
  try {
    const { version, path } = parseCreationTopic(topic)
    if (!versions.includes(version)) return { reason: 'bad-topic', message: `There is no ${version} here.` }
    checkAccess(WRITERS, actor)
    const root = serviceRoot(`${platform.config.publicUrl}/sta`, version)
    await postEntity(platform, { path, root, actor, body: readJson(payload), dataset: undefined })
    return undefined
  } catch (error) {
    if (error instanceof SensorThingsError) return { reason: 'bad-topic', message: error.message }
    const reason = error instanceof Problem ? REASONS[error.code] : undefined
    if (reason === undefined) throw error
    return { reason, message: error instanceof Error ? error.message : '' }
  }
}

function readJson(payload: Buffer): unknown {
  try {
    return JSON.parse(payload.toString('utf8'))
  } catch {
    throw new Problem('invalid-json', {
      nl: 'Het bericht is geen geldige JSON.',
      en: 'The message is not valid JSON.',
    })
  }
}
