import type { Bilingual } from '../../language/index.ts'
import { isObject, type JsonObject } from '../body/json.ts'
import { SensorThingsError } from '../errors.ts'
import {
  type BatchCondition,
  type BatchLimits,
  type BatchPart,
  type BatchRequest,
  checkParts,
  DEFAULT_BATCH_LIMITS,
  readMethod,
} from './batch.ts'

/**
 * Reads a batch in JSON: `{"requests":[{id, method, url, headers?, body?, atomicityGroup?, dependsOn?, if?}]}` (OData JSON
 * format 4.01, clause 19.1). Requests of one atomicityGroup stand together.
 * @throws SensorThingsError and nothing else, for any value: a batch that is wrong as a whole is not done in part
 */
export function parseJsonBatch(
  value: unknown,
  limits: BatchLimits = DEFAULT_BATCH_LIMITS,
): readonly BatchPart[] {
  if (!isObject(value) || !Array.isArray(value.requests)) {
    throw fault(
      {
        nl: 'Een batch in JSON is een object met een lijst: {"requests":[…]}',
        en: 'A batch in JSON is an object with a list: {"requests":[…]}',
      },
      '/requests',
    )
  }
  refuseUnknown(value, MEMBERS, 'batch', '')
  const list: readonly unknown[] = value.requests
  if (list.length > limits.requests) {
    throw new SensorThingsError(
      'too-many',
      {
        nl: `Een batch kan ${limits.requests} verzoeken hebben.`,
        en: `A batch can have ${limits.requests} requests.`,
      },
      {
        path: '/requests',
      },
    )
  }
  const parts: BatchPart[] = []
  const known = new Set<string>()
  for (const [index, item] of list.entries()) {
    const place = `/requests/${index}`
    if (!isObject(item))
      throw fault(
        { nl: 'Een verzoek van een batch is een object.', en: 'A request of a batch is an object.' },
        place,
      )
    const request = readRequest(item, place, known, limits)
    const group = optionalText(item, 'atomicityGroup', place)
    const last = parts.at(-1)
    if (group === undefined) parts.push({ kind: 'request', request })
    else if (last?.kind === 'changeSet' && last.id === group) {
      parts[parts.length - 1] = { ...last, requests: [...last.requests, request] }
    } else parts.push({ kind: 'changeSet', id: group, requests: [request] })
    if (request.id !== undefined) known.add(request.id)
    if (group !== undefined) known.add(group)
  }
  return checkParts(parts, limits)
}

/** What a batch can have, besides annotations. */
const MEMBERS = new Set(['requests'])

/** What a request of a batch can have, besides annotations. */
const FIELDS = new Set(['id', 'method', 'url', 'headers', 'body', 'atomicityGroup', 'dependsOn', 'if'])

function fault(text: Bilingual, path: string): SensorThingsError {
  return new SensorThingsError('syntax', text, { path })
}

function readRequest(
  item: JsonObject,
  place: string,
  known: ReadonlySet<string>,
  limits: BatchLimits,
): BatchRequest {
  const id = optionalText(item, 'id', place)
  const [method, url] = [optionalText(item, 'method', place), optionalText(item, 'url', place)]
  if (id === undefined || method === undefined || url === undefined) {
    const missing = id === undefined ? 'id' : method === undefined ? 'method' : 'url'
    throw fault(
      {
        nl: 'Een verzoek van een batch heeft een id, een method en een url nodig.',
        en: 'A request of a batch needs an id, a method and a url.',
      },
      `${place}/${missing}`,
    )
  }
  refuseUnknown(item, FIELDS, 'request', place)
  const condition = readCondition(item, place, known)
  return {
    id,
    method: readMethod(method, `${place}/method`),
    url,
    headers: readHeaders(item.headers, `${place}/headers`, limits),
    ...(item.body === undefined ? {} : { body: item.body }),
    dependsOn: readDependsOn(item.dependsOn, `${place}/dependsOn`, known),
    ...(condition ? { condition } : {}),
  }
}

const WHOLES = {
  batch: { nl: 'Een batch', en: 'A batch' },
  request: { nl: 'Een verzoek van een batch', en: 'A request of a batch' },
} as const satisfies Record<string, Bilingual>

function refuseUnknown(
  item: JsonObject,
  fields: ReadonlySet<string>,
  whole: keyof typeof WHOLES,
  place: string,
): void {
  const unknown = Object.keys(item).find((name) => !fields.has(name) && !name.includes('@'))
  if (unknown === undefined) return
  const list = [...fields].join(', ')
  throw fault(
    {
      nl: `Onbekend veld. ${WHOLES[whole].nl} heeft ${list}.`,
      en: `Unknown field. ${WHOLES[whole].en} has ${list}.`,
    },
    `${place}/${unknown}`,
  )
}

function optionalText(item: JsonObject, name: string, place: string): string | undefined {
  const value = item[name]
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'string' || value === '')
    throw fault({ nl: `${name} moet tekst zijn.`, en: `${name} must be text.` }, `${place}/${name}`)
  return value
}

function readHeaders(value: unknown, place: string, limits: BatchLimits): ReadonlyMap<string, string> {
  if (value === undefined || value === null) return new Map()
  if (!isObject(value))
    throw fault({ nl: 'headers moet een object zijn.', en: 'headers must be an object.' }, place)
  const entries = Object.entries(value)
  if (entries.length > limits.headers) {
    throw new SensorThingsError(
      'too-many',
      {
        nl: `Een verzoek kan ${limits.headers} headers hebben.`,
        en: `A request can have ${limits.headers} headers.`,
      },
      { path: place },
    )
  }
  return new Map(
    entries.map(([name, text]) => {
      if (typeof text !== 'string')
        throw fault({ nl: 'De waarde van een header is tekst.', en: 'The value of a header is text.' }, place)
      return [name.toLowerCase(), text]
    }),
  )
}

function readDependsOn(value: unknown, place: string, known: ReadonlySet<string>): string[] {
  if (value === undefined || value === null) return []
  if (!Array.isArray(value))
    throw fault(
      { nl: 'dependsOn moet een lijst van ids zijn.', en: 'dependsOn must be a list of ids.' },
      place,
    )
  return value.map((id: unknown) => {
    if (typeof id === 'string' && known.has(id)) return id
    throw fault(
      {
        nl: 'dependsOn kan alleen verzoeken en groepen noemen die eerder in de batch staan.',
        en: 'dependsOn can only name requests and groups that stand earlier in the batch.',
      },
      place,
    )
  })
}

const TERM = /^(not\s+)?\(?\s*\$([^\s/()]+)\/\$succeeded\s*\)?$/

/** `if`: `$a/$succeeded`, `not $a/$succeeded`, or several of those joined by `and`. */
function readCondition(
  item: JsonObject,
  place: string,
  known: ReadonlySet<string>,
): BatchCondition | undefined {
  const text = optionalText(item, 'if', place)
  return text?.split(/\s+and\s+/).map((term) => {
    const [found, not, id = ''] = TERM.exec(term.trim()) ?? []
    if (found !== undefined && known.has(id)) return { id, succeeded: not === undefined }
    throw fault(
      {
        nl: 'if kan vragen of eerdere verzoeken lukten: $a/$succeeded, not $a/$succeeded, verbonden met and.',
        en: 'if can ask whether earlier requests succeeded: $a/$succeeded, not $a/$succeeded, joined by and.',
      },
      `${place}/if`,
    )
  })
}
