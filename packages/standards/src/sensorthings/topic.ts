import { SensorThingsError } from './errors.ts'
import { DEFAULT_LIMITS, type Limits } from './limits.ts'
import { VERSIONS, type Version } from './links.ts'
import { parsePath, type ResourcePath } from './path.ts'
import type { Query } from './query/ast.ts'
import { parseQuery } from './query/parse.ts'

/** What a client wants to hear of (clause 14.2): a list, an entity, or a property of an entity. */
export type SubscriptionTopic = {
  readonly version: Version
  readonly path: Extract<ResourcePath, { kind: 'collection' | 'entity' | 'property' }>
  readonly query: Query
  /** False when the client asked not to be sent what is the case already (`retain=false`, an extension). */
  readonly retain: boolean
}

/** Where a client sends a new entity (clause 14.1): a list. */
export type CreationTopic = {
  readonly version: Version
  readonly path: Extract<ResourcePath, { kind: 'collection' }>
}

/**
 * Reads the topic of a subscription: the version, a resource path, and for lists and entities `$select` (the standard's),
 * `$expand` and for lists `$filter` (extensions). Text may be percent-encoded, as in an address.
 * @throws SensorThingsError
 */
export function parseSubscriptionTopic(topic: string, limits: Limits = DEFAULT_LIMITS): SubscriptionTopic {
  const mark = topic.indexOf('?')
  const { version, path } = readVersion(mark < 0 ? topic : topic.slice(0, mark), limits)
  if (path.kind === 'root' || path.kind === 'action' || 'suffix' in path) {
    throw new SensorThingsError(
      'syntax',
      {
        nl: 'Abonneer u op een lijst, een entiteit of een eigenschap van een entiteit.',
        en: 'Subscribe to a list, an entity or a property of an entity.',
      },
      {
        path: topic,
      },
    )
  }
  const target = path.kind === 'collection' ? 'collection' : path.kind === 'entity' ? 'entity' : 'property'
  const text = mark < 0 ? '' : topic.slice(mark + 1)
  const query = parseQuery(text, { entityType: path.entityType, target })
  const { orderBy, top, skip, count, resultFormat, skipToken, select, apply } = query
  const others = [orderBy.length > 0, top, skip, count, resultFormat, skipToken, select?.distinct, apply]
  if (others.some((each) => each !== undefined && each !== false)) {
    throw new SensorThingsError(
      'conflicting-options',
      {
        nl: 'Een topic kan alleen $select, $expand en $filter hebben.',
        en: 'A topic can have $select, $expand and $filter only.',
      },
      { path: topic },
    )
  }
  return { version, path, query, retain: readRetain(query) }
}

/** Reads the topic to which a new entity is sent. @throws SensorThingsError */
export function parseCreationTopic(topic: string, limits: Limits = DEFAULT_LIMITS): CreationTopic {
  const { version, path } = readVersion(topic, limits)
  if (path.kind === 'collection' && path.suffix === undefined) return { version, path }
  throw new SensorThingsError(
    'syntax',
    {
      nl: 'Stuur naar een lijst, zoals v1.1/Observations.',
      en: 'Send to a list, such as v1.1/Observations.',
    },
    { path: topic },
  )
}

function readVersion(text: string, limits: Limits): { version: Version; path: ResourcePath } {
  const slash = text.indexOf('/')
  const version = VERSIONS.find((known) => known === text.slice(0, Math.max(slash, 0)))
  if (version === undefined) {
    throw new SensorThingsError('unknown-name', {
      nl: 'Een topic begint met de versie, zoals v1.1/Observations.',
      en: 'A topic starts with the version, such as v1.1/Observations.',
    })
  }
  return { version, path: parsePath(text.slice(slash + 1), limits) }
}

function readRetain({ custom }: Query): boolean {
  const [option, ...more] = custom
  if (!option) return true
  const [name, value] = option
  if (more.length > 0 || name !== 'retain' || (value !== 'true' && value !== 'false')) {
    throw new SensorThingsError(
      'unsupported-option',
      { nl: 'De enige andere optie is retain=false.', en: 'The only other option is retain=false.' },
      {
        path: name,
      },
    )
  }
  return value === 'true'
}
