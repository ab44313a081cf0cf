import type { Bilingual } from '../../language/index.ts'
import { SensorThingsError } from '../errors.ts'

/** Methods a request inside a batch can have. */
export const BATCH_METHODS = ['GET', 'POST', 'PATCH', 'PUT', 'DELETE'] as const
export type BatchMethod = (typeof BATCH_METHODS)[number]

/** When a request of a JSON batch is to be done: all of these requests succeeded, or did not. */
export type BatchCondition = readonly { readonly id: string; readonly succeeded: boolean }[]

/** One request of a batch, read but not yet looked into. */
export interface BatchRequest {
  /** `Content-ID`, or `id` of a JSON batch: later requests refer to what this one makes as `$id`. */
  readonly id?: string
  readonly method: BatchMethod
  /** As it was sent: see {@link addressInService}. */
  readonly url: string
  /** By name in lower case. */
  readonly headers: ReadonlyMap<string, string>
  /** The JSON value of the body; undefined without one. */
  readonly body?: unknown
  /** Why this request alone cannot be done, such as a body that is not JSON. */
  readonly fault?: Bilingual
  /** Requests and groups that must have succeeded. */
  readonly dependsOn: readonly string[]
  readonly condition?: BatchCondition
}

/** A request on its own, or a change set: requests of which all are done, or none. */
export type BatchPart =
  | { readonly kind: 'request'; readonly request: BatchRequest }
  | { readonly kind: 'changeSet'; readonly id?: string; readonly requests: readonly BatchRequest[] }

export interface BatchLimits {
  /** Requests in one batch, those in change sets included. */
  readonly requests: number
  /** Header lines of one part or request. */
  readonly headers: number
}

export const DEFAULT_BATCH_LIMITS: BatchLimits = { requests: 1_000, headers: 50 }

/** @throws SensorThingsError for a method a batch cannot have */
export function readMethod(text: string, path = ''): BatchMethod {
  const method = BATCH_METHODS.find((known) => known === text.toUpperCase())
  if (method) return method
  const shown = text.slice(0, 20)
  const all = BATCH_METHODS.join(', ')
  throw new SensorThingsError(
    'syntax',
    {
      nl: `Een verzoek in een batch kan niet de methode “${shown}” hebben. Gebruik ${all}.`,
      en: `A request in a batch cannot have the method “${shown}”. Use ${all}.`,
    },
    { path },
  )
}

/**
 * Refuses what no batch can be, before anything of it is done: too many requests, an id twice, reading in a change set.
 * @throws SensorThingsError
 */
export function checkParts(parts: readonly BatchPart[], limits: BatchLimits): readonly BatchPart[] {
  const total = parts.reduce((sum, part) => sum + (part.kind === 'request' ? 1 : part.requests.length), 0)
  if (total > limits.requests) {
    throw new SensorThingsError('too-many', {
      nl: `Een batch kan ${limits.requests} verzoeken hebben. Stuur het in kleinere delen.`,
      en: `A batch can have ${limits.requests} requests. Send it in smaller parts.`,
    })
  }
  const seen = new Set<string>()
  for (const part of parts) {
    const requests = part.kind === 'request' ? [part.request] : part.requests
    for (const { id, method } of requests) {
      if (part.kind === 'changeSet' && method === 'GET') {
        throw new SensorThingsError('syntax', {
          nl: 'Een change set bevat alleen wijzigingen. Zet GET erbuiten.',
          en: 'A change set only holds changes. Put GET outside of it.',
        })
      }
      if (id !== undefined) addName(seen, id)
    }
    if (part.kind === 'changeSet' && part.id !== undefined) addName(seen, part.id)
  }
  return parts
}

function addName(seen: Set<string>, id: string): void {
  if (seen.has(id)) {
    throw new SensorThingsError('syntax', {
      nl: `Het id “${id.slice(0, 40)}” staat twee keer in deze batch.`,
      en: `The id “${id.slice(0, 40)}” is given twice in this batch.`,
    })
  }
  seen.add(id)
}

/**
 * The part of an address after the service root, with a slash in front: from an absolute URL or path of this service
 * (`https://host/sta/v1.1/Things`, `/sta/v1.1/Things`, `/v1.1/Things`), or from one relative to the root (`Things`,
 * `/Things`). Undefined for an address elsewhere.
 */
export function addressInService(url: string, root: string): string | undefined {
  const rootPath = new URL(root).pathname
  const version = rootPath.slice(rootPath.lastIndexOf('/'))
  const scheme = /^https?:\/\/[^/?#]*/i.exec(url)
  if (!scheme && (url.startsWith('//') || /^[a-z][a-z\d+.-]*:/i.test(url))) return undefined
  if (scheme) return url.startsWith(`${root}/`) ? url.slice(root.length) : undefined
  for (const prefix of [rootPath, version]) if (url.startsWith(`${prefix}/`)) return url.slice(prefix.length)
  return url.startsWith('/') ? url : `/${url}`
}
