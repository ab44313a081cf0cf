import type { Example } from './examples.ts'
import {
  BROKEN_BODIES,
  BROKEN_FILES,
  ODD_TEXTS,
  ODD_VALUES,
  placesIn,
  pointerTo,
  replaceIn,
  writeJson,
} from './mutations.ts'

/** What the API document says of an operation, as far as it matters here. */
type Operation = {
  parameters?: { name: string; in: 'path' | 'query' | 'header' }[]
  requestBody?: { content: Record<string, { schema?: { properties?: Record<string, unknown> } }> }
}

/** The paths of an API document. */
export type Paths = Record<string, Record<string, Operation>>

/** A request of the walk, and which part of it is wrong. */
export type WrongRequest = {
  /** Which operation, what is wrong, and where. */
  name: string
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  url: string
  headers: Record<string, string>
  payload?: string | Buffer
  /** Where the wrong value stands; undefined when the request as a whole cannot be read, or is right. */
  at?: At
  /** Whether what it changes may be gone, or changed already. */
  isOnce?: boolean
  /** Whether it must be refused; else it may be right after all. */
  refused?: boolean
}

type At = { in: 'path' | 'query' | 'header' | 'body'; pointer: string }

/** A name that nothing of ours has. */
const UNKNOWN = 'onbekend'

const METHODS = ['get', 'post', 'patch', 'put', 'delete']

/** The operations of an API document: method and path. */
export function operationsIn(paths: Paths): string[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    METHODS.filter((method) => method in methods).map((method) => `${method.toUpperCase()} ${path}`),
  )
}

/** The request of an example, as it is. */
export function rightRequest(operation: string, example: Example): WrongRequest {
  const [method, template = ''] = operation.split(' ')
  const path = Object.entries(example.path ?? {}).reduce(
    (address, [name, value]) => address.replace(`{${name}}`, encodeURIComponent(value)),
    template,
  )
  const query = new URLSearchParams(example.query).toString()
  const request: WrongRequest = {
    name: operation,
    method: method as WrongRequest['method'],
    url: `${path.startsWith('/sta/') || path.startsWith('/api/') ? '' : '/api/v1'}${path}${query ? `?${query}` : ''}`,
    headers: { ...example.headers },
    ...(example.once && { isOnce: true }),
  }
  if (example.body === undefined) return request
  const type = example.type ?? 'application/json'
  const { body } = example
  const payload = typeof body === 'string' || Buffer.isBuffer(body) ? body : writeJson(body)
  return { ...request, headers: { ...request.headers, 'content-type': type }, payload }
}

/** Every wrong request that is made from a right one: each value of it in turn replaced by each oddity. */
export function* wrongRequests(
  operation: string,
  example: Example,
  described?: Operation,
): Generator<WrongRequest> {
  yield* wrongParameters(operation, example, described)
  if (example.body === undefined) return
  const right = rightRequest(operation, example)
  const isFile = example.type !== undefined
  for (const { name, body } of isFile ? BROKEN_FILES : BROKEN_BODIES) {
    yield { ...right, name: `${operation}: body is ${name}`, payload: body }
  }
  yield {
    ...right,
    name: `${operation}: body of another type`,
    headers: { ...right.headers, 'content-type': 'image/png' },
  }
  if (isFile) return
  for (const place of [...placesIn(example.body), ...placesLeftOut(example.body, described)]) {
    const pointer = pointerTo(place)
    for (const oddity of ODD_VALUES) {
      if (place.length === 0 && !('value' in oddity)) continue
      yield {
        ...right,
        name: `${operation}: ${pointer || 'body'} is ${oddity.name}`,
        payload: writeJson(replaceIn(example.body, place, oddity)),
        at: { in: 'body', pointer },
      }
    }
    const value = place.reduce<unknown>(
      (inner, key) => (inner as Record<string, unknown>)?.[key],
      example.body,
    )
    if (typeof value !== 'object' || value === null || Array.isArray(value)) continue
    yield {
      ...right,
      name: `${operation}: ${pointer}/${UNKNOWN} is unknown`,
      payload: writeJson(replaceIn(example.body, [...place, UNKNOWN], { name: 'unknown', value: 1 })),
      at: { in: 'body', pointer: `${pointer}/${UNKNOWN}` },
      refused: !example.open?.some(
        (free) => pointer === free || (free !== '' && pointer.startsWith(`${free}/`)),
      ),
    }
  }
}

/** Fields of the body that the document has and the example does not. */
function placesLeftOut(body: unknown, described: Operation | undefined): string[][] {
  const { properties = {} } = described?.requestBody?.content['application/json']?.schema ?? {}
  return Object.keys(properties)
    .filter((name) => !(name in (body as object)))
    .map((name) => [name])
}

function* wrongParameters(
  operation: string,
  example: Example,
  described?: Operation,
): Generator<WrongRequest> {
  const known = described?.parameters ?? [
    ...Object.keys(example.path ?? {}).map((name) => ({ name, in: 'path' as const })),
    ...Object.keys(example.query ?? {}).map((name) => ({ name, in: 'query' as const })),
  ]
  const unknown = example.once ? [] : [{ name: UNKNOWN, in: 'query' as const }]
  for (const parameter of [...known, ...unknown]) {
    const field = ({ path: 'path', query: 'query', header: 'headers' } as const)[parameter.in]
    const isUnknown = parameter.name === UNKNOWN
    // SensorThings and network servers send parameters of their own.
    const isFree = isUnknown && (operation.includes(' /sta/') || example.open?.includes(''))
    const at = isFree ? undefined : { in: parameter.in, pointer: `/${parameter.name}` }
    for (const { name, value } of ODD_TEXTS) {
      const text = String(value)
      if (!fitsIn(parameter.in, text)) continue
      const changed = { ...example, [field]: { ...example[field], [parameter.name]: text } }
      yield {
        ...rightRequest(operation, changed),
        name: `${operation}: ${parameter.name} is ${name}`,
        ...(at && { at }),
        ...(isUnknown && !isFree && { refused: true }),
      }
    }
    if (parameter.in !== 'query') continue
    const right = rightRequest(operation, example)
    const joined = right.url.includes('?') ? '&' : '?'
    for (const [name, text] of [
      ['given twice more', `${parameter.name}=a&${parameter.name}=b`],
      ['badly encoded', `${parameter.name}=%ff%`],
      ['a list', `${parameter.name}[]=a`],
    ]) {
      const url = `${right.url}${joined}${text}`
      yield { ...right, name: `${operation}: ${parameter.name} is ${name}`, url }
    }
  }
}

/** An empty part of a path is another address, and headers take only some characters. */
function fitsIn(place: 'path' | 'query' | 'header', text: string): boolean {
  if (place === 'path') return text !== '' && !text.includes('/') && text.length < 1000
  if (place === 'header') return /^[\x20-\x7e]{1,2000}$/.test(text)
  return text.length < 40_000
}
